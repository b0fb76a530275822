/**
 * BSON's order over all values (https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/), which sorts,
 * ranges, `$min`, `$max` and index keys follow.
 */
import { type Binary, type BSONRegExp, type Code, Decimal128, Long, type ObjectId, type Timestamp } from 'bson';
import { type Document, type Numeric, type TypeName, toNumber, typeOf, type Value } from './values.ts';

/** Position of a type's family in BSON's order. Types of one family (all numbers) compare by value. */
export const FAMILY: Record<TypeName, number> = {
  minKey: 1,
  missing: 2,
  null: 5,
  int: 10,
  long: 10,
  double: 10,
  decimal: 10,
  string: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  javascript: 60,
  maxKey: 127,
};

/** Negative, zero or positive, as in `Array.prototype.sort`. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  const family = FAMILY[typeA];
  if (family !== FAMILY[typeB]) return family - FAMILY[typeB];
  switch (family) {
    case FAMILY.int:
      return compareNumerics(a as Numeric, b as Numeric);
    case FAMILY.string:
      return compareStrings(a as string, b as string);
    case FAMILY.object:
      return compareDocuments(a as Document, b as Document);
    case FAMILY.array:
      return compareArrays(a as Value[], b as Value[]);
    case FAMILY.bool:
      return Number(a) - Number(b);
    case FAMILY.date:
      return (a as Date).getTime() - (b as Date).getTime();
    case FAMILY.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case FAMILY.binData:
      return compareBinary(a as Binary, b as Binary);
    case FAMILY.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case FAMILY.regex:
      return (
        compareStrings((a as BSONRegExp).pattern, (b as BSONRegExp).pattern) ||
        compareStrings((a as BSONRegExp).options, (b as BSONRegExp).options)
      );
    case FAMILY.javascript:
      return compareStrings((a as Code).code, (b as Code).code);
    default:
      return 0;
  }
}

export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}

/** NaN is the least number, and equal to itself. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function compareNumerics(a: Numeric, b: Numeric): number {
  const nearest = compareNumbers(toNumber(a), toNumber(b));
  if (nearest !== 0 || !Number.isFinite(toNumber(a))) return nearest;
  // Equal as doubles: a Long or a Decimal128 may still differ beyond 2^53.
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareDecimalTexts(exactText(a), exactText(b));
  return exactLong(a).compare(exactLong(b));
}

function exactText(value: Numeric): string {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : value.toString();
}

function exactLong(value: number | Long): Long {
  return value instanceof Long ? value : Long.fromBigInt(BigInt(value));
}

/** Compares two decimal numbers by scaling both to integers of one exponent. */
function compareDecimalTexts(a: string, b: string): number {
  const x = parseDecimal(a);
  const y = parseDecimal(b);
  const exponent = Math.min(x.exponent, y.exponent);
  const left = x.digits * 10n ** BigInt(x.exponent - exponent);
  const right = y.digits * 10n ** BigInt(y.exponent - exponent);
  return left < right ? -1 : Number(left > right);
}

function parseDecimal(text: string): { digits: bigint; exponent: number } {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(`${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

/** By code point, as the bytes of UTF-8 compare. JavaScript's `<` goes by UTF-16 units, where a surrogate sorts before U+E000. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogateX = x >= 0xd800 && x <= 0xdfff;
    const surrogateY = y >= 0xd800 && y <= 0xdfff;
    return surrogateX === surrogateY ? x - y : surrogateX ? 1 : -1;
  }
  return a.length - b.length;
}

/** Field by field, in their order: type, then name, then value. */
function compareDocuments(a: Document, b: Document): number {
  const fieldsA = Object.keys(a);
  const fieldsB = Object.keys(b);
  for (let i = 0; i < Math.min(fieldsA.length, fieldsB.length); i++) {
    const nameA = fieldsA[i] ?? '';
    const nameB = fieldsB[i] ?? '';
    const order =
      FAMILY[typeOf(a[nameA])] - FAMILY[typeOf(b[nameB])] ||
      compareStrings(nameA, nameB) ||
      compareValues(a[nameA], b[nameB]);
    if (order !== 0) return order;
  }
  return fieldsA.length - fieldsB.length;
}

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinary(a: Binary, b: Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}
