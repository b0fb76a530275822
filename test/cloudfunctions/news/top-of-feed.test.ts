import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postId } from '#functions/shared/post-intake';
import { draftPosts } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
const drafts = draftPosts(30);
const ids = drafts.map(({ sourceId, externalId }) => postId(sourceId, externalId));
const at = (index: number) => ids[index] ?? '';
const UNTIL = '2026-11-24T00:00:00.000Z';

beforeEach(async () => {
  hall = await openHall();
  await hall.publish(...drafts.slice(0, 20));
  await hall.publish(...drafts.slice(20));
});
afterEach(() => hall.close());

const top = async (input: object = {}) => (await hall.news('listPosts', input)).posts.map(({ id }) => id);
/** An instance reads the snapshots' switch twice a minute; that is not a page's cost. */
async function warmUp(): Promise<void> {
  await top();
  hall.takeCost();
}
const banner = {
  id: 'snow-1123',
  text: '京津冀今夜有暴雪，非必要不出行；已在高速上的请就近进服务区。',
  from: '2026-11-23T00:00:00.000Z',
  to: '2026-11-23T12:00:00.000Z',
};

describe('a pinned post', () => {
  it('stands first, once, in the feed of everything and of its channel, for one request', async () => {
    await hall.desk('pinPost', { id: at(7), until: UNTIL });
    await warmUp();
    const { posts } = await hall.news('listPosts', {});
    expect(hall.takeCost()).toEqual({ requests: 1, examined: 21, returned: 21 });
    expect(posts[0]).toMatchObject({ id: at(7), pinned: true });
    expect(posts.filter(({ id }) => id === at(7))).toHaveLength(1);
    expect((await top({ channel: 'tips' }))[0]).toBe(at(7));
  });

  it('loses and doubles nothing on the pages below', async () => {
    await hall.desk('pinPost', { id: at(25), until: UNTIL });
    const first = await hall.news('listPosts', {});
    const second = await hall.news('listPosts', { cursor: first.nextCursor });
    expect([...first.posts, ...second.posts].map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('goes back to its place when an editor says so, and keeps it when its source changes the text', async () => {
    await hall.desk('pinPost', { id: at(7), until: UNTIL });
    await hall.publish({ ...(drafts[7] ?? drafts[0]), title: '改了标题' } as (typeof drafts)[number]);
    expect((await hall.news('listPosts', {})).posts[0]).toMatchObject({ id: at(7), title: '改了标题', pinned: true });
    await hall.desk('pinPost', { id: at(7) });
    expect((await top())[7]).toBe(at(7));
  });

  it('shares the top with four others at most', async () => {
    for (const index of [1, 2, 3, 4, 5]) await hall.desk('pinPost', { id: at(index), until: UNTIL });
    await expect(hall.desk('pinPost', { id: at(6), until: UNTIL })).rejects.toThrow('conflict');
    await hall.desk('pinPost', { id: at(5), until: '2026-11-25T00:00:00.000Z' });
  });

  it('is for editors of the whole site, and until some time to come', async () => {
    await hall.grant('editor-bj', 'editor', 'bj');
    await expect(hall.desk('pinPost', { id: at(1), until: UNTIL }, 'editor-bj')).rejects.toThrow('forbidden');
    await expect(hall.desk('pinPost', { id: at(1), until: '2026-11-22T00:00:00.000Z' })).rejects.toThrow('until');
    await expect(hall.desk('pinPost', { id: 'banner', until: UNTIL })).rejects.toThrow('not_found');
  });
});

describe('the emergency banner', () => {
  it('comes with the first page of everything, in the same request, and stands beside the posts', async () => {
    expect(await hall.desk('setBanner', banner)).toEqual({ revision: 1 });
    await warmUp();
    const page = await hall.news('listPosts', {});
    expect(hall.takeCost().requests).toBe(1);
    expect(page.banner).toEqual({ ...banner, revision: 1 });
    expect(page.posts[0]?.id).toBe(at(0));
    const next = await hall.news('listPosts', { cursor: page.nextCursor });
    expect(next.banner).toBeUndefined();
    expect([...page.posts, ...next.posts].map(({ id }) => id)).toEqual(ids);
    expect(await hall.news('getBanner', {})).toEqual({ banner: { ...banner, revision: 1 } });
  });

  it('is another revision when it is changed, and the first of its own when it is another', async () => {
    await hall.desk('setBanner', banner);
    expect(await hall.desk('setBanner', { ...banner, text: '暴雪已停，高速逐步恢复。' })).toEqual({ revision: 2 });
    expect(await hall.desk('setBanner', { ...banner, id: 'fog-1124' })).toEqual({ revision: 1 });
  });

  it('is shown in its time only, and gone when it is cleared', async () => {
    await hall.desk('setBanner', banner);
    hall.cloud.clock.set(banner.to);
    expect(await hall.news('getBanner', {})).toEqual({});
    expect((await hall.news('listPosts', {})).banner).toBeUndefined();
    hall.cloud.clock.set('2026-11-23T11:59:59.999Z');
    expect((await hall.news('listPosts', {})).banner).toBeDefined();
    expect(await hall.desk('clearBanner', {})).toEqual({ cleared: true });
    expect((await hall.news('listPosts', {})).banner).toBeUndefined();
    expect(await hall.news('getBanner', {})).toEqual({});
  });

  it('holds ninety characters, an end after its beginning, and no place among the posts', async () => {
    await expect(hall.desk('setBanner', { ...banner, text: '字'.repeat(91) })).rejects.toThrow('invalid_input: text');
    await expect(hall.desk('setBanner', { ...banner, to: banner.from })).rejects.toThrow('invalid_input: to');
    await hall.desk('setBanner', banner);
    await expect(hall.news('getPost', { id: 'banner' })).rejects.toThrow('not_found');
    expect((await hall.news('lookUpPosts', { ids: ['banner'] })).posts).toEqual([]);
  });
});
