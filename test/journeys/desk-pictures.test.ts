import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { setUpDemoAgency } from './demo-agency.ts';
import { LAW } from './sample-hall.ts';
import { EDITOR, type World } from './world.ts';

const ZHANG = 'editor-zhang';
/** One pixel, of a kind that the desk doesn't take. */
const GIF = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const BODY = '[aria-label="正文（一行一段）"]';

async function appoint(world: World): Promise<void> {
  await setUpDemoAgency(world);
  await world.ask('desk', 'saveLaws', { laws: [LAW] }, EDITOR);
  await world.cloud.grant({ openid: ZHANG, role: 'editor', agencyId: 'demo', revoke: false });
}

/** Longer than a save waits and takes, on a busy machine. */
const PATIENCE = { timeout: 15_000 };

/** A picture as a camera makes it, of noise, which nothing makes small: a `data:` address. */
async function photograph(browser: Browser, width: number, height: number): Promise<string> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const address = await page.evaluate(
    ([wide = 0, high = 0]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = high;
      const brush = canvas.getContext('2d');
      for (let x = 0; x < wide; x += 4) {
        for (let y = 0; y < high; y += 4) {
          if (brush) brush.fillStyle = `hsl(${(x * 7919 + y * 104_729) % 360} 60% 50%)`;
          brush?.fillRect(x, y, 4, 4);
        }
      }
      return canvas.toDataURL('image/jpeg', 0.95);
    },
    [width, height],
  );
  await context.close();
  return address;
}

onBothBuilds("an editor's picture", { prepare: appoint }, (scene) => {
  /** What the desk has of a draft; it is kept some moments after the last key. */
  const bodyOf = async (id: string) =>
    (await scene.world.ask<{ body: string }>('desk', 'getDraft', { id }, ZHANG)).body;
  const pictures = async () =>
    (await scene.world.cloud.files.list()).filter(({ path }) => /^(pictures|uploads)/.test(path));

  it('comes into the article as readers are to load it, and from where everybody may read it', async () => {
    const photo = await photograph(scene.world.browser, 3000, 2000);
    expect(photo.length).toBeGreaterThan(1_000_000);
    const phone = await scene.takePhone({ openid: ZHANG });
    await phone.answer({ picture: photo });
    await phone.open('/pages/desk/draft?id=flood&agency=demo');
    await phone.fill('[aria-label="标题"]', '示例路段积水');
    await phone.tap('图片');
    await phone.fill('[aria-label="图上是什么"]', '示例路段的积水');
    await phone.tap('选图，加到正文末尾');
    await expect.poll(() => bodyOf('flood'), PATIENCE).toContain('pictures/');
    const draft = () => scene.world.ask<{ version: number; body: string }>('desk', 'getDraft', { id: 'flood' }, ZHANG);
    const { body, version } = await draft();
    const [, path] = /^!\[示例路段的积水\]\((pictures\/\w+\.jpg)\)$/.exec(body) ?? [];
    expect(path, body).toBeDefined();

    const kept = await pictures();
    expect(kept.map((file) => file.path)).toEqual([path]);
    expect(kept[0]?.size).toBeLessThan(400_000);
    const size = await scene.world.browser.newPage().then(async (page) => {
      await page.goto(`${scene.world.cloud.url}/storage/${path}`);
      const seen = await page.evaluate(() => {
        const image = document.querySelector('img');
        return [image?.naturalWidth, image?.naturalHeight];
      });
      await page.close();
      return seen;
    });
    expect(size).toEqual([1080, 720]);

    await phone.tap('预览');
    await phone.waitForText('示例路段积水');
    expect(await phone.count(`[src$="${path}"]`)).toBeGreaterThan(0);

    // With a cover, a digest and a law it is previewed as it will stand in the feed, and as it will be read.
    const words = { agencyId: 'demo', channel: 'warning', title: '示例路段积水', digest: '请绕行示例大道。', body };
    const content = { ...words, cover: path, laws: [{ law: LAW.id, article: '第八条' }] };
    await scene.world.ask('desk', 'saveDraft', { id: 'flood', version, content }, ZHANG);
    await phone.open('/pages/desk/preview?id=flood');
    await phone.waitForText('《示例规定》第八条');
    const shown = { card: await phone.texts('.post'), covers: await phone.count('.post__cover') };
    expect(await phone.text()).toContain('海报上的摘要：请绕行示例大道。');
    const out = { id: 'flood', version: (await draft()).version };
    const { postId } = await scene.world.ask<{ postId: string }>('desk', 'publishDraft', out, ZHANG);
    await phone.open('/pages/tabs/news');
    await phone.waitForText('示例路段积水');
    const inFeed = { card: await phone.texts('.post'), covers: await phone.count('.post__cover') };
    expect(shown.covers).toBe(1);
    expect(inFeed).toEqual(shown);
    await phone.open(`/pages/news/post?id=${postId}`);
    await phone.tap('《示例规定》第八条');
    await phone.waitForText('靠右行驶。');
    await phone.close();
  });

  it('of a kind that not every phone shows is refused with the reason, and what was written stays', async () => {
    const before = await pictures();
    const phone = await scene.takePhone({ openid: ZHANG });
    await phone.answer({ picture: GIF });
    await phone.open('/pages/desk/draft?id=none&agency=demo');
    await phone.fill(BODY, '已经写好的正文');
    await phone.tap('图片');
    await phone.fill('[aria-label="图上是什么"]', '示例');
    await phone.tap('选图，加到正文末尾');
    await phone.waitForText('这个文件不是 JPEG、PNG 或 WebP 图片');
    await phone.waitForText('已保存');
    expect(await scene.world.ask('desk', 'getDraft', { id: 'none' }, ZHANG)).toMatchObject({
      body: '已经写好的正文',
    });
    expect(await pictures()).toEqual(before);
    await phone.close();
  });

  it('waits for a network, and is not half there without one', async () => {
    const phone = await scene.takePhone({ openid: ZHANG });
    await phone.open('/pages/desk/draft?id=tunnel&agency=demo');
    await phone.fill(BODY, '隧道里');
    await phone.waitForText('已保存');
    await phone.tap('图片');
    await phone.fill('[aria-label="图上是什么"]', '隧道口');
    await phone.offline(true);
    await phone.tap('选图，加到正文末尾');
    await phone.waitForText('没有网络');
    await phone.offline(false);
    await phone.tap('选图，加到正文末尾');
    await expect.poll(() => bodyOf('tunnel'), PATIENCE).toMatch(/^隧道里\n!\[隧道口\]\(pictures\/\w+\.\w+\)$/);
    await phone.close({ expectClean: false });
  });
});
