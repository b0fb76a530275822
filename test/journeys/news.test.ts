import { describe, expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { NOW } from './now.ts';
import { samplePost, type World } from './world.ts';

async function publishFortyFive(world: World): Promise<void> {
  const posts = Array.from({ length: 45 }, (_, number) => samplePost(number + 1));
  for (let at = 0; at < posts.length; at += 20) await world.publish(...posts.slice(at, at + 20));
  await world.publish(samplePost(50, { channel: 'rebuttal', title: '示例 辟谣：示例大桥没有断' }));
}

onBothBuilds('a driver reads the news', { prepare: publishFortyFive }, (scene) => {
  describe('the feed', () => {
    it('shows the newest twenty posts after one call', async () => {
      await scene.phone.open();
      const text = await scene.phone.text();
      expect(text).toContain('第1号通告');
      expect(text).toContain('第20号通告');
      expect(text).not.toContain('第21号通告');
      expect(text).toContain('示例市交警\u20021小时前');
      expect(scene.phone.calls).toEqual([expect.objectContaining({ name: 'news', action: 'listPosts', status: 200 })]);
    });

    it('continues at its end until everything has been shown once', async () => {
      await scene.phone.open();
      await scene.phone.scrollToBottom();
      expect(await scene.phone.count('.post__title')).toBe(40);
      await scene.phone.scrollToBottom();
      const titles = await scene.phone.texts('.post__title');
      expect(titles).toHaveLength(46);
      expect(new Set(titles).size).toBe(46);
      expect(await scene.phone.text()).toContain('已经到底了');
    });

    it('is fetched again when it is pulled down, and lets go', async () => {
      await scene.phone.open();
      await scene.world.publish(samplePost(0, { title: '示例 刚刚发布的通告', publishedAt: NOW.toISOString() }));
      await scene.phone.pullDown();
      expect(await scene.phone.text()).toContain('刚刚发布的通告');
    });

    it('shows of a channel its own posts only', async () => {
      await scene.phone.open();
      await scene.phone.tap('#tab-rebuttal');
      expect(await scene.phone.texts('.post__title')).toEqual(['示例 辟谣：示例大桥没有断']);
    });

    it('tells a screen reader which channels there are and which one is chosen', async () => {
      await scene.phone.open();
      expect(await scene.phone.count('[role=tab]')).toBe(7);
      expect(await scene.phone.count('[role=tab][aria-label*=已选中]')).toBe(1);
    });
  });

  describe('an article', () => {
    it('opens from the feed, with its agency, its time and its text, and leads back to where the reader was', async () => {
      await scene.phone.open();
      await scene.phone.tap('第3号通告');
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/news/post' });
      const text = await scene.phone.text();
      expect(text).toContain('示例市交警');
      expect(text).toContain('2026年11月23日 05:30');
      expect(text).toContain('第3号通告的正文。');
      await scene.phone.back();
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/tabs/news' });
      expect(await scene.phone.text()).toContain('第1号通告');
    });

    it('is made a poster with its code, which is saved', async () => {
      await scene.phone.open();
      await scene.phone.tap('第4号通告');
      await scene.phone.tap('做成海报');
      await scene.phone.waitForText('保存到相册');
      await scene.phone.tap('保存到相册');
      await scene.phone.waitForText('海报已保存');
    });

    it('was never there: says so and leads to the feed', async () => {
      await scene.phone.open('/pages/news/post?id=ffffffffffffffff');
      expect(await scene.phone.text()).toContain('内容不存在');
      await scene.phone.tap('看看最新资讯');
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/tabs/news' });
    });

    it('has no id in its address: says so', async () => {
      await scene.phone.open('/pages/news/post');
      expect(await scene.phone.text()).toContain('内容不存在');
    });

    it('was withdrawn after the reader had kept it: its text is shown no more, and the feed is without it', async () => {
      await scene.phone.open();
      await scene.phone.tap('第2号通告');
      const { query } = await scene.phone.page();
      await scene.world.withdraw(query.id ?? '', '内容有误，以更正为准。');
      await scene.phone.open(`/pages/news/post?id=${query.id}&r=1`);
      const text = await scene.phone.text();
      expect(text).toContain('这篇内容已撤回');
      expect(text).toContain('内容有误，以更正为准。');
      expect(text).not.toContain('第2号通告的正文。');
      await scene.phone.open();
      await scene.phone.pullDown();
      expect(await scene.phone.text()).not.toContain('第2号通告');
    });
  });

  describe('without a network', () => {
    it('says so where nothing was kept, and shows the feed when the driver tries again with one', async () => {
      await scene.phone.offline(true);
      await scene.phone.open();
      expect(await scene.phone.text()).toContain('没有网络');
      await scene.phone.offline(false);
      await scene.phone.tap('重试');
      expect(await scene.phone.text()).toContain('第1号通告');
    });

    it('shows the feed that was kept, and of when it is once somebody asks for a newer one', async () => {
      await scene.phone.open();
      await scene.phone.offline(true);
      await scene.phone.open();
      expect(await scene.phone.text()).not.toContain('没有网络');
      await scene.phone.pullDown();
      const text = await scene.phone.text();
      expect(text).toContain('第1号通告');
      expect(text).toMatch(/没有网络，显示 08:3\d 的内容/);
    });

    it('shows an article that was read before, and fetches it when asked to', async () => {
      await scene.phone.open();
      await scene.phone.tap('第3号通告');
      const { query } = await scene.phone.page();
      await scene.phone.offline(true);
      await scene.phone.open(`/pages/news/post?id=${query.id}`);
      expect(await scene.phone.text()).toContain('第3号通告的正文。');
      await scene.phone.offline(false);
      await scene.phone.tap('点此重试');
      expect(await scene.phone.text()).not.toContain('没有网络');
    });

    it('says so for an article that was never read', async () => {
      const ids = await scene.world.publishedIds();
      await scene.phone.offline(true);
      await scene.phone.open(`/pages/news/post?id=${ids.at(-1)}`);
      expect(await scene.phone.text()).toContain('没有网络');
      await scene.phone.offline(false);
      await scene.phone.tap('重试');
      expect(await scene.phone.text()).toContain('号通告的正文。');
    });
  });
});
