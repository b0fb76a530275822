/** Points and arcs of great circles on the unit sphere. */

/** Degrees, longitude first, as GeoJSON has it. */
export type Position = readonly [longitude: number, latitude: number];
export type Vector = readonly [x: number, y: number, z: number];

/** Metres: the radius by which MongoDB turns an angle into a distance. */
export const EARTH_RADIUS = 6_378_100;
const RADIANS = Math.PI / 180;
/** Radians: 6 mm on the ground. What is nearer than this touches. */
const TOUCH = 1e-9;

export function toVector([longitude, latitude]: Position): Vector {
  const theta = longitude * RADIANS;
  const phi = latitude * RADIANS;
  return [Math.cos(theta) * Math.cos(phi), Math.sin(theta) * Math.cos(phi), Math.sin(phi)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function norm(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

function scale(a: Vector, factor: number): Vector {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

/** Radians between two vectors; exact for the tiny angles too, where the arc cosine is not. */
export function angle(a: Vector, b: Vector): number {
  return Math.atan2(norm(cross(a, b)), dot(a, b));
}

/** Metres along the great circle. */
export function distanceBetween(a: Position, b: Position): number {
  return angle(toVector(a), toVector(b)) * EARTH_RADIUS;
}

/** Radians from a point to the nearest point of an arc. */
export function angleToArc(point: Vector, from: Vector, to: Vector): number {
  const normal = cross(from, to);
  const length = norm(normal);
  if (length === 0) return angle(point, from);
  const unit = scale(normal, 1 / length);
  const foot = cross(unit, cross(point, unit));
  const withinArc = dot(cross(from, foot), unit) >= 0 && dot(cross(foot, to), unit) >= 0;
  return withinArc && norm(foot) > 0
    ? Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(point, unit)))))
    : Math.min(angle(point, from), angle(point, to));
}

export function touchesArc(point: Vector, from: Vector, to: Vector): boolean {
  return angleToArc(point, from, to) <= TOUCH;
}

/** Whether two arcs meet, in a point or along a stretch. */
export function arcsMeet(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  return (
    arcsCross(a, b, c, d) || touchesArc(a, c, d) || touchesArc(b, c, d) || touchesArc(c, a, b) || touchesArc(d, a, b)
  );
}

/** Whether two arcs cross between their ends. */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const ab = cross(a, b);
  const cd = cross(c, d);
  const sideC = dot(ab, c);
  const sideD = dot(ab, d);
  const sideA = dot(cd, a);
  const sideB = dot(cd, b);
  if (sideC * sideD >= 0 || sideA * sideB >= 0) return false;
  // Both pairs straddle; the crossing must be on this side of the globe, not at the antipode.
  const meeting = cross(ab, cd);
  const middle: Vector = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  const other: Vector = [c[0] + d[0], c[1] + d[1], c[2] + d[2]];
  return dot(meeting, middle) * dot(meeting, other) > 0;
}

/**
 * Whether a ring contains a point, its line included. The ring is seen in the gnomonic projection about its middle, where arcs of
 * great circles are straight; MongoDB too takes a ring for the smaller of the two areas it bounds.
 */
export function ringContains(ring: readonly Vector[], point: Vector): boolean {
  for (let i = 0; i + 1 < ring.length; i++) {
    const from = ring[i];
    const to = ring[i + 1];
    if (from && to && touchesArc(point, from, to)) return true;
  }
  const middle = ring.slice(1).reduce<Vector>((sum, v) => [sum[0] + v[0], sum[1] + v[1], sum[2] + v[2]], [0, 0, 0]);
  const length = norm(middle);
  if (length === 0) return false;
  const center = scale(middle, 1 / length);
  if (dot(center, point) <= 0) return false;
  const east = Math.abs(center[2]) > 0.9 ? cross([1, 0, 0], center) : cross([0, 0, 1], center);
  const north = cross(center, east);
  const project = (v: Vector): [number, number] => {
    const depth = Math.max(dot(v, center), 1e-12);
    return [dot(v, east) / depth, dot(v, north) / depth];
  };
  const [x, y] = project(point);
  const flat = ring.map(project);
  let inside = false;
  for (let i = 0; i + 1 < flat.length; i++) {
    const [x1, y1] = flat[i] ?? [0, 0];
    const [x2, y2] = flat[i + 1] ?? [0, 0];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
