import { chainsOf, type Geometry, mapPositions, type Position } from '#domain/geo-json';

/** About a metre. */
const DECIMALS = 1e5;
/** Positions of one line: a phone draws no more of it on its screen. */
const MOST_OF_LINE = 100;
/** Positions of a whole geometry, some 40 KB. */
const MOST_OF_ALL = 2000;
/** A ring closes, and encloses something. */
const LEAST_OF_RING = 4;

const round = (degrees: number) => Math.round(degrees * DECIMALS) / DECIMALS;

/** The same geometry in as many digits as a road needs. */
export function roundGeometry(geometry: Geometry): Geometry {
  return mapPositions(geometry, ([lon, lat]) => [round(lon), round(lat)]);
}

const countPositions = (geometry: Geometry) => chainsOf(geometry).reduce((sum, { length }) => sum + length, 0);

/**
 * The same geometry as it can travel: in as many digits as a road needs, and beyond two thousand positions with every line and
 * ring thinned alike. Null for one of so many pieces that this leaves too much: its event has a point, too.
 */
export function lightGeometry(geometry: Geometry): Geometry | null {
  const rounded = roundGeometry(geometry);
  const share = MOST_OF_ALL / countPositions(rounded);
  if (share >= 1) return rounded;
  const light = thinChains(rounded, (chain) => thinChain(chain, Math.max(LEAST_OF_RING, chain.length * share)));
  return countPositions(light) > 2 * MOST_OF_ALL ? null : light;
}

/** `lightGeometry` with lines of a hundred positions at most, evenly taken; their ends stay. */
export function thinGeometry(geometry: Geometry): Geometry | null {
  const { type } = geometry;
  if (type !== 'LineString' && type !== 'MultiLineString') return lightGeometry(geometry);
  return lightGeometry(thinChains(geometry, (line) => thinChain(line, MOST_OF_LINE)));
}

function thinChains(geometry: Geometry, thin: (chain: readonly Position[]) => Position[]): Geometry {
  switch (geometry.type) {
    case 'Point':
      return geometry;
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: thin(geometry.coordinates) };
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map(thin) };
    case 'MultiPolygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((rings) => rings.map(thin)) };
    case 'GeometryCollection':
      return { type: geometry.type, geometries: geometry.geometries.map((member) => thinChains(member, thin)) };
  }
}

function thinChain(chain: readonly Position[], most: number): Position[] {
  const step = Math.max(1, (chain.length - 1) / (most - 1));
  const last = chain.length - 1;
  return chain.filter((_, at) => at === last || Math.floor(at / step) !== Math.floor((at - 1) / step));
}
