import type { RecurringWindow, ScheduleException } from '#domain/road-event';
import { describe, type FeedRecord } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { isZone, readTime, zoneOffsetMinutes } from './feed-time.ts';
import { present } from './present.ts';

/** When an Open511 event holds: intervals, or windows that recur with their exceptions. */

export function zoneOf(event: FeedRecord, report: FeedReport): string {
  const zone = event.text('timezone') ?? report.options.timeZone ?? 'UTC';
  if (isZone(zone)) return zone;
  event.warn('timezone', `${describe(zone)} is not a known time zone: taken as UTC`);
  return 'UTC';
}

/**
 * Zone of the daily windows, which are wall-clock times wherever they come from: when no zone is named, the offset in
 * which the source writes its own time stamps is the best witness.
 */
export function wallClockOf(event: FeedRecord, zone: string): string {
  const stamp = event.text('updated', 'created');
  return zone === 'UTC' ? (/[+-]\d{2}:?\d{2}$/u.exec(stamp ?? '')?.[0] ?? zone) : zone;
}

export interface ScheduleParts {
  start?: string | undefined;
  end?: string | undefined;
  intervals: { start: string; end: string | null }[];
  recurring: RecurringWindow[];
  exceptions: ScheduleException[];
}

export function readSchedule(event: FeedRecord, zone: string, wallClock: string, report: FeedReport): ScheduleParts {
  // Before v1 the windows were a list of their own.
  const isList = Array.isArray(event.raw('schedule', 'schedules'));
  const schedule = isList ? undefined : event.record('schedule', 'schedules');
  const start = event.time('start', zone);
  const end = event.time('end', zone);
  if (!schedule) {
    const windows = event
      .records(...(isList ? ['schedule', 'schedules'] : []))
      .flatMap((window) => readRecurring(window, wallClock, report.options.receivedAt));
    return { start, end, ...recurringBounds(windows, wallClock), intervals: [], recurring: windows, exceptions: [] };
  }
  const intervals = schedule.texts('intervals').flatMap((text, index) => {
    const interval = readInterval(text, zone);
    if (!interval) schedule.warn(`intervals[${index}]`, `${describe(text)} is not an interval: left out`);
    return interval ?? [];
  });
  const recurring = schedule
    .records('recurring_schedules')
    .flatMap((window) => readRecurring(window, wallClock, report.options.receivedAt));
  const bounds = intervals.length > 0 ? {} : recurringBounds(recurring, wallClock);
  const exceptions = schedule.texts('exceptions').flatMap(readException);
  return { start, end, ...bounds, intervals, recurring, exceptions };
}

function readInterval(text: string, zone: string): { start: string; end: string | null } | null {
  const [from, to, extra] = text.split('/');
  const start = readTime(from, zone);
  const end = readTime(to, zone);
  if (extra !== undefined || start.kind !== 'time' || end.kind === 'invalid') return null;
  return { start: start.iso, end: end.kind === 'time' ? end.iso : null };
}

function readRecurring(window: FeedRecord, zone: string, receivedAt: string): RecurringWindow[] {
  const firstDate = window.text('start_date');
  const offsetAt = readTime(firstDate, 'UTC');
  const instant = Math.max(Date.parse(receivedAt), offsetAt.kind === 'time' ? Date.parse(offsetAt.iso) : 0);
  const days = window
    .list('days')
    .map(Number)
    .filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  return [
    present({
      firstDate,
      lastDate: window.text('end_date'),
      weekdays: days.length > 0 && days.length < 7 ? days : undefined,
      dailyStart: window.text('daily_start_time', 'start_time')?.slice(0, 5) ?? '00:00',
      dailyEnd: window.text('daily_end_time', 'end_time')?.slice(0, 5) ?? '00:00',
      utcOffsetMinutes: zoneOffsetMinutes(zone, instant),
    }),
  ];
}

/** First and last moment of windows that have dates; open where one of them is. */
function recurringBounds(windows: readonly RecurringWindow[], zone: string): { start?: string; end?: string } {
  const starts = windows.map((window) =>
    readTime(window.firstDate && `${window.firstDate}T${window.dailyStart}`, zone),
  );
  const ends = windows.map(({ lastDate, dailyStart, dailyEnd }) => {
    if (lastDate === undefined) return readTime(undefined, zone);
    // A night's window reaches into the morning after its last day.
    return readTime(`${dailyEnd > dailyStart ? lastDate : dayAfter(lastDate)}T${dailyEnd}`, zone);
  });
  const start = starts.flatMap((time) => (time.kind === 'time' ? time.iso : [])).sort()[0];
  const closed = ends.flatMap((time) => (time.kind === 'time' ? time.iso : [])).sort();
  const end = closed.length === windows.length ? closed.at(-1) : undefined;
  return present({ start, end });
}

function dayAfter(date: string): string {
  const next = new Date(`${date}T24:00:00Z`);
  return Number.isNaN(next.getTime()) ? date : next.toISOString().slice(0, 10);
}

/** `2012-12-25 10:00-14:00 18:00-20:00`: the windows of that day; none when it stands alone. */
function readException(text: string): ScheduleException[] {
  const [date, ...windows] = text.split(/\s+/u);
  if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/u.test(date)) return [];
  return [
    {
      date,
      windows: windows.flatMap((window) => {
        const ends = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/u.exec(window);
        return ends?.[1] && ends[2] ? [{ start: ends[1], end: ends[2] }] : [];
      }),
    },
  ];
}
