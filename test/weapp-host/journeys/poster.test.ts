import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePost } from '../../journeys/world.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;
let phone: Host;
let id: string;

beforeAll(async () => {
  world = await openWorld();
  await world.publish(samplePost(1));
  [id = ''] = await world.publishedIds();
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

const saved = async () => (await phone.effects()).filter(({ api }) => api === 'saveImageToPhotosAlbum');

describe('the poster of an article', () => {
  it('is drawn with its code and saved to the album', async () => {
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.tap('做成海报');
    expect(await phone.page()).toMatchObject({ route: 'pages/news/poster', query: { id } });
    await phone.waitForText('保存到相册');
    await phone.tap('保存到相册');
    await phone.waitForText('海报已保存');
    const [picture] = await saved();
    expect(JSON.stringify(picture)).toContain('data:image/png;base64,');
  });

  it('opens the post as it is now, whoever scans its code', async () => {
    await phone.open(`/pages/news/post?scene=${encodeURIComponent(id)}`, 1047);
    expect(await phone.text()).toContain('第1号通告的正文。');
    const card = await phone.shareMessage();
    expect(card.path).toContain(`id=${id}`);
  });

  it('says what to do where the album is closed, and saves once the driver has opened it', async () => {
    await phone.answer({ album: 'deny' });
    await phone.open(`/pages/news/poster?id=${id}`);
    await phone.waitForText('保存到相册');
    await phone.tap('保存到相册');
    await phone.waitForText('相册权限未打开');
    await phone.tap('去设置打开相册权限');
    expect(await saved()).toEqual([]);
    await phone.answer({ album: 'allow' });
    await phone.tap('去设置打开相册权限');
    await phone.waitForText('海报已保存');
    expect(await saved()).toHaveLength(1);
  });

  it('waits in clear words while WeChat draws no more codes', async () => {
    await world.publish(samplePost(2));
    const [, other = ''] = await world.publishedIds();
    const asker = { functionName: 'news', requestId: 'r', permitted: ['wxacode.getUnlimited'] };
    for (let at = 0; at < 5000; at += 1) {
      await world.cloud.openapi.call('wxacode.getUnlimited', async () => ({ scene: '' }), asker);
    }
    await phone.open(`/pages/news/poster?id=${other}`);
    expect(await phone.text()).toContain('过一分钟再试');
    await phone.open(`/pages/news/poster?id=${id}`);
    await phone.waitForText('保存到相册');
    await phone.offline(true);
    await phone.open(`/pages/news/poster?id=${id}`);
    await phone.waitForText('保存到相册');
  });
});
