import { describe, expect, it } from 'vitest';
import { chainsOf, type Geometry, type Position } from '#domain/geo-json';
import { lightGeometry, thinGeometry } from '#functions/roads/shown-geometry';

const chain = (length: number): Position[] =>
  Array.from({ length }, (_, at) => [114 + at * 0.001_234_567, 38 + at * 0.000_1]);
const count = (geometry: Geometry | null) => (geometry === null ? 0 : chainsOf(geometry).flat().length);

describe('a geometry on its way to a phone', () => {
  it('is said to a metre, and else as it is while it is small', () => {
    expect(lightGeometry({ type: 'LineString', coordinates: chain(3) })).toEqual({
      type: 'LineString',
      coordinates: [
        [114, 38],
        [114.00123, 38.0001],
        [114.00247, 38.0002],
      ],
    });
  });

  it('of many positions keeps its ends, and some two thousand positions', () => {
    const line = { type: 'LineString' as const, coordinates: chain(50_000) };
    const light = lightGeometry(line);
    expect(count(light)).toBeGreaterThan(1500);
    expect(count(light)).toBeLessThanOrEqual(2001);
    expect(light?.type === 'LineString' && light.coordinates.at(-1)).toEqual([
      114 + Math.round(49_999 * 123.456_7) / 1e5,
      42.9999,
    ]);
  });

  it('has lines of a hundred positions where it is thinned, and rings that still close', () => {
    expect(count(thinGeometry({ type: 'MultiLineString', coordinates: [chain(900), chain(20)] }))).toBe(120);
    const ring = [...chain(9000), chain(1)[0] as Position];
    const area = thinGeometry({ type: 'MultiPolygon', coordinates: [[ring], [ring]] });
    for (const thin of area === null ? [] : chainsOf(area)) expect(thin.at(-1)).toEqual(thin[0]);
    expect(count(area)).toBeGreaterThan(1000);
  });

  it('of countless pieces is left out: nothing of it could be left away', () => {
    const coordinates = Array.from({ length: 5000 }, () => [chain(5)]);
    expect(lightGeometry({ type: 'MultiPolygon', coordinates })).toBeNull();
  });
});
