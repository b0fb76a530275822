/** Reads documents by a plan. */
import type { Range } from './bounds.ts';
import { TOP } from './bounds.ts';
import type { Connection } from './connection.ts';
import type { IndexScan, Plan } from './plan.ts';
import type { Collection, Index, StoredDocument } from './store.ts';
import { fromBytes } from './values.ts';

/** A document with the size that it takes in memory while it is sorted. */
export interface ScannedDocument extends StoredDocument {
  bytes: number;
}

interface Entry {
  key: Buffer;
  rowId: number;
  body: Buffer;
}

/** Rows fetched at a time, at the most: few at first, for a page needs no more. */
const LARGEST_BATCH = 1000;

/** @param expected how many documents are likely to be taken. */
export function* scanPlan(
  connection: Connection,
  collection: Collection,
  plan: Plan,
  expected: number,
): Generator<ScannedDocument> {
  if (plan.kind === 'collection') {
    yield* scanCollection(connection, collection, expected);
    return;
  }
  const scans = plan.kind === 'union' ? plan.scans : [plan];
  // A document may lie under several keys, and match several alternatives.
  const repeats =
    scans.length > 1 ||
    scans.some(({ index }) => index.multikey.some(Boolean) || index.keys.some(({ order }) => order === '2dsphere'));
  const seen = new Set<number>();
  for (const scan of scans) {
    for (const { rowId, body } of scanIndex(connection, collection, scan, expected)) {
      if (repeats) {
        if (seen.has(rowId)) continue;
        seen.add(rowId);
      }
      yield { rowId, document: fromBytes(body), bytes: body.length };
    }
  }
}

function* scanCollection(connection: Connection, { table }: Collection, expected: number): Generator<ScannedDocument> {
  let last = 0;
  let batch = firstBatch(expected);
  for (;;) {
    const rows = connection.rows(
      `SELECT row_id, body FROM ${table} WHERE row_id > ? ORDER BY row_id LIMIT ?`,
      last,
      batch,
    );
    for (const [rowId, body] of rows) {
      last = Number(rowId);
      yield { rowId: last, document: fromBytes(body as Buffer), bytes: (body as Buffer).length };
    }
    if (rows.length < batch) return;
    batch = Math.min(batch * 4, LARGEST_BATCH);
  }
}

function firstBatch(expected: number): number {
  return Math.max(1, Math.min(expected, LARGEST_BATCH));
}

function* scanIndex(
  connection: Connection,
  collection: Collection,
  scan: IndexScan,
  expected: number,
): Generator<Entry> {
  const [first, ...others] = scan.groups;
  if (!first) return;
  if (others.length === 0) {
    yield* scanRanges(connection, collection, scan, first.ranges, expected);
    return;
  }
  const share = Math.ceil(expected / scan.groups.length) + 1;
  const heads = scan.groups
    .map(({ prefixLength, ranges }) => {
      const entries = scanRanges(connection, collection, scan, ranges, share);
      return { prefixLength, entries, next: entries.next() };
    })
    .filter(({ next }) => !next.done);
  while (heads.length > 0) {
    const head = heads.reduce((best, other) => (comesBefore(other, best, scan.backward) ? other : best));
    if (!head.next.done) yield head.next.value;
    head.next = head.entries.next();
    if (head.next.done) heads.splice(heads.indexOf(head), 1);
  }
}

interface Head {
  prefixLength: number;
  entries: Generator<Entry>;
  next: IteratorResult<Entry>;
}

function comesBefore(a: Head, b: Head, backward: boolean): boolean {
  const order = Buffer.compare(restOf(a), restOf(b));
  return backward ? order > 0 : order < 0;
}

function restOf({ prefixLength, next }: Head): Buffer {
  return next.done ? TOP : next.value.key.subarray(prefixLength);
}

function* scanRanges(
  connection: Connection,
  collection: Collection,
  scan: IndexScan,
  ranges: Range[],
  expected: number,
): Generator<Entry> {
  for (const range of scan.backward ? [...ranges].reverse() : ranges) {
    yield* scanRange(connection, collection, scan.index, range, scan.backward, expected);
  }
}

function* scanRange(
  connection: Connection,
  collection: Collection,
  index: Index,
  { start, end }: Range,
  backward: boolean,
  expected: number,
): Generator<Entry> {
  const sql = scanSql(collection, index, backward);
  // Row ids begin at 1: 0 stands before the first entry of a key.
  let key = backward ? end : start;
  let row = 0;
  let batch = firstBatch(expected);
  for (;;) {
    const rows = connection.rows(sql, key, row, backward ? start : end, batch);
    for (const [entryKey, rowId, body] of rows) {
      key = entryKey as Buffer;
      row = Number(rowId);
      yield { key, rowId: row, body: body as Buffer };
    }
    if (rows.length < batch) return;
    batch = Math.min(batch * 4, LARGEST_BATCH);
  }
}

function scanSql(collection: Collection, index: Index, backward: boolean): string {
  const key = keyColumn(index);
  const where = backward
    ? `(i.${key}, i.row_id) < (?, ?) AND i.${key} >= ?`
    : `(i.${key}, i.row_id) > (?, ?) AND i.${key} < ?`;
  const direction = backward ? 'DESC' : 'ASC';
  const order = `ORDER BY i.${key} ${direction}, i.row_id ${direction} LIMIT ?`;
  if (index.name === '_id_') return `SELECT i.id_key, i.row_id, i.body FROM ${index.table} i WHERE ${where} ${order}`;
  return `SELECT i.key, i.row_id, d.body FROM ${index.table} i CROSS JOIN ${collection.table} d ON d.row_id = i.row_id WHERE ${where} ${order}`;
}

/** Entries from `start` up to, not including, `end`; counted no further than the limit. */
export function countRange(connection: Connection, index: Index, start: Buffer, end: Buffer, limit: number): number {
  const key = keyColumn(index);
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${index.table} WHERE ${key} >= ? AND ${key} < ? LIMIT ?)`;
  return Number(connection.row(sql, start, end, limit)?.[0] ?? 0);
}

/** The index on `_id` is the documents' table itself. */
function keyColumn(index: Index): string {
  return index.name === '_id_' ? 'id_key' : 'key';
}
