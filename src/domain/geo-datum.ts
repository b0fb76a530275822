import gcoord from 'gcoord';
import { type Geometry, mapPositions, type Position } from './geo-json.ts';

/**
 * Where a coordinate was measured: GPS and most of the world (WGS84), Chinese maps such as Amap, Tencent and WeChat's
 * `<Map>` (GCJ02), Baidu (BD09). Outside China GCJ02 and BD09 publishers give WGS84 values; gcoord leaves those alone.
 */
export type Datum = 'WGS84' | 'GCJ02' | 'BD09';

const SYSTEMS = { WGS84: gcoord.WGS84, GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const;

/** About a centimetre: digits beyond it are arithmetic, not measurement. */
const DECIMALS = 1e7;

export function convertPosition(position: Position, from: Datum, to: Datum): Position {
  if (from === to) return position;
  const [lon, lat] = gcoord.transform([position[0], position[1]], SYSTEMS[from], SYSTEMS[to]);
  return [Math.round(lon * DECIMALS) / DECIMALS, Math.round(lat * DECIMALS) / DECIMALS];
}

export function convertGeometry(geometry: Geometry, from: Datum, to: Datum): Geometry {
  return from === to ? geometry : mapPositions(geometry, (position) => convertPosition(position, from, to));
}
