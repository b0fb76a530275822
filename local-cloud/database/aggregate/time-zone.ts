/** Time zones: `Asia/Shanghai`, `+08:00`, `+0800`, `+08`, `UTC`, `GMT`. */
import { requestFailed } from '../failure.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the zone is ahead of UTC at an instant (epoch milliseconds). */
export function zoneOffset(zone: string | undefined, instant: number): number {
  if (zone === undefined || zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return fixed[1] === '-' ? -minutes : minutes;
  }
  const parts = zoneFormat(zone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((item) => item.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((local - instant) / 60_000);
}

function zoneFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
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
    throw requestFailed(`unrecognized time zone identifier: "${zone}"`);
  }
  formats.set(zone, format);
  return format;
}

/** The clock on the wall of a zone: a Date whose UTC fields are the local ones. */
export function toLocal(instant: Date, zone: string | undefined): Date {
  return new Date(instant.getTime() + zoneOffset(zone, instant.getTime()) * 60_000);
}

/** The instant at which a zone's clock shows these UTC fields. An hour that a change of clocks skips is moved on by it. */
export function fromLocal(local: number, zone: string | undefined): Date {
  const guess = local - zoneOffset(zone, local) * 60_000;
  return new Date(local - zoneOffset(zone, guess) * 60_000);
}
