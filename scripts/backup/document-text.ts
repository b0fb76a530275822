import { EJSON } from 'bson';
import type { Fields } from '../database-access.ts';

/** The SDK makes objects of its own of every geometry that it reads; their JSON is GeoJSON again. */
function geometryOf(value: object): object | undefined {
  if (!('toJSON' in value) || typeof value.toJSON !== 'function') return undefined;
  const plain: unknown = value.toJSON();
  return typeof plain === 'object' && plain !== null && 'coordinates' in plain ? plain : undefined;
}

function plainOf(value: unknown, where: string): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((inner, at) => plainOf(inner, `${where}.${at}`));
  if (typeof value === 'object') {
    const geometry = geometryOf(value);
    if (geometry !== undefined) return geometry;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainOf(inner, `${where}.${key}`)]));
    }
  }
  const kind = typeof value === 'object' ? value.constructor.name : typeof value;
  throw new Error(`${where} is a ${kind}, which a backup can't keep`);
}

/**
 * A document as one line of relaxed Extended JSON, which keeps dates apart from texts.
 * @throws Error that says where something stands that is no text, number, truth value, date, geometry, list or object
 */
export function writeLine(collection: string, document: Fields): string {
  if (typeof document._id !== 'string')
    throw new Error(`${collection}: an id that is no text: ${String(document._id)}`);
  const text = EJSON.stringify(plainOf(document, `${collection}/${document._id}`) as object, { relaxed: true });
  // JSON lets them stand in a text; some readers of lines end a line there.
  return text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** @throws Error that says what does not hold of the line */
export function readLine(line: string): Fields {
  let document: unknown;
  try {
    document = EJSON.parse(line, { relaxed: true });
  } catch {
    throw new Error('this is no JSON');
  }
  if (typeof document !== 'object' || document === null || typeof (document as Fields)._id !== 'string') {
    throw new Error('this is no document with an id');
  }
  return document as Fields;
}
