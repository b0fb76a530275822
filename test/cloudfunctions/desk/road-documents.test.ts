import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskContract } from '#contract/desk';
import type { RoadsContract } from '#contract/roads';
import { deliver, manyEvents, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeEach(async () => {
  test = await startTestCloud();
  await saveFeed(test);
});
afterEach(() => test.close());

const list = (input: object = {}) => test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', input);
const headlines = async () => (await list()).events.map(({ what }) => what);
const firstId = async () => (await list()).events[0]?.id ?? '';
const get = async (id: string) => test.call<RoadsContract, 'getEvent'>('roads', 'getEvent', { id });
const feedHealth = async () => {
  const { feeds } = await test.call<DeskContract, 'listRoadFeeds'>('desk', 'listRoadFeeds', {}, 'operator-1');
  return feeds[0];
};
const advanceMinutes = (minutes: number) => test.cloud.clock.advance(minutes * 60_000);

describe('a document of a feed', () => {
  it('is taken once: delivered again, it changes nothing', async () => {
    const document = ownDocument([ownEvent(), ownEvent({ id: 'e2' })]);
    expect(await deliver(test, document)).toMatchObject({
      outcome: 'done',
      counts: { created: 2, updated: 0, closed: 0 },
    });
    expect(await deliver(test, document)).toMatchObject({
      outcome: 'done',
      unchanged: 2,
      counts: { created: 0, updated: 0, closed: 0 },
    });
    expect((await get(await firstId())).revision).toBe(1);
  });

  it('makes a revision of each real change, and none of a new time stamp', async () => {
    await deliver(test, ownDocument([ownEvent()]));
    const touched = ownEvent({ updated: '2026-11-23T00:25:00Z' });
    expect(await deliver(test, ownDocument([touched]))).toMatchObject({ counts: { updated: 0 } });
    const worse = ownEvent({ severity: 'major', updated: '2026-11-23T00:28:00Z' });
    expect(await deliver(test, ownDocument([worse]))).toMatchObject({ counts: { updated: 1 } });
    const id = await firstId();
    expect(await get(id)).toMatchObject({ revision: 2, severity: { level: 'major' } });
    const { revisions } = await test.call<RoadsContract, 'listRevisions'>('roads', 'listRevisions', { id });
    expect(revisions.map(({ revision, changed, major }) => ({ revision, changed, major }))).toEqual([
      { revision: 2, changed: ['severity'], major: true },
      { revision: 1, changed: [], major: false },
    ]);
    expect(revisions[1]?.summary.severity).toBe('moderate');
  });

  it('closes what a full snapshot no longer lists, and says since when', async () => {
    await deliver(test, ownDocument([ownEvent(), ownEvent({ id: 'e2' })], { asOf: '2026-11-23T00:20:00Z' }));
    const id = await firstId();
    await advanceMinutes(5);
    const other = ownDocument([], { asOf: '2026-11-23T00:34:00Z' });
    expect(await deliver(test, other)).toMatchObject({ counts: { closed: 2 } });
    expect(await get(id)).toMatchObject({ state: 'over', endedAt: '2026-11-23T00:34:00.000Z', visibility: 'fading' });
  });

  it('closes nothing for what a list of changes leaves out', async () => {
    await deliver(test, ownDocument([ownEvent(), ownEvent({ id: 'e2' })]));
    const changes = ownDocument([ownEvent({ id: 'e3' })], { complete: false });
    expect(await deliver(test, changes)).toMatchObject({ counts: { created: 1, closed: 0 } });
    expect(await headlines()).toHaveLength(3);
  });

  it('opens again what a later snapshot lists again', async () => {
    await deliver(test, ownDocument([ownEvent()], { asOf: '2026-11-23T00:20:00Z' }));
    const id = await firstId();
    await deliver(test, ownDocument([], { asOf: '2026-11-23T00:25:00Z' }));
    await deliver(test, ownDocument([ownEvent()], { asOf: '2026-11-23T00:30:00Z' }));
    expect(await get(id)).toMatchObject({ state: 'in-force', revision: 3 });
  });

  it('is refused when it is older than the last one, and changes nothing', async () => {
    await deliver(test, ownDocument([ownEvent()], { asOf: '2026-11-23T00:20:00Z' }));
    const older = ownDocument([ownEvent({ severity: 'minor' })], { asOf: '2026-11-23T00:10:00Z' });
    expect(await deliver(test, older)).toMatchObject({ outcome: 'refused', why: expect.stringContaining('00:10:00') });
    expect((await get(await firstId())).severity.level).toBe('moderate');
  });

  it('leaves alone an event whose version is older than the stored one', async () => {
    await deliver(test, ownDocument([ownEvent({ updated: '2026-11-23T00:20:00Z' })]));
    const late = ownEvent({ severity: 'minor', updated: '2026-11-23T00:05:00Z' });
    expect(await deliver(test, ownDocument([late], { complete: false }))).toMatchObject({
      outOfOrder: 1,
      counts: { updated: 0 },
    });
  });

  it('changes nothing when it breaks off, and the feed’s record says where', async () => {
    await deliver(test, ownDocument([ownEvent()]));
    const half = ownDocument([ownEvent(), ownEvent({ id: 'e2' })]).slice(0, -40);
    expect(await deliver(test, half)).toMatchObject({
      outcome: 'refused',
      why: expect.stringMatching(/line 1, column/),
    });
    expect(await headlines()).toHaveLength(1);
    expect(await feedHealth()).toMatchObject({ failures: 1, lastAttempt: { outcome: 'refused' }, eventCount: 1 });
  });

  it('names the records that can’t be used, and takes the others', async () => {
    const bad = { id: 'e9', type: 'volcano', headline: '火山' };
    const report = await deliver(test, ownDocument([ownEvent(), ownEvent({ id: 'e2' }), bad]));
    expect(report).toMatchObject({ outcome: 'done', counts: { created: 2 }, rejected: 1 });
    expect(report.rejections[0]?.where).toContain('events[2]');
  });

  it('is not taken from an editor, nor for a feed that nobody has set up', async () => {
    await test.grant('editor-1', 'editor');
    const input = { feed: 'test', delivery: 'a'.repeat(16), parts: 1, receivedAt: '2026-11-23T00:30:00.000Z' };
    await expect(
      test.call<DeskContract, 'ingestRoadDocument'>('desk', 'ingestRoadDocument', input, 'editor-1'),
    ).rejects.toThrow('forbidden');
    await expect(
      test.call<DeskContract, 'ingestRoadDocument'>(
        'desk',
        'ingestRoadDocument',
        { ...input, feed: 'none' },
        'operator-1',
      ),
    ).rejects.toThrow('not_found: no road feed none');
    await expect(
      test.call<DeskContract, 'ingestRoadDocument'>('desk', 'ingestRoadDocument', input, 'operator-1'),
    ).rejects.toThrow('not_found: parts of aaaaaaaaaaaaaaaa are missing');
  });

  it('comes back from the database as it was: geometry, geometry in a detour, and all', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [114.5, 38],
        [114.6, 38.1],
        [114.7, 38.1],
      ],
    };
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    };
    await deliver(test, ownDocument([ownEvent({ geometry: line }), ownEvent({ id: 'e2', geometry: area })]));
    const { events } = await list();
    const geometries = await Promise.all(events.map(async ({ id }) => (await get(id)).geometry));
    expect(geometries).toEqual(expect.arrayContaining([line, area]));
    expect(
      await deliver(
        test,
        ownDocument([
          ownEvent({ geometry: line, severity: 'major', updated: '2026-11-23T00:29:00Z' }),
          ownEvent({ id: 'e2', geometry: area }),
        ]),
      ),
    ).toMatchObject({ counts: { updated: 1 }, unchanged: 1 });
    const { revisions } = await test.call<RoadsContract, 'listRevisions'>('roads', 'listRevisions', {
      id: (await list({ severityFrom: 'major' })).events[0]?.id ?? '',
    });
    expect(revisions[0]?.changed).toEqual(['severity']);
  });
});

describe('ten thousand events', () => {
  it('arrive in a hundred writes, and a run that is cut short goes on where it was', async () => {
    const events = manyEvents(10_000);
    const whole = ownDocument(events, { asOf: '2026-11-23T00:20:00Z' });
    let first = await deliver(test, whole, { seconds: 45 });
    // One run, where the machine has nothing else to do.
    if (first.outcome === 'running') first = await deliver(test, whole, { seconds: 45 });
    expect(first).toMatchObject({ outcome: 'done', counts: { created: 10_000, updated: 0, closed: 0 } });
    const writes = test.cloud.requests.list({ collection: 'road-events' }).filter(({ written = 0 }) => written > 0);
    expect(writes).toHaveLength(100);

    // 600 end, 900 change, and the first call is given a second.
    const later = events
      .slice(600)
      .map((event, at) => (at < 900 ? { ...event, headline: `${event.headline}（更新）` } : event));
    const document = ownDocument(later, { asOf: '2026-11-23T00:25:00Z' });
    const calls = [await deliver(test, document, { seconds: 1 })];
    while (calls.at(-1)?.outcome === 'running' && calls.length < 20) calls.push(await deliver(test, document));
    expect(calls.length).toBeGreaterThan(1);
    expect(calls[0]?.counts.closed).toBe(0);
    expect(calls.at(-1)).toMatchObject({ outcome: 'done', counts: { created: 0, updated: 900, closed: 600 } });
    expect(await feedHealth()).toMatchObject({ eventCount: 9400, failures: 0, lastAttempt: { outcome: 'done' } });

    const again = await deliver(test, document);
    expect(again).toMatchObject({ outcome: 'done', unchanged: 9400, counts: { created: 0, updated: 0, closed: 0 } });
  }, 240_000);
});
