import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffectedRoad, RoadEvent } from '#domain/road-event';
import { matchRoute, type SavedRoute, summarizeRoute } from '#domain/road-route';
import { roadEvent } from './road-event-builder.ts';

const onRoad = (id: string, road: Partial<AffectedRoad>, change: Partial<RoadEvent> = {}) =>
  roadEvent({
    id,
    geometry: null,
    point: null,
    roads: [{ code: 'G4', direction: 'unknown', state: 'open', ...road }],
    ...change,
  });
const at = (id: string, lon: number, lat: number, change: Partial<RoadEvent> = {}) =>
  roadEvent({ id, geometry: { type: 'Point', coordinates: [lon, lat] }, point: [lon, lat], roads: [], ...change });

const south: SavedRoute = {
  id: 'r',
  name: '回家',
  legs: [{ kind: 'road', code: 'G4', name: '京港澳高速', stake: { from: 1_000_000, to: 1_100_000 }, direction: 's' }],
};
const ids = (route: SavedRoute, events: RoadEvent[]) => matchRoute(route, events).map(({ event }) => event.id);

describe('a route by roads and stakes', () => {
  it('finds what lies on its stretch, in the order of travel', () => {
    const events = [
      onRoad('late', { stake: { from: 1_090_000, to: 1_080_000 } }),
      onRoad('early', { stake: { from: 1_010_000, to: 1_010_000 } }),
      onRoad('before', { stake: { from: 900_000, to: 901_000 } }),
      onRoad('other road', { code: 'G5', stake: { from: 1_050_000, to: 1_050_000 } }),
    ];
    expect(ids(south, events)).toEqual(['early', 'late']);
    const back: SavedRoute = {
      ...south,
      legs: [{ kind: 'road', code: 'G4', stake: { from: 1_100_000, to: 1_000_000 } }],
    };
    expect(ids(back, events)).toEqual(['late', 'early']);
  });

  it('leaves out the other carriageway when the direction is known, and says when it is not', () => {
    const stake = { from: 1_050_000, to: 1_050_000 };
    const events = [
      onRoad('same', { stake, direction: 's' }),
      onRoad('slanted', { stake, direction: 'sw' }),
      onRoad('both', { stake, direction: 'both' }),
      onRoad('unknown', { stake }),
      onRoad('opposite', { stake, direction: 'n' }),
      onRoad('down', { stake, direction: 'decreasing' }),
    ];
    const matches = matchRoute(south, events);
    expect(matches.map(({ event, sureness }) => [event.id, sureness])).toEqual([
      ['both', 'certain'],
      ['same', 'certain'],
      ['slanted', 'certain'],
      ['unknown', 'likely'],
    ]);
  });

  it('keeps an event of the road whose place nobody gave by stakes', () => {
    expect(matchRoute(south, [onRoad('somewhere', {})])).toMatchObject([{ sureness: 'likely', along: 0 }]);
  });

  it('knows a road by its name where an event has no number', () => {
    const { code: _, ...unnumbered } = onRoad('named', { name: '京港澳高速公路' }).roads[0] ?? {
      code: '',
      direction: 'unknown',
      state: 'open',
    };
    expect(ids(south, [roadEvent({ id: 'named', roads: [unnumbered] })])).toEqual(['named']);
  });
});

describe('a route by points', () => {
  const east: SavedRoute = {
    id: 'l',
    name: '上班',
    legs: [
      {
        kind: 'line',
        points: [
          [114, 30],
          [114.1, 30],
          [114.2, 30],
        ],
      },
    ],
  };

  it('finds what lies within its corridor, in order', () => {
    expect(
      ids(east, [
        at('far along', 114.18, 30.001),
        at('near', 114.02, 29.999),
        at('beside', 114.1, 30.01),
        at('away', 120, 30),
      ]),
    ).toEqual(['near', 'far along']);
  });

  it('leaves out what drives the other way', () => {
    const westward: AffectedRoad[] = [{ direction: 'w', state: 'open' }];
    expect(
      ids(east, [
        at('against', 114.05, 30, { roads: westward }),
        at('with', 114.05, 30, { roads: [{ direction: 'e', state: 'open' }] }),
      ]),
    ).toEqual(['with']);
  });

  it('finds an event longer than the way, and an area that the way enters', () => {
    const long = roadEvent({
      id: 'long',
      roads: [],
      geometry: {
        type: 'LineString',
        coordinates: [
          [113, 30],
          [115, 30],
        ],
      },
    });
    const fog = roadEvent({
      id: 'fog',
      roads: [],
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114.05, 29.9],
            [114.15, 29.9],
            [114.15, 30.1],
            [114.05, 30.1],
            [114.05, 29.9],
          ],
        ],
      },
    });
    expect(ids(east, [long, fog])).toEqual(['long', 'fog']);
  });

  it('finds nothing without a position', () => {
    expect(ids(east, [onRoad('words only', {})])).toEqual([]);
    expect(ids({ ...east, legs: [{ kind: 'line', points: [] }] }, [at('any', 114, 30)])).toEqual([]);
  });

  it('lists each event once, over all its legs, never going back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: -20, max: 20 })), { maxLength: 30 }),
        (places) => {
          const events = places.map(([x, y], index) => at(String(index), 114 + x / 1000, 30 + y / 1000));
          const route = { ...east, legs: [...east.legs, ...east.legs] };
          const matches = matchRoute(route, events);
          expect(new Set(matches.map(({ event }) => event.id)).size).toBe(matches.length);
          matches.forEach((match, index) => {
            const previous = matches[index - 1];
            if (previous) expect(previous.leg < match.leg || previous.along <= match.along).toBe(true);
          });
        },
      ),
    );
  });
});

it('sums up a route in one line', () => {
  const matches = matchRoute(south, [
    onRoad(
      'a',
      { stake: { from: 1_050_000, to: 1_050_000 }, state: 'closed' },
      { effect: { roadState: 'closed' }, severity: { level: 'major', from: 'source' } },
    ),
    onRoad('b', {}),
  ]);
  expect(summarizeRoute(matches)).toEqual({ events: 2, closures: 1, worst: 'major' });
});
