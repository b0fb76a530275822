import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#contract/action';
import type { PostSummary, PostView } from '#contract/news';
import { openPreview, type Preview } from './preview.ts';

const EDITOR = 'editor-1';

let preview: Preview;

beforeAll(async () => {
  preview = await openPreview();
  await preview.cloud.grant({ openid: EDITOR, role: 'editor', agencyId: '*', revoke: false });
});
afterAll(() => preview.close());
afterEach(() => {
  expect(preview.complaints.splice(0), 'the page complained').toEqual([]);
});

async function ask<T>(name: string, action: string, input: unknown, openid?: string): Promise<T> {
  const reply = (await preview.cloud.call(name, { action, input }, openid)) as Reply<T>;
  if (!reply.ok) throw new Error(`${name}.${action}: ${reply.error.code}: ${reply.error.message}`);
  return reply.data;
}

/** Opens a page by its own address, as a link does. */
async function open(path: string): Promise<void> {
  await preview.page.goto('about:blank');
  await preview.page.goto(`${preview.url}/#/pages/news/${path}`);
}

const shown = (text: string | RegExp) => preview.page.getByText(text).filter({ visible: true }).first();

describe('a driver uses the publishing hall in the preview', () => {
  it('the hall lists agencies; one opens with its timeline and can be followed', async () => {
    await open('hall');
    await shown('浙江交警（示例）').click();
    await preview.page.locator('.agency__sign').waitFor();
    await preview.page.locator('.post').filter({ visible: true }).first().waitFor();
    await preview.page.getByLabel('关注浙江交警·示例').filter({ visible: true }).click();
    await open('hall');
    await shown('已关注').click();
    await expect
      .poll(async () => new Set(await preview.page.locator('.post__meta').filter({ visible: true }).allTextContents()))
      .toSatisfy((metas: Set<string>) => metas.size > 0 && [...metas].every((meta) => meta.includes('浙江交警')));
  });

  it('search finds by words of the text and marks them', async () => {
    await open('search');
    await preview.page.locator('.search-bar__field textarea').fill('应急车道');
    await preview.page.locator('.search-bar__go').click();
    await preview.page.locator('.hit').first().waitFor();
    expect(await preview.page.locator('.hit__mark').first().textContent()).toContain('应急车道');
  });

  it('the rumour check answers with a card, and never calls true what it did not find', async () => {
    await open('rumour');
    const field = preview.page.locator('.check__text textarea');
    await field.fill('听说穿拖鞋开车要扣2分罚200元');
    await preview.page.locator('.check__go').click();
    await shown(/核查于 \d+年/).waitFor();
    await field.fill('明天全市公园免费开放到晚上十点');
    await preview.page.locator('.check__go').click();
    await shown('没有找到相关辟谣').waitFor();
    await shown(/没找到不代表属实/).waitFor();
  });

  it('a corrected article shows its trail: who, why, and what was changed', async () => {
    const { posts } = await ask<{ posts: PostSummary[] }>('news', 'listPosts', { channel: 'tips' });
    const [post] = posts;
    if (post === undefined) throw new Error('there is no sample to correct');
    const { title, revision } = await ask<PostView>('news', 'getPost', { id: post.id });
    await ask(
      'desk',
      'correctPost',
      { id: post.id, revision, reason: '标题有误。', title: `${title}（更正）` },
      EDITOR,
    );
    await open(`post?id=${post.id}`);
    await shown('第 2 版 · 查看修订记录').click();
    await shown('原因：标题有误。').waitFor();
    expect(await preview.page.locator('.change__added').first().textContent()).toBe('（更正）');
  });

  it('a law leads to its article and to the posts that cite it', async () => {
    await open('law?id=road-traffic-safety-law');
    await preview.page.locator('.search-bar__field textarea').fill('91');
    await shown(/第九十一条/).click();
    await shown('引用这一条的内容').waitFor();
    await preview.page.locator('.post').filter({ visible: true }).first().waitFor();
  });
});
