import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskContract } from '#contract/desk';
import type { NewsContract, PostSummary } from '#contract/news';
import { draftPost, draftPosts } from '../../fixtures/post-drafts.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeEach(async () => {
  test = await startTestCloud();
  await test.grant('editor-1', 'editor');
});
afterEach(() => test.close());

async function publish(drafts: ReturnType<typeof draftPosts>) {
  for (let at = 0; at < drafts.length; at += 20) {
    await test.call<DeskContract, 'importPosts'>(
      'desk',
      'importPosts',
      { posts: drafts.slice(at, at + 20) },
      'editor-1',
    );
  }
}

const list = (input: object) => test.call<NewsContract, 'listPosts'>('news', 'listPosts', input);
const titles = (posts: PostSummary[]) => posts.map(({ title }) => title.slice(0, title.indexOf(' ')));

describe('the feed', () => {
  it('is empty, and ends, where nothing was published', async () => {
    expect(await list({})).toEqual({ posts: [], pictureBase: expect.any(String) });
  });

  it('gives the newest first, page by page to the end, each post once', async () => {
    await publish(draftPosts(45));
    const first = await list({});
    const second = await list({ cursor: first.nextCursor });
    const third = await list({ cursor: second.nextCursor });
    expect([first, second, third].map(({ posts }) => posts.length)).toEqual([20, 20, 5]);
    expect(third.nextCursor).toBeUndefined();
    const all = [first, second, third].flatMap(({ posts }) => posts);
    expect(titles(all)).toEqual(Array.from({ length: 45 }, (_, at) => `第${at}条`));
  });

  it('stays stable while new posts arrive', async () => {
    await publish(draftPosts(25));
    const first = await list({});
    await publish([draftPost({ externalId: 'breaking', publishedAt: '2026-11-23T00:20:00.000Z' })]);
    const second = await list({ cursor: first.nextCursor });
    expect(titles(second.posts)).toEqual(['第20条', '第21条', '第22条', '第23条', '第24条']);
  });

  it('loses and doubles nothing among posts of the same instant', async () => {
    await publish(draftPosts(30, { publishedAt: '2026-11-22T06:00:00.000Z' }));
    const first = await list({ limit: 11 });
    const second = await list({ limit: 11, cursor: first.nextCursor });
    const third = await list({ limit: 11, cursor: second.nextCursor });
    const ids = [first, second, third].flatMap(({ posts }) => posts.map(({ id }) => id));
    expect(new Set(ids).size).toBe(30);
    expect(ids).toHaveLength(30);
  });

  it('shows one channel only when asked for it', async () => {
    await publish([draftPost(), draftPost({ externalId: 'r', channel: 'rebuttal', title: '辟谣 一则' })]);
    const { posts } = await list({ channel: 'rebuttal' });
    expect(posts.map(({ channel }) => channel)).toEqual(['rebuttal']);
  });

  it('costs one indexed database request, and reads no more than it shows and one', async () => {
    await publish(draftPosts(45));
    // An instance reads the snapshots' switch twice a minute; that is not a page's cost.
    await list({});
    test.cloud.requests.clear();
    await list({});
    const requests = test.cloud.requests.list();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      action: 'database.getDocument',
      collection: 'posts',
      index: 'status_feedKey',
      examined: 21,
      returned: 21,
    });
  });

  it('takes at most 5.5 KB for a first screen of twenty posts with pictures', async () => {
    await publish(draftPosts(20, { cover: 'pictures/following-distance.webp', sourceName: '示例省公安厅交警' }));
    const reply = await test.send('news', { action: 'listPosts', input: {} });
    expect(Buffer.byteLength(JSON.stringify(reply))).toBeLessThanOrEqual(5.5 * 1024);
  });
});
