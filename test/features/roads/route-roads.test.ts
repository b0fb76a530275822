import { describe, expect, it } from 'vitest';
import { readLeg, suggestRoads } from '../../../src/features/roads/route-roads';

const ROADS = [
  { code: 'G72', name: '泉南高速' },
  { code: 'G7', name: '京新高速' },
  { code: 'G7211', name: '南友高速' },
  { code: 'G7201', name: '南宁绕城高速' },
];
const fields = { road: '', from: '', to: '' };

describe('typing a road', () => {
  it('suggests by the beginning of a number, the shortest first, or by a part of a name', () => {
    expect(suggestRoads(ROADS, 'g7').map(({ code }) => code)).toEqual(['G7', 'G72', 'G7211', 'G7201']);
    expect(suggestRoads(ROADS, '南宁').map(({ code }) => code)).toEqual(['G7201']);
    expect(suggestRoads(ROADS, ' ')).toEqual([]);
  });

  it('takes a number that we know or not, or the name of one that we know', () => {
    expect(readLeg(ROADS, { ...fields, road: 'g72' })).toEqual({ kind: 'road', code: 'G72', name: '泉南高速' });
    expect(readLeg(ROADS, { ...fields, road: '泉南高速公路' })).toMatchObject({ code: 'G72' });
    expect(readLeg(ROADS, { ...fields, road: '318国道' })).toEqual({ kind: 'road', code: 'G318' });
    expect(readLeg(ROADS, { ...fields, road: '门前那条路' })).toBe('road');
  });

  it('takes posts as drivers write them, both or none', () => {
    const stretch = (from: string, to: string) => readLeg(ROADS, { road: 'G72', from, to });
    const stake = { from: 1_400_000, to: 1_436_500 };
    for (const [from, to] of [
      ['K1400', 'K1436+500'],
      ['1400', '1436.5'],
      ['1400公里', 'k1436+500'],
    ] as const) {
      expect(stretch(from, to), `${from} ${to}`).toMatchObject({ stake });
    }
    expect(stretch('K1400', '')).toBe('half-stake');
    expect(stretch('起点', '终点')).toBe('stake');
    expect(stretch('K9000', 'K9100')).toBe('stake');
  });
});
