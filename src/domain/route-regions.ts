import type { Position } from './geo-json.ts';
import type { RouteLeg } from './road-route.ts';

/**
 * Which provinces a route may lead through, as a proposal that the driver confirms. Rather one too many: a province too
 * many costs some bytes, one too few hides what happens there.
 */

/** First two digits of GB/T 2260, west, south, east, north in degrees: the box around each province, widened by a tenth. */
const BOXES: readonly (readonly [province: string, west: number, south: number, east: number, north: number])[] = [
  ['11', 115.3, 39.3, 117.6, 41.2],
  ['12', 116.6, 38.4, 118.2, 40.4],
  ['13', 113.3, 35.9, 120.0, 42.8],
  ['14', 110.1, 34.4, 114.7, 40.9],
  ['15', 97.0, 37.3, 126.2, 53.5],
  ['21', 118.7, 38.6, 125.9, 43.6],
  ['22', 121.5, 40.7, 131.5, 46.5],
  ['23', 121.0, 43.3, 135.3, 53.7],
  ['31', 120.7, 30.5, 122.3, 32.0],
  ['32', 116.2, 30.6, 122.1, 35.3],
  ['33', 117.9, 26.9, 123.1, 31.4],
  ['34', 114.7, 29.3, 119.8, 34.8],
  ['35', 115.7, 23.4, 120.8, 28.5],
  ['36', 113.4, 24.3, 118.7, 30.3],
  ['37', 114.6, 34.2, 122.9, 38.6],
  ['41', 110.2, 31.2, 116.8, 36.5],
  ['42', 108.2, 28.9, 116.3, 33.5],
  ['43', 108.6, 24.5, 114.4, 30.3],
  ['44', 109.5, 20.0, 117.5, 25.7],
  ['45', 104.3, 20.7, 112.3, 26.6],
  ['46', 108.4, 17.9, 111.4, 20.4],
  ['50', 105.1, 28.0, 110.4, 32.4],
  ['51', 97.2, 25.9, 108.7, 34.5],
  ['52', 103.4, 24.4, 109.8, 29.4],
  ['53', 97.3, 20.9, 106.4, 29.4],
  ['54', 78.2, 26.6, 99.3, 36.7],
  ['61', 105.3, 31.5, 111.5, 39.8],
  ['62', 92.1, 32.4, 108.9, 43.0],
  ['63', 89.2, 31.4, 103.3, 39.4],
  ['64', 104.1, 35.0, 107.9, 39.6],
  ['65', 73.3, 34.1, 96.6, 49.4],
  ['71', 119.1, 21.7, 122.2, 25.6],
  ['81', 113.7, 22.0, 114.6, 22.7],
  ['82', 113.4, 22.0, 113.8, 22.3],
];

/** The provinces of the main national expressways (国家公路网规划: 首都放射线, 纵线, 横线), by their first two digits. */
const ROADS: ReadonlyMap<string, string> = new Map([
  ['G1', '11 12 13 21 22 23'],
  ['G2', '11 12 13 37 32 31'],
  ['G3', '11 12 13 37 32 34 33 35'],
  ['G4', '11 13 41 42 43 44'],
  ['G5', '11 13 14 61 51 53'],
  ['G6', '11 13 15 64 62 63 54'],
  ['G7', '11 13 14 15 62 65'],
  ['G10', '23 15'],
  ['G11', '23 22 21'],
  ['G12', '22 15'],
  ['G15', '21 37 32 31 33 35 44 46'],
  ['G16', '21 15'],
  ['G18', '37 13 12 14 15'],
  ['G20', '37 13 14 61 64'],
  ['G22', '37 13 14 61 62 64'],
  ['G25', '22 15 21 13 12 37 32 33 35 44'],
  ['G30', '32 34 41 61 62 65'],
  ['G35', '37 41 34 36 44'],
  ['G36', '32 34 41'],
  ['G40', '31 32 34 41 61'],
  ['G42', '31 32 34 42 50 51'],
  ['G45', '23 22 15 13 11 41 42 36 44'],
  ['G50', '31 32 33 34 42 50'],
  ['G55', '15 14 41 42 43 44'],
  ['G56', '33 34 36 42 43 52 53'],
  ['G60', '31 33 36 43 52 53'],
  ['G65', '15 61 51 50 43 45 44'],
  ['G70', '35 36 42 61 62 64'],
  ['G72', '35 36 43 45'],
  ['G75', '62 51 50 52 45 44 46'],
  ['G76', '35 36 43 45 52 51'],
  ['G78', '44 45 52 53'],
  ['G80', '44 45 53'],
]);

/** GB/T 2260 codes of the provinces in which a leg may lie; none when nothing is known of its road. */
export function regionsOfLeg(leg: RouteLeg): string[] {
  const provinces = leg.kind === 'line' ? leg.points.flatMap(provincesAt) : (ROADS.get(leg.code)?.split(' ') ?? []);
  return [...new Set(provinces)].map((province) => `${province}0000`);
}

function provincesAt([lon, lat]: Position): string[] {
  return BOXES.flatMap(([province, west, south, east, north]) =>
    lon >= west && lon <= east && lat >= south && lat <= north ? [province] : [],
  );
}
