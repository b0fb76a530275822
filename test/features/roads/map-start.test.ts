import { describe, expect, it } from 'vitest';
import { boundsAround, mapStart } from '../../../src/features/roads/map-start.ts';

describe('where a map begins', () => {
  it('is where its address says', () => {
    expect(mapStart({ lon: '108.32', lat: '22.82', zoom: '12' }, '110000')).toEqual({ at: [108.32, 22.82], zoom: 12 });
  });

  it('is the driver’s province, else the country', () => {
    expect(mapStart({}, '450000').at).toEqual([108.32, 22.82]);
    expect(mapStart({}, '').zoom).toBeLessThan(mapStart({}, '450000').zoom);
  });

  it('is not led astray by an address that somebody wrote by hand', () => {
    const country = mapStart({}, '');
    for (const asked of [{ lon: 'x', lat: '1' }, { lon: '', lat: '' }, { lon: '500', lat: '10' }, { lon: '10' }]) {
      expect(mapStart(asked, '')).toEqual(country);
    }
    expect(mapStart({ lon: '108', lat: '22', zoom: '99' }, '').zoom).toBeLessThan(19);
  });
});

describe('what a map shows where it begins', () => {
  it('lies around its middle, narrower from near, and within the world', () => {
    const [west, south, east, north] = boundsAround({ at: [108, 22], zoom: 7 });
    expect([(west + east) / 2, (south + north) / 2]).toEqual([108, 22]);
    const [nearWest, , nearEast] = boundsAround({ at: [108, 22], zoom: 8 });
    expect((nearEast - nearWest) * 2).toBeCloseTo(east - west, 9);
    expect(boundsAround({ at: [179, 84], zoom: 3 })).toEqual([expect.any(Number), expect.any(Number), 180, 85]);
  });
});
