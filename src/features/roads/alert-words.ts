import type { ClientErrorCode } from '#domain/app-error';
import { failureWords } from '#domain/failure-words';
import { provinceName } from '#domain/provinces';
import type { GrantOutcome } from '#platform/message-grant';
import type { AlertWish } from './alert-wish.ts';
import { TYPE_NAMES } from './road-words.ts';

export const GRADES: readonly { id: AlertWish['least']; name: string }[] = [
  { id: 'closure', name: '只要封闭' },
  { id: 'major', name: '封闭和影响大的' },
  { id: 'moderate', name: '影响较大以上' },
  { id: 'minor', name: '全部' },
];

/** `广西、G72`: what is watched. */
export function placesWords({ regions, roads }: Pick<AlertWish, 'regions' | 'roads'>): string {
  return [...regions.map((region) => provinceName(region) || region), ...roads].join('、');
}

/** `封闭和影响大的 · 事故、管制 · 每天 07:00—21:00`. */
export function wishWords({ types, least, hours }: AlertWish): string {
  return [
    GRADES.find(({ id }) => id === least)?.name,
    types.length === 0 ? '各种类型' : types.map((type) => TYPE_NAMES[type]).join('、'),
    hours === undefined ? '任何时间' : `每天 ${hours.from}—${hours.to}`,
  ].join(' · ');
}

/** The number is WeChat's rule, not ours: each consent is good for one message. */
export function grantsWords(grants: number): string {
  return grants === 0 ? '没有可用的提醒次数，暂时收不到提醒' : `还能收到 ${grants} 条提醒`;
}

/** Why nothing came of asking for a message; undefined when it was allowed. */
export function refusalWords(outcome: GrantOutcome): string | undefined {
  switch (outcome) {
    case 'accepted':
      return undefined;
    case 'rejected':
      return '您没有允许，提醒没有开通';
    case 'banned':
      return '这种消息被拒收了，请在微信设置里打开后再试';
    case 'switched-off':
      return '小程序的消息总开关关着，请在微信设置里打开后再试';
    case 'failed':
      return '微信没有打开授权窗口，请稍后再试';
  }
}

/** Whether WeChat's settings are where it can be put right. */
export function isInSettings(outcome: GrantOutcome): boolean {
  return outcome === 'banned' || outcome === 'switched-off';
}

/** Why the server did not take it. */
export function alertFailureWords(failure: ClientErrorCode): string {
  if (failure === 'conflict') return '最多关注十处，取消一处后再加';
  if (failure === 'invalid_input') return '不能关注全国，请选省份或道路';
  return `${failureWords(failure).title}，没有保存，请重试`;
}
