/**
 * 2dsphere keys: the globe as a plane of degrees, cut into quarters, and those again. A cell is the path of its quarters, one byte
 * (1 to 4) a level, so that a cell's key is the prefix of the keys of all that lies in it, and a range of keys is an area.
 */

import { arcs, type Geometry } from './geometry.ts';
import type { NearQuery, Region } from './query.ts';
import { angle, type Position } from './sphere.ts';

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** 360° / 2^26 is half a metre at the equator. */
const DEEPEST = 26;
/** Cells to cover an area: more follow its outline closer, and cost a range scan each. */
const COVER = 24;
const DEGREES = 180 / Math.PI;
const WORLD: Box = { west: -180, south: -90, east: 180, north: 90 };

/** The cells that a stored geometry is filed under: a point under its own smallest cell, anything else under a few that cover it. */
export function cellsOf(geometry: Geometry): Buffer[] {
  const [point] = geometry.points;
  if (point && geometry.points.length === 1 && geometry.lines.length + geometry.polygons.length === 0)
    return [cellOf(point)];
  const boxes = [
    ...geometry.points.map((position) => boxOf([position])),
    ...[...geometry.lines, ...geometry.polygons.map((polygon) => polygon[0] ?? [])].map(boxOf),
  ];
  return distinct(boxes.flatMap((box) => cover(box, 4)));
}

function cellOf([longitude, latitude]: Position): Buffer {
  let box = WORLD;
  const path = Buffer.alloc(DEEPEST);
  for (let level = 0; level < DEEPEST; level++) {
    const x = (box.west + box.east) / 2;
    const y = (box.south + box.north) / 2;
    const quarter = (longitude >= x ? 1 : 0) + (latitude >= y ? 2 : 0);
    path[level] = quarter + 1;
    box = quarterOf(box, quarter);
  }
  return path;
}

function quarterOf(box: Box, quarter: number): Box {
  const x = (box.west + box.east) / 2;
  const y = (box.south + box.north) / 2;
  return {
    west: quarter & 1 ? x : box.west,
    east: quarter & 1 ? box.east : x,
    south: quarter & 2 ? y : box.south,
    north: quarter & 2 ? box.north : y,
  };
}

/** At most `most` cells that together cover the box. */
function cover(wanted: Box, most: number): Buffer[] {
  let cells: { path: number[]; box: Box }[] = [{ path: [], box: WORLD }];
  for (let level = 0; level < DEEPEST; level++) {
    const finer = cells.flatMap((cell) => {
      if (inside(cell.box, wanted)) return [cell];
      return [0, 1, 2, 3]
        .map((quarter) => ({ path: [...cell.path, quarter + 1], box: quarterOf(cell.box, quarter) }))
        .filter(({ box }) => overlaps(box, wanted));
    });
    if (finer.length > most) break;
    cells = finer;
  }
  return cells.map(({ path }) => Buffer.from(path));
}

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north
  );
}

function overlaps(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function distinct(cells: Buffer[]): Buffer[] {
  return [...new Map(cells.map((cell) => [cell.toString('latin1'), cell])).values()];
}

/** The box of a line of arcs. An arc runs poleward of its ends: by at most a quarter of its angle squared. */
function boxOf(line: readonly Position[]): Box {
  const longitudes = line.map(([longitude]) => longitude);
  const latitudes = line.map(([, latitude]) => latitude);
  const longest = Math.max(0, ...arcs(line).map(([from, to]) => angle(from, to)));
  const bulge = (longest ** 2 / 4) * DEGREES + 1e-7;
  const west = Math.min(...longitudes);
  const east = Math.max(...longitudes);
  // Wider than half the globe: it goes the other way round, over the date line.
  const around = east - west > 180;
  return {
    west: around ? -180 : Math.max(-180, west - bulge),
    east: around ? 180 : Math.min(180, east + bulge),
    south: Math.max(-90, Math.min(...latitudes) - bulge),
    north: Math.min(90, Math.max(...latitudes) + bulge),
  };
}

function boxesOf(region: Region): Box[] {
  switch (region.shape) {
    case 'box':
      return [{ west: region.min[0], south: region.min[1], east: region.max[0], north: region.max[1] }];
    case 'cap':
      return capBoxes(region.center, region.radius);
    case 'geometry': {
      const { points, lines, polygons } = region.geometry;
      return [...points.map((point) => [point]), ...lines, ...polygons.map((polygon) => polygon[0] ?? [])].map(boxOf);
    }
  }
}

/** @param radius radians */
function capBoxes([longitude, latitude]: Position, radius: number): Box[] {
  const margin = radius * DEGREES + 1e-7;
  const south = latitude - margin;
  const north = latitude + margin;
  const latitudes = { south: Math.max(-90, south), north: Math.min(90, north) };
  if (south <= -90 || north >= 90 || radius >= Math.PI / 2) return [{ west: -180, east: 180, ...latitudes }];
  const width = Math.asin(Math.min(1, Math.sin(margin / DEGREES) / Math.cos(latitude / DEGREES))) * DEGREES + 1e-7;
  const west = longitude - width;
  const east = longitude + width;
  if (west < -180)
    return [
      { west: west + 360, east: 180, ...latitudes },
      { west: -180, east, ...latitudes },
    ];
  if (east > 180)
    return [
      { west, east: 180, ...latitudes },
      { west: -180, east: east - 360, ...latitudes },
    ];
  return [{ west, east, ...latitudes }];
}

/** Where to look for what may lie in an area: everything within some cells, and what is filed under a cell above them. */
export interface CellSearch {
  within: Buffer[];
  exactly: Buffer[];
}

export function searchRegion(region: Region): CellSearch {
  const within = distinct(boxesOf(region).flatMap((box) => cover(box, COVER)));
  const above = within.flatMap((cell) => Array.from({ length: cell.length }, (_, level) => cell.subarray(0, level)));
  return { within, exactly: distinct(above) };
}

export function searchRing(near: NearQuery, radius: number): CellSearch {
  return searchRegion({ shape: 'cap', center: near.center, radius });
}
