/** Type operators: `$type`, `$convert` and its short forms (MongoDB 4.0). */
import { Decimal128, Long, ObjectId } from 'bson';
import { requestFailed } from '../failure.ts';
import { readTypes } from '../type-names.ts';
import { fromLong, isNumeric, type TypeName, toNumber, typeOf, type Value } from '../values.ts';
import { parseDateText } from './date-text.ts';
import { isNullish, type Operator, parseExpression } from './expression.ts';
import { namedOperand, optionalExpression, takes } from './operands.ts';

function failed(value: Value, target: TypeName): never {
  throw requestFailed(`Unsupported conversion from ${typeOf(value)} to ${target} in $convert with no onError value`);
}

function toWhole(value: Value, target: 'int' | 'long'): Value {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date && target === 'long') return value.getTime();
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value))
      throw requestFailed(`Failed to parse number '${value}' in $convert with no onError value`);
    return fromLong(Long.fromString(value));
  }
  if (!isNumeric(value)) return failed(value, target);
  const number = Math.trunc(toNumber(value));
  const limit = target === 'int' ? 2 ** 31 : 2 ** 63;
  if (!(number >= -limit && number < limit)) {
    throw requestFailed(`Conversion would overflow target type in $convert with no onError value: ${number}`);
  }
  return value instanceof Long ? value : number;
}

function toDouble(value: Value): Value {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (isNumeric(value)) return toNumber(value);
  if (typeof value !== 'string') return failed(value, 'double');
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) {
    throw requestFailed(`Failed to parse number '${value}' in $convert with no onError value`);
  }
  return number;
}

function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeof value === 'boolean' || isNumeric(value)) return String(value);
  return failed(value, 'string');
}

function toDate(value: Value): Value {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeOf(value) !== 'int') return new Date(toNumber(value));
  if (typeof value === 'string') return parseDateText(value, undefined);
  return failed(value, 'date');
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectId) return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  if (typeof value !== 'string') return failed(value, 'objectId');
  throw requestFailed(`Failed to parse objectId '${value}' in $convert with no onError value`);
}

function convert(value: Value, target: TypeName): Value {
  if (isNullish(value)) return null;
  switch (target) {
    case 'double':
      return toDouble(value);
    case 'string':
      return toText(value);
    case 'objectId':
      return toObjectId(value);
    case 'bool':
      return isNumeric(value) ? toNumber(value) !== 0 : value !== false;
    case 'date':
      return toDate(value);
    case 'int':
    case 'long':
      return toWhole(value, target);
    case 'decimal':
      return value instanceof Decimal128 ? value : Decimal128.fromString(String(toDouble(value)));
    default:
      return failed(value, target);
  }
}

function converter(name: string, target: TypeName): Operator {
  return takes(name, 1, (value) => convert(value, target));
}

export const conversionOperators: Record<string, Operator> = {
  $type: takes('$type', 1, (value) => typeOf(value)),
  $convert: (operand, names) => {
    const spec = namedOperand('$convert', operand, ['input', 'to'], ['onError', 'onNull']);
    const input = parseExpression(spec.input, names);
    const to = parseExpression(spec.to, names);
    const onError = optionalExpression(spec, 'onError', names);
    const onNull = optionalExpression(spec, 'onNull', names);
    return (scope) => {
      const value = input(scope);
      if (isNullish(value)) return onNull ? onNull(scope) : null;
      const target = to(scope);
      if (isNullish(target)) return null;
      const [type] = readTypes(target);
      if (!type) throw requestFailed('$convert needs one type in its to');
      if (!onError) return convert(value, type);
      try {
        return convert(value, type);
      } catch {
        return onError(scope);
      }
    };
  },
  $toBool: converter('$toBool', 'bool'),
  $toDate: converter('$toDate', 'date'),
  $toDecimal: converter('$toDecimal', 'decimal'),
  $toDouble: converter('$toDouble', 'double'),
  $toInt: converter('$toInt', 'int'),
  $toLong: converter('$toLong', 'long'),
  $toObjectId: converter('$toObjectId', 'objectId'),
  $toString: converter('$toString', 'string'),
};
