import { type Geometry, mapPositions, type Position } from '#domain/geo-json';

/** About a metre. */
const DECIMALS = 1e5;
/** Positions of one line: a phone draws no more of it on its screen. */
const MOST_POSITIONS = 100;

const round = (degrees: number) => Math.round(degrees * DECIMALS) / DECIMALS;

/** The same geometry in as many digits as a road needs. */
export function roundGeometry(geometry: Geometry): Geometry {
  return mapPositions(geometry, ([lon, lat]) => [round(lon), round(lat)]);
}

/** The same geometry with lines of a hundred positions at most, evenly taken; their ends stay. Areas are kept whole. */
export function thinGeometry(geometry: Geometry): Geometry {
  const rounded = roundGeometry(geometry);
  if (rounded.type === 'LineString') return { ...rounded, coordinates: thinLine(rounded.coordinates) };
  if (rounded.type === 'MultiLineString') return { ...rounded, coordinates: rounded.coordinates.map(thinLine) };
  return rounded;
}

function thinLine(line: readonly Position[]): Position[] {
  const step = Math.max(1, (line.length - 1) / (MOST_POSITIONS - 1));
  const last = line.length - 1;
  return line.filter((_, at) => at === last || Math.floor(at / step) !== Math.floor((at - 1) / step));
}
