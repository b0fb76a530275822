import cloud from 'wx-server-sdk';
import type { Bounds, Position } from '#domain/geo-json';
// The SDK is set up there; without that it has no database.
import { command } from './database.ts';

const { Geo } = cloud.database();

/**
 * The sides of a polygon on the globe are great circles, which bulge off the parallels: a side is divided so that it stays
 * within the margin, and whoever asks looks at the box once more.
 */
const LONGEST_SIDE_DEGREES = 4;
const MARGIN_DEGREES = 0.02;

/** Places within a box, and a few beside it. */
export function withinBounds([west, south, east, north]: Bounds): unknown {
  const low = Math.max(-90, south - MARGIN_DEGREES);
  const sides = Math.max(1, Math.ceil((east - west) / LONGEST_SIDE_DEGREES));
  const along = (latitude: number) =>
    Array.from({ length: sides + 1 }, (_, side): Position => [west + ((east - west) * side) / sides, latitude]);
  const ring = [...along(low), ...along(north).reverse(), [west, low] satisfies Position];
  const points = ring.map(([lon, lat]) => Geo.Point(lon, lat));
  return command.geoWithin({ geometry: Geo.Polygon([Geo.LineString(points)]) });
}

/** Places around one, the nearest first. */
export function nearTo([lon, lat]: Position, metres: number): unknown {
  return command.geoNear({ geometry: Geo.Point(lon, lat), maxDistance: metres });
}
