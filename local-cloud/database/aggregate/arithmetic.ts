/** Arithmetic operators. */
import { Decimal128, Long } from 'bson';
import { requestFailed } from '../failure.ts';
import { fromLong, isNumeric, type Numeric, toNumber, typeOf, type Value } from '../values.ts';
import { isNullish, type Operator } from './expression.ts';
import { takes, takesAll } from './operands.ts';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** Adds or multiplies as BSON does: whole numbers exactly up to 64 bits, a Decimal128 makes a Decimal128. */
function combine(
  a: Numeric,
  b: Numeric,
  exact: (a: bigint, b: bigint) => bigint,
  near: (a: number, b: number) => number,
): Numeric {
  const result = near(toNumber(a), toNumber(b));
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimal(result);
  const whole = wholeOf(a) !== undefined && wholeOf(b) !== undefined;
  if (!whole || Number.isSafeInteger(result)) return result;
  const sum = exact(wholeOf(a) ?? 0n, wholeOf(b) ?? 0n);
  return sum > INT64_MAX || sum < INT64_MIN ? result : fromLong(Long.fromBigInt(sum));
}

function wholeOf(value: Numeric): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

function decimal(value: number): Decimal128 {
  return Decimal128.fromString(
    Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity',
  );
}

export function addNumbers(a: Numeric, b: Numeric): Numeric {
  return combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

export function multiplyNumbers(a: Numeric, b: Numeric): Numeric {
  return combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
}

function numeric(name: string, value: Value): Numeric {
  if (!isNumeric(value)) throw requestFailed(`${name} only supports numeric types, not ${typeOf(value)}`);
  return value;
}

/** A function of one number; null stays null, a Decimal128 a Decimal128. */
function unary(name: string, run: (value: number) => number): Operator {
  return takes(name, 1, (value) => {
    if (isNullish(value)) return null;
    const number = numeric(name, value);
    return number instanceof Decimal128 ? decimal(run(toNumber(number))) : run(toNumber(number));
  });
}

function binary(name: string, run: (a: number, b: number) => Value): Operator {
  return takes(name, 2, (a, b) => {
    if (isNullish(a) || isNullish(b)) return null;
    return run(toNumber(numeric(name, a)), toNumber(numeric(name, b)));
  });
}

function positive(name: string, run: (value: number) => number): Operator {
  return unary(name, (value) => {
    if (value <= 0) throw requestFailed(`${name}'s argument must be a positive number, but is ${value}`);
    return run(value);
  });
}

/** To `place` digits behind the point, or before it when negative. */
function toPlace(name: string, step: (value: number) => number): Operator {
  return takes(name, [1, 2], (value, place) => {
    if (isNullish(value) || place === null) return null;
    const number = toNumber(numeric(name, value));
    const digits = place === undefined ? 0 : toNumber(numeric(name, place));
    if (!Number.isInteger(digits) || digits < -20 || digits > 100) {
      throw requestFailed(`cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
    }
    if (!Number.isFinite(number) || (Number.isInteger(number) && digits >= 0)) return number;
    // Shifting the exponent in decimal keeps 1.005 what it reads as; multiplying by 100 would not.
    const shifted = step(Number(`${shift(number, digits)}`));
    return Number(shift(shifted, -digits));
  });
}

function shift(value: number, digits: number): string {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return `${mantissa}e${Number(exponent) + digits}`;
}

/** Half to even, as IEEE 754 and MongoDB round. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function addAll(values: Value[]): Value {
  let sum: Numeric = 0;
  let date = false;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw requestFailed('only one date allowed in an $add expression');
      date = true;
      sum = addNumbers(sum, value.getTime());
    } else if (isNumeric(value)) {
      sum = addNumbers(sum, value);
    } else {
      throw requestFailed(`$add only supports numeric or date types, not ${typeOf(value)}`);
    }
  }
  return date ? new Date(Math.trunc(toNumber(sum))) : sum;
}

function subtract(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof Date && isNumeric(b)) return new Date(Math.trunc(a.getTime() - toNumber(b)));
  if (isNumeric(a) && isNumeric(b))
    return combine(
      a,
      b,
      (x, y) => x - y,
      (x, y) => x - y,
    );
  throw requestFailed(`cant $subtract a ${typeOf(b)} from a ${typeOf(a)}`);
}

export const arithmeticOperators: Record<string, Operator> = {
  $abs: unary('$abs', Math.abs),
  $add: takesAll(addAll),
  $ceil: unary('$ceil', Math.ceil),
  $divide: takes('$divide', 2, (a, b) => {
    if (isNullish(a) || isNullish(b)) return null;
    if (!isNumeric(a) || !isNumeric(b))
      throw requestFailed(`$divide only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
    if (toNumber(b) === 0) throw requestFailed("can't $divide by zero");
    const quotient = toNumber(a) / toNumber(b);
    return a instanceof Decimal128 || b instanceof Decimal128 ? decimal(quotient) : quotient;
  }),
  $exp: unary('$exp', Math.exp),
  $floor: unary('$floor', Math.floor),
  $ln: positive('$ln', Math.log),
  $log: binary('$log', (value, base) => {
    if (value <= 0) throw requestFailed(`$log's argument must be a positive number, but is ${value}`);
    if (base <= 0 || base === 1)
      throw requestFailed(`$log's base must be a positive number not equal to 1, but is ${base}`);
    return exactLog(value, base);
  }),
  $log10: positive('$log10', Math.log10),
  $mod: binary('$mod', (a, b) => {
    if (b === 0) throw requestFailed("can't $mod by zero");
    return a % b;
  }),
  $multiply: takesAll((values) => {
    let product: Numeric = 1;
    for (const value of values) {
      if (isNullish(value)) return null;
      product = multiplyNumbers(product, numeric('$multiply', value));
    }
    return product;
  }),
  $pow: binary('$pow', (base, exponent) => {
    if (base === 0 && exponent < 0) throw requestFailed('$pow cannot take a base of 0 and a negative exponent');
    return base ** exponent;
  }),
  $round: toPlace('$round', roundHalfEven),
  $sqrt: unary('$sqrt', (value) => {
    if (value < 0) throw requestFailed("$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(value);
  }),
  $subtract: takes('$subtract', 2, subtract),
  $trunc: toPlace('$trunc', Math.trunc),
};

/** `Math.log(8) / Math.log(2)` misses 3 by a bit: where the rounded result is the answer, it is taken. */
function exactLog(value: number, base: number): number {
  const quotient = Math.log(value) / Math.log(base);
  const rounded = Math.round(quotient);
  return base ** rounded === value ? rounded : quotient;
}
