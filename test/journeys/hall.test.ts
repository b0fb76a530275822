import { describe, expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { NOW } from './now.ts';
import { prepareHall } from './sample-hall.ts';
import { EDITOR } from './world.ts';

const HOUR = 3_600_000;

onBothBuilds('the publishing hall', { prepare: prepareHall }, (scene) => {
  const desk = (action: string, input: object) => scene.world.ask('desk', action, input, EDITOR);

  describe('the emergency banner', () => {
    const banner = (text: string) => ({
      id: 'fog',
      text,
      from: new Date(NOW.getTime() - HOUR).toISOString(),
      to: new Date(NOW.getTime() + HOUR).toISOString(),
    });

    it('stands above the feed until it is put away, and comes back when it says something else', async () => {
      await desk('setBanner', banner('示例：大雾，请推迟出行。'));
      await scene.phone.open();
      expect(await scene.phone.text()).toContain('大雾，请推迟出行');
      await scene.phone.tap('安全提示');
      expect(await scene.phone.text()).toContain('大雾，请推迟出行');
      await scene.phone.open('/pages/news/hall');
      expect(await scene.phone.text()).toContain('大雾，请推迟出行');
      await scene.phone.open();

      await scene.phone.tap('.banner__close');
      expect(await scene.phone.text()).not.toContain('大雾，请推迟出行');
      await scene.phone.open();
      expect(await scene.phone.text()).not.toContain('大雾，请推迟出行');

      await desk('setBanner', banner('示例：雾散，已恢复通行。'));
      await scene.phone.open();
      // Within a minute the feed is not asked for again unless somebody pulls it.
      await scene.phone.pullDown();
      expect(await scene.phone.text()).toContain('雾散，已恢复通行');
      await desk('clearBanner', {});
    });

    it('is not shown from memory once it is over', async () => {
      await desk('setBanner', banner('示例：短时管制。'));
      await scene.phone.open();
      expect(await scene.phone.text()).toContain('短时管制');
      await scene.phone.offline(true);
      await scene.phone.setNow(new Date(NOW.getTime() + 2 * HOUR));
      await scene.phone.open();
      expect(await scene.phone.text()).not.toContain('短时管制');
      await desk('clearBanner', {});
    });
  });

  describe('the hall', () => {
    it('leads from the feed to an agency and what it has published', async () => {
      await scene.phone.open();
      await scene.phone.tap('大厅');
      await scene.phone.tap('浙示交警（示例）');
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/news/agency', query: { id: 'zj' } });
      const text = await scene.phone.text();
      expect(text).toContain('浙示大桥结冰封闭');
      expect(text).toContain('微信公众号：浙示交警（示例）');
      expect(text).not.toContain('广示隧道检修');
    });

    it('gathers what is followed, and lets go of it again', async () => {
      await scene.phone.open('/pages/news/hall');
      await scene.phone.tap('已关注');
      expect(await scene.phone.text()).toContain('还没有关注机构');
      await scene.phone.tap('去看看机构');
      await scene.phone.tap('[aria-label="关注广示交警·示例"]');
      await scene.phone.tap('已关注');
      expect(await scene.phone.text()).toContain('广示隧道检修');
      expect(await scene.phone.text()).not.toContain('浙示大桥');

      await scene.phone.tap('机构');
      await scene.phone.tap('[aria-label^="已关注广示交警"]');
      await scene.phone.tap('.text-tabs__tab:nth-child(3)');
      expect(await scene.phone.text()).toContain('还没有关注机构');
    });

    it("shows a region's timeline, and remembers the region", async () => {
      await scene.phone.open('/pages/news/hall');
      await scene.phone.tap('本地区');
      expect(await scene.phone.text()).toContain('还没有选择地区');
      await scene.phone.choose('.region', 10);
      const text = await scene.phone.text();
      expect(text).toContain('浙江');
      expect(text).toContain('浙示大桥结冰封闭');
      expect(text).toContain('杭示路口改道');
      expect(text).not.toContain('广示隧道检修');
      await scene.phone.open('/pages/news/hall');
      await scene.phone.tap('市级');
      expect(await scene.phone.text()).toContain('杭示交警');
    });

    it('asks for a region before it lists counties', async () => {
      await scene.phone.open('/pages/news/hall');
      await scene.phone.tap('县级');
      expect(await scene.phone.text()).toContain('请先选择地区');
    });
  });

  describe('search', () => {
    it('finds what is typed, marks it, and remembers that it was looked for', async () => {
      await scene.phone.open('/pages/news/search');
      await scene.phone.fill('.search-bar__field', '结冰');
      await scene.phone.tap('搜索');
      expect(await scene.phone.count('.hit')).toBe(1);
      expect(await scene.phone.count('.hit__mark')).toBeGreaterThan(0);
      await scene.phone.tap('浙示大桥');
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/news/post' });

      await scene.phone.open('/pages/news/search');
      expect(await scene.phone.text()).toContain('最近搜索');
      await scene.phone.tap('结冰');
      expect(await scene.phone.count('.hit')).toBe(1);
      await scene.phone.open('/pages/news/search');
      await scene.phone.tap('清空');
      expect(await scene.phone.text()).not.toContain('最近搜索');
    });

    it('suggests while a driver types, and says when there is nothing', async () => {
      await scene.phone.open('/pages/news/search');
      await scene.phone.fill('.search-bar__field', '隧道');
      await scene.phone.waitForText('示例 广示隧道检修');
      await scene.phone.fill('.search-bar__field', '火星');
      await scene.phone.tap('搜索');
      expect(await scene.phone.text()).toContain('没有找到相关内容');
    });

    it('says that there is no network rather than that there is nothing', async () => {
      await scene.phone.open('/pages/news/search');
      await scene.phone.offline(true);
      await scene.phone.fill('.search-bar__field', '结冰');
      await scene.phone.tap('搜索');
      const text = await scene.phone.text();
      expect(text).toContain('没有网络');
      expect(text).not.toContain('没有找到');
    });
  });

  describe('the rumour check', () => {
    it('never says that what it did not find is true', async () => {
      await scene.phone.open('/pages/news/rumour');
      await scene.phone.fill('.check__text', '明天全市公园免费开放到晚上十点');
      await scene.phone.tap('查一查');
      const text = await scene.phone.text();
      expect(text).toContain('没有找到相关辟谣');
      expect(text).toContain('没找到不代表属实');
    });

    it('asks nothing where nothing was typed', async () => {
      await scene.phone.open('/pages/news/rumour');
      await scene.phone.resetCounters();
      await scene.phone.tap('查一查');
      expect(scene.phone.calls).toEqual([]);
    });
  });

  describe('the law library', () => {
    it('says so where a link names an article that the law does not have', async () => {
      await scene.phone.open(`/pages/news/law-article?law=sample-law&article=${encodeURIComponent('第一条')}`);
      expect(await scene.phone.text()).toContain('没有这一条');
    });
  });

  describe('a correction', () => {
    it('is told in public: who, when, why, and what was changed', async () => {
      const [id = ''] = await scene.world.publishedIds();
      const html = '<p>第1号通告的正文。</p><p>示例大桥每晚九点至次日五点单向通行。</p>';
      await desk('correctPost', { id, revision: 1, reason: '时间写错。', html });
      await scene.phone.open(`/pages/news/post?id=${id}`);
      await scene.phone.tap('第 2 版 · 查看修订记录');
      const text = await scene.phone.text();
      expect(text).toContain('第 2 版 · 更正');
      expect(text).toContain('浙示交警·示例 · 2026年11月23日');
      expect(text).toContain('原因：时间写错。');
      expect(await scene.phone.count('.change__added')).toBeGreaterThan(0);
      expect(await scene.phone.count('.change__removed')).toBeGreaterThan(0);
    });
  });

  describe('an article', () => {
    it('is kept, liked and found again among what was kept', async () => {
      const [, id = ''] = await scene.world.publishedIds();
      await scene.phone.open(`/pages/news/post?id=${id}`);
      await scene.phone.tap('收藏');
      await scene.phone.tap('有用');
      const text = await scene.phone.text();
      expect(text).toContain('已收藏');
      expect(text).toContain('已标有用');
      await scene.phone.open('/pages/news/favourites');
      expect(await scene.phone.text()).toContain('广示隧道检修');
    });

    it('is set as large as the reader wants, and stays so', async () => {
      const [id = ''] = await scene.world.publishedIds();
      await scene.phone.open(`/pages/news/post?id=${id}`);
      await scene.phone.tap('特大');
      await scene.phone.open(`/pages/news/post?id=${id}`);
      expect(await scene.phone.count('[aria-label="特大，已选中"]')).toBe(1);
    });
  });
});
