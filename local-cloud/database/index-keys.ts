/** The keys under which an index files a document, and by which a sort without an index orders it. */
import { FAMILY } from './compare.ts';
import { requestFailed, writeFailed } from './failure.ts';
import { cellsOf } from './geo/cells.ts';
import { readGeometry } from './geo/geometry.ts';
import type { IndexKey } from './index-definition.ts';
import { encodeKey, invert } from './key-encoding.ts';
import { arrayIndex, splitPath } from './paths.ts';
import { type Document, getField, isDocument, type Value } from './values.ts';

/** MongoDB 4.0 refuses a longer key, and so does the service (DESIGN.md section 4). */
const KEY_LIMIT = 1024;
/** The end of a 2dsphere part: below every quarter's byte. */
export const CELL_END = Buffer.from([0]);
/** What an empty array has instead of elements; below null. */
const EMPTY = Buffer.from([FAMILY.missing]);

export interface DocumentKeys {
  keys: Buffer[];
  /** For each part of the key, whether an array was taken apart for it. */
  multikey: boolean[];
}

/** How far one part of the key has been followed into the document. */
interface Step {
  value: Value;
  rest: string[];
  /** An array inside the one just taken apart stays whole. */
  whole: boolean;
}

/**
 * All keys of a document: one, or one for each element of the array on the way. Parts that go through the same array take the same
 * element; two different arrays have no keys.
 * @throws ServiceError for parallel arrays, a place that is none, or a key that is too long.
 */
export function documentKeys(document: Document, parts: readonly IndexKey[]): DocumentKeys {
  const multikey = parts.map(() => false);
  const steps = parts.map(({ field }) => ({ value: document, rest: splitPath(field), whole: false }));
  const keys = distinct(takeApart(steps, parts, multikey).flatMap(joinParts));
  const long = keys.find((key) => key.length > KEY_LIMIT);
  if (long) throw writeFailed(`Btree::insert: key too large to index, failing: ${long.length} > ${KEY_LIMIT} bytes`);
  return { keys, multikey };
}

/** The key by which a document sorts: over an array, the least element counts (the greatest, when descending). */
export function sortKey(document: Document, parts: readonly IndexKey[]): Buffer {
  const steps = parts.map(({ field }) => ({ value: document, rest: splitPath(field), whole: false }));
  const keys = takeApart(
    steps,
    parts,
    parts.map(() => false),
  ).flatMap(joinParts);
  return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
}

/** Each result has, for each part, the encodings it may take (several for a place, else one). */
function takeApart(steps: Step[], parts: readonly IndexKey[], multikey: boolean[]): Buffer[][][] {
  const reached = steps.map((step, i) => (parts[i]?.order === '2dsphere' ? followToPlace(step) : follow(step)));
  const array = reached.find(
    (step): step is Step & { value: Value[] } => Array.isArray(step.value) && !step.whole,
  )?.value;
  if (!array) return [reached.map((step, i) => encodePart(step.value, parts[i]))];
  for (const [i, step] of reached.entries()) {
    if (!Array.isArray(step.value) || step.whole) continue;
    if (step.value !== array) throw requestFailed('cannot index or sort by parallel arrays');
    multikey[i] = true;
  }
  const elements = array.length === 0 ? [undefined] : array;
  // What does not go through the array is the same for each of its elements, and encoded once: a text has dozens of terms.
  const fixed = reached.map((step, i) => (step.value === array ? undefined : encodePart(step.value, parts[i])));
  return elements.flatMap((element) => {
    const entered = reached.map((step) => (step.value === array ? into(step, element, array.length === 0) : step));
    if (isScalar(element)) return [entered.map((step, i) => fixed[i] ?? encodePart(follow(step).value, parts[i]))];
    return takeApart(entered, parts, multikey);
  });
}

/** Whether nothing more can be taken apart. */
function isScalar(value: Value): boolean {
  return value !== undefined && !Array.isArray(value) && !isDocument(value);
}

function into(step: Step, element: Value, empty: boolean): Step {
  if (empty) return { value: step.rest.length === 0 ? [] : null, rest: [], whole: true };
  return { value: element, rest: step.rest, whole: Array.isArray(element) };
}

function follow({ value, rest, whole }: Step): Step {
  const [component, ...others] = rest;
  if (component === undefined || (Array.isArray(value) && !whole && arrayIndex(component) < 0))
    return { value, rest, whole };
  if (Array.isArray(value))
    return whole
      ? { value: null, rest: [], whole: false }
      : follow({ value: value[arrayIndex(component)], rest: others, whole });
  if (!isDocument(value)) return { value: undefined, rest: [], whole: false };
  return follow({ value: getField(value, component), rest: others, whole: false });
}

/** A place may be an array itself (a legacy pair), which is not taken apart. */
function followToPlace(step: Step): Step {
  const reached = follow(step);
  const pair = Array.isArray(reached.value) && reached.rest.length === 0 && typeof reached.value[0] === 'number';
  return pair ? { ...reached, whole: true } : reached;
}

function encodePart(value: Value, part: IndexKey | undefined): Buffer[] {
  if (part?.order === '2dsphere') return encodePlace(value);
  const key = Array.isArray(value) && value.length === 0 ? EMPTY : encodeKey(value);
  return [part?.order === '-1' ? invert(key) : key];
}

function encodePlace(value: Value): Buffer[] {
  if (value === undefined || value === null) return [CELL_END];
  try {
    return cellsOf(readGeometry(value)).map((cell) => Buffer.concat([cell, CELL_END]));
  } catch (error) {
    throw writeFailed(`Can't extract geo keys: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function joinParts(parts: Buffer[][]): Buffer[] {
  return parts.reduce<Buffer[]>(
    (keys, choices) => keys.flatMap((key) => choices.map((choice) => Buffer.concat([key, choice]))),
    [Buffer.alloc(0)],
  );
}

function distinct(keys: Buffer[]): Buffer[] {
  if (keys.length < 2) return keys;
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
