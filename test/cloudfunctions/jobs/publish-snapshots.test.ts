import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotName, SnapshotPointer } from '#domain/snapshot';
import { draftPost, draftPosts } from '../../fixtures/post-drafts.ts';
import { deliver, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;

beforeEach(async () => {
  hall = await openHall({ timers: 'by hand' });
  await hall.publish(...draftPosts(20));
  await hall.publish(...draftPosts(5, { sourceId: 'weibo:example' }));
});
afterEach(() => hall.close());

const turn = (percent: number) => hall.desk('setSnapshotShare', { percent }, 'operator-1');
const publish = () => hall.cloud.timers.runNow('jobs', 'publishSnapshots');
const address = (file: string) => `${hall.cloud.url}/storage/snapshots/${file}`;

/** As a phone reads it: by its address, signed in nowhere. */
async function fetchPointer(): Promise<SnapshotPointer | undefined> {
  const response = await fetch(address('pointer.json'));
  return response.ok ? ((await response.json()) as SnapshotPointer) : undefined;
}

async function fetchAnswer(name: SnapshotName): Promise<unknown> {
  const pointer = await fetchPointer();
  return (await fetch(address(pointer?.files[name] ?? 'none'))).json();
}

const filesThere = async () => (await hall.cloud.files.list()).map(({ path }) => path);

/** Time goes on, and the job runs once at its end. */
async function publishAfter(minutes: number) {
  hall.cloud.clock.advance(minutes * 60_000);
  return publish();
}

describe('a publication', () => {
  it('is what the functions answer, readable by anybody, with its sequence and its times', async () => {
    await saveFeed(hall);
    await deliver(hall, ownDocument([ownEvent({ id: 'closure', headline: '因事故封闭' })]));
    await turn(30);
    await publish();
    expect(await fetchPointer()).toEqual({
      sequence: Date.parse('2026-11-23T00:30:00.000Z') / 1000,
      publishedAt: '2026-11-23T00:30:00.000Z',
      expiresAt: '2026-11-23T00:33:00.000Z',
      files: { news: expect.stringMatching(/^news-[\da-f]{20}\.json$/), roads: expect.stringMatching(/^roads-/) },
    });
    const now = await hall.news('listPosts', {});
    expect(await fetchAnswer('news')).toEqual(now);
    expect(now.snapshots).toEqual({ percent: 30, pointer: address('pointer.json') });
    expect(await fetchAnswer('roads')).toEqual(await hall.call('roads', 'listEvents', {}));
  });

  it('writes an answer that has not changed no second time, and gives a changed one another name', async () => {
    await turn(100);
    await publish();
    const before = await fetchPointer();
    hall.cloud.requests.clear();
    await publishAfter(1);
    const same = await fetchPointer();
    expect(same?.files.news).toBe(before?.files.news);
    expect(same?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    const uploads = hall.cloud.requests.list().filter(({ action }) => action === 'storage.getUploadMetadata');
    expect(uploads).toHaveLength(1);
    await hall.publish(draftPost({ externalId: 'new', title: '刚刚发布', publishedAt: '2026-11-23T00:30:30.000Z' }));
    await publishAfter(1);
    expect((await fetchPointer())?.files.news).not.toBe(before?.files.news);
    expect(await fetchAnswer('news')).toMatchObject({
      posts: expect.arrayContaining([expect.objectContaining({ title: '刚刚发布' })]),
    });
  });

  it('leaves a file for a quarter of an hour after the last pointer that named it, then clears it away', async () => {
    await turn(100);
    await publish();
    const old = `snapshots/${(await fetchPointer())?.files.news}`;
    await hall.publish(draftPost({ externalId: 'new', publishedAt: '2026-11-23T00:30:30.000Z' }));
    await publishAfter(14);
    expect(await filesThere()).toContain(old);
    await publishAfter(3);
    expect(await filesThere()).not.toContain(old);
    expect((await filesThere()).filter((path) => path.startsWith('snapshots/'))).toHaveLength(3);
    expect(await fetchAnswer('news')).toMatchObject({ posts: expect.any(Array) });
  });
});

describe('the switch', () => {
  it('is off until an operator turns it on: nothing is published, and nobody is told', async () => {
    await publish();
    expect(await fetchPointer()).toBeUndefined();
    expect((await hall.news('listPosts', {})).snapshots).toBeUndefined();
    await turn(5);
    await publishAfter(1);
    expect((await hall.news('listPosts', {})).snapshots?.percent).toBe(5);
    expect((await hall.news('listPosts', { channel: 'tips' })).snapshots).toBeUndefined();
  });

  it('turned off, lets the last pointer run out', async () => {
    await turn(100);
    await publish();
    await turn(0);
    await publishAfter(5);
    expect(Date.parse((await fetchPointer())?.expiresAt ?? '')).toBeLessThan(hall.cloud.clock.now());
    expect((await hall.news('listPosts', {})).snapshots).toBeUndefined();
  });

  it('leaves a trace of who turned it', async () => {
    await turn(40);
    const { entries } = await hall.desk('listAudit', { subject: 'settings/snapshots' }, 'operator-1');
    expect(entries).toMatchObject([{ by: 'operator-1', action: 'setSnapshotShare', after: { percent: 40 } }]);
  });
});

describe('a run that is cut short', () => {
  const STEPS = [
    'database.getDocument',
    'database.modifyDocument',
    'storage.getUploadMetadata',
    'storage.batchDeleteFile',
    'database.removeDocument',
  ];

  it.each(STEPS)('by a failed %s, leaves a pointer whose files are there, and the next one goes on', async (action) => {
    await turn(100);
    await publish();
    await hall.publish(draftPost({ externalId: 'new', publishedAt: '2026-11-23T00:30:30.000Z' }));
    hall.cloud.faults.add({ action, errorRate: 1, times: 1 });
    // Late enough for the first files to be cleared away in the run that fails.
    expect((await publishAfter(16))?.outcome).toContain('a fault that was asked for');
    expect(await fetchAnswer('news')).toMatchObject({ posts: expect.any(Array) });
    await publishAfter(1);
    expect(await fetchAnswer('news')).toEqual(await hall.news('listPosts', {}));
    await publishAfter(16);
    expect((await filesThere()).filter((path) => path.startsWith('snapshots/'))).toHaveLength(3);
  });
});
