import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPreview, type Preview } from './preview.ts';

let preview: Preview;

beforeAll(async () => {
  preview = await openPreview();
});
afterAll(() => preview.close());
afterEach(() => {
  expect(preview.complaints.splice(0), 'the page complained').toEqual([]);
});

const tab = (name: string) => preview.page.locator('.tabs__tab', { hasText: name });
const rows = () => preview.page.locator('.post .post__title');

describe('a driver reads the news in the preview', () => {
  it('the feed opens with twenty posts', async () => {
    await preview.page.goto(preview.url);
    await rows().first().waitFor();
    expect(await rows().count()).toBe(20);
  });

  it('scrolling to the end brings the next page, each post once', async () => {
    await preview.page.locator('.feed__end').scrollIntoViewIfNeeded();
    await expect.poll(() => rows().count()).toBe(40);
    const titles = await rows().allTextContents();
    expect(new Set(titles).size).toBe(40);
  });

  it('a tap opens the article: its title, its agency, its text', async () => {
    const title = (await rows().nth(2).textContent()) ?? '';
    await rows().nth(2).click();
    await expect.poll(() => preview.page.locator('.article__title').textContent()).toBe(title);
    expect(await preview.page.locator('.article__agency').textContent()).toContain('示例');
    expect(((await preview.page.locator('.article__body').textContent()) ?? '').length).toBeGreaterThan(20);
  });

  it('back leads to the feed where it was', async () => {
    // Taro's preview loses a page that is left before it has come to rest; a phone's own navigation does not.
    await preview.page.locator('.taro_page_stationed .article').waitFor();
    await preview.page.goBack();
    await rows().first().waitFor({ state: 'visible' });
    expect(await rows().count()).toBe(40);
  });

  it('a channel shows its own posts only', async () => {
    await tab('辟谣').click();
    await expect
      .poll(async () => new Set(await preview.page.locator('.post__channel').allTextContents()))
      .toEqual(new Set(['辟谣']));
  });

  it('without a network, a channel that was never opened says so, and a retry brings it', async () => {
    await preview.context.setOffline(true);
    await tab('政策法规').click();
    await preview.page.getByText('没有网络').waitFor();
    await preview.context.setOffline(false);
    await preview.page.locator('.state__action').click();
    await expect.poll(() => rows().count()).toBeGreaterThan(0);
  });

  it('without a network, the feed that was read before is still there, and says of when it is', async () => {
    await preview.page.route('**/call/**', (route) => route.abort('internetdisconnected'));
    await preview.page.reload();
    await preview.page.getByText(/没有网络，显示 .* 的内容/).waitFor();
    expect(await rows().count()).toBe(20);
    await preview.page.unroute('**/call/**');
  });

  it('a link to a post that does not exist says so, and leads on', async () => {
    await preview.page.goto(`${preview.url}/#/pages/news/post?id=no-such-post`);
    await preview.page.getByText('内容不存在').waitFor();
    await preview.page.getByText('看看最新资讯').click();
    await rows().first().waitFor();
  });

  it('on a wide screen the app stands in a phone', async () => {
    await preview.page.setViewportSize({ width: 1280, height: 900 });
    const box = await preview.page.locator('#container').boundingBox();
    expect(box?.width).toBeLessThanOrEqual(430);
    expect(box?.x).toBeGreaterThan(300);
  });
});
