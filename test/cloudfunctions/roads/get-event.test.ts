import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoadsContract } from '#contract/roads';
import { deliver, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;
const line = { type: 'LineString', coordinates: Array.from({ length: 301 }, (_, at) => [114 + at / 1000, 38]) };

beforeAll(async () => {
  test = await startTestCloud();
  await saveFeed(test);
  for (let version = 1; version <= 25; version += 1) {
    const updated = new Date(Date.parse('2026-11-23T00:00:00Z') + version * 60_000).toISOString();
    await deliver(
      test,
      ownDocument([ownEvent({ headline: `第${version}版`, geometry: line, updated, detour: '绕行 G107' })]),
    );
  }
});
afterAll(() => test.close());

const call = <A extends keyof RoadsContract['actions'] & string>(action: A, input: object) =>
  test.call<RoadsContract, A>('roads', action, input as never);
const firstId = async () => (await call('listEvents', {})).events[0]?.id ?? '';

describe('an event', () => {
  it('tells all that a driver may want to know, and how fresh it is', async () => {
    expect(await call('getEvent', { id: await firstId() })).toMatchObject({
      revision: 25,
      state: 'in-force',
      visibility: 'shown',
      texts: [{ lang: 'zh-CN', headline: '第25版' }],
      roads: [{ code: 'G4', direction: 'n', stake: { from: 268_000, to: 268_000 }, state: 'some-lanes-closed' }],
      detour: { texts: [{ text: '绕行 G107' }] },
      geometry: line,
      confirmedAt: '2026-11-23T00:30:00.000Z',
      source: { name: '示例路况', feed: { id: 'test', state: 'current' } },
    });
  });

  it('is read with two requests by key', async () => {
    const id = await firstId();
    test.cloud.requests.clear();
    await call('getEvent', { id });
    expect(test.cloud.requests.list().map(({ collection, examined }) => [collection, examined])).toEqual([
      ['road-feeds', 1],
      ['road-events', 1],
    ]);
  });

  it('that nobody knows is not found', async () => {
    await expect(call('getEvent', { id: '0123456789abcdef' })).rejects.toThrow(
      'not_found: no road event 0123456789abcdef',
    );
    await expect(call('listRevisions', { id: '0123456789abcdef' })).rejects.toThrow('not_found');
  });

  it('shows its history page by page, the latest first', async () => {
    const id = await firstId();
    const first = await call('listRevisions', { id, limit: 10 });
    const second = await call('listRevisions', { id, limit: 10, cursor: first.nextCursor });
    const third = await call('listRevisions', { id, limit: 10, cursor: second.nextCursor });
    const all = [first, second, third].flatMap(({ revisions }) => revisions);
    expect(all.map(({ revision }) => revision)).toEqual(Array.from({ length: 25 }, (_, at) => 25 - at));
    expect(all.map(({ summary }) => summary.what)).toEqual(all.map(({ revision }) => `第${revision}版`));
    expect(all.slice(0, 24).every(({ changed }) => changed.join() === 'texts')).toBe(true);
    expect(all[24]?.changed).toEqual([]);
    expect(third.nextCursor).toBeUndefined();
  });
});

describe('a map', () => {
  it('gets the line of a stretch when it is near enough to see it, thinned to a hundred positions', async () => {
    const near = await call('listEventsInView', { bounds: [113, 37, 116, 39] });
    const shape = near.events[0]?.geometry;
    expect(shape?.type).toBe('LineString');
    if (shape?.type !== 'LineString') return;
    expect(shape.coordinates.length).toBeLessThanOrEqual(101);
    expect([shape.coordinates[0], shape.coordinates.at(-1)]).toEqual([line.coordinates[0], line.coordinates.at(-1)]);
    const far = await call('listEventsInView', { bounds: [100, 25, 125, 45] });
    expect(far.events[0]).not.toHaveProperty('geometry');
  });

  it.each([
    ['turned round', [116, 37, 113, 39]],
    ['off the earth', [113, 37, 116, 99]],
    ['half said', [113, 37]],
  ])('is refused a view that is %s', async (_, bounds) => {
    const reply = await test.send('roads', { action: 'listEventsInView', input: { bounds } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});

describe('the expressways', () => {
  it('are found by number and by name', async () => {
    expect((await call('listRoads', { text: 'g72' })).roads).toContainEqual(
      expect.objectContaining({ code: 'G72', name: '泉南高速' }),
    );
    expect((await call('listRoads', { text: '京港澳' })).roads[0]).toMatchObject({ code: 'G4' });
    expect((await call('listRoads', {})).roads.length).toBeGreaterThan(60);
    expect((await call('listRoads', { text: '没有这条' })).roads).toEqual([]);
  });
});

describe('an address that a feed gives', () => {
  it('is told where it leads to the web, and left out where it would run something', async () => {
    const attachments = [
      { url: 'javascript:alert(1)', title: 'attack' },
      { url: 'https://feeds.example/plan.pdf', title: '示例' },
    ];
    const event = { id: 'addresses', headline: '地址', severity: 'critical', attachments } as const;
    await deliver(test, ownDocument([ownEvent({ ...event, url: 'javascript:alert(2)' })], { complete: false }));
    const page = await call('getEvent', { id: await firstId() });
    expect(page.texts[0]?.headline).toBe('地址');
    expect(page.attachments).toEqual([{ url: 'https://feeds.example/plan.pdf', title: '示例' }]);
    expect(JSON.stringify(page)).not.toContain('javascript:');
  });
});
