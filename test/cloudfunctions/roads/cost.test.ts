import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RoadsContract } from '#contract/roads';
import { deliver, manyEvents, ownDocument, placeName, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

/** What reading costs among ten thousand events: documents read against documents shown, by the database's own count. */

let test: TestCloud;

const events = manyEvents(10_000);

beforeAll(async () => {
  test = await startTestCloud();
  await saveFeed(test);
  const document = ownDocument(events);
  for (let calls = 0; calls < 5; calls += 1) {
    if ((await deliver(test, document, { seconds: 45 })).outcome === 'done') break;
  }
}, 240_000);
afterAll(() => test.close());
beforeEach(() => test.cloud.requests.clear());

const call = <A extends keyof RoadsContract['actions'] & string>(action: A, input: object) =>
  test.call<RoadsContract, A>('roads', action, input as never);

/** Asserts that what was just asked read at most five events for each that it gave, and never the whole collection. */
function expectCheap(returned: number): void {
  const requests = test.cloud.requests.list({ collection: 'road-events' });
  const examined = requests.reduce((sum, request) => sum + (request.examined ?? 0), 0);
  expect(requests.every(({ index }) => index !== null)).toBe(true);
  expect(returned).toBeGreaterThan(0);
  expect(examined).toBeLessThanOrEqual(5 * returned);
}

describe('a list', () => {
  it.each<[string, object]>([
    ['of everything', {}],
    ['of a province', { region: '130000' }],
    ['of a city', { region: '180400' }],
    ['of a road', { road: 'G14' }],
    ['of a type', { types: ['weather'] }],
    ['of several types in a province', { region: '130000', types: ['weather', 'congestion', 'surface'] }],
    ['of what is critical', { severityFrom: 'critical' }],
    ['of full closures', { only: ['full-closures'] }],
    [
      'of closures that bind trucks, in a province',
      { region: '110000', only: ['full-closures', 'truck-restrictions'] },
    ],
    ['of what binds trucks on a road', { road: 'G1', only: ['truck-restrictions'] }],
    ['found by a place’s name', { text: placeName(7) }],
    ['found by a road’s number', { text: 'G14' }],
    ['found by a name and common words', { text: `${placeName(8)}互通附近` }],
  ])('%s', async (_, input) => {
    const { events: found } = await call('listEvents', input);
    expectCheap(found.length);
  });

  it('page after page, as cheap at its end as at its beginning', async () => {
    let cursor: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      test.cloud.requests.clear();
      const answer = await call('listEvents', { region: '130000', limit: 20, ...(cursor !== undefined && { cursor }) });
      expectCheap(answer.events.length);
      cursor = answer.nextCursor;
      if (cursor === undefined) break;
    }
  });

  it('is two requests: the events, and the feeds', async () => {
    await call('listEvents', { region: '130000' });
    expect(
      test.cloud.requests
        .list()
        .map(({ collection }) => collection)
        .sort(),
    ).toEqual(['road-events', 'road-feeds']);
  });

  it('finds nothing cheaply, too', async () => {
    expect((await call('listEvents', { region: '659000', types: ['service'] })).events).toEqual([]);
    const examined = test.cloud.requests.list({ collection: 'road-events' }).map((request) => request.examined);
    expect(examined).toEqual([0]);
  });
});

describe('a map’s view', () => {
  const inside = (bounds: number[]) =>
    events.filter(({ point }) => {
      const [lon = 0, lat = 0] = point as number[];
      return lon >= (bounds[0] ?? 0) && lon <= (bounds[2] ?? 0) && lat >= (bounds[1] ?? 0) && lat <= (bounds[3] ?? 0);
    });

  it('of a city shows every event in it', async () => {
    const bounds = [112, 30, 113.5, 31.2];
    const { events: found, more } = await call('listEventsInView', { bounds, limit: 200 });
    expect(found).toHaveLength(inside(bounds).length);
    expect(more).toBeUndefined();
    expectCheap(found.length);
  });

  it.each([
    ['a province', [108, 26, 116, 34]],
    ['the country', [73, 18, 135, 54]],
    ['the world', [-180, -85, 180, 85]],
  ])('of %s shows the worst, and says that there is more', async (_, bounds) => {
    const { events: found, more } = await call('listEventsInView', { bounds, limit: 100 });
    expect(found).toHaveLength(100);
    expect(more).toBe(true);
    expect(found.every(({ closed }) => closed)).toBe(inside(bounds).length > 2000);
    expect(found[0]?.closed).toBe(true);
    expectCheap(found.length);
  });

  it('of full closures only', async () => {
    const bounds = [108, 26, 116, 34];
    const { events: found } = await call('listEventsInView', { bounds, only: ['full-closures'], limit: 200 });
    expect(found).toHaveLength(inside(bounds).filter(({ id }) => Number(id.slice(1)) % 20 === 0).length);
    expectCheap(found.length);
  });
});

describe('around a place', () => {
  it('gives the nearest first, with how far they are', async () => {
    const { events: found } = await call('listNearby', { at: [113, 30], metres: 100_000, limit: 20 });
    expect(found.length).toBeGreaterThan(5);
    const distances = found.map(({ metres }) => metres);
    expect(distances).toEqual([...distances].sort((one, other) => one - other));
    expect(distances.every((metres) => metres <= 100_000)).toBe(true);
    expectCheap(found.length);
  });
});

describe('for a route', () => {
  it('gives the events of regions with all that a phone needs to match them, and learns no more than the regions', async () => {
    const { events: found, nextCursor } = await call('listEventsForRegions', { regions: ['130000', '110000'] });
    expectCheap(found.length);
    expect(nextCursor).toBeDefined();
    expect(found[0]).toMatchObject({
      roads: [
        { code: expect.stringMatching(/^G\d+$/), direction: expect.any(String), stake: { from: expect.any(Number) } },
      ],
      effect: { roadState: expect.any(String) },
      point: [expect.any(Number), expect.any(Number)],
    });
  });
});
