import type { RecurringWindow, ScheduleException } from '#domain/road-event';
import { descendants, first } from './datex2-location.ts';
import type { SituationRecord } from './datex2-record.ts';
import type { FeedReport } from './feed-report.ts';
import { readTime } from './feed-time.ts';
import { textOf } from './feed-xml.ts';
import { present } from './present.ts';

/** When a situation's records at one place hold, and when they were made and changed. */
export function readTimes(group: SituationRecord[], where: string, report: FeedReport) {
  const zone = report.options.timeZone ?? 'UTC';
  const warnTime = (field: string, value: unknown): string | undefined => {
    const time = readTime(textOf(value), zone);
    if (time.kind === 'invalid')
      report.warn(`${where}.${field}`, `not a time: "${textOf(value)?.slice(0, 40)}" left out`);
    return time.kind === 'time' ? time.iso : undefined;
  };
  const periods = group.map(({ element }) => ({
    start: warnTime('overallStartTime', first(element.validity, 'overallStartTime')),
    end: warnTime('overallEndTime', first(element.validity, 'overallEndTime')),
  }));
  const starts = periods.flatMap(({ start }) => start ?? []).sort();
  const ends = periods.flatMap(({ end }) => end ?? []).sort();
  const specifications = descendants(
    group.map((record) => record.element.validity),
    'validPeriod',
  );
  const recurring = specifications.flatMap((period) => readRecurring(period, group));
  const intervals =
    recurring.length > 0
      ? []
      : specifications.flatMap((period) => {
          const start = warnTime('startOfPeriod', first(period, 'startOfPeriod'));
          return start === undefined
            ? []
            : [{ start, end: warnTime('endOfPeriod', first(period, 'endOfPeriod')) ?? null }];
        });
  const created = group
    .flatMap(({ element }) => warnTime('situationRecordCreationTime', element.situationRecordCreationTime) ?? [])
    .sort();
  const updated = group
    .flatMap(({ element }) => warnTime('situationRecordVersionTime', element.situationRecordVersionTime) ?? [])
    .sort();
  return {
    start: starts[0],
    // One record without an end keeps the situation open.
    end: ends.length === periods.length ? ends.at(-1) : undefined,
    intervals: distinctIntervals(intervals),
    recurring,
    exceptions: readExceptions(group, warnTime),
    created: created[0],
    updated: updated.at(-1),
  };
}

function distinctIntervals(intervals: { start: string; end: string | null }[]) {
  return intervals.filter(
    (one, index) => intervals.findIndex((other) => other.start === one.start && other.end === one.end) === index,
  );
}

/** Beyond a year a period of exception is no exception. */
const MOST_EXCEPTIONS = 366;
const DAY_MS = 86_400_000;

/**
 * `exceptionPeriod`: when the situation doesn't hold, as the local days that it covers. What covers a part of a day is
 * left out: that errs towards the restriction.
 */
function readExceptions(
  group: SituationRecord[],
  readBound: (field: string, value: unknown) => string | undefined,
): ScheduleException[] {
  const periods = descendants(
    group.map((record) => record.element.validity),
    'exceptionPeriod',
  );
  const dates = periods.flatMap((period) => {
    const start = readBound('startOfPeriod', first(period, 'startOfPeriod'));
    const end = readBound('endOfPeriod', first(period, 'endOfPeriod'));
    if (start === undefined || end === undefined) return [];
    const offset = offsetOf(textOf(first(period, 'startOfPeriod'))) * 60_000;
    const from = Math.ceil((Date.parse(start) + offset) / DAY_MS);
    const until = Math.floor((Date.parse(end) + offset + 1000) / DAY_MS);
    const days = Math.min(Math.max(0, until - from), MOST_EXCEPTIONS);
    return Array.from({ length: days }, (_, day) => new Date((from + day) * DAY_MS).toISOString().slice(0, 10));
  });
  return [...new Set(dates)].sort().map((date) => ({ date, windows: [] }));
}

/** Minutes of a time's own offset; 0 for one that gives none. */
function offsetOf(time: string | undefined): number {
  const offset = /([+-])(\d{2}):?(\d{2})$/u.exec(time ?? '');
  return offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function readRecurring(period: unknown, group: SituationRecord[]): RecurringWindow[] {
  const utcOffsetMinutes = offsetOf(textOf(first(group[0]?.element.validity, 'overallStartTime')));
  const weekdays = descendants(period, 'applicableDay').flatMap((day) => {
    const index = WEEKDAYS.indexOf((textOf(day) ?? '').toLowerCase());
    return index < 0 ? [] : [index + 1];
  });
  return descendants(period, 'recurringTimePeriodOfDay').flatMap((window) => {
    const dailyStart = textOf(first(window, 'startTimeOfPeriod'))?.slice(0, 5);
    const dailyEnd = textOf(first(window, 'endTimeOfPeriod'))?.slice(0, 5);
    if (dailyStart === undefined || dailyEnd === undefined) return [];
    return [present({ dailyStart, dailyEnd, utcOffsetMinutes, weekdays: weekdays.length > 0 ? weekdays : undefined })];
  });
}
