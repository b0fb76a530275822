/** Date operators. Every part is read by the clock of `timezone`, UTC without one. */
import { ObjectId, Timestamp } from 'bson';
import { requestFailed } from '../failure.ts';
import { type Document, isDocument, isNumeric, toNumber, typeOf, type Value } from '../values.ts';
import { dayOfWeek, dayOfYear, isoDayOfWeek, isoWeek, isoWeekYear, week } from './calendar.ts';
import { formatDate, isoDate, parseDateByFormat, parseDateText } from './date-text.ts';
import {
  type Expression,
  isNullish,
  isOperator,
  type Names,
  type Operator,
  parseExpression,
  type Scope,
} from './expression.ts';
import { namedOperand, optionalExpression } from './operands.ts';
import { fromLocal, toLocal } from './time-zone.ts';

function dateOf(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.getHighBits() * 1000);
  throw requestFailed(`can't convert from BSON type ${typeOf(value)} to Date`);
}

function zoneName(value: Value): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw requestFailed(`timezone must evaluate to a string, found ${typeOf(value)}`);
  return value;
}

/** `$year: <date>`, `$year: [<date>]` or `$year: {date, timezone}`. */
function datePart(name: string, read: (local: Date) => number): Operator {
  return (operand, names) => {
    const spec = partOperand(name, operand);
    const date = parseExpression(spec.date, names);
    const zone = optionalExpression(spec, 'timezone', names);
    return (scope) => {
      const value = date(scope);
      const timezone = zone?.(scope);
      if (isNullish(value) || (zone && isNullish(timezone))) return null;
      return read(toLocal(dateOf(value), zoneName(timezone)));
    };
  };
}

function partOperand(name: string, operand: Value): Document {
  if (Array.isArray(operand)) {
    if (operand.length !== 1)
      throw requestFailed(`${name} accepts exactly one argument if given an array, but was given ${operand.length}`);
    return { date: operand[0] };
  }
  const first = isDocument(operand) ? Object.keys(operand)[0] : undefined;
  if (!isDocument(operand) || (first !== undefined && isOperator(first))) return { date: operand };
  return namedOperand(name, operand, ['date'], ['timezone']);
}

const CLOCK = ['hour', 'minute', 'second', 'millisecond'];
const CALENDAR_PARTS = ['year', 'month', 'day'];
const WEEK_PARTS = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'];

function dateFromParts(operand: Value, names: Names): Expression {
  if (!isDocument(operand)) throw requestFailed('$dateFromParts only supports an object as its argument');
  const byWeek = 'isoWeekYear' in operand;
  const parts = byWeek ? WEEK_PARTS : CALENDAR_PARTS;
  const mixed = (byWeek ? CALENDAR_PARTS : WEEK_PARTS).find((part) => part in operand);
  if (mixed !== undefined) throw requestFailed('$dateFromParts does not allow mixing natural dates with ISO dates');
  if (!byWeek && !('year' in operand))
    throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const spec = namedOperand('$dateFromParts', operand, parts.slice(0, 1), [...parts.slice(1), ...CLOCK, 'timezone']);
  const fields = [...parts, ...CLOCK].map((part) => ({ part, value: optionalExpression(spec, part, names) }));
  const zone = optionalExpression(spec, 'timezone', names);
  return (scope) => {
    const numbers: number[] = [];
    for (const { part, value } of fields) {
      const result = value ? value(scope) : CLOCK.includes(part) ? 0 : 1;
      if (isNullish(result)) return null;
      numbers.push(partNumber(part, result));
    }
    const timezone = zone?.(scope);
    if (zone && isNullish(timezone)) return null;
    const [a = 1, b = 1, c = 1, ...clock] = numbers;
    return fromLocal(byWeek ? isoDate(a, b, c, ...clock) : utc(a, b, c, clock), zoneName(timezone));
  };
}

function partNumber(part: string, value: Value): number {
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number)) {
    throw requestFailed(`'${part}' must evaluate to an integer, found ${typeOf(value)} with value ${String(value)}`);
  }
  if ((part === 'year' || part === 'isoWeekYear') && (number < 0 || number > 9999)) {
    throw requestFailed(`'${part}' must evaluate to an integer in the range 0 to 9999, found ${number}`);
  }
  return number;
}

/** `Date.UTC`, but the years 0 to 99 are not taken for 1900 to 1999. Parts out of range carry over. */
function utc(year: number, month: number, day: number, [hour = 0, minute = 0, second = 0, ms = 0]: number[]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, ms);
}

function dateFromString(operand: Value, names: Names): Expression {
  const spec = namedOperand('$dateFromString', operand, ['dateString'], ['format', 'timezone', 'onError', 'onNull']);
  const text = parseExpression(spec.dateString, names);
  const [format, zone, onError, onNull] = ['format', 'timezone', 'onError', 'onNull'].map((key) =>
    optionalExpression(spec, key, names),
  );
  const parse = (value: Value, scope: Scope): Value => {
    const pattern = format?.(scope);
    const timezone = zone?.(scope);
    if ((format && isNullish(pattern)) || (zone && isNullish(timezone))) return null;
    if (typeof value !== 'string')
      throw requestFailed(`$dateFromString requires that 'dateString' be a string, found: ${typeOf(value)}`);
    if (pattern === undefined) return parseDateText(value, zoneName(timezone));
    if (typeof pattern !== 'string')
      throw requestFailed(`$dateFromString requires that 'format' be a string, found: ${typeOf(pattern)}`);
    return parseDateByFormat(value, pattern, zoneName(timezone));
  };
  return (scope) => {
    const value = text(scope);
    if (isNullish(value)) return onNull ? onNull(scope) : null;
    if (!onError) return parse(value, scope);
    try {
      return parse(value, scope);
    } catch {
      return onError(scope);
    }
  };
}

function dateToString(operand: Value, names: Names): Expression {
  const spec = namedOperand('$dateToString', operand, ['date'], ['format', 'timezone', 'onNull']);
  const date = parseExpression(spec.date, names);
  const [format, zone, onNull] = ['format', 'timezone', 'onNull'].map((key) => optionalExpression(spec, key, names));
  return (scope) => {
    const value = date(scope);
    if (isNullish(value)) return onNull ? onNull(scope) : null;
    const pattern = format?.(scope);
    const timezone = zone?.(scope);
    if ((format && isNullish(pattern)) || (zone && isNullish(timezone))) return null;
    if (pattern !== undefined && typeof pattern !== 'string') {
      throw requestFailed(`$dateToString requires that 'format' be a string, found: ${typeOf(pattern)}`);
    }
    // The final Z says UTC; a date by another clock does not bear it.
    return formatDate(
      dateOf(value),
      pattern ?? `%Y-%m-%dT%H:%M:%S.%L${timezone === undefined ? 'Z' : ''}`,
      zoneName(timezone),
    );
  };
}

function dateToParts(operand: Value, names: Names): Expression {
  const spec = namedOperand('$dateToParts', operand, ['date'], ['timezone', 'iso8601']);
  const date = parseExpression(spec.date, names);
  const zone = optionalExpression(spec, 'timezone', names);
  const iso = optionalExpression(spec, 'iso8601', names);
  return (scope) => {
    const value = date(scope);
    const timezone = zone?.(scope);
    if (isNullish(value) || (zone && isNullish(timezone))) return null;
    const local = toLocal(dateOf(value), zoneName(timezone));
    const clock = {
      hour: local.getUTCHours(),
      minute: local.getUTCMinutes(),
      second: local.getUTCSeconds(),
      millisecond: local.getUTCMilliseconds(),
    };
    return iso?.(scope) === true
      ? { isoWeekYear: isoWeekYear(local), isoWeek: isoWeek(local), isoDayOfWeek: isoDayOfWeek(local), ...clock }
      : { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), ...clock };
  };
}

export const dateOperators: Record<string, Operator> = {
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
  $dateToParts: dateToParts,
  $dateToString: dateToString,
  $dayOfMonth: datePart('$dayOfMonth', (date) => date.getUTCDate()),
  $dayOfWeek: datePart('$dayOfWeek', dayOfWeek),
  $dayOfYear: datePart('$dayOfYear', dayOfYear),
  $hour: datePart('$hour', (date) => date.getUTCHours()),
  $isoDayOfWeek: datePart('$isoDayOfWeek', isoDayOfWeek),
  $isoWeek: datePart('$isoWeek', isoWeek),
  $isoWeekYear: datePart('$isoWeekYear', isoWeekYear),
  $millisecond: datePart('$millisecond', (date) => date.getUTCMilliseconds()),
  $minute: datePart('$minute', (date) => date.getUTCMinutes()),
  $month: datePart('$month', (date) => date.getUTCMonth() + 1),
  $second: datePart('$second', (date) => date.getUTCSeconds()),
  $week: datePart('$week', week),
  $year: datePart('$year', (date) => date.getUTCFullYear()),
};
