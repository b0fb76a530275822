import { describe, expect, it } from 'vitest';
import { lanesWords, restrictionWords } from '../../../src/features/roads/restriction-words.ts';

const ROAD = { direction: 'both', state: 'open' } as const;

describe('restrictions in words', () => {
  it('say the limit in the unit of the road sign', () => {
    const words = restrictionWords({
      restrictions: [
        { kind: 'speed', limit: 60 },
        { kind: 'height', limit: 4.2 },
        { kind: 'gross-weight', limit: 49_000, vehicles: ['truck'] },
        { kind: 'no-entry', vehicles: ['truck', 'hazmat'] },
      ],
      roads: [],
    });
    expect(words).toBe('限速60公里/小时；限高4.2米；货车限重49吨；货车、危化品车禁止驶入');
  });

  it('take the source’s own words first, and say what a road repeats once', () => {
    const own = { kind: 'other', text: '仅限本地车辆通行' } as const;
    expect(restrictionWords({ restrictions: [own], roads: [{ ...ROAD, restrictions: [own] }] })).toBe(
      '仅限本地车辆通行',
    );
  });
});

describe('lanes in words', () => {
  it('say how many are shut, counted where only the open ones are known', () => {
    expect(lanesWords([{ ...ROAD, lanes: { total: 4, closed: 3 } }])).toBe('共4条，关闭3条');
    expect(lanesWords([{ ...ROAD, lanes: { total: 4, open: 1 } }])).toBe('共4条，关闭3条');
    expect(lanesWords([{ ...ROAD, lanes: { total: 3, closed: 0 } }])).toBe('共3条，均可通行');
    expect(lanesWords([{ ...ROAD, lanes: { open: 2 } }])).toBe('开放2条');
    expect(lanesWords([ROAD])).toBeUndefined();
  });
});
