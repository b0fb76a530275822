import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewsContract } from '#contract/news';
import { postId } from '#functions/shared/post-intake';
import { readContent } from '../../../scripts/check-content/read.ts';
import { loadSamples } from '../../../scripts/load-samples.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';

/** The hall as a reader finds it after `npm start`: what we wrote, through the desk. */
let test: TestCloud;

beforeAll(async () => {
  test = await startTestCloud();
  await loadSamples(test.cloud, new Date(TEST_NOW));
}, 60_000);
afterAll(() => test.close());

const list = (input: object) => test.call<NewsContract, 'listPosts'>('news', 'listPosts', input);

async function listAll(input: object = {}) {
  const posts = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...input, limit: 50, ...(cursor !== undefined && { cursor }) });
    posts.push(...page.posts);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return posts;
}

describe('the sample hall', () => {
  it('shows each notice once, and names both sources of those that stand on two platforms', async () => {
    const { content } = await readContent();
    const pairs = content.posts.filter(({ sameNoticeAs }) => sameNoticeAs !== undefined);
    expect(await listAll()).toHaveLength(content.posts.length - pairs.length);
    for (const { id, agencyId, platform } of pairs) {
      const post = await test.call<NewsContract, 'getPost'>('news', 'getPost', {
        id: postId(`${platform}:sample-${agencyId}`, id),
      });
      expect(post, id).toMatchObject({ state: 'published', alsoAt: [{ platform: expect.any(String) }] });
    }
  });

  it('has the pinned ones at the top', async () => {
    const { posts } = await list({});
    expect(posts.map(({ pinned }) => pinned ?? false).slice(0, 6)).toEqual([true, true, true, true, false, false]);
  });

  it('finds a rebuttal for every way in which we have seen its claim go round', async () => {
    const { content } = await readContent();
    const missed: string[] = [];
    for (const { id, claim, variants } of content.rebuttals) {
      for (const text of [claim, ...variants]) {
        const { matches } = await test.call<NewsContract, 'checkRumour'>('news', 'checkRumour', { text });
        if (matches[0]?.id !== id) missed.push(text);
      }
    }
    expect(missed).toEqual([]);
  });
});
