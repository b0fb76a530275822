import type { RoadEventPage, RoadEventSummary } from '#contract/roads';
import { freshnessWords, mayBeOver, SEVERITY_NAMES, TYPE_NAMES, untilWords } from './road-words.ts';

type Freshness = Parameters<typeof freshnessWords>[0];

/** More than these nobody keeps in mind while driving. */
const MOST_SPOKEN = 5;

/** As a voice says it: posts, ranges, clock times and brackets are signs for the eye. */
export function spoken(words: string): string {
  return words
    .replace(/K(\d+)\+(\d{3})/gu, (_, kilometre, metres) => `${kilometre}公里${Number(metres)}米`)
    .replace(/K(\d+)/gu, '$1公里')
    .replace(/(\d{1,2}):00(?!\d)/gu, (_, hour) => `${Number(hour)}点`)
    .replace(/(\d{1,2}):(\d{2})(?!\d)/gu, (_, hour, minute) => `${Number(hour)}点${Number(minute)}分`)
    .replace(/[—～~]+/gu, '至')
    .replace(/【([^】]*)】/gu, '$1，')
    .replace(/…/gu, '')
    .trim();
}

function sentence(event: RoadEventSummary, now: Date): string {
  const { where, what, closed, type, severity, detour } = event;
  const parts = [where, what, closed ? '全线封闭' : `${TYPE_NAMES[type]}，${SEVERITY_NAMES[severity]}`];
  const until = `${untilWords(event, now)}${mayBeOver(event, now) ? '，可能已经结束' : ''}`;
  return `${[...parts, until, detour && `绕行：${detour}`].filter(Boolean).join('，')}。`;
}

interface Situation {
  head: Freshness;
  events: readonly RoadEventSummary[];
  /** There are no more of them. */
  isWhole: boolean;
  /** Where: 附近. */
  place?: string;
}

/** The situation of a list: of when it is, how much there is, and the first of it, the worst first. */
export function spokenSituation({ head, events, isWhole, place = '' }: Situation, now: Date): string {
  const { words } = freshnessWords(head, now);
  if (events.length === 0) return spoken(`${words}。`);
  const closures = events.filter(({ closed, state }) => closed && state === undefined).length;
  const count = `${place}${isWhole ? '共' : '先看'}${events.length}条路况${closures > 0 ? `，其中封闭${closures}条` : ''}。`;
  return spoken([`${words}。`, count, ...firstOf(events, now)].join(''));
}

/** A route, in the order in which its events are met; `words` is its headline. */
export function spokenRoute(words: string, events: readonly RoadEventSummary[], now: Date): string {
  return spoken([`${words}。`, ...firstOf(events, now)].join(''));
}

function firstOf(events: readonly RoadEventSummary[], now: Date): string[] {
  const first = events.slice(0, MOST_SPOKEN).map((event, at) => `第${at + 1}条，${sentence(event, now)}`);
  return events.length > MOST_SPOKEN ? [...first, '其余请停车后查看。'] : first;
}

/** One event, with what its page adds: the words of whoever published it. */
export function spokenEvent(event: RoadEventPage, stateWords: string, now: Date): string {
  const [text] = event.texts;
  const more = [text?.description, text?.advice, stateWords].filter(Boolean).map((words) => `${words}。`);
  return spoken(`${sentence(event.summary, now)}${more.join('')}`).replace(/。+/gu, '。');
}
