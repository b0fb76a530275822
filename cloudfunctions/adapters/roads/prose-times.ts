/**
 * Times in Chinese prose, as Beijing time: 7月1日8时30分, 今天上午10点半, 22:00至次日6:00, 预计12时恢复. China keeps one
 * time all year, UTC+8.
 */

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

const MOMENT =
  /(?:(\d{4})年)?(?:(\d{1,2})月(\d{1,2})[日号])?\s*(今[日天晚早晨]|明[日天晚早晨]|昨[日天晚]|次日|当[日天晚]|翌日)?\s*(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间)?\s*(?:(\d{1,2})[时点:](?:(\d{1,2})分?|(半))?(?:许|左右)?)?/gu;

interface Moment {
  millis: number;
  index: number;
  length: number;
  /** Whether a clock time stands there, or a date only. */
  timed: boolean;
}

export function readTimesInChinese(text: string, now: string): { start?: string; end?: string } {
  // 截至9时: of when the notice speaks, not of when anything began.
  const moments = momentsIn(text, Date.parse(now)).filter(
    ({ index, length }) =>
      !/截[至止](?:目前)?$/u.test(text.slice(0, index)) || /^\s*止/u.test(text.slice(index + length)),
  );
  const [first, second] = moments;
  if (!first) return {};
  const between = second ? text.slice(first.index + first.length, second.index) : '';
  if (second && /^\s*(?:起)?\s*(?:至|到|-|—|~|～)\s*$/u.test(between)) {
    return { start: iso(first), end: iso(endOfDay(second)) };
  }
  const ends = moments.find((moment) => isEnd(text, moment));
  const starts = moments.find((moment) => moment !== ends);
  return { ...(starts ? { start: iso(starts) } : {}), ...(ends ? { end: iso(endOfDay(ends)) } : {}) };
}

/** 预计…恢复, 至…止, …前: what stands around a time that is an end. */
function isEnd(text: string, moment: Moment): boolean {
  const before = text.slice(Math.max(0, moment.index - 8), moment.index);
  const after = text.slice(moment.index + moment.length, moment.index + moment.length + 12);
  if (/预计|预期|截止|截至|持续到|持续至|[至到]$/u.test(before) && !/截至目前/u.test(before))
    return !/截至$/u.test(before) || /止/u.test(after);
  return /^(?:前后?|左右|许)?(?:止|结束|恢复|解除|完工|完成|抢通|清理完|处[理置]完|撤[除离])/u.test(after);
}

function momentsIn(text: string, now: number): Moment[] {
  const moments: Moment[] = [];
  let day: number | null = null;
  for (const match of text.matchAll(MOMENT)) {
    if (match[0].trim() === '') continue;
    const [, year, month, date, relative, part, hour, minute, half] = match;
    if (month === undefined && hour === undefined) continue;
    day = dayOf({ year, month, date, relative }, day, now);
    if (day === null || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59) continue;
    const minutes =
      hour === undefined ? 0 : hourOf(Number(hour), part ?? relative) * 60 + Number(minute ?? (half ? 30 : 0));
    let millis = day + minutes * 60_000 - BEIJING_MS;
    const previous = moments.at(-1);
    // 22时至6时: an end before its start is of the next day.
    if (previous && month === undefined && relative === undefined && millis < previous.millis) millis += DAY_MS;
    moments.push({ millis, index: match.index, length: match[0].length, timed: hour !== undefined });
  }
  return moments;
}

interface DayWords {
  year: string | undefined;
  month: string | undefined;
  date: string | undefined;
  relative: string | undefined;
}

/** Midnight of the day, as if Beijing were UTC. */
function dayOf({ year, month, date, relative }: DayWords, previous: number | null, now: number): number | null {
  const today = Math.floor((now + BEIJING_MS) / DAY_MS) * DAY_MS;
  if (month !== undefined && date !== undefined) {
    const named = Date.UTC(Number(year ?? new Date(today).getUTCFullYear()), Number(month) - 1, Number(date));
    if (new Date(named).getUTCDate() !== Number(date)) return null;
    // 12月31日 read on 1 January is of last year, 1月2日 read in late December of the next.
    if (year !== undefined) return named;
    if (named - today > 200 * DAY_MS)
      return Date.UTC(new Date(today).getUTCFullYear() - 1, Number(month) - 1, Number(date));
    if (today - named > 200 * DAY_MS)
      return Date.UTC(new Date(today).getUTCFullYear() + 1, Number(month) - 1, Number(date));
    return named;
  }
  if (relative?.startsWith('明')) return today + DAY_MS;
  if (relative?.startsWith('昨')) return today - DAY_MS;
  if (relative === '次日' || relative === '翌日') return (previous ?? today) + DAY_MS;
  if (relative?.startsWith('今')) return today;
  return previous ?? today;
}

function hourOf(hour: number, part: string | undefined): number {
  const afternoon = part !== undefined && /下午|傍晚|晚|夜/u.test(part);
  if (afternoon && hour < 12 && hour > 0) return hour + 12;
  if (part === '中午' && hour < 3) return hour + 12;
  return hour;
}

/** A bare date as an end means the whole of it. */
function endOfDay(moment: Moment): Moment {
  return moment.timed ? moment : { ...moment, millis: moment.millis + DAY_MS - 1000 };
}

function iso(moment: Moment): string {
  return new Date(moment.millis).toISOString();
}
