/** `$geoNear`: the documents of a collection by their distance from a point. */
import { requestFailed } from '../failure.ts';
import { parseQuery } from '../filter.ts';
import { distanceTo } from '../geo/geometry.ts';
import { parseNear } from '../geo/query.ts';
import { EARTH_RADIUS } from '../geo/sphere.ts';
import { geometriesAt } from '../near.ts';
import { someAtPath, splitPath } from '../paths.ts';
import { find } from '../read.ts';
import type { Collection, Store } from '../store.ts';
import { applyUpdate } from '../update.ts';
import { cloneValue, type Document, isDocument, isNumeric, toNumber, type Value } from '../values.ts';
import { namedOperand } from './operands.ts';
import type { PipelineResult } from './pipeline.ts';

const OPTIONS = [
  'spherical',
  'limit',
  'num',
  'maxDistance',
  'minDistance',
  'query',
  'distanceMultiplier',
  'includeLocs',
  'key',
  'uniqueDocs',
];

export function parseGeoNear(operand: Value): (store: Store, collection: Collection) => PipelineResult {
  const spec = namedOperand('$geoNear', operand, ['near', 'distanceField'], OPTIONS);
  const { distanceField, includeLocs } = spec;
  if (typeof distanceField !== 'string')
    throw requestFailed("$geoNear requires that the 'distanceField' option is a String");
  if (includeLocs !== undefined && typeof includeLocs !== 'string')
    throw requestFailed("$geoNear requires that the 'includeLocs' option is a String");
  const filter = spec.query ?? {};
  if (!isDocument(filter)) throw requestFailed('$geoNear requires that the query is an object');
  const geoJson = isDocument(spec.near);
  const multiplier = number(spec, 'distanceMultiplier', 1);
  const limit = spec.limit ?? spec.num;
  return (store, collection) => {
    const path = keyOf(spec.key, collection);
    const near = geoJson
      ? parseNear(path, '$nearSphere', { $nearSphere: { $geometry: spec.near, ...distances(spec) } })
      : parseNear(path, '$nearSphere', { $nearSphere: spec.near, ...distances(spec) });
    const query = { ...parseQuery(filter), near };
    const result = find(
      { connection: store.connection },
      { collection, query, limit: isNumeric(limit) ? toNumber(limit) : undefined },
    );
    const documents = result.found.map(({ document, distance = 0 }) => {
      // A legacy pair is measured in radians.
      const measured = geoJson ? distance : distance / EARTH_RADIUS;
      const marked = setAt(document, distanceField, measured * multiplier);
      return includeLocs === undefined
        ? marked
        : setAt(marked, includeLocs, nearestPlace(document, path, distance, near.center));
    });
    return { documents, examined: result.examined, index: result.index };
  };
}

function distances(spec: Document): Document {
  const { minDistance, maxDistance } = spec;
  return {
    ...(minDistance === undefined ? {} : { $minDistance: minDistance }),
    ...(maxDistance === undefined ? {} : { $maxDistance: maxDistance }),
  };
}

function number(spec: Document, name: string, otherwise: number): number {
  const value = spec[name];
  if (value === undefined) return otherwise;
  if (!isNumeric(value) || toNumber(value) < 0)
    throw requestFailed(`$geoNear requires that '${name}' be a nonnegative number`);
  return toNumber(value);
}

/** The field to search: named, or that of the collection's only 2dsphere index. */
function keyOf(key: Value, collection: Collection): string {
  if (key !== undefined) {
    if (typeof key !== 'string' || key === '') throw requestFailed('$geoNear parameter key must be a non-empty string');
    return key;
  }
  const fields = new Set(
    collection.indexes.flatMap((index) =>
      index.keys.filter(({ order }) => order === '2dsphere').map(({ field }) => field),
    ),
  );
  const [field, another] = fields;
  if (field === undefined)
    throw requestFailed(`$geoNear requires a 2d or 2dsphere index, but none were found: ${collection.name}`);
  if (another !== undefined)
    throw requestFailed('There is more than one 2dsphere index; unsure which to use for $geoNear: name it by key');
  return field;
}

function setAt(document: Document, path: string, value: Value): Document {
  const change = { path: splitPath(path), missing: 'create' as const, apply: () => cloneValue(value) };
  return applyUpdate(document, { changes: [change], renames: [], onInsert: [] }, () => undefined);
}

/** The place as it is stored; of several, the one that gave the distance. */
function nearestPlace(document: Document, path: string, distance: number, center: readonly [number, number]): Value {
  let place: Value = null;
  someAtPath(document, splitPath(path), (value) => {
    const items = Array.isArray(value) && !isNumeric(value[0]) ? value : [value];
    const found = items.find((item) =>
      geometriesAt({ item }, 'item').some((geometry) => distanceTo(geometry, center) === distance),
    );
    place = found ?? place;
    return found !== undefined;
  });
  return place;
}
