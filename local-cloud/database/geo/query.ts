/** The operands of `$nearSphere`, `$geoWithin` and `$geoIntersects`. */
import { requestFailed } from '../failure.ts';
import { type Document, isDocument, isNumeric, toNumber, type Value } from '../values.ts';
import { type Geometry, geometriesIntersect, geometryContains, readGeometry, readPosition } from './geometry.ts';
import { angle, EARTH_RADIUS, type Position, toVector } from './sphere.ts';

export interface NearQuery {
  path: string;
  center: Position;
  /** Metres. */
  minDistance: number;
  maxDistance: number;
}

/** An area: polygons, a cap about a point (radius in radians), or a flat box of degrees. */
export type Region =
  | { shape: 'geometry'; geometry: Geometry }
  | { shape: 'cap'; center: Position; radius: number }
  | { shape: 'box'; min: Position; max: Position };

export function parseNear(path: string, operator: '$near' | '$nearSphere', operators: Document): NearQuery {
  const operand = operators[operator];
  const geoJson = isDocument(operand) && '$geometry' in operand ? operand : undefined;
  const center = readCenter(geoJson ? geoJson.$geometry : operand);
  const bounds = geoJson ?? operators;
  // A legacy pair has its distances in radians, GeoJSON in metres.
  const unit = geoJson ? 1 : EARTH_RADIUS;
  return {
    path,
    center,
    minDistance: distance(bounds, '$minDistance', 0) * unit,
    maxDistance: distance(bounds, '$maxDistance', Number.POSITIVE_INFINITY) * unit,
  };
}

function readCenter(value: Value): Position {
  const geometry = attempt(() => readGeometry(value));
  const [center] = geometry.points;
  if (!center || geometry.points.length > 1) throw requestFailed('invalid point in geo near query $geometry argument');
  return center;
}

function distance(bounds: Document, name: string, otherwise: number): number {
  const value = bounds[name];
  // The SDK writes a distance that was left out as null where the condition stands in a list.
  if (value === undefined || value === null) return otherwise;
  if (!isNumeric(value)) throw requestFailed(`${name} must be a number`);
  if (!(toNumber(value) >= 0)) throw requestFailed(`${name} must be non-negative`);
  return toNumber(value);
}

export function parseRegion(operator: '$geoWithin' | '$geoIntersects', value: Value): Region {
  if (!isDocument(value)) throw requestFailed(`geo query doesn't have any geometry: ${operator} needs an object`);
  const geoJson = value.$geometry;
  if (geoJson !== undefined) {
    const geometry = attempt(() => readGeometry(geoJson));
    if (operator === '$geoWithin' && geometry.points.length + geometry.lines.length > 0) {
      throw requestFailed('$geoWithin not supported with provided geometry: it needs a Polygon or MultiPolygon');
    }
    return { shape: 'geometry', geometry };
  }
  if (operator === '$geoIntersects') throw requestFailed('$geoIntersects not supported with provided geometry');
  return parseFlatRegion(value);
}

function parseFlatRegion(value: Document): Region {
  const { $centerSphere, $center, $box, $polygon } = value;
  if ($centerSphere !== undefined || $center !== undefined) {
    const pair = $centerSphere ?? $center;
    if (!Array.isArray(pair) || pair.length !== 2) throw requestFailed('$centerSphere needs a point and a radius');
    const [center, radius] = pair;
    if (!isNumeric(radius) || !(toNumber(radius) >= 0)) throw requestFailed('radius must be a non-negative number');
    const degrees = $centerSphere === undefined ? Math.PI / 180 : 1;
    return {
      shape: 'cap',
      center: attempt(() => readPosition(positionLike(center))),
      radius: toNumber(radius) * degrees,
    };
  }
  if (Array.isArray($box)) {
    const [min, max] = attempt(() => $box.map((corner) => readPosition(positionLike(corner))));
    if (!min || !max) throw requestFailed('$box needs two corners');
    return { shape: 'box', min, max };
  }
  if (Array.isArray($polygon)) {
    const ring = attempt(() => $polygon.map((corner) => readPosition(positionLike(corner))));
    const [first] = ring;
    if (!first || ring.length < 3) throw requestFailed('Polygon must have at least 3 points');
    return { shape: 'geometry', geometry: { points: [], lines: [], polygons: [[[...ring, first]]] } };
  }
  throw requestFailed("geo query doesn't have any geometry");
}

function positionLike(value: Value): Value {
  if (!isDocument(value)) return value;
  return value.coordinates ?? Object.values(value);
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw requestFailed(error instanceof Error ? error.message : String(error));
  }
}

export function regionContains(region: Region, geometry: Geometry): boolean {
  if (region.shape === 'geometry') return geometryContains(region.geometry, geometry);
  const inside = region.shape === 'cap' ? capTest(region) : boxTest(region);
  return [...geometry.points, ...geometry.lines.flat(), ...geometry.polygons.flat(2)].every(inside);
}

function capTest({ center, radius }: Extract<Region, { shape: 'cap' }>): (position: Position) => boolean {
  const axis = toVector(center);
  return (position) => angle(axis, toVector(position)) <= radius;
}

function boxTest({ min, max }: Extract<Region, { shape: 'box' }>): (position: Position) => boolean {
  return ([longitude, latitude]) =>
    longitude >= min[0] && longitude <= max[0] && latitude >= min[1] && latitude <= max[1];
}

export function regionIntersects(region: Region, geometry: Geometry): boolean {
  return region.shape === 'geometry' && geometriesIntersect(region.geometry, geometry);
}
