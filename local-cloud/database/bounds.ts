/** What a predicate says about the keys of an index: the ranges in which a matching document's key must lie. */
import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { FAMILY } from './compare.ts';
import type { Comparison, Filter, Predicate } from './filter.ts';
import { type CellSearch, searchRegion } from './geo/cells.ts';
import type { IndexKey } from './index-definition.ts';
import { CELL_END } from './index-keys.ts';
import { encodeKey, encodeTextPrefix, familyByte, invert, successor } from './key-encoding.ts';
import type { Pattern } from './pattern.ts';
import type { Value } from './values.ts';

/** Keys from `start` up to, not including, `end`. */
export interface Range {
  start: Buffer;
  end: Buffer;
}

/** No key begins with 0xff: above all keys. */
export const TOP = Buffer.from([0xff]);
export const EVERYTHING: Range = { start: Buffer.alloc(0), end: TOP };

export interface Bounds {
  ranges: Range[];
  /** Set when each range is one value. */
  points: Buffer[] | undefined;
  /** Every document in the ranges matches, so that nothing need be read to know it. */
  exact: boolean;
}

/** One alternative of a query: predicates that must all hold. */
export interface Branch {
  predicates: Map<string, Predicate[]>;
  /** Whether the predicates are all that the alternative says. */
  complete: boolean;
}

/** More alternatives than these are not worth one range scan each. */
const MOST_BRANCHES = 64;

/** The query as alternatives, `$and` multiplied out over `$or`. */
export function branchesOf(filter: Filter): Branch[] {
  switch (filter.kind) {
    case 'field':
      return [{ predicates: new Map([[filter.path, [filter.predicate]]]), complete: true }];
    case 'and':
      return filter.filters.map(branchesOf).reduce(bothOf, [{ predicates: new Map(), complete: true }]);
    case 'or': {
      const branches = filter.filters.flatMap(branchesOf);
      return branches.length <= MOST_BRANCHES ? branches : [{ predicates: new Map(), complete: false }];
    }
    default:
      return [{ predicates: new Map(), complete: false }];
  }
}

function bothOf(left: Branch[], right: Branch[]): Branch[] {
  if (left.length * right.length > MOST_BRANCHES) {
    // Keeps the side that says more; the query's filter sees to the rest.
    const kept = left.length === 1 ? left : right.length === 1 ? right : left;
    return kept.map((branch) => ({ ...branch, complete: false }));
  }
  return left.flatMap((a) =>
    right.map((b) => {
      const predicates = new Map(a.predicates);
      for (const [path, added] of b.predicates) predicates.set(path, [...(predicates.get(path) ?? []), ...added]);
      return { predicates, complete: a.complete && b.complete };
    }),
  );
}

/** The bounds that predicates on one field set for one part of a key; undefined when they set none. */
export function boundsOf(predicates: readonly Predicate[], part: IndexKey, multikey: boolean): Bounds | undefined {
  const place = part.order === '2dsphere';
  const each = predicates.map((predicate) => (place ? placeBounds(predicate) : valueBounds(predicate)));
  const bounded = each.filter((bounds) => bounds !== undefined);
  const [first] = bounded;
  if (!first) return undefined;
  const exact = !multikey && bounded.length === predicates.length && bounded.every((bounds) => bounds.exact);
  // Over an array, two predicates may hold for two different elements: only one of them can bound the scan.
  const chosen = multikey || place ? (bounded.find((bounds) => bounds.points) ?? first) : bounded.reduce(intersect);
  const bounds = { ...chosen, exact };
  return part.order === '-1' ? reversed(bounds) : bounds;
}

function intersect(a: Bounds, b: Bounds): Bounds {
  const ranges = a.ranges.flatMap((x) =>
    b.ranges.map((y) => ({ start: later(x.start, y.start), end: earlier(x.end, y.end) })).filter(isSome),
  );
  const points = a.points ?? b.points;
  return {
    ranges,
    points: points?.filter((point) => ranges.some((range) => holds(range, point))),
    exact: a.exact && b.exact,
  };
}

function later(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) >= 0 ? a : b;
}

function earlier(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) <= 0 ? a : b;
}

function isSome({ start, end }: Range): boolean {
  return Buffer.compare(start, end) < 0;
}

export function holds({ start, end }: Range, key: Buffer): boolean {
  return Buffer.compare(start, key) <= 0 && Buffer.compare(key, end) < 0;
}

/** The same bounds where the part's bytes are inverted. */
function reversed({ ranges, points, exact }: Bounds): Bounds {
  return {
    ranges: ranges.map(({ start, end }) => ({ start: after(invert(end)), end: after(invert(start)) })).reverse(),
    points: points?.map(invert).reverse(),
    exact,
  };
}

/** The least key above all that start with the prefix. */
export function after(prefix: Buffer): Buffer {
  return successor(prefix) ?? TOP;
}

function point(key: Buffer): Range {
  return { start: key, end: after(key) };
}

function valueBounds(predicate: Predicate): Bounds | undefined {
  switch (predicate.op) {
    case 'eq':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return comparisonBounds(predicate.op, predicate.value);
    case 'in':
      return membershipBounds(predicate.values, predicate.patterns);
    case 'regex':
      return patternBounds(predicate.pattern);
    case 'all': {
      const bounds = predicate.predicates.map(valueBounds).find((found) => found !== undefined);
      return bounds && { ...bounds, exact: false };
    }
    case 'elemMatchValue': {
      const [first, ...others] = predicate.predicates.map(valueBounds).filter((found) => found !== undefined);
      return first && { ...others.reduce(intersect, first), exact: false };
    }
    default:
      return undefined;
  }
}

/** An array is filed by its elements, and these values sort outside their own family's range. */
function isUnbounded(value: Value): boolean {
  return Array.isArray(value) || value instanceof MinKey || value instanceof MaxKey || value instanceof BSONRegExp;
}

function comparisonBounds(op: Comparison, value: Value): Bounds | undefined {
  if (isUnbounded(value)) return undefined;
  const missing = value === null || value === undefined;
  if (missing && (op === 'lt' || op === 'gt')) return { ranges: [], points: [], exact: true };
  const key = encodeKey(value);
  if (op === 'eq' || missing || Number.isNaN(value)) return { ranges: [point(key)], points: [key], exact: true };
  const family = point(Buffer.from([familyByte(value)]));
  // NaN, the least of the numbers, is in no range of them.
  const least = typeof value === 'number' ? after(encodeKey(Number.NaN)) : family.start;
  switch (op) {
    case 'lt':
      return ranged({ start: least, end: key });
    case 'lte':
      return ranged({ start: least, end: after(key) });
    case 'gt':
      return ranged({ start: after(key), end: family.end });
    case 'gte':
      return ranged({ start: key, end: family.end });
  }
}

function ranged(range: Range): Bounds {
  return { ranges: [range].filter(isSome), points: undefined, exact: true };
}

function membershipBounds(values: Value[], patterns: Pattern[]): Bounds | undefined {
  if (values.some(isUnbounded)) return undefined;
  const keys = new Map(values.map((value) => encodeKey(value)).map((key) => [key.toString('latin1'), key]));
  const points = [...keys.values()].sort(Buffer.compare);
  const bounds = patterns.map(patternBounds);
  const ranges = [...points.map(point), ...bounds.flatMap((found) => found.ranges)];
  return { ranges: merged(ranges), points: patterns.length === 0 ? points : undefined, exact: patterns.length === 0 };
}

/** Sorted and without overlaps. */
export function merged(ranges: Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.start, b.start));
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last && Buffer.compare(range.start, last.end) <= 0) last.end = later(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}

function patternBounds(pattern: Pattern): Bounds {
  const prefix = literalPrefix(pattern);
  const texts = prefix === undefined ? point(Buffer.from([FAMILY.string])) : point(encodeTextPrefix(prefix));
  // A stored regular expression matches itself.
  const itself = point(encodeKey(pattern.source));
  return { ranges: [texts, itself], points: undefined, exact: false };
}

/** What every match begins with: the plain text after a leading `^`. */
function literalPrefix({ source, regex }: Pattern): string | undefined {
  if (regex.ignoreCase || regex.multiline || source.options.includes('x')) return undefined;
  const match = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])+)/.exec(source.pattern);
  if (!match?.[1] || source.pattern.includes('|')) return undefined;
  const rest = source.pattern.slice(match[0].length);
  let text = match[1];
  // A quantifier takes the last character back.
  if (/^[*?{]/.test(rest)) text = text.replace(/(?:\\.|[^\\])$/u, '');
  return text === '' ? undefined : text.replace(/\\(.)/g, '$1');
}

function placeBounds(predicate: Predicate): Bounds | undefined {
  if (predicate.op !== 'within' && predicate.op !== 'intersects') return undefined;
  return cellBounds(searchRegion(predicate.region));
}

export function cellBounds({ within, exactly }: CellSearch): Bounds {
  const ranges = [...within.map(point), ...exactly.map((cell) => point(Buffer.concat([cell, CELL_END])))];
  return { ranges: merged(ranges), points: undefined, exact: false };
}
