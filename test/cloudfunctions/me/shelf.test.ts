import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionInput } from '#contract/action';
import type { MeContract } from '#contract/me';
import { postId } from '#functions/shared/post-intake';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
const draft = draftPost();
const id = postId(draft.sourceId, draft.externalId);
const AT = '2026-11-23T00:10:00.000Z';

beforeEach(async () => {
  hall = await openHall({ timers: true });
  await hall.publish(draft);
});
afterEach(() => hall.close());

const sync = (openid: string | undefined, input: ActionInput<MeContract, 'syncShelf'>) =>
  hall.call<MeContract, 'syncShelf'>('me', 'syncShelf', input, openid);
const mark = (kind: 'favourite' | 'history' | 'like' | 'share', on = true, at = AT) => ({
  kind,
  subject: `post:${id}`,
  on,
  at,
});
const counters = async () => {
  const post = await hall.news('getPost', { id });
  return post.state === 'published' ? post.counters : undefined;
};
const fold = () => hall.cloud.timers.runNow('jobs', 'foldCounters');

describe('a shelf', () => {
  it('reaches the other phone, which is then told only what is new', async () => {
    const first = await sync('driver-1', { marks: [mark('favourite')] });
    const other = await sync('driver-1', { marks: [] });
    expect(other.entries).toEqual([mark('favourite')]);
    await sync('driver-1', { marks: [mark('like')], since: first.revision });
    expect((await sync('driver-1', { marks: [], since: first.revision })).entries).toEqual([mark('like')]);
  });

  it('is nobody else’s, and nobody’s who is not signed in', async () => {
    await sync('driver-1', { marks: [mark('favourite')] });
    expect((await sync('driver-2', { marks: [] })).entries).toEqual([]);
    await expect(sync(undefined, { marks: [] })).rejects.toThrow('unauthenticated');
  });

  it('loses nothing when two phones sync at once', async () => {
    const phones = Array.from({ length: 6 }, (_, at) =>
      sync('driver-1', { marks: [{ ...mark('favourite'), subject: `post:p${at}` }] }),
    );
    await Promise.all(phones);
    expect((await sync('driver-1', { marks: [] })).entries).toHaveLength(6);
  });
});

describe('counters', () => {
  it('are folded by a job: one view, one share, one like for each reader, however often it is sent', async () => {
    for (const openid of ['driver-1', 'driver-2']) {
      for (let time = 0; time < 3; time += 1) {
        await sync(openid, { marks: [mark('history'), mark('like'), mark('share')] });
      }
    }
    expect(await counters()).toEqual({ views: 0, likes: 0, shares: 0 });
    await fold();
    expect(await counters()).toEqual({ views: 2, likes: 2, shares: 2 });
    await fold();
    expect(await counters()).toEqual({ views: 2, likes: 2, shares: 2 });
  });

  it('lose a like that is taken back', async () => {
    await sync('driver-1', { marks: [mark('like')] });
    await fold();
    await sync('driver-1', { marks: [mark('like', false, '2026-11-23T00:20:00.000Z')] });
    await fold();
    expect(await counters()).toEqual({ views: 0, likes: 0, shares: 0 });
  });

  it('cost one write beside the shelf, and none to the post', async () => {
    hall.takeCost();
    await sync('driver-1', { marks: [mark('history'), mark('like')] });
    const written = hall.cloud.requests.list().filter(({ written }) => (written ?? 0) > 0);
    expect(written.map(({ collection }) => collection)).not.toContain('posts');
    expect(hall.cloud.database.browse('tallies', { limit: 10, offset: 0 }).total).toBe(1);
  });

  it('survive a correction of the post, and posts that never were', async () => {
    await sync('driver-1', { marks: [mark('history'), { ...mark('like'), subject: 'post:never-was' }] });
    await fold();
    await hall.desk('correctPost', { id, revision: 1, reason: '更正', title: '新标题' });
    expect(await counters()).toEqual({ views: 1, likes: 0, shares: 0 });
    expect(hall.cloud.database.browse('tallies', { limit: 10, offset: 0 }).total).toBe(0);
  });
});
