import { beforeEach, expect, it, vi } from 'vitest';
import type { KeptRoute } from '#domain/saved-route';

/** A phone's storage, and how much of it is left. */
const storage = new Map<string, unknown>();
let isFull = false;
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => {
      if (isFull) throw new Error('exceed storage max size 10Mb');
      storage.set(key, JSON.parse(JSON.stringify(value)));
    },
    removeStorageSync: (key: string) => void storage.delete(key),
  },
}));
const { checkKey, glanceAt, removeRoute, saveRoute, savedRoutes } = await import(
  '../../../src/features/roads/route-store.ts'
);
const { keepLastGood, recallLastGood } = await import('#platform/last-good');

const route: KeptRoute = {
  id: 'home',
  name: '回家',
  legs: [{ kind: 'road', code: 'G72' }],
  regions: ['450000'],
  savedAt: '2026-11-23T00:30:00.000Z',
};
const check = {
  now: [],
  later: [],
  closures: 0,
  state: 'no-events' as const,
  asOf: '2026-11-23T00:12:00.000Z',
  silent: [],
};

beforeEach(() => {
  for (const known of savedRoutes()) removeRoute(known);
  storage.clear();
  isFull = false;
});

it('a route’s state outlives any number of other screens, and goes with the route', () => {
  saveRoute(route);
  keepLastGood(checkKey(route), check, '2026-11-23T00:30:00.000Z');
  for (let screen = 0; screen < 100; screen += 1) keepLastGood(`screen-${screen}`, screen, '2026-11-23T00:30:00.000Z');
  expect(recallLastGood('screen-0')).toBeUndefined();
  expect(recallLastGood(checkKey(route))?.answer).toEqual(check);
  removeRoute(route);
  expect(recallLastGood(checkKey(route))).toBeUndefined();
  expect(JSON.stringify([...storage.values()])).not.toContain('回家');
});

it('a changed route forgets what was found on the way that it was', () => {
  saveRoute(route);
  keepLastGood(checkKey(route), check, '2026-11-23T00:30:00.000Z');
  const changed = { ...route, savedAt: '2026-11-23T01:00:00.000Z' };
  saveRoute(changed);
  expect(recallLastGood(checkKey(route))).toBeUndefined();
  expect(savedRoutes()).toEqual([changed]);
});

it('a phone without room says so, and keeps what it had', () => {
  saveRoute(route);
  isFull = true;
  expect(saveRoute({ ...route, name: '上班', savedAt: '2026-11-23T01:00:00.000Z' })).toBe(false);
  expect(savedRoutes()).toEqual([route]);
});

it('leaves for the roads tab what was found on the first route, only where it is beyond doubt', () => {
  saveRoute(route);
  saveRoute({ ...route, id: 'work', name: '上班' });
  glanceAt({ ...route, id: 'work' }, check);
  expect(storage.get('route-glance')).toEqual({ id: 'home', name: '回家' });
  glanceAt(route, check);
  expect(storage.get('route-glance')).toMatchObject({ seen: { asOf: check.asOf, events: 0, closures: 0 } });
  for (const doubtful of [
    { ...check, state: 'late' as const },
    { ...check, silent: ['某市路况'] },
    { ...check, state: 'no-data' as const },
  ]) {
    glanceAt(route, doubtful);
    expect(storage.get('route-glance')).toEqual({ id: 'home', name: '回家' });
  }
});
