/**
 * Index keys: bytes whose order (memcmp, as SQLite compares BLOBs) is BSON's order of the values.
 *
 * A value is one byte for its family and then its content, self-delimiting, so that the parts of a compound key can simply be
 * joined: no encoded value is a prefix of another. A descending part is the same bytes inverted.
 */
import { type Binary, type BSONRegExp, type Code, Long, type ObjectId, type Timestamp } from 'bson';
import { FAMILY } from './compare.ts';
import { type Document, type Numeric, toNumber, typeOf, type Value } from './values.ts';

/** A missing field has the key of null, in a unique index too (DESIGN.md section 4). */
export function encodeKey(value: Value): Buffer {
  const bytes: number[] = [];
  appendValue(bytes, value);
  return Buffer.from(bytes);
}

/** The first byte of every key of the value's family. */
export function familyByte(value: Value): number {
  const type = typeOf(value);
  return FAMILY[type === 'missing' ? 'null' : type];
}

function appendValue(bytes: number[], value: Value): void {
  const family = familyByte(value);
  bytes.push(family);
  switch (family) {
    case FAMILY.int:
      appendNumber(bytes, value as Numeric);
      break;
    case FAMILY.string:
      appendText(bytes, value as string);
      break;
    case FAMILY.object:
      appendDocument(bytes, value as Document);
      break;
    case FAMILY.array:
      for (const item of value as Value[]) appendValue(bytes, item);
      bytes.push(0);
      break;
    case FAMILY.binData:
      appendBinary(bytes, value as Binary);
      break;
    case FAMILY.objectId:
      bytes.push(...(value as ObjectId).id);
      break;
    case FAMILY.bool:
      bytes.push(value ? 1 : 0);
      break;
    case FAMILY.date:
      appendDouble(bytes, (value as Date).getTime());
      break;
    case FAMILY.timestamp:
      bytes.push(...(value as Timestamp).toBytesBE());
      break;
    case FAMILY.regex:
      appendText(bytes, (value as BSONRegExp).pattern);
      appendText(bytes, (value as BSONRegExp).options);
      break;
    case FAMILY.javascript:
      appendText(bytes, (value as Code).code);
      break;
  }
}

const scratch = Buffer.alloc(8);

/** IEEE 754 in byte order: sign bit flipped for positives, all bits for negatives. NaN sorts first, as in BSON. */
function appendDouble(bytes: number[], value: number): void {
  if (Number.isNaN(value)) {
    bytes.push(0, 0, 0, 0, 0, 0, 0, 0);
    return;
  }
  scratch.writeDoubleBE(value === 0 ? 0 : value);
  const negative = (scratch[0] ?? 0) >= 0x80;
  for (const byte of scratch) bytes.push(negative ? byte ^ 0xff : byte);
  if (!negative) bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) | 0x80;
}

/**
 * The nearest double, then the distance from it, so that a Long beyond 2^53 keeps its place. Two Decimal128 that share their
 * nearest double share a key: the query's filter still tells them apart, only their order among themselves is lost.
 */
function appendNumber(bytes: number[], value: Numeric): void {
  const nearest = toNumber(value);
  appendDouble(bytes, nearest);
  // The nearest double of a Long lies within 512 of it.
  const distance = value instanceof Long ? Number(value.toBigInt() - BigInt(nearest)) : 0;
  const biased = distance + 0x8000;
  bytes.push(biased >> 8, biased & 0xff);
}

/** UTF-8; a zero byte inside is followed by 0xff, the end is two zeros. */
function appendText(bytes: number[], text: string): void {
  for (const byte of Buffer.from(text, 'utf8')) {
    bytes.push(byte);
    if (byte === 0) bytes.push(0xff);
  }
  bytes.push(0, 0);
}

function appendDocument(bytes: number[], document: Document): void {
  for (const field of Object.keys(document)) {
    const value = document[field];
    // Type before name: BSON compares the fields of two documents in that order.
    bytes.push(familyByte(value));
    appendText(bytes, field);
    appendValue(bytes, value);
  }
  bytes.push(0);
}

function appendBinary(bytes: number[], binary: Binary): void {
  const content = binary.value();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  bytes.push(...length, binary.sub_type, ...content);
}

/** The start of every string that begins with the text. */
export function encodeTextPrefix(text: string): Buffer {
  const bytes: number[] = [FAMILY.string];
  appendText(bytes, text);
  return Buffer.from(bytes.slice(0, -2));
}

export function invert(bytes: Uint8Array): Buffer {
  const inverted = Buffer.allocUnsafe(bytes.length);
  bytes.forEach((byte, i) => {
    inverted[i] = byte ^ 0xff;
  });
  return inverted;
}

/** The least key above every key that starts with the prefix; null when there is none. */
export function successor(prefix: Uint8Array): Buffer | null {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return null;
  const bytes = Buffer.from(prefix.subarray(0, end));
  bytes[end - 1] = (bytes[end - 1] ?? 0) + 1;
  return bytes;
}
