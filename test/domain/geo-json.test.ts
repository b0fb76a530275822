import { describe, expect, it } from 'vitest';
import { convertGeometry, convertPosition } from '#domain/geo-datum';
import { displayPointOf, distanceBetween, lengthOf, locateOnLine } from '#domain/geo-distance';
import { boundsOf, GeometryError, lineFrom, type Position, readGeometry } from '#domain/geo-json';

describe('reading a geometry', () => {
  it('drops altitudes, reads numbers in strings and makes a point of a line of one place', () => {
    expect(readGeometry({ type: 'Point', coordinates: ['114.1', 30, 55] })).toEqual({
      type: 'Point',
      coordinates: [114.1, 30],
    });
    expect(
      readGeometry({
        type: 'LineString',
        coordinates: [
          [114, 30],
          [114, 30],
        ],
      }),
    ).toEqual({ type: 'Point', coordinates: [114, 30] });
  });

  it.each([
    [null, 'not a GeoJSON object'],
    [{ type: 'Circle' }, '"Circle" is not'],
    [{ type: 'Point', coordinates: [114] }, 'not [longitude, latitude]'],
    [{ type: 'Point', coordinates: [30, 114] }, 'latitude 114'],
    [{ type: 'Point', coordinates: [0, 0] }, '0,0 is no place'],
    [{ type: 'LineString', coordinates: [] }, 'empty'],
    [
      {
        type: 'LineString',
        coordinates: [
          [114, 30],
          ['x', 1],
        ],
      },
      'coordinates[1]',
    ],
    [{ type: 'GeometryCollection' }, 'geometries: not a list'],
  ])('refuses %j', (value, why) => {
    expect(() => readGeometry(value)).toThrow(GeometryError);
    expect(() => readGeometry(value)).toThrow(why);
  });

  it('does not follow collections without end', () => {
    let value: unknown = { type: 'Point', coordinates: [1, 1] };
    for (let depth = 0; depth < 20; depth += 1) value = { type: 'GeometryCollection', geometries: [value] };
    expect(() => readGeometry(value)).toThrow('nested too deeply');
  });
});

describe('distances', () => {
  const line: Position[] = [
    [114, 30],
    [114, 30.1],
    [114.1, 30.1],
  ];

  it('are of the earth: a tenth of a degree of latitude is 11.1 km', () => {
    expect(distanceBetween([114, 30], [114, 30.1])).toBeCloseTo(11_119.5, 0);
    expect(lengthOf(line)).toBeCloseTo(11_119.5 + 9_620, -2);
  });

  it('place a point beside a line and along it', () => {
    const place = locateOnLine(line, [114.05, 30.101]);
    expect(place?.offset).toBeCloseTo(111, 0);
    expect(place?.along).toBeCloseTo(11_119.5 + 4810, -2);
    expect(locateOnLine([], [114, 30])).toBeNull();
  });

  it('put the marker in the middle of a line by its length', () => {
    const [lon = 0, lat = 0] = displayPointOf(lineFrom(line)) ?? [];
    expect(lon).toBe(114);
    expect(lat).toBeCloseTo(30.0933, 3);
  });

  it('box a geometry', () => {
    expect(boundsOf(lineFrom(line))).toEqual([114, 30, 114.1, 30.1]);
    expect(boundsOf({ type: 'GeometryCollection', geometries: [] })).toBeNull();
  });
});

describe('datums', () => {
  it('lie some 500 metres apart in Beijing, and come back to a metre', () => {
    const gcj = convertPosition([116.391, 39.907], 'WGS84', 'GCJ02');
    const moved = distanceBetween([116.391, 39.907], gcj);
    expect(moved).toBeGreaterThan(400);
    expect(moved).toBeLessThan(700);
    expect(distanceBetween(convertPosition(gcj, 'GCJ02', 'WGS84'), [116.391, 39.907])).toBeLessThan(1);
  });

  it('leave the world outside China where it is', () => {
    expect(convertGeometry({ type: 'Point', coordinates: [2.35, 48.85] }, 'GCJ02', 'WGS84')).toEqual({
      type: 'Point',
      coordinates: [2.35, 48.85],
    });
  });
});
