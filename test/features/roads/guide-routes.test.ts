import { describe, expect, it } from 'vitest';
import { stretchesOnRoutes } from '../../../src/features/roads/guide-routes.ts';
import type { GuideStretch } from '../../../src/features/roads/guide-words.ts';

const stretch = (name: string, road: GuideStretch['road']): GuideStretch => ({
  name,
  road,
  regions: ['450000'],
  reason: '示例',
  advice: '示例',
});

const TUNNEL = stretch('隧道群', {
  code: 'G72',
  name: '泉南高速',
  direction: 'increasing',
  stake: { from: 1_430_000, to: 1_442_000 },
});
const BRIDGE = stretch('大桥', { code: 'G15', direction: 'both', stake: { from: 1_205_000, to: 1_211_000 } });
const ALL = [TUNNEL, BRIDGE];

const route = (from: number, to: number, code = 'G72') => ({
  legs: [{ kind: 'road' as const, code, stake: { from, to } }],
});

describe('a guide and my routes', () => {
  it('have in common what lies on any of them, in the order of the guide', () => {
    expect(stretchesOnRoutes(ALL, [route(1_200_000, 1_250_000, 'G15'), route(1_400_000, 1_450_000)])).toEqual(ALL);
    expect(stretchesOnRoutes(ALL, [route(1_400_000, 1_450_000)])).toEqual([TUNNEL]);
  });

  it('have nothing in common on another stretch, or on the other carriageway', () => {
    expect(stretchesOnRoutes(ALL, [route(1_000_000, 1_100_000)])).toEqual([]);
    expect(stretchesOnRoutes(ALL, [route(1_450_000, 1_400_000)])).toEqual([]);
    expect(stretchesOnRoutes(ALL, [])).toEqual([]);
  });
});
