import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '#contract/action';
import { postId } from '#functions/shared/post-intake';
import { draftPost, draftPosts } from '../fixtures/post-drafts.ts';
import { type Hall, openHall } from './hall.ts';

/** The memory of instances, which other tests switch off: here it is on, as a deployment has it, on one instance. */

let hall: Hall;
const draft = draftPost();
const id = postId(draft.sourceId, draft.externalId);

beforeEach(async () => {
  hall = await openHall({ variables: { READ_MEMORY: 'on' }, instancesPerFunction: 1 });
  await hall.publish(...draftPosts(3), draft);
  hall.takeCost();
});
afterEach(() => hall.close());

const read = async (action: string, input: object) =>
  (await hall.send('news', { action, input })) as Reply<Record<string, unknown>> & { age?: number };

describe('public answers', () => {
  it('cost the database nothing while they are fresh, and say how old they are', async () => {
    const first = await read('listPosts', {});
    expect(first.age).toBeUndefined();
    expect(hall.takeCost().requests).toBeGreaterThan(0);
    hall.cloud.clock.advance(4000);
    for (let driver = 0; driver < 20; driver += 1) {
      const again = await read('listPosts', { limit: 20 });
      expect(again).toEqual({ ...first, age: 4000 });
    }
    expect(hall.takeCost().requests).toBe(0);
  });

  it('are read again by the first who asks after that, and tell what has changed', async () => {
    await read('getPost', { id });
    await hall.desk('withdrawPosts', { posts: [{ sourceId: draft.sourceId, externalId: draft.externalId }] });
    hall.takeCost();
    expect((await read('getPost', { id })).ok && hall.takeCost().requests).toBe(0);
    hall.cloud.clock.advance(5000);
    expect(await read('getPost', { id })).toMatchObject({ ok: true, data: { state: 'withdrawn' } });
    expect(hall.takeCost().requests).toBe(1);
  });

  it('of a page further down, or of the agencies that one reader follows, are read each time', async () => {
    for (const input of [{ cursor: '~' }, { agencies: ['bj'] }]) {
      await read('listPosts', input);
      hall.takeCost();
      await read('listPosts', input);
      expect(hall.takeCost().requests).toBe(1);
    }
  });

  it('of a holiday guide are read each time for who is about to change it', async () => {
    const guide = { name: '示例假期', from: '2026-12-31T16:00:00.000Z', to: '2027-01-03T16:00:00.000Z', intro: '先' };
    const none = { peaks: [], chokePoints: [], accidentProne: [], tips: [] };
    const save = (intro: string) =>
      hall.desk('saveHolidayGuide', { id: 'g', agencyId: 'bj', guide: { ...guide, ...none, intro } });
    const seen = async (input: object) => {
      const reply = await hall.send('roads', { action: 'getHolidayGuide', input: { id: 'g', ...input } });
      return (reply as { data: { intro: string } }).data.intro;
    };
    await save('先');
    expect(await seen({})).toBe('先');
    await save('后');
    expect(await seen({})).toBe('先');
    expect(await seen({ reading: 'now' })).toBe('后');
  });

  it('stand for two minutes, and no longer, when the database fails', async () => {
    const first = await read('listPosts', {});
    hall.cloud.faults.add({ action: 'database.*', errorRate: 1 });
    hall.cloud.clock.advance(119_000);
    expect(await read('listPosts', {})).toEqual({ ...first, age: 119_000 });
    hall.cloud.clock.advance(6000);
    await expect(read('listPosts', {})).rejects.toThrow('unexpectedly');
    hall.cloud.faults.clear();
    expect(await read('listPosts', {})).toEqual(first);
  });

  it('that say "not there" are not remembered', async () => {
    expect((await read('getPost', { id: 'nobody' })).ok).toBe(false);
    hall.takeCost();
    await read('getPost', { id: 'nobody' });
    expect(hall.takeCost().requests).toBe(1);
  });
});

describe('answers to a caller', () => {
  it('are never those to another', async () => {
    const shelf = (openid: string, marks: object[]) =>
      hall.send('me', { action: 'syncShelf', input: { marks, since: 0 } }, openid);
    const mark = { kind: 'favourite', subject: `post:${id}`, on: true, at: '2026-11-23T00:29:00.000Z' };
    expect(await shelf('driver-1', [mark])).toMatchObject({ ok: true, data: { entries: [{ subject: `post:${id}` }] } });
    expect(await shelf('driver-2', [])).toMatchObject({ ok: true, data: { entries: [] } });
  });
});
