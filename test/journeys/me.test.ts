import { expect, it } from 'vitest';
import { readExport } from '#domain/personal-export';
import { onBothBuilds } from './both-builds.ts';
import { samplePost } from './world.ts';

onBothBuilds("a driver's own things", { prepare: (world) => world.publish(samplePost(1)) }, (scene) => {
  it('lead on from the last tab: what was kept, and whom the driver follows', async () => {
    await scene.phone.open('/pages/tabs/me');
    await scene.phone.tap('我的收藏');
    expect(await scene.phone.text()).toContain('还没有收藏');
    await scene.phone.back();
    await scene.phone.tap('关注的机构');
    expect(await scene.phone.text()).toContain('还没有关注机构');
  });

  it('show the desk to whoever has a role, and to nobody else', async () => {
    await scene.phone.open('/pages/tabs/me');
    expect(await scene.phone.text()).not.toContain('工作台');
    const officer = await scene.takePhone({ openid: 'editor-1' });
    await officer.open('/pages/tabs/me');
    expect(await officer.text()).toContain('工作台');
    await officer.close();
  });

  it('set the letters of articles', async () => {
    await scene.phone.open('/pages/tabs/me');
    await scene.phone.tap('设置');
    await scene.phone.tap('特大');
    const [id] = await scene.world.publishedIds();
    await scene.phone.open(`/pages/news/post?id=${id}`);
    expect(await scene.phone.count('[aria-label="特大，已选中"]')).toBe(1);
  });

  it('are forgotten as cached answers without losing what the driver kept', async () => {
    const [id] = await scene.world.publishedIds();
    await scene.phone.open(`/pages/news/post?id=${id}`);
    await scene.phone.tap('收藏');
    await scene.phone.open('/pages/me/settings');
    await scene.phone.tap('清除离线内容');
    const kept = Object.keys(await scene.phone.storage());
    expect(kept.filter((key) => key.startsWith('last-good'))).toEqual([]);
    expect(kept).toContain('reader-shelf');
  });

  it('are deleted for good after a question, here and in the cloud, and do not come back', async () => {
    const phone = await scene.takePhone({ openid: 'leaving-driver' });
    const [id] = await scene.world.publishedIds();
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.tap('收藏');
    await phone.open('/pages/news/favourites');
    await phone.open('/pages/tabs/me');
    const kept = async () => {
      const { text } = await scene.world.ask<{ text: string }>('me', 'exportMyData', {}, 'leaving-driver');
      return readExport(text).shelves;
    };
    expect(await kept()).toHaveLength(1);
    await phone.tap('我的数据');
    await phone.tap('删除全部个人数据');
    expect(await phone.page()).toMatchObject({ route: 'pages/tabs/news' });
    expect(await kept()).toEqual([]);
    expect(Object.keys(await phone.storage())).not.toContain('reader-shelf');
    await phone.open('/pages/news/favourites');
    expect(await phone.text()).toContain('还没有收藏');
    expect(await kept()).toEqual([]);
    await phone.close();
  });

  it('name official numbers and where everything comes from', async () => {
    await scene.phone.open('/pages/me/about');
    const text = await scene.phone.text();
    expect(text).toContain('122');
    expect(text).toContain('12123');
    expect(text).toContain('没有数据时会直接说明');
  });

  it('lead whoever will work at the desk to where a role is asked for', async () => {
    await scene.phone.open('/pages/me/about');
    await scene.phone.tap('工作人员入口');
    expect(await scene.phone.page()).toMatchObject({ route: 'pages/desk/home' });
    await scene.phone.waitForText('申请');
  });
});
