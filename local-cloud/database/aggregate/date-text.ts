/** Dates as text: `$dateFromString` and `$dateToString`. */
import { requestFailed } from '../failure.ts';
import { dayOfWeek, dayOfYear, isoDayOfWeek, isoWeek, isoWeekYear, week } from './calendar.ts';
import { fromLocal, toLocal, zoneOffset } from './time-zone.ts';

const ISO =
  /^(\d{4})-?(\d{2})(?:-?(\d{2}))?(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Za-z]+(?:\/[A-Za-z_]+)*)?$/;
const SLASHED =
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads a date without a format.
 * @param zone of a text that names none. A text with a zone of its own refuses another one, as MongoDB does.
 */
export function parseDateText(text: string, zone: string | undefined): Date {
  const match = ISO.exec(text.trim()) ?? SLASHED.exec(text.trim());
  if (!match) throw unreadable(text);
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '', own] = match;
  if (own !== undefined && zone !== undefined) {
    throw requestFailed(
      `you cannot pass in a date/time string with time zone information ('${own}') together with a timezone argument`,
    );
  }
  const local = Date.UTC(
    Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), milliseconds(fraction),
  ); // biome-ignore format: one call
  const valid =
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 && Number(hour) <= 24;
  if (!valid || Number.isNaN(local)) throw unreadable(text);
  return fromLocal(local, own ?? zone);
}

function milliseconds(fraction: string): number {
  return Number(fraction.padEnd(3, '0').slice(0, 3));
}

function unreadable(text: string): Error {
  return requestFailed(`Error parsing date string '${text}'`);
}

const READERS: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(\\d{2})',
  d: '(\\d{2})',
  H: '(\\d{2})',
  M: '(\\d{2})',
  S: '(\\d{2})',
  L: '(\\d{3})',
  z: '(Z|[+-]\\d{2}:?\\d{2})',
  Z: '([+-]?\\d+)',
  G: '(\\d{4})',
  V: '(\\d{2})',
  u: '([1-7])',
};

/** Reads a date by a format of `%` letters. */
export function parseDateByFormat(text: string, format: string, zone: string | undefined): Date {
  const letters: string[] = [];
  const pattern = format.replace(/%(.)|[\\^$.*+?()[\]{}|]/g, (part, letter: string | undefined) => {
    if (letter === undefined) return `\\${part}`;
    if (letter === '%') return '%';
    const reader = READERS[letter];
    if (reader === undefined) throw requestFailed(`Invalid format character '%${letter}' in format string`);
    letters.push(letter);
    return reader;
  });
  const match = new RegExp(`^${pattern}$`).exec(text);
  if (!match) throw unreadable(text);
  const found = new Map(letters.map((letter, i) => [letter, match[i + 1] ?? '']));
  const field = (letter: string, otherwise: number): number => Number(found.get(letter) ?? otherwise);
  const clock = [field('H', 0), field('M', 0), field('S', 0), field('L', 0)] as const;
  const local = found.has('G')
    ? isoDate(field('G', 1970), field('V', 1), field('u', 1), ...clock)
    : Date.UTC(field('Y', 1970), field('m', 1) - 1, field('d', 1), ...clock);
  const minutes = found.get('Z');
  if (minutes !== undefined) return new Date(local - Number(minutes) * 60_000);
  return fromLocal(local, found.get('z') ?? zone);
}

/** Epoch milliseconds of a week date, as if it were UTC. */
export function isoDate(
  year: number,
  weekNumber: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  ms = 0,
): number {
  // 4 January is always in week 1.
  const january4 = new Date(Date.UTC(year, 0, 4));
  const monday = Date.UTC(year, 0, 4 - (isoDayOfWeek(january4) - 1));
  return monday + (((weekNumber - 1) * 7 + (day - 1)) * 24 + hour) * 3_600_000 + minute * 60_000 + second * 1_000 + ms;
}

/** Writes a date by a format of `%` letters, by the clock of a zone. */
export function formatDate(instant: Date, format: string, zone: string | undefined): string {
  const local = toLocal(instant, zone);
  return format.replace(/%(.?)/g, (_, letter: string) => {
    switch (letter) {
      case '%':
        return '%';
      case 'Y':
        return pad(local.getUTCFullYear(), 4);
      case 'G':
        return pad(isoWeekYear(local), 4);
      case 'm':
        return pad(local.getUTCMonth() + 1, 2);
      case 'd':
        return pad(local.getUTCDate(), 2);
      case 'H':
        return pad(local.getUTCHours(), 2);
      case 'M':
        return pad(local.getUTCMinutes(), 2);
      case 'S':
        return pad(local.getUTCSeconds(), 2);
      case 'L':
        return pad(local.getUTCMilliseconds(), 3);
      case 'j':
        return pad(dayOfYear(local), 3);
      case 'w':
        return String(dayOfWeek(local));
      case 'u':
        return String(isoDayOfWeek(local));
      case 'U':
        return pad(week(local), 2);
      case 'V':
        return pad(isoWeek(local), 2);
      case 'z':
        return zoneText(zoneOffset(zone, instant.getTime()));
      case 'Z':
        return signed(zoneOffset(zone, instant.getTime()));
      default:
        throw requestFailed(`Invalid format character '%${letter}' in format string`);
    }
  });
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function zoneText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`;
}

function signed(minutes: number): string {
  return `${minutes < 0 ? '-' : '+'}${pad(Math.abs(minutes), 3)}`;
}
