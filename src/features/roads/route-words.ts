import { clockTime } from '#domain/china-time';
import { provinceName } from '#domain/provinces';
import type { RouteLeg } from '#domain/road-route';
import { nameRoad } from '#domain/road-summary';
import type { RouteLack } from '#domain/saved-route';
import { formatStakeRange } from '#domain/stake';
import type { EventOnRoute, RouteCheck } from './route-check.ts';

/** The sentence before leaving, and whether a driver may take it for the state of now. */
export interface RouteHeadline {
  words: string;
  isDoubtful: boolean;
}

/** `3 个事件在您的路线上，1 处封闭，截至 08:12`. "No events" is never said where there are no data. */
export function headlineOf(check: RouteCheck, now: Date): RouteHeadline {
  const { state, asOf, silent } = check;
  const at = asOf === undefined ? '' : `截至 ${clockTime(asOf, now)}`;
  const found = [
    check.now.length > 0 && `${check.now.length} 个事件在您的路线上`,
    check.closures > 0 && `${check.closures} 处封闭`,
  ].filter(Boolean);
  if (state === 'no-data') {
    const words = found.length > 0 ? [...found, '其他情况没有数据'] : ['没有沿途的路况数据，不代表道路畅通'];
    return { words: words.join('，'), isDoubtful: true };
  }
  const isDoubtful = state === 'late' || silent.length > 0 || check.isCut === true;
  const nothing = isDoubtful ? '已知数据中您的路线上没有事件' : '您的路线上没有事件';
  const words = [...(found.length > 0 ? found : [nothing]), at].filter(Boolean).join('，');
  return { words: state === 'late' ? `数据晚到：${words}` : words, isDoubtful };
}

/** What the headline leaves out: what is announced, who is silent, what was not looked at. */
export function remarksOf({ later, silent, isCut }: RouteCheck): string[] {
  return [
    ...(later.length > 0 ? [`另有 ${later.length} 个已公布、尚未开始`] : []),
    ...(silent.length > 0 ? [`${silent.join('、')}没有按时更新，可能缺少它们的信息`] : []),
    ...(isCut ? ['沿途地区事件太多，影响最小的没有核对'] : []),
  ];
}

const DOUBT_WORDS: Record<NonNullable<EventOnRoute['doubt']>, string> = {
  direction: '在您的路段，方向待核对',
  place: '在这条路上，具体位置待核对',
};

/** Where on the way, and how sure. */
export function placeWords({ fromStart, doubt }: EventOnRoute): string {
  const kilometres = Math.round((fromStart ?? 0) / 1000);
  const place = kilometres === 0 ? '起点附近' : `起点后约 ${kilometres} 公里`;
  // A place that is not known has no distance either.
  const known = fromStart === undefined || doubt === 'place' ? '' : place;
  return [known, doubt === undefined ? '' : DOUBT_WORDS[doubt]].filter(Boolean).join(' · ') || '在您的路线上';
}

const DIRECTION_NAMES: Partial<Record<string, string>> = {
  n: '向北',
  ne: '向东北',
  e: '向东',
  se: '向东南',
  s: '向南',
  sw: '向西南',
  w: '向西',
  nw: '向西北',
};

/** `G72 泉南高速 K1400—K1470`, `地图上的 5 个点`. */
export function legWords(leg: RouteLeg): string {
  if (leg.kind === 'line') return `地图上的 ${leg.points.length} 个点`;
  const stretch = leg.stake ? formatStakeRange(leg.stake) : '全程';
  return [nameRoad(leg), stretch, leg.direction && DIRECTION_NAMES[leg.direction]].filter(Boolean).join(' ');
}

export function regionsWords(regions: readonly string[]): string {
  return regions.map(provinceName).filter(Boolean).join('、');
}

export const LACK_WORDS: Record<RouteLack, string> = {
  name: '请给路线起个名字',
  legs: '请至少添加一段路',
  regions: '请选择路线经过的省份',
};
