/**
 * The values of a document, in memory.
 *
 * Numbers are JavaScript numbers, and their BSON type follows from the value, by the rule with which the SDK writes them
 * (`EJSON.stringify`): an integer of 32 bits is an `int`, a larger safe integer a `long`, anything else a `double`. Only what a
 * JavaScript number can't hold keeps its own class (`Long` beyond 2^53, `Decimal128`). Dates are `Date`; `undefined` means that the
 * field is missing and is never stored.
 */
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  deserialize,
  EJSON,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import { ServiceError } from '../admin/action.ts';

export type Scalar =
  | null
  | undefined
  | boolean
  | number
  | string
  | Date
  | Long
  | Decimal128
  | ObjectId
  | Binary
  | BSONRegExp
  | Timestamp
  | MinKey
  | MaxKey
  | Code;
export type Value = Scalar | Value[] | Document;
export interface Document {
  [field: string]: Value;
}

/** BSON's name of a type, as `$type` and `bsonType` spell it; `missing` for a field that isn't there. */
export type TypeName =
  | 'missing'
  | 'double'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'null'
  | 'regex'
  | 'javascript'
  | 'int'
  | 'timestamp'
  | 'long'
  | 'decimal'
  | 'minKey'
  | 'maxKey';

const INT32_MAX = 0x7fffffff;
const INT32_MIN = -0x80000000;

export function typeOf(value: Value): TypeName {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'number':
      if (!Number.isInteger(value) || Object.is(value, -0)) return 'double';
      if (value >= INT32_MIN && value <= INT32_MAX) return 'int';
      return Number.isSafeInteger(value) ? 'long' : 'double';
    default:
      return typeOfObject(value);
  }
}

function typeOfObject(value: Exclude<Value, undefined | boolean | string | number>): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  // Timestamp extends Long: the narrower class is asked first.
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Long) return 'long';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Binary) return 'binData';
  if (value instanceof BSONRegExp) return 'regex';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  if (value instanceof Code) return 'javascript';
  return 'object';
}

export function isDocument(value: Value): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeOfObject(value) === 'object';
}

export type Numeric = number | Long | Decimal128;

export function isNumeric(value: Value): value is Numeric {
  return (
    typeof value === 'number' || value instanceof Decimal128 || (value instanceof Long && !(value instanceof Timestamp))
  );
}

/** The nearest JavaScript number. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  return value instanceof Long ? value.toNumber() : Number(value.toString());
}

/** Sets a field, whatever it is called: `__proto__` too is only a name here. */
export function setField(document: Document, field: string, value: Value): void {
  if (field === '__proto__') {
    Object.defineProperty(document, field, { value, enumerable: true, configurable: true, writable: true });
  } else {
    document[field] = value;
  }
}

/** Own fields only: `constructor` and `toString` are no fields of `{}`. */
export function getField(document: Document, field: string): Value {
  return Object.hasOwn(document, field) ? document[field] : undefined;
}

/** A copy that shares nothing that can change. */
export function cloneValue<T extends Value>(value: T): T;
export function cloneValue(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => cloneValue(item));
  if (value instanceof Date) return new Date(value);
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const field of Object.keys(value)) setField(copy, field, cloneValue(value[field]));
  return copy;
}

/** A 64-bit result: a number where a number holds it exactly. */
export function fromLong(value: Long): number | Long {
  return value.gte(Number.MIN_SAFE_INTEGER) && value.lte(Number.MAX_SAFE_INTEGER) ? value.toNumber() : value;
}

/** What `EJSON.parse(text, {relaxed: false})` gives, with the wrappers around plain numbers taken off. */
function unwrap(value: unknown): Value {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : unwrap(item)));
  if (typeof value !== 'object' || value === null) return value as Value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Timestamp) return value;
  if (value instanceof Long) return fromLong(value);
  const type = typeOfObject(value as Document);
  if (type !== 'object') return value as Value;
  const document: Document = {};
  for (const [field, item] of Object.entries(value)) {
    if (item !== undefined) setField(document, field, unwrap(item));
  }
  return document;
}

/**
 * Reads one EJSON text of a request.
 * @param what names the parameter in the error.
 * @throws ServiceError INVALID_PARAM when the text is no EJSON.
 */
export function parseEjson(text: unknown, what: string): Value {
  if (typeof text !== 'string') {
    // A client other than the SDK may send the object itself.
    if (typeof text === 'object' && text !== null) return parseEjson(JSON.stringify(text), what);
    throw new ServiceError('INVALID_PARAM', `[InvalidParameter] ${what} must be an EJSON string, not ${typeof text}`);
  }
  try {
    return unwrap(EJSON.parse(text, { relaxed: false }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('INVALID_PARAM', `[InvalidParameter] ${what} is not valid EJSON: ${reason}`);
  }
}

/**
 * The canonical EJSON of a document as the service answers it. An ObjectId leaves as its 24 hex digits: the SDK's own suite reads
 * one back as a string, and would take the class apart.
 */
export function stringifyEjson(value: Value): string {
  return EJSON.stringify(withIdsAsText(value), { relaxed: false });
}

function withIdsAsText(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withIdsAsText(item) ?? null);
  if (value instanceof ObjectId) return value.toHexString();
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const field of Object.keys(value)) {
    const item = value[field];
    if (item !== undefined) setField(copy, field, withIdsAsText(item));
  }
  return copy;
}

/** The bytes that are stored. */
export function toBytes(document: Document): Buffer {
  return Buffer.from(serialize(document));
}

export function fromBytes(bytes: Uint8Array): Document {
  return deserialize(bytes, { promoteLongs: true, promoteValues: true, bsonRegExp: true, promoteBuffers: false });
}

/**
 * Puts the server's time where the SDK wrote `{$tcb_server_date: {offset}}`.
 * @param now epoch milliseconds; @returns the value itself when it holds none.
 */
export function resolveServerDates(value: Value, now: number): Value {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      value[i] = resolveServerDates(item, now);
    });
    return value;
  }
  if (!isDocument(value)) return value;
  const marker = getField(value, '$tcb_server_date');
  if (marker !== undefined) {
    const offset = isDocument(marker) ? marker.offset : 0;
    return new Date(now + (isNumeric(offset) ? toNumber(offset) : 0));
  }
  for (const field of Object.keys(value)) setField(value, field, resolveServerDates(value[field], now));
  return value;
}
