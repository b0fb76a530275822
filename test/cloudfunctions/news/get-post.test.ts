import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';
import { postId } from '#functions/shared/post-intake';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;
const id = postId('wechat:example-police', '1001_1');

beforeEach(async () => {
  test = await startTestCloud();
  await test.grant('editor-1', 'editor');
  await test.call<DeskContract, 'importPosts'>('desk', 'importPosts', { posts: [draftPost()] }, 'editor-1');
});
afterEach(() => test.close());

const read = (input: { id: string }) => test.call<NewsContract, 'getPost'>('news', 'getPost', input);

describe('an article', () => {
  it('says who published it, when, and which revision this is', async () => {
    expect(await read({ id })).toMatchObject({
      state: 'published',
      title: '雨天请开近光灯',
      agency: '示例交警',
      sourceName: '示例交警',
      platform: 'wechat',
      publishedAt: '2026-11-22T06:00:00.000Z',
      revision: 1,
      blocks: [{ kind: 'text', html: expect.stringContaining('近光灯') }],
    });
  });

  it('opens without anybody being signed in', async () => {
    const reply = await test.send('news', { action: 'getPost', input: { id } });
    expect(reply.ok).toBe(true);
  });

  it('that never was is not found', async () => {
    await expect(read({ id: 'no-such-post' })).rejects.toThrow('not_found');
  });

  it('tells nothing of how it is kept', async () => {
    const reply = await test.send('news', { action: 'getPost', input: { id } });
    expect(JSON.stringify(reply)).not.toMatch(/contentHash|feedKey|_id|sourceId/);
  });
});
