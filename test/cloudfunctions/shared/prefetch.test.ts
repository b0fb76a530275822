import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskContract } from '#contract/desk';
import { draftPosts } from '../../fixtures/post-drafts.ts';
import { deliver, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeAll(async () => {
  test = await startTestCloud();
});
afterAll(() => test.close());

/** What WeChat keeps of an answer at most, in bytes; more is thrown away, and the first screen waits for a call. */
const MOST_KEPT = 256 * 1024;

/** What WeChat sends where it asks for itself: no action, but when, and where the mini program opens. */
const AHEAD = { appid: 'wx0', timestamp: 1_795_393_800, path: 'pages/tabs/news', query: '', scene: 1001 };

describe.each([
  { name: 'news', of: 'news.listPosts', list: 'posts' },
  { name: 'roads', of: 'roads.listEvents', list: 'events' },
])('$name, asked by WeChat ahead of the driver', ({ name, of, list }) => {
  it('answers what its first screen shows, and of when it is', async () => {
    // What WeChat keeps is no reply to a call.
    expect(await test.cloud.call(name, AHEAD)).toMatchObject({ of, asOf: TEST_NOW, data: { [list]: [] } });
  });

  it('does not take a call of its own for one', async () => {
    expect(await test.send(name, { timestamp: 1, action: 'nothing' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
  });
});

it('a function that nobody prefetches refuses it', async () => {
  expect(await test.send('me', AHEAD, 'driver-1')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
});

describe('the fullest first screen that the desk lets through', () => {
  /** Twelve hours ahead WeChat says when alone. */
  const PERIODIC = { appid: 'wx0', timestamp: 1_795_393_800 };
  const LONG = '因前方发生多车连环追尾事故，现场正在全力处置'.repeat(20);
  const bytesOf = async (name: string, event: object) =>
    Buffer.byteLength(JSON.stringify(await test.cloud.call(name, event)));

  it('of the feed is kept by WeChat, asked at the start and twelve hours ahead', async () => {
    await test.grant('editor-1', 'editor');
    const cover = `https://pictures.example.test/${'a'.repeat(2000)}.webp`;
    const posts = draftPosts(20, { sourceName: LONG.slice(0, 60), cover }).map((post, at) => ({
      ...post,
      title: `${at} ${LONG}`.slice(0, 100),
      digest: LONG.slice(0, 120),
    }));
    await test.call<DeskContract, 'importPosts'>('desk', 'importPosts', { posts }, 'editor-1');
    for (const event of [AHEAD, PERIODIC]) {
      const bytes = await bytesOf('news', event);
      // The covers alone are as much: the page is full.
      expect(bytes).toBeGreaterThan(20 * 2000);
      expect(bytes).toBeLessThan(MOST_KEPT);
    }
  });

  it('of the road board is kept, too', async () => {
    await saveFeed(test);
    const events = Array.from({ length: 20 }, (_, at) =>
      ownEvent({
        id: `e${at}`,
        headline: `${at} ${LONG}`.slice(0, 90),
        detour: LONG.slice(0, 200),
        regions: Array.from({ length: 10 }, (_, region) => ({ adcode: `1301${10 + region}`, name: LONG.slice(0, 20) })),
      }),
    );
    await deliver(test, ownDocument(events));
    for (const event of [AHEAD, PERIODIC]) {
      const bytes = await bytesOf('roads', event);
      expect(bytes).toBeGreaterThan(20 * 100);
      expect(bytes).toBeLessThan(MOST_KEPT);
    }
  });
});
