/**
 * Times as feeds write them, brought to ISO 8601 UTC. Feeds pad or don't (`2018-4-28 8:11:0`), give an offset with or
 * without its colon, or none, count seconds or milliseconds, and write 0, year 1 or year 9999 for "unknown".
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Epoch numbers below this are seconds: as milliseconds they would be before March 1973. */
const MILLISECONDS_FROM = 100_000_000_000;
const EARLIEST_YEAR = 1971;
const LATEST_YEAR = 2199;

const CALENDAR =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[T\s]+|\/)(\d{1,2})[:/](\d{1,2})(?:[:/](\d{1,2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/iu;

export type ReadTime =
  | { kind: 'time'; iso: string }
  /** The source's way to say that it doesn't know, or never. */
  | { kind: 'unknown' }
  | { kind: 'invalid' };

/**
 * Reads one time.
 *
 * @param zone IANA name or offset (`+08:00`) for a time that gives none itself
 * @param endOfDay a bare date means its last second, as the end of something does
 */
export function readTime(value: unknown, zone: string, endOfDay = false): ReadTime {
  if (value === null || value === undefined) return { kind: 'unknown' };
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return { kind: 'invalid' };
  const text = inDigits(value.trim());
  if (text === '' || text === '-1') return { kind: 'unknown' };
  if (/^\d{9,14}$/u.test(text)) return fromEpoch(Number(text));
  const parts = CALENDAR.exec(text);
  if (!parts) return { kind: 'invalid' };
  const [, year, month, day, hour, minute, second, fraction, offset] = parts;
  const bareDate = hour === undefined;
  const fields = [year, month, day, hour ?? (endOfDay ? 23 : 0), minute ?? (endOfDay && bareDate ? 59 : 0)].map(Number);
  const seconds = Number(second ?? (endOfDay && bareDate ? 59 : 0));
  const milliseconds = Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
  const local = localMillis(fields, seconds, milliseconds);
  if (local === null) return { kind: 'invalid' };
  const named = offset === undefined ? null : offsetMinutes(offset);
  return fromMillis(named === null ? toUtc(local, zone) : local - named * MINUTE_MS);
}

/** `2026年11月28日 8时10分` as `2026-11-28 8:10`; anything else as it stands. */
function inDigits(text: string): string {
  const parts =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]\s*(?:(\d{1,2})(?:[时点:：](\d{1,2})?(?:[分:：](\d{1,2})?)?秒?)?)?$/u.exec(
      text,
    );
  if (!parts) return text;
  const [, year, month, day, hour, minute, second] = parts;
  const clock = hour === undefined ? '' : ` ${hour}:${minute ?? '00'}:${second ?? '00'}`;
  return `${year}-${month}-${day}${clock}`;
}

/** Offset of a zone from UTC at an instant, in minutes: `Asia/Shanghai` 480. Zero for a zone that nobody knows. */
export function zoneOffsetMinutes(zone: string, instant: number): number {
  const fixed = offsetMinutes(zone);
  if (fixed !== null) return fixed;
  const quarter = Math.floor(instant / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = shownOffset(zone, quarter * QUARTER_MS);
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** Whether a zone is an offset or one that this machine's time zone table knows. */
export function isZone(zone: string): boolean {
  return offsetMinutes(zone) !== null || formatterOf(zone) !== null;
}

/** Clocks are changed on the quarter hour, and asking `Intl` is slow: one answer serves a quarter. */
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_OFFSETS = 20_000;
const offsets = new Map<string, number>();

function shownOffset(zone: string, instant: number): number {
  const formatter = formatterOf(zone);
  if (!formatter) return 0;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour % 24, minute, second);
  return Math.round((shown - instant) / MINUTE_MS);
}

function fromEpoch(value: number): ReadTime {
  if (!Number.isFinite(value)) return { kind: 'invalid' };
  if (value <= 0) return { kind: 'unknown' };
  return fromMillis(value < MILLISECONDS_FROM ? value * 1000 : value);
}

function fromMillis(millis: number): ReadTime {
  if (Math.abs(millis) > 100_000_000 * DAY_MS) return { kind: 'invalid' };
  const date = new Date(millis);
  const year = date.getUTCFullYear();
  return year < EARLIEST_YEAR || year > LATEST_YEAR ? { kind: 'unknown' } : { kind: 'time', iso: date.toISOString() };
}

/** The wall clock's reading as if it were UTC; null when there is no such reading (30 February, 25:00). 24:00 is the next day's 0:00. */
function localMillis(fields: number[], seconds: number, milliseconds: number): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = fields;
  const endOfDay = hour === 24 && minute === 0 && seconds === 0;
  if (month < 1 || month > 12 || day < 1 || (hour > 23 && !endOfDay) || minute > 59 || seconds > 60) return null;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCDate() !== day) return null;
  return midnight.getTime() + hour * 3_600_000 + minute * MINUTE_MS + seconds * 1000 + milliseconds;
}

function toUtc(local: number, zone: string): number {
  const guess = local - zoneOffsetMinutes(zone, local) * MINUTE_MS;
  return local - zoneOffsetMinutes(zone, guess) * MINUTE_MS;
}

function offsetMinutes(text: string): number | null {
  if (/^(?:Z|UTC|GMT)$/iu.test(text)) return 0;
  const parts = /^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?$/iu.exec(text);
  if (!parts) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return parts[1] === '-' ? -minutes : minutes;
}

const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = makeFormatter(zone);
  formatters.set(zone, made);
  return made;
}

function makeFormatter(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}
