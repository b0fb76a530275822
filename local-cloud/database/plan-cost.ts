/** What plans would read, told from the indexes themselves: their entries are counted, up to a limit. */
import type { Connection } from './connection.ts';
import type { IndexCandidate, PlanRequest } from './plan.ts';
import { countRange } from './scan.ts';
import type { Collection } from './store.ts';

/** A way to read that an index offers. */
export type Candidate = IndexCandidate | { kind: 'union'; scans: IndexCandidate[] };

/** Entries are counted up to here to compare plans. */
const COUNT_LIMIT = 2000;
/** How many documents are expected to be read for one that matches when no index answers the whole query. */
const GUESSED_WASTE = 8;

/**
 * The candidate that is likely to read the least; undefined when reading the whole collection is as good.
 *
 * All candidates look for the same documents. Those that match are at most as many as the shortest candidate has entries, and a
 * candidate in the sort's order reads as many entries for each one that is wanted as it has for each one that matches.
 */
export function cheapest(
  connection: Connection,
  collection: Collection,
  candidates: readonly Candidate[],
  { sort, wanted }: PlanRequest,
): Candidate | undefined {
  const total = Number(connection.row(`SELECT max(row_id) FROM ${collection.table}`)?.[0] ?? 0);
  const counted = candidates.map((candidate) => ({ candidate, entries: entriesOf(connection, candidate, total) }));
  const matching = guessMatching(counted);
  const read = ({ candidate, entries }: Counted): number => {
    if (candidate.kind === 'union') return entries;
    // A sort must hold every document before it gives the first.
    if (sort.length > 0 && !candidate.ordered) return entries * 1.2;
    if (wanted === undefined) return entries;
    return Math.min(entries, (wanted * entries) / matching + candidate.groups.length);
  };
  const [best] = counted
    .map((one) => ({ candidate: one.candidate, cost: read(one), fixed: fixedParts(one.candidate) }))
    .sort((a, b) => a.cost - b.cost || b.fixed - a.fixed);
  // Reading in the file's order is cheaper by document than going through an index.
  const whole = sort.length === 0 && wanted !== undefined ? total * 0.7 : total * 0.9;
  return best && best.cost <= whole ? best.candidate : undefined;
}

interface Counted {
  candidate: Candidate;
  entries: number;
}

/** How many documents are likely to match: at least one, so that it divides. */
function guessMatching(counted: readonly Counted[]): number {
  const bounding = counted.filter(({ candidate }) => scansOf(candidate).every(({ covers }) => covers));
  const least = Math.min(...(bounding.length > 0 ? bounding : counted).map(({ entries }) => entries));
  return Math.max(1, bounding.length > 0 ? least : least / GUESSED_WASTE);
}

function scansOf(candidate: Candidate): IndexCandidate[] {
  return candidate.kind === 'union' ? candidate.scans : [candidate];
}

function fixedParts(candidate: Candidate): number {
  return Math.min(...scansOf(candidate).map((scan) => scan.fixedParts));
}

function entriesOf(connection: Connection, candidate: Candidate, total: number): number {
  return scansOf(candidate).reduce((sum, scan) => sum + countEntries(connection, scan, total), 0);
}

/** Entries in the scan's ranges; past the limit each part that is fixed is taken to halve the collection. */
function countEntries(connection: Connection, { index, groups, fixedParts }: IndexCandidate, total: number): number {
  let count = 0;
  for (const { ranges } of groups) {
    for (const { start, end } of ranges) {
      count += countRange(connection, index, start, end, COUNT_LIMIT - count);
      if (count >= COUNT_LIMIT) return Math.max(total / 2 ** Math.max(1, fixedParts), COUNT_LIMIT);
    }
  }
  return count;
}
