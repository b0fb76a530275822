/** Chooses how to read: which index, which ranges of it, and whether it gives the order that is asked for. */
import { after, type Bounds, type Branch, boundsOf, branchesOf, EVERYTHING, merged, type Range } from './bounds.ts';
import type { Connection } from './connection.ts';
import type { Query } from './filter.ts';
import type { IndexKey } from './index-definition.ts';
import { type Candidate, cheapest } from './plan-cost.ts';
import type { Collection, Index } from './store.ts';

/** Ranges that share their first bytes; within one group the keys after those bytes are in the index's order. */
export interface Group {
  prefixLength: number;
  ranges: Range[];
}

export interface IndexScan {
  kind: 'index';
  index: Index;
  /** One group is read straight through; several are merged by what follows their prefixes. */
  groups: Group[];
  backward: boolean;
  /** Whether the documents come in the order of the sort. */
  ordered: boolean;
  /** Whether every document that is read matches the query. */
  exact: boolean;
}

/** A scan with what is known of it before anything is read. */
export interface IndexCandidate extends IndexScan {
  /** Leading parts of the key that are held to values. */
  fixedParts: number;
  /** Whether the ranges say all that the query says; as `exact`, save that arrays may give a document more than once, or too many. */
  covers: boolean;
}

export type Plan =
  | IndexScan
  | { kind: 'collection' }
  /** One scan for each alternative of an `$or`. */
  | { kind: 'union'; scans: IndexScan[] };

export interface PlanRequest {
  query: Query;
  sort: readonly IndexKey[];
  /** How many documents are wanted, from the first; undefined for all. */
  wanted: number | undefined;
}

/** More ranges than these (a long `$in`, times another) are left to the filter. */
const MOST_RANGES = 2000;
/** More groups than these are not merged: each costs one document read ahead. */
const MOST_GROUPS = 200;
export function choosePlan(connection: Connection, collection: Collection, request: PlanRequest): Plan {
  const branches = branchesOf(request.query.filter);
  const candidates: Candidate[] = [];
  for (const index of collection.indexes) {
    const scan = scanOf(index, branches, request.sort);
    if (scan && (isOneKey(scan) || isPerfect(scan, request.sort))) return scan;
    if (scan) candidates.push(scan);
  }
  const union = request.sort.length === 0 || candidates.length === 0 ? unionOf(collection, branches) : undefined;
  if (union) candidates.push(union);
  const [only] = candidates;
  if (!only) return { kind: 'collection' };
  if (
    candidates.length === 1 &&
    only.kind === 'index' &&
    (only.ordered || request.sort.length === 0) &&
    isBounded(only)
  )
    return only;
  return cheapest(connection, collection, candidates, request) ?? { kind: 'collection' };
}

/** An equality on all of a unique index: nothing can be better. */
function isOneKey({ index, groups }: IndexScan): boolean {
  if (!index.unique || index.keys.length !== 1) return false;
  return (
    groups.every(({ ranges }) => ranges.every(({ start, end }) => after(start).equals(end))) &&
    groups.some(({ ranges }) => ranges.length > 0)
  );
}

/** It reads what matches, in the order that is asked for, and nothing else: nothing can be better. */
function isPerfect({ exact, ordered, groups }: IndexCandidate, sort: readonly IndexKey[]): boolean {
  return exact && groups.length === 1 && (ordered || sort.length === 0);
}

function isBounded({ groups }: IndexScan): boolean {
  return groups.some(({ ranges }) => ranges.some(({ start, end }) => start.length > 0 || end.length > 1));
}

/** The best use of one index; undefined when it neither narrows the search nor gives the order. */
function scanOf(index: Index, branches: Branch[], sort: readonly IndexKey[]): IndexCandidate | undefined {
  const parts = branches.map((branch) => partBounds(index, branch));
  const order = sort.length > 0 ? orderOf(index, parts, sort) : undefined;
  const depth = order?.depth ?? 0;
  const groups = groupsOf(parts, depth);
  if (!groups || groups.length > MOST_GROUPS) {
    return order && depth > 0 ? scanOf(index, branches, []) : undefined;
  }
  const bounded = parts.every(([first]) => first !== undefined);
  if (!bounded && !order) return undefined;
  return {
    kind: 'index',
    index,
    groups,
    backward: order?.backward ?? false,
    ordered: order !== undefined,
    exact: bounded && branches.every((branch, i) => tellsAll(index, branch, parts[i] ?? [])),
    covers: bounded && branches.every((branch, i) => tellsAll(index, branch, parts[i] ?? [], index.multikey)),
    fixedParts: Math.min(...parts.map(countPoints)),
  };
}

type PartBounds = (Bounds | undefined)[];

/** The bounds of each part of the key, as far as they can narrow the scan. */
function partBounds(index: Index, branch: Branch): PartBounds {
  let arrayBound = false;
  return index.keys.map((part, i) => {
    const predicates = branch.predicates.get(part.field);
    const multikey = index.multikey[i] === true;
    // Parts of one array take the same element in the key, but not in the query: only one of them can bound the scan.
    if (!predicates || (multikey && arrayBound)) return undefined;
    const bounds = boundsOf(predicates, part, multikey);
    if (bounds && multikey) arrayBound = true;
    return bounds;
  });
}

function countPoints(parts: PartBounds): number {
  const open = parts.findIndex((bounds) => !bounds?.points);
  return open < 0 ? parts.length : open;
}

/**
 * Every predicate is told by the ranges: parts with points, then at most one with ranges, and nothing beside them.
 * @param trusted parts whose ranges count as exact though they are not.
 */
function tellsAll(index: Index, branch: Branch, parts: PartBounds, trusted: readonly boolean[] = []): boolean {
  if (!branch.complete) return false;
  const used = new Set<string>();
  for (const [i, bounds] of parts.entries()) {
    if (!bounds || !(bounds.exact || trusted[i])) break;
    used.add(index.keys[i]?.field ?? '');
    if (!bounds.points) break;
  }
  return used.size === branch.predicates.size;
}

interface Order {
  /** Leading parts whose several values must be merged. */
  depth: number;
  backward: boolean;
}

/** Whether an index gives a sort's order: once its leading parts are fixed, its next parts must be the sort's fields. */
function orderOf(index: Index, branches: PartBounds[], sort: readonly IndexKey[]): Order | undefined {
  const constant = index.keys.map((_, i) => isConstant(branches, i));
  for (let depth = 0; depth <= index.keys.length; depth++) {
    const fixed = branches.every((parts) => parts.slice(0, depth).every((bounds) => bounds?.points));
    if (!fixed) return undefined;
    const backward = followsFrom(index, depth, sort, constant);
    if (backward !== undefined) return { depth, backward };
  }
  return undefined;
}

/** One and the same value in every branch. */
function isConstant(branches: PartBounds[], part: number): boolean {
  const points = branches.map((parts) => parts[part]?.points);
  const first = points[0]?.[0];
  return first !== undefined && points.every((found) => found?.length === 1 && found[0]?.equals(first) === true);
}

/** Whether the sort is the index's order from a part on; true when it is that order backwards. */
function followsFrom(index: Index, depth: number, sort: readonly IndexKey[], constant: boolean[]): boolean | undefined {
  let backward: boolean | undefined;
  let i = depth;
  for (const { field, order } of sort) {
    const at = index.keys.findIndex((part) => part.field === field);
    if (at >= 0 && constant[at] && !index.multikey[at]) continue;
    while (i < index.keys.length && constant[i] && index.keys[i]?.field !== field) i++;
    const part = index.keys[i];
    // Over arrays the order of the keys is not that of the documents.
    if (!part || part.field !== field || part.order === '2dsphere' || index.multikey[i]) return undefined;
    const against = part.order !== order;
    if (backward !== undefined && backward !== against) return undefined;
    backward = against;
    i++;
  }
  return backward ?? false;
}

/** The byte ranges of all branches, grouped by the values of the first `depth` parts. */
function groupsOf(branches: PartBounds[], depth: number): Group[] | undefined {
  const groups = new Map<string, Group>();
  let count = 0;
  for (const parts of branches) {
    const heads = prefixes(parts.slice(0, depth));
    if (!heads) return undefined;
    for (const head of heads) {
      const ranges = rangesUnder(head, parts.slice(depth));
      count += ranges.length;
      if (count > MOST_RANGES) return undefined;
      const name = head.toString('latin1');
      const group = groups.get(name) ?? { prefixLength: head.length, ranges: [] };
      group.ranges.push(...ranges);
      groups.set(name, group);
    }
  }
  return [...groups.values()].map(({ prefixLength, ranges }) => ({ prefixLength, ranges: merged(ranges) }));
}

/** Every combination of the parts' points; undefined when there are too many. */
function prefixes(parts: PartBounds): Buffer[] | undefined {
  let heads: Buffer[] = [Buffer.alloc(0)];
  for (const bounds of parts) {
    const points = bounds?.points ?? [];
    if (heads.length * points.length > MOST_RANGES) return undefined;
    heads = heads.flatMap((head) => points.map((point) => Buffer.concat([head, point])));
  }
  return heads;
}

/** The ranges below a prefix: points as long as there are, then one part's ranges, then everything. */
function rangesUnder(head: Buffer, parts: PartBounds): Range[] {
  let heads = [head];
  for (const bounds of parts) {
    if (bounds?.points && heads.length * bounds.points.length <= MOST_RANGES) {
      const { points } = bounds;
      heads = heads.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
      continue;
    }
    const ranges = bounds?.ranges ?? [EVERYTHING];
    return heads.flatMap((prefix) =>
      ranges.map(({ start, end }) => ({ start: Buffer.concat([prefix, start]), end: Buffer.concat([prefix, end]) })),
    );
  }
  return heads.map((prefix) => ({ start: prefix, end: after(prefix) }));
}

/** Each alternative of an `$or` by the index that suits it best; undefined unless all have one. */
function unionOf(collection: Collection, branches: Branch[]): Candidate | undefined {
  if (branches.length < 2) return undefined;
  const scans = branches.map((branch) => {
    const possible = collection.indexes
      .map((index) => scanOf(index, [branch], []))
      .filter((scan) => scan !== undefined);
    return possible.sort((a, b) => fixedBytes(b) - fixedBytes(a))[0];
  });
  const found = scans.filter((scan) => scan !== undefined);
  return found.length === branches.length ? { kind: 'union', scans: found } : undefined;
}

/** How much of the key the scan fixes: the longest common start of its ranges. */
function fixedBytes({ groups }: IndexScan): number {
  const ranges = groups.flatMap((group) => group.ranges);
  return Math.min(...ranges.map(({ start, end }) => (start.length > 0 && after(start).equals(end) ? start.length : 1)));
}
