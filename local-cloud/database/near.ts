/** `$nearSphere`: nearest first, by widening rings over a 2dsphere index. */
import { after, boundsOf, branchesOf, cellBounds, merged, type Range } from './bounds.ts';
import { requestFailed } from './failure.ts';
import type { Filter } from './filter.ts';
import { searchRing } from './geo/cells.ts';
import { distanceTo, type Geometry, geometryOf } from './geo/geometry.ts';
import type { NearQuery } from './geo/query.ts';
import { EARTH_RADIUS } from './geo/sphere.ts';
import type { Matcher } from './match.ts';
import { someAtPath, splitPath } from './paths.ts';
import { type FindResult, type Found, idText, type Source } from './read.ts';
import { scanPlan } from './scan.ts';
import type { Collection, Index } from './store.ts';
import type { Document } from './values.ts';

/** Metres: half the globe's circumference, beyond which there is nothing. */
const FARTHEST = Math.PI * EARTH_RADIUS;
/** Metres: the first ring. */
const FIRST_RADIUS = 500;

/** @param wanted how many are needed, from the nearest; undefined for all. */
export function scanNear(
  source: Source,
  collection: Collection,
  near: NearQuery,
  filter: Filter,
  matches: Matcher,
  wanted: number | undefined,
): FindResult {
  const use = indexFor(collection, near, filter);
  const limit = Math.min(near.maxDistance, FARTHEST);
  const seen = new Set<number>();
  const waiting: (Found & { distance: number })[] = ownWrites(source, near, matches);
  for (let radius = Math.min(FIRST_RADIUS, limit); ; radius = Math.min(radius * 2, limit)) {
    for (const row of scanPlan(source.connection, collection, ringScan(use, near, radius), 200)) {
      if (seen.has(row.rowId)) continue;
      seen.add(row.rowId);
      const overlaid = source.overlay?.has(idText(row.document)) === true;
      const distance = overlaid || !matches(row.document) ? undefined : distanceOf(row.document, near);
      if (distance !== undefined) waiting.push({ rowId: row.rowId, document: row.document, distance });
    }
    const reached = waiting.filter(({ distance }) => distance <= radius);
    if (radius >= limit || (wanted !== undefined && reached.length >= wanted)) {
      const found = reached.sort((a, b) => a.distance - b.distance).slice(0, wanted);
      return { found, examined: seen.size, index: use.index.name };
    }
  }
}

function ownWrites(source: Source, near: NearQuery, matches: Matcher): (Found & { distance: number })[] {
  return [...(source.overlay?.values() ?? [])].flatMap((document) => {
    const distance = document && matches(document) ? distanceOf(document, near) : undefined;
    return document && distance !== undefined ? [{ rowId: 0, document, distance }] : [];
  });
}

/** Metres; undefined when the document has no place within the query's distances. */
function distanceOf(document: Document, near: NearQuery): number | undefined {
  const distances = geometriesAt(document, near.path).map((geometry) => distanceTo(geometry, near.center));
  const distance = Math.min(...distances);
  return distance >= near.minDistance && distance <= near.maxDistance ? distance : undefined;
}

/** The geometries of a field: one, or those of an array. */
export function geometriesAt(document: Document, path: string): Geometry[] {
  const geometries: Geometry[] = [];
  someAtPath(document, splitPath(path), (value) => {
    const geometry = geometryOf(value);
    const items = geometry || !Array.isArray(value) ? [geometry] : value.map(geometryOf);
    geometries.push(...items.filter((item) => item !== undefined));
    return false;
  });
  return geometries;
}

interface IndexUse {
  index: Index;
  /** The keys of the parts before the place. */
  prefixes: Buffer[];
}

/**
 * A 2dsphere index on the field, whose parts before it the query fixes.
 * @throws ServiceError as MongoDB does, which searches by distance with an index only.
 */
function indexFor(collection: Collection, near: NearQuery, filter: Filter): IndexUse {
  const branches = branchesOf(filter);
  const [branch] = branches;
  for (const index of collection.indexes) {
    const place = index.keys.findIndex(({ field, order }) => field === near.path && order === '2dsphere');
    if (place < 0) continue;
    let prefixes: Buffer[] | undefined = [Buffer.alloc(0)];
    for (const [i, part] of index.keys.slice(0, place).entries()) {
      const predicates = branches.length === 1 ? branch?.predicates.get(part.field) : undefined;
      const points = predicates && boundsOf(predicates, part, index.multikey[i] === true)?.points;
      prefixes = points && prefixes?.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
    }
    if (prefixes) return { index, prefixes };
  }
  throw requestFailed(
    `error processing query: unable to find index for $geoNear query: ${collection.name} has no 2dsphere index on ${near.path}`,
  );
}

function ringScan({ index, prefixes }: IndexUse, near: NearQuery, radius: number): Parameters<typeof scanPlan>[2] {
  // Rounding must not leave out what lies on the ring.
  const { ranges } = cellBounds(searchRing(near, (radius * (1 + 1e-9)) / EARTH_RADIUS));
  const under = (prefix: Buffer, { start, end }: Range): Range => ({
    start: Buffer.concat([prefix, start]),
    end: end.length === 0 ? after(prefix) : Buffer.concat([prefix, end]),
  });
  const joined = merged(prefixes.flatMap((prefix) => ranges.map((range) => under(prefix, range))));
  return {
    kind: 'index',
    index,
    groups: [{ prefixLength: 0, ranges: joined }],
    backward: false,
    ordered: false,
    exact: false,
  };
}
