import { chainsOf, type Geometry, type Position } from './geo-json.ts';

/** Mean radius of the earth in metres (IUGG). */
const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance in metres (haversine; within 0.5 % of the ellipsoid). */
export function distanceBetween(from: Position, to: Position): number {
  const halfLat = Math.sin(((to[1] - from[1]) * RADIANS) / 2);
  const halfLon = Math.sin(((to[0] - from[0]) * RADIANS) / 2);
  const chord = halfLat * halfLat + Math.cos(from[1] * RADIANS) * Math.cos(to[1] * RADIANS) * halfLon * halfLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Length of a chain of positions in metres. */
export function lengthOf(line: readonly Position[]): number {
  let length = 0;
  for (let index = 1; index < line.length; index += 1) {
    const from = line[index - 1];
    const to = line[index];
    if (from && to) length += distanceBetween(from, to);
  }
  return length;
}

/** Where a place lies beside a line. */
export interface PlaceOnLine {
  /** Metres from the place to the nearest point of the line. */
  offset: number;
  /** Metres from the line's start to that nearest point, along the line. */
  along: number;
}

/**
 * The nearest point of a line to a place; null for a line without a position. Each segment is taken as straight on a
 * plane around the place, which is exact enough for segments of up to some tens of kilometres near it.
 */
export function locateOnLine(line: readonly Position[], place: Position): PlaceOnLine | null {
  const [start] = line;
  if (!start) return null;
  let nearest: PlaceOnLine = { offset: distanceBetween(start, place), along: 0 };
  let travelled = 0;
  for (let index = 1; index < line.length; index += 1) {
    const from = line[index - 1];
    const to = line[index];
    if (!from || !to) continue;
    const length = distanceBetween(from, to);
    const share = shareOfSegment(from, to, place);
    const foot: Position = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const offset = distanceBetween(foot, place);
    if (offset < nearest.offset) nearest = { offset, along: travelled + length * share };
    travelled += length;
  }
  return nearest;
}

/**
 * The place where a marker stands: a point itself, the middle of the longest line by length, or the middle of an
 * area's box when only rings are known. Null when there is no position.
 */
export function displayPointOf(geometry: Geometry): Position | null {
  let longest: Position[] = [];
  let longestLength = -1;
  for (const chain of chainsOf(geometry)) {
    const length = lengthOf(chain);
    if (length > longestLength) [longest, longestLength] = [chain, length];
  }
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return centreOf(longest);
  return pointAlong(longest, longestLength / 2);
}

/** The point so many metres along a line, its end when the line is shorter; null without a position. */
function pointAlong(line: readonly Position[], metres: number): Position | null {
  let left = metres;
  for (let index = 1; index < line.length; index += 1) {
    const from = line[index - 1];
    const to = line[index];
    if (!from || !to) continue;
    const length = distanceBetween(from, to);
    if (length > 0 && left <= length) {
      const share = left / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    left -= length;
  }
  return line.at(-1) ?? null;
}

function centreOf(ring: readonly Position[]): Position | null {
  if (ring.length === 0) return null;
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}

/** Share (0 to 1) of the segment at which the foot of the perpendicular from the place stands. */
function shareOfSegment(from: Position, to: Position, place: Position): number {
  const narrowing = Math.cos(place[1] * RADIANS);
  const dx = (to[0] - from[0]) * narrowing;
  const dy = to[1] - from[1];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return 0;
  const share = ((place[0] - from[0]) * narrowing * dx + (place[1] - from[1]) * dy) / squared;
  return Math.min(1, Math.max(0, share));
}
