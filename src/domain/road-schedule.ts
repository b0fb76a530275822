import type { RecurringWindow, RoadEvent, ScheduleException } from './road-event.ts';

/**
 * Where an event stands in its own schedule at a moment: not begun, in force, at rest between its hours (night works by
 * day), or over. The source's status and the clock both speak; what the source ended is over whatever its schedule says.
 */
export type EventPhase = 'planned' | 'in-force' | 'resting' | 'over';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** @param now milliseconds since 1970 */
export function phaseAt(event: Pick<RoadEvent, 'status' | 'schedule'>, now: number): EventPhase {
  const { status, schedule } = event;
  if (status === 'ended' || status === 'cancelled') return 'over';
  if (schedule.end !== null && Date.parse(schedule.end) <= now) return 'over';
  const begun = schedule.start === null ? status !== 'planned' : Date.parse(schedule.start) <= now;
  if (!begun) return 'planned';
  if (status === 'suspended') return 'resting';
  if (schedule.recurring.length > 0) return isInWindow(schedule.recurring, schedule.exceptions, now);
  if (schedule.intervals.length > 0) return isInInterval(schedule.intervals, now);
  return 'in-force';
}

function isInInterval(intervals: RoadEvent['schedule']['intervals'], now: number): EventPhase {
  const holds = intervals.some(({ start, end }) => Date.parse(start) <= now && (end === null || now < Date.parse(end)));
  if (holds) return 'in-force';
  return intervals.some(({ start }) => Date.parse(start) > now) ? 'resting' : 'over';
}

function isInWindow(
  windows: readonly RecurringWindow[],
  exceptions: readonly ScheduleException[],
  now: number,
): EventPhase {
  if (windows.some((window) => coversNow(window, exceptions, now))) return 'in-force';
  return windows.every((window) => hasPassed(window, now)) ? 'over' : 'resting';
}

/** A window that begins in the evening reaches into the next day: yesterday's may still hold. */
function coversNow(window: RecurringWindow, exceptions: readonly ScheduleException[], now: number): boolean {
  const local = now + window.utcOffsetMinutes * MINUTE_MS;
  const today = Math.floor(local / DAY_MS);
  return [today, today - 1].some((day) => {
    const minute = (local - day * DAY_MS) / MINUTE_MS;
    return hoursOf(window, exceptions, day).some(({ from, to }) => minute >= from && minute < to);
  });
}

/** The hours of a day, in minutes from its midnight; none when the window doesn't hold that day. */
function hoursOf(window: RecurringWindow, exceptions: readonly ScheduleException[], day: number) {
  const date = new Date(day * DAY_MS);
  const name = date.toISOString().slice(0, 10);
  const exception = exceptions.find((one) => one.date === name);
  if (exception) return exception.windows.map(({ start, end }) => spanOf(start, end));
  if (window.firstDate !== undefined && name < window.firstDate) return [];
  if (window.lastDate !== undefined && name > window.lastDate) return [];
  const weekday = date.getUTCDay() || 7;
  if (window.weekdays && !window.weekdays.includes(weekday)) return [];
  return [spanOf(window.dailyStart, window.dailyEnd)];
}

function spanOf(start: string, end: string): { from: number; to: number } {
  const from = minutesOf(start);
  const to = minutesOf(end);
  return { from, to: to > from ? to : to + 1440 };
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

function hasPassed(window: RecurringWindow, now: number): boolean {
  if (window.lastDate === undefined) return false;
  const midnight = Date.parse(`${window.lastDate}T00:00:00.000Z`) - window.utcOffsetMinutes * MINUTE_MS;
  return now >= midnight + spanOf(window.dailyStart, window.dailyEnd).to * MINUTE_MS;
}
