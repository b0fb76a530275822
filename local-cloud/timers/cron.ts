/**
 * WeChat's timer expressions: seven fields, second minute hour day month week year, in China's time (UTC+8 all year).
 * Source: developers.weixin.qq.com, wxcloud/guide/functions/triggers. The libraries at hand know five or six fields, or
 * read `day` and `week` differently, and this is the whole of it.
 */

/** A parsed expression: the values that each field allows. */
export interface Cron {
  seconds: ReadonlySet<number>;
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  /** 1 to 12 */
  months: ReadonlySet<number>;
  /** 0 (Sunday) to 6 */
  weekdays: ReadonlySet<number>;
  years: ReadonlySet<number>;
  /** Where both day and week are stated, a date that meets either of them counts. */
  eitherDay: boolean;
}

interface Field {
  name: string;
  first: number;
  last: number;
  /** Three-letter names for the values from `first` on. */
  names?: readonly string[];
}

const secondField: Field = { name: 'second', first: 0, last: 59 };
const minuteField: Field = { name: 'minute', first: 0, last: 59 };
const hourField: Field = { name: 'hour', first: 0, last: 23 };
const dayField: Field = { name: 'day', first: 1, last: 31 };
const monthField: Field = {
  name: 'month',
  first: 1,
  last: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const weekField: Field = {
  name: 'week',
  first: 0,
  last: 6,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const yearField: Field = { name: 'year', first: 1970, last: 2099 };

const chinaOffset = 8 * 3_600_000;

/** @throws Error that names the field that does not hold. */
export function parseCron(expression: string): Cron {
  const parts = expression.trim().split(/\s+/);
  const [second, minute, hour, day, month, week, year] = parts;
  if (
    parts.length !== 7 ||
    second === undefined ||
    minute === undefined ||
    hour === undefined ||
    day === undefined ||
    month === undefined ||
    week === undefined ||
    year === undefined
  ) {
    throw new Error(
      `"${expression}" has ${parts.length} fields; a timer has seven: second minute hour day month week year`,
    );
  }
  return {
    seconds: parseField(second, secondField),
    minutes: parseField(minute, minuteField),
    hours: parseField(hour, hourField),
    days: parseField(day, dayField),
    months: parseField(month, monthField),
    weekdays: parseField(week, weekField),
    years: parseField(year, yearField),
    eitherDay: !day.startsWith('*') && !week.startsWith('*'),
  };
}

/**
 * The first run after an instant.
 *
 * @param after epoch milliseconds
 * @returns epoch milliseconds, or undefined where the expression names no later date
 */
export function nextRun(cron: Cron, after: number): number | undefined {
  // China's wall clock, read through the UTC getters.
  let at = new Date((Math.floor(after / 1000) + 1) * 1000 + chinaOffset);
  const lastYear = Math.max(...cron.years);
  while (at.getUTCFullYear() <= lastYear) {
    const [year, month, day, hour, minute] = [
      at.getUTCFullYear(),
      at.getUTCMonth(),
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
    ];
    if (!cron.years.has(year)) at = new Date(Date.UTC(year + 1, 0));
    else if (!cron.months.has(month + 1)) at = new Date(Date.UTC(year, month + 1));
    else if (!allowsDate(cron, at)) at = new Date(Date.UTC(year, month, day + 1));
    else if (!cron.hours.has(hour)) at = new Date(Date.UTC(year, month, day, hour + 1));
    else if (!cron.minutes.has(minute)) at = new Date(Date.UTC(year, month, day, hour, minute + 1));
    else if (!cron.seconds.has(at.getUTCSeconds())) at = new Date(at.getTime() + 1000);
    else return at.getTime() - chinaOffset;
  }
  return undefined;
}

function allowsDate(cron: Cron, at: Date): boolean {
  const day = cron.days.has(at.getUTCDate());
  const weekday = cron.weekdays.has(at.getUTCDay());
  return cron.eitherDay ? day || weekday : day && weekday;
}

function parseField(text: string, field: Field): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|[A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?(?:\/(\d+))?$/.exec(part);
    const [, from, to, step] = match ?? [];
    if (from === undefined || (from === '*' && to !== undefined)) {
      throw new Error(`the ${field.name} field "${text}" is not a value, a range, a list or a step`);
    }
    const first = from === '*' ? field.first : parseValue(from, field);
    // "5/15" steps from 5 to the end of the field.
    const last = to !== undefined ? parseValue(to, field) : from === '*' || step !== undefined ? field.last : first;
    const stride = step === undefined ? 1 : Number(step);
    if (stride === 0) throw new Error(`the ${field.name} field "${text}" steps by 0`);
    if (first > last) throw new Error(`the ${field.name} field "${text}" ends before it starts`);
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}

function parseValue(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + field.first : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.first && value <= field.last)) {
    throw new Error(`the ${field.name} field has ${text}; it takes ${field.first} to ${field.last}`);
  }
  return value;
}
