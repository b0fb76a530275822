import type { Bounds, Position } from '#domain/geo-json';
import { provinceSeat } from '#domain/province-seats';

export interface MapStart {
  /** WGS-84. */
  at: Position;
  zoom: number;
}

/** All of China on a phone. */
const COUNTRY: MapStart = { at: [104.5, 35.5], zoom: 4 };
const PROVINCE_ZOOM = 7;

/** What the address of the page says; any text. */
export interface MapAsked {
  lon?: string | undefined;
  lat?: string | undefined;
  zoom?: string | undefined;
}

function numberWithin(text: string | undefined, least: number, most: number): number | undefined {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** Where a map begins: where its address says, else over the driver's province, else over the country. */
export function mapStart({ lon, lat, zoom }: MapAsked, region: string): MapStart {
  const east = numberWithin(lon, -180, 180);
  const north = numberWithin(lat, -90, 90);
  if (east !== undefined && north !== undefined) {
    return { at: [east, north], zoom: numberWithin(zoom, 3, 18) ?? PROVINCE_ZOOM };
  }
  const seat = provinceSeat(region);
  return seat === undefined ? COUNTRY : { at: seat, zoom: PROVINCE_ZOOM };
}

/** A phone's map is about so many pixels wide and high; a tile of the whole world is 256. */
const PHONE_PIXELS = 400;
const WORLD_PIXELS = 256;

/** About what a map shows where it begins, for the list of a phone whose map doesn't come. */
export function boundsAround({ at: [lon, lat], zoom }: MapStart): Bounds {
  const half = ((PHONE_PIXELS / WORLD_PIXELS) * 360) / 2 ** zoom / 2;
  return [Math.max(-180, lon - half), Math.max(-85, lat - half), Math.min(180, lon + half), Math.min(85, lat + half)];
}
