/** Finding and counting, on the file as it is or as a transaction sees it. */
import { EVERYTHING } from './bounds.ts';
import type { Connection } from './connection.ts';
import { requestFailed } from './failure.ts';
import type { Query } from './filter.ts';
import type { IndexKey } from './index-definition.ts';
import { sortKey } from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { compileFilter, type Matcher } from './match.ts';
import { scanNear } from './near.ts';
import { choosePlan, type Plan } from './plan.ts';
import { countRange, type ScannedDocument, scanPlan } from './scan.ts';
import type { Collection, StoredDocument } from './store.ts';
import type { Document } from './values.ts';

/** What a transaction has written and not yet committed: null where it removed. By `idText`. */
export type Overlay = ReadonlyMap<string, Document | null>;

export interface Source {
  connection: Connection;
  overlay?: Overlay | undefined;
}

export interface FindRequest {
  collection: Collection;
  query: Query;
  sort?: readonly IndexKey[];
  skip?: number;
  /** Undefined for all. */
  limit?: number | undefined;
}

export interface Found extends StoredDocument {
  /** Metres from the point of a `$nearSphere`. */
  distance?: number;
}

export interface FindResult {
  found: Found[];
  examined: number;
  /** Null when the whole collection was read. */
  index: string | null;
}

/** Bytes that a sort without an index may hold (MongoDB 4.0's limit). */
const SORT_MEMORY = 32 * 1024 * 1024;

/** The name of a document's `_id` in maps. */
export function idText(document: Document): string {
  return encodeKey(document._id).toString('latin1');
}

export function find(source: Source, request: FindRequest): FindResult {
  if (request.query.near) return findNear(source, request);
  const { collection, query, sort = [], skip = 0, limit } = request;
  const wanted = limit === undefined ? undefined : skip + limit;
  const plan = choosePlan(source.connection, collection, { query, sort, wanted });
  const ordered = sort.length === 0 || (plan.kind === 'index' && plan.ordered);
  const matches = compileFilter(query.filter);
  const reading = { examined: 0 };
  const overlaid = source.overlay !== undefined && source.overlay.size > 0;
  const expected = ordered && wanted !== undefined ? wanted + 1 : 500;
  const rows = overlay(
    counted(scanPlan(source.connection, collection, plan, expected), reading),
    source.overlay,
    matches,
  );
  const found =
    ordered && !(overlaid && sort.length > 0) ? take(rows, skip, wanted) : takeSorted(rows, sort, skip, wanted);
  return { found, examined: reading.examined, index: indexName(plan) };
}

function indexName(plan: Plan): string | null {
  if (plan.kind === 'collection') return null;
  return plan.kind === 'index' ? plan.index.name : [...new Set(plan.scans.map(({ index }) => index.name))].join(' | ');
}

function* counted(rows: Iterable<ScannedDocument>, reading: { examined: number }): Generator<ScannedDocument> {
  for (const row of rows) {
    reading.examined++;
    yield row;
  }
}

/** The rows that match, with a transaction's own writes in their place; what it inserted comes last. */
function* overlay(
  rows: Iterable<ScannedDocument>,
  written: Overlay | undefined,
  matches: Matcher,
): Generator<ScannedDocument> {
  if (!written || written.size === 0) {
    for (const row of rows) if (matches(row.document)) yield row;
    return;
  }
  const seen = new Set<string>();
  for (const row of rows) {
    const id = idText(row.document);
    const own = written.get(id);
    if (own === undefined) {
      if (matches(row.document)) yield row;
      continue;
    }
    seen.add(id);
    if (own && matches(own)) yield { ...row, document: own };
  }
  for (const [id, document] of written) {
    if (document && !seen.has(id) && matches(document)) yield { rowId: 0, document, bytes: 0 };
  }
}

function take(rows: Iterable<ScannedDocument>, skip: number, wanted: number | undefined): Found[] {
  const found: Found[] = [];
  let passed = 0;
  if (wanted === 0) return found;
  for (const { rowId, document } of rows) {
    if (passed++ >= skip) found.push({ rowId, document });
    if (passed === wanted) break;
  }
  return found;
}

function takeSorted(
  rows: Iterable<ScannedDocument>,
  sort: readonly IndexKey[],
  skip: number,
  wanted: number | undefined,
): Found[] {
  let held: { key: Buffer; row: ScannedDocument }[] = [];
  let memory = 0;
  const order = (): void => {
    held.sort((a, b) => Buffer.compare(a.key, b.key));
    if (wanted !== undefined) held = held.slice(0, wanted);
    memory = held.reduce((sum, { row }) => sum + row.bytes, 0);
  };
  for (const row of rows) {
    held.push({ key: sortKey(row.document, sort), row });
    memory += row.bytes;
    if (wanted !== undefined && held.length > 2 * wanted + 1000) order();
    if (memory > SORT_MEMORY) order();
    if (memory > SORT_MEMORY) {
      throw requestFailed(
        `Executor error during find command: OperationFailed: Sort operation used more than the maximum ${SORT_MEMORY} bytes of RAM. Add an index, or specify a smaller limit.`,
      );
    }
  }
  order();
  return held.slice(skip).map(({ row: { rowId, document } }) => ({ rowId, document }));
}

function findNear(source: Source, { collection, query, sort = [], skip = 0, limit }: FindRequest): FindResult {
  if (!query.near) return { found: [], examined: 0, index: null };
  const matches = compileFilter(query.filter);
  const wanted = limit === undefined || sort.length > 0 ? undefined : skip + limit;
  const near = scanNear(source, collection, query.near, query.filter, matches, wanted);
  const found = sort.length > 0 ? sortFound(near.found, sort) : near.found;
  return { ...near, found: found.slice(skip, limit === undefined ? undefined : skip + limit) };
}

function sortFound(found: Found[], sort: readonly IndexKey[]): Found[] {
  return found
    .map((item) => ({ item, key: sortKey(item.document, sort) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item);
}

export interface CountResult {
  total: number;
  examined: number;
  index: string | null;
}

/** Counts; where an index tells the answer, its entries are counted and no document is read. */
export function count(source: Source, collection: Collection, query: Query): CountResult {
  const overlaid = source.overlay !== undefined && source.overlay.size > 0;
  if (!query.near && !overlaid) {
    if (query.filter.kind === 'and' && query.filter.filters.length === 0) return countAll(source, collection);
    const plan = choosePlan(source.connection, collection, { query, sort: [], wanted: undefined });
    if (plan.kind === 'index' && plan.exact) {
      const ranges = plan.groups.flatMap((group) => group.ranges);
      const total = ranges.reduce(
        (sum, { start, end }) => sum + countRange(source.connection, plan.index, start, end, Number.MAX_SAFE_INTEGER),
        0,
      );
      return { total, examined: total, index: plan.index.name };
    }
  }
  const { found, examined, index } = find(source, { collection, query });
  return { total: found.length, examined, index };
}

/** The collection's own count: no document is examined for it, as MongoDB keeps it ready. */
function countAll({ connection }: Source, collection: Collection): CountResult {
  const [id] = collection.indexes;
  if (!id) return { total: 0, examined: 0, index: null };
  return {
    total: countRange(connection, id, EVERYTHING.start, EVERYTHING.end, Number.MAX_SAFE_INTEGER),
    examined: 0,
    index: id.name,
  };
}
