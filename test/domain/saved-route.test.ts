import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type KeptRoute,
  lackOf,
  MOST_ROUTES,
  readRoutes,
  shelve,
  turnedRound,
  withoutRoute,
  withRoute,
} from '#domain/saved-route';

const home: KeptRoute = {
  id: 'a',
  name: '回家',
  legs: [
    { kind: 'road', code: 'G72', name: '泉南高速', stake: { from: 1_400_000, to: 1_470_000 } },
    { kind: 'road', code: 'G7201', direction: 'sw' },
    {
      kind: 'line',
      points: [
        [108.3, 22.8],
        [108.4, 22.9],
      ],
    },
  ],
  regions: ['450000'],
  savedAt: '2026-11-23T00:30:00.000Z',
};
const numbered = (number: number): KeptRoute => ({ ...home, id: String(number) });

describe('the routes that a phone keeps', () => {
  it('come back from its storage as they were put there', () => {
    expect(readRoutes(JSON.parse(JSON.stringify(shelve([home]))))).toEqual([home]);
  });

  it('are none where nothing of ours, or something of a later version, stands', () => {
    for (const stored of [undefined, null, '', 'routes', 7, [], {}, { version: 2, routes: [home] }, { version: 1 }]) {
      expect(readRoutes(stored)).toEqual([]);
    }
  });

  it('lose what is broken and keep the rest', () => {
    const broken = [
      { ...home, id: '' },
      { ...home, id: 'b', legs: [{ kind: 'road', code: '不是编号' }] },
      { ...home, id: 'c', legs: [{ kind: 'road', code: 'g 72', stake: { from: -1, to: 5 } }], regions: ['45', 450000] },
      { ...home, id: 'd', legs: [{ kind: 'line', points: [[200, 10], [108, 22], 'x'] }] },
      home,
      home,
    ];
    expect(readRoutes({ version: 1, routes: broken })).toEqual([
      { ...home, id: 'c', legs: [{ kind: 'road', code: 'G72' }], regions: [] },
      { ...home, id: 'd', legs: [{ kind: 'line', points: [[108, 22]] }] },
      home,
    ]);
  });

  it('never make the app fail, whatever stands in the storage', () => {
    fc.assert(fc.property(fc.anything(), (stored) => Array.isArray(readRoutes(stored))));
    fc.assert(
      fc.property(fc.array(fc.anything()), (routes) => readRoutes({ version: 1, routes }).length <= MOST_ROUTES),
    );
  });

  it('are changed in their place, added at the end, and ten at most', () => {
    const two = [numbered(1), numbered(2)];
    expect(withRoute(two, { ...numbered(1), name: '上班' }).map(({ id, name }) => [id, name])).toEqual([
      ['1', '上班'],
      ['2', '回家'],
    ]);
    const many = Array.from({ length: 12 }, (_, number) => numbered(number)).reduce<KeptRoute[]>(withRoute, []);
    expect(many).toHaveLength(MOST_ROUTES);
    expect(withoutRoute(two, '1').map(({ id }) => id)).toEqual(['2']);
  });

  it('need a name, a leg and a region', () => {
    expect(lackOf(home)).toBeUndefined();
    expect(lackOf({ ...home, name: ' ' })).toBe('name');
    expect(lackOf({ ...home, legs: [] })).toBe('legs');
    expect(lackOf({ ...home, regions: [] })).toBe('regions');
  });

  it('turn round for the way back, and twice is the way there again', () => {
    expect(turnedRound(home.legs)).toEqual([
      {
        kind: 'line',
        points: [
          [108.4, 22.9],
          [108.3, 22.8],
        ],
      },
      { kind: 'road', code: 'G7201', direction: 'ne' },
      { kind: 'road', code: 'G72', name: '泉南高速', stake: { from: 1_470_000, to: 1_400_000 } },
    ]);
    expect(turnedRound(turnedRound(home.legs))).toEqual(home.legs);
  });
});
