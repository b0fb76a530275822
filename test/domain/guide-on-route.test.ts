import { expect, it } from 'vitest';
import { stretchesOnRoutes } from '#domain/guide-on-route';

const STRETCHES = [
  { name: '长沙段', road: { code: 'G4', direction: 'both' as const, stake: { from: 1_490_000, to: 1_510_000 } } },
  { name: '石家庄段', road: { code: 'G4', direction: 'both' as const, stake: { from: 260_000, to: 280_000 } } },
  { name: '返程', road: { code: 'G4', direction: 'decreasing' as const, stake: { from: 270_000, to: 260_000 } } },
  { name: '无桩号', road: { code: 'G72', direction: 'unknown' as const } },
  {
    name: '只有位置',
    road: { name: '某大桥', direction: 'unknown' as const },
    point: [114.5, 38.0] as [number, number],
  },
];
const names = (...routes: Parameters<typeof stretchesOnRoutes>[1]) =>
  stretchesOnRoutes(STRETCHES, routes).map(({ name }) => name);

it('a holiday guide is cut down to the stretches on a driver’s routes, by stake, direction and position', () => {
  const south = { legs: [{ kind: 'road' as const, code: 'G4', stake: { from: 200_000, to: 300_000 } }] };
  const picked = {
    legs: [
      {
        kind: 'line' as const,
        points: [
          [114.5, 37.9],
          [114.5, 38.1],
        ] as [number, number][],
      },
    ],
  };
  expect(names(south)).toEqual(['石家庄段']);
  expect(names(south, { legs: [{ kind: 'road', code: 'G72' }] })).toEqual(['石家庄段', '无桩号']);
  expect(names(picked)).toEqual(['只有位置']);
  expect(names()).toEqual([]);
});
