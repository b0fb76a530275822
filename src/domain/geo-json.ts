/**
 * GeoJSON geometries (RFC 7946) as road events carry them: positions are [longitude, latitude] in degrees, WGS-84
 * unless a comment says otherwise.
 */

/** [longitude, latitude] in degrees. A third value (altitude) is dropped when a document is read. */
export type Position = [lon: number, lat: number];

export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint'; coordinates: Position[] }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'GeometryCollection'; geometries: Geometry[] };

/** [west, south, east, north] in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number];

/** A collection inside a collection is legal; beyond this depth a document is an attack, not a map. */
const DEEPEST_COLLECTION = 8;

/** Says why a value is not a geometry, e.g. `coordinates[3]: latitude 412 is beyond ±90`. */
export class GeometryError extends Error {
  override readonly name = 'GeometryError';
}

/**
 * Reads an untrusted GeoJSON geometry. Repeated closing points and altitudes are tolerated, a LineString of one
 * position becomes the point that it is.
 *
 * @throws {GeometryError} naming the place within the value
 */
export function readGeometry(value: unknown, depth = 0): Geometry {
  if (!isRecord(value)) throw new GeometryError('not a GeoJSON object');
  const { type, coordinates } = value;
  switch (type) {
    case 'Point':
      return { type, coordinates: readPosition(coordinates, 'coordinates') };
    case 'MultiPoint':
      return { type, coordinates: readPositions(coordinates, 'coordinates') };
    case 'LineString':
      return lineFrom(readPositions(coordinates, 'coordinates'));
    case 'MultiLineString':
      return { type, coordinates: readNested(coordinates, 'coordinates', readPositions) };
    case 'Polygon':
      return { type, coordinates: readNested(coordinates, 'coordinates', readPositions) };
    case 'MultiPolygon':
      return {
        type,
        coordinates: readNested(coordinates, 'coordinates', (ring, at) => readNested(ring, at, readPositions)),
      };
    case 'GeometryCollection': {
      if (depth >= DEEPEST_COLLECTION) throw new GeometryError('geometries: nested too deeply');
      if (!Array.isArray(value.geometries)) throw new GeometryError('geometries: not a list');
      return { type, geometries: value.geometries.map((member) => readGeometry(member, depth + 1)) };
    }
    default:
      throw new GeometryError(`type: ${JSON.stringify(type) ?? 'missing'} is not a GeoJSON geometry`);
  }
}

/** The geometry of a chain of positions: a line, or a point where there is only one place. */
export function lineFrom(positions: readonly Position[]): Geometry {
  const chain = positions.filter((position, index) => index === 0 || !samePlace(position, positions[index - 1]));
  const [first] = chain;
  if (!first) throw new GeometryError('coordinates: empty');
  return chain.length === 1 ? { type: 'Point', coordinates: first } : { type: 'LineString', coordinates: chain };
}

/** True when both are numbers that can be a place on earth. [0, 0] can't be: it is what broken feeds say for "unknown". */
export function isPlace(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && !(lon === 0 && lat === 0);
}

/** Every chain of positions in a geometry, in order: a point is a chain of one, a polygon gives its rings. */
export function chainsOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'MultiPoint':
      return geometry.coordinates.map((position) => [position]);
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    case 'GeometryCollection':
      return geometry.geometries.flatMap(chainsOf);
  }
}

/** The same geometry with each position moved, e.g. into another datum. */
export function mapPositions(geometry: Geometry, move: (position: Position) => Position): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: geometry.type, coordinates: move(geometry.coordinates) };
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: geometry.coordinates.map(move) };
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((chain) => chain.map(move)) };
    case 'MultiPolygon':
      return {
        type: geometry.type,
        coordinates: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(move))),
      };
    case 'GeometryCollection':
      return { type: geometry.type, geometries: geometry.geometries.map((member) => mapPositions(member, move)) };
  }
}

/** The smallest box around a geometry; null when it has no position. */
export function boundsOf(geometry: Geometry): Bounds | null {
  let bounds: Bounds | null = null;
  for (const chain of chainsOf(geometry)) {
    for (const [lon, lat] of chain) {
      bounds = bounds
        ? [Math.min(bounds[0], lon), Math.min(bounds[1], lat), Math.max(bounds[2], lon), Math.max(bounds[3], lat)]
        : [lon, lat, lon, lat];
    }
  }
  return bounds;
}

function readNested<T>(value: unknown, at: string, readOne: (member: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw new GeometryError(`${at}: not a list`);
  if (value.length === 0) throw new GeometryError(`${at}: empty`);
  return value.map((member, index) => readOne(member, `${at}[${index}]`));
}

function readPositions(value: unknown, at: string): Position[] {
  return readNested(value, at, readPosition);
}

function readPosition(value: unknown, at: string): Position {
  if (!Array.isArray(value) || value.length < 2) throw new GeometryError(`${at}: not [longitude, latitude]`);
  const lon = toNumber(value[0]);
  const lat = toNumber(value[1]);
  if (lon === null || lat === null) throw new GeometryError(`${at}: not numbers`);
  if (Math.abs(lat) > 90) throw new GeometryError(`${at}: latitude ${lat} is beyond ±90`);
  if (Math.abs(lon) > 180) throw new GeometryError(`${at}: longitude ${lon} is beyond ±180`);
  if (!isPlace(lon, lat)) throw new GeometryError(`${at}: 0,0 is no place on a road`);
  return [lon, lat];
}

function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function samePlace(one: Position, other: Position | undefined): boolean {
  return other !== undefined && one[0] === other[0] && one[1] === other[1];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
