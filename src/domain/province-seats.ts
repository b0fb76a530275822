import type { Position } from './geo-json.ts';

/** Seats of government of the provinces, by the first two digits of their GB/T 2260 codes: longitude and latitude, WGS-84, to a kilometre. */
const SEATS: Record<string, readonly [lon: number, lat: number]> = {
  11: [116.4, 39.9],
  12: [117.2, 39.08],
  13: [114.51, 38.04],
  14: [112.55, 37.87],
  15: [111.67, 40.82],
  21: [123.43, 41.8],
  22: [125.32, 43.88],
  23: [126.63, 45.75],
  31: [121.47, 31.23],
  32: [118.78, 32.06],
  33: [120.15, 30.27],
  34: [117.28, 31.86],
  35: [119.3, 26.08],
  36: [115.89, 28.68],
  37: [117.0, 36.65],
  41: [113.66, 34.76],
  42: [114.3, 30.58],
  43: [112.98, 28.2],
  44: [113.26, 23.13],
  45: [108.32, 22.82],
  46: [110.33, 20.03],
  50: [106.55, 29.56],
  51: [104.07, 30.66],
  52: [106.71, 26.58],
  53: [102.71, 25.04],
  54: [91.13, 29.65],
  61: [108.95, 34.27],
  62: [103.83, 36.06],
  63: [101.78, 36.62],
  64: [106.27, 38.47],
  65: [87.62, 43.82],
  71: [121.53, 25.05],
  81: [114.17, 22.28],
  82: [113.54, 22.19],
};

/** Where to look first for a province; undefined for no code of one. */
export function provinceSeat(adcode: string): Position | undefined {
  const seat = SEATS[adcode.slice(0, 2)];
  return seat && [seat[0], seat[1]];
}
