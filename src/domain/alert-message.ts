import { fullTime, inChina } from './china-time.ts';
import type { RoadEvent } from './road-event.ts';
import { mainText, whereOf } from './road-summary.ts';

/** What a message says, in the order of the template's keywords: 路段, 事件, 时间, 提示. */
export interface AlertWords {
  where: string;
  what: string;
  since: string;
  advice: string;
}

/** A `thing` of a subscribe message takes 20 characters (subscribeMessage.send, 订阅消息参数值内容限制说明). */
const LONGEST_THING = 20;

export function composeAlert(event: RoadEvent, now: Date): AlertWords {
  const { start, end } = event.schedule;
  const detour = event.detour?.texts[0]?.text;
  const until = end === null ? undefined : `预计${inChina(end).format('M月D日HH:mm')}恢复`;
  return {
    where: shorten(whereOf(event) || '见详情'),
    what: shorten(mainText(event).headline),
    since: fullTime(start ?? event.updated ?? now.toISOString()),
    advice: shorten(detour ?? mainText(event).advice ?? until ?? '点击查看详情和绕行建议'),
  };
}

function shorten(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()];
  return characters.length <= LONGEST_THING
    ? characters.join('')
    : `${characters.slice(0, LONGEST_THING - 1).join('')}…`;
}
