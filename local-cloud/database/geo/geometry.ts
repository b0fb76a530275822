/** GeoJSON geometries of documents and queries (RFC 7946, within MongoDB's 2dsphere). */
import { isDocument, isNumeric, toNumber, type Value } from '../values.ts';
import {
  angle,
  angleToArc,
  arcsCross,
  arcsMeet,
  EARTH_RADIUS,
  type Position,
  ringContains,
  touchesArc,
  toVector,
  type Vector,
} from './sphere.ts';

/** Any geometry as what it is made of; a Polygon is its rings, the outer one first. */
export interface Geometry {
  points: Position[];
  lines: Position[][];
  polygons: Position[][][];
}

/** The geometry that a field holds, GeoJSON or a legacy pair; undefined when it holds none. */
export function geometryOf(value: Value): Geometry | undefined {
  try {
    return readGeometry(value);
  } catch {
    return undefined;
  }
}

/**
 * @throws Error that says what is wrong, in the words of MongoDB.
 */
export function readGeometry(value: Value): Geometry {
  if (Array.isArray(value)) return { points: [readPosition(value)], lines: [], polygons: [] };
  if (!isDocument(value)) throw new Error('geo element must be an array or object');
  const { type, coordinates } = value;
  if (typeof type !== 'string') return { points: [readPosition(Object.values(value))], lines: [], polygons: [] };
  switch (type) {
    case 'Point':
      return { points: [readPosition(coordinates)], lines: [], polygons: [] };
    case 'MultiPoint':
      return { points: readList(coordinates, readPosition), lines: [], polygons: [] };
    case 'LineString':
      return { points: [], lines: [readLine(coordinates)], polygons: [] };
    case 'MultiLineString':
      return { points: [], lines: readList(coordinates, readLine), polygons: [] };
    case 'Polygon':
      return { points: [], lines: [], polygons: [readPolygon(coordinates)] };
    case 'MultiPolygon':
      return { points: [], lines: [], polygons: readList(coordinates, readPolygon) };
    case 'GeometryCollection':
      return joinGeometries(readList(value.geometries, readGeometry));
    default:
      throw new Error(`unknown GeoJSON type: ${type}`);
  }
}

function joinGeometries(parts: Geometry[]): Geometry {
  return {
    points: parts.flatMap((part) => part.points),
    lines: parts.flatMap((part) => part.lines),
    polygons: parts.flatMap((part) => part.polygons),
  };
}

function readList<T>(value: Value, read: (item: Value) => T): T[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error('GeoJSON coordinates must be a non-empty array');
  return value.map((item) => read(item));
}

export function readPosition(value: Value): Position {
  if (!Array.isArray(value) || value.length < 2) throw new Error('Point must be an array of two numbers');
  const [longitude, latitude] = value;
  if (!isNumeric(longitude) || !isNumeric(latitude)) throw new Error('Point must only contain numeric elements');
  const position: Position = [toNumber(longitude), toNumber(latitude)];
  if (!(Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90)) {
    throw new Error(`longitude/latitude is out of bounds, lng: ${position[0]} lat: ${position[1]}`);
  }
  return position;
}

function readLine(value: Value): Position[] {
  const line = readList(value, readPosition);
  if (new Set(line.map(String)).size < 2) throw new Error('GeoJSON LineString must have at least 2 vertices');
  return line;
}

function readPolygon(value: Value): Position[][] {
  const rings = readList(value, (ring) => readList(ring, readPosition));
  for (const ring of rings) {
    if (String(ring[0]) !== String(ring[ring.length - 1])) throw new Error('Loop is not closed');
    if (new Set(ring.map(String)).size < 3) throw new Error('Loop must have at least 3 different vertices');
  }
  return rings;
}

/** Metres from a point to the nearest part of a geometry; 0 inside a polygon. */
export function distanceTo(geometry: Geometry, position: Position): number {
  const point = toVector(position);
  let nearest = Number.POSITIVE_INFINITY;
  for (const other of geometry.points) nearest = Math.min(nearest, angle(point, toVector(other)));
  for (const [from, to] of geometry.lines.flatMap(arcs)) nearest = Math.min(nearest, angleToArc(point, from, to));
  for (const polygon of geometry.polygons) {
    if (polygonContains(polygon, point)) return 0;
    for (const [from, to] of polygon.flatMap(arcs)) nearest = Math.min(nearest, angleToArc(point, from, to));
  }
  return nearest * EARTH_RADIUS;
}

export function arcs(line: readonly Position[]): [Vector, Vector][] {
  const vectors = line.map(toVector);
  return vectors.slice(1).map((to, i) => [vectors[i] ?? to, to]);
}

/** Inside the outer ring and in no hole; the lines of both belong to the polygon. */
function polygonContains(polygon: readonly Position[][], point: Vector): boolean {
  const [outer, ...holes] = polygon.map((ring) => ring.map(toVector));
  if (!outer || !ringContains(outer, point)) return false;
  return holes.every((hole) => !ringContains(hole, point) || onRing(hole, point));
}

function onRing(ring: readonly Vector[], point: Vector): boolean {
  return ring.slice(1).some((to, i) => touchesArc(point, ring[i] ?? to, to));
}

/** Whether some polygon contains the whole geometry. */
export function geometryContains(area: Geometry, geometry: Geometry): boolean {
  const holds = (positions: readonly Position[]) => (polygon: Position[][]) =>
    positions.every((position) => polygonContains(polygon, toVector(position))) && !crosses(polygon, positions);
  const within = (positions: readonly Position[]) => area.polygons.some(holds(positions));
  return (
    geometry.points.every((point) => within([point])) &&
    geometry.lines.every(within) &&
    geometry.polygons.every((polygon) =>
      area.polygons.some(
        (container) =>
          holds(polygon[0] ?? [])(container) && !container.slice(1).some((hole) => holds(hole)([polygon[0] ?? []])),
      ),
    )
  );
}

function crosses(polygon: readonly Position[][], line: readonly Position[]): boolean {
  const edges = polygon.flatMap(arcs);
  return arcs(line).some(([a, b]) => edges.some(([c, d]) => arcsCross(a, b, c, d)));
}

export function geometriesIntersect(a: Geometry, b: Geometry): boolean {
  return (
    a.points.some((point) => touches(b, point)) ||
    b.points.some((point) => touches(a, point)) ||
    edgesMeet(a, b) ||
    // Nothing crosses: then one lies wholly inside the other, and any of its vertices shows it.
    firstVertices(a).some((vertex) => b.polygons.some((polygon) => polygonContains(polygon, toVector(vertex)))) ||
    firstVertices(b).some((vertex) => a.polygons.some((polygon) => polygonContains(polygon, toVector(vertex))))
  );
}

function touches(geometry: Geometry, position: Position): boolean {
  const point = toVector(position);
  return (
    geometry.points.some((other) => angle(toVector(other), point) === 0 || String(other) === String(position)) ||
    geometry.lines.flatMap(arcs).some(([from, to]) => touchesArc(point, from, to)) ||
    geometry.polygons.some((polygon) => polygonContains(polygon, point))
  );
}

function edgesMeet(a: Geometry, b: Geometry): boolean {
  const edgesB = [...b.lines, ...b.polygons.flat()].flatMap(arcs);
  return [...a.lines, ...a.polygons.flat()]
    .flatMap(arcs)
    .some(([p, q]) => edgesB.some(([r, s]) => arcsMeet(p, q, r, s)));
}

function firstVertices(geometry: Geometry): Position[] {
  return [...geometry.lines, ...geometry.polygons.map((polygon) => polygon[0] ?? [])].flatMap((line) =>
    line.slice(0, 1),
  );
}
