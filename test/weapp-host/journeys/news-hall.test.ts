import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareHall } from '../../journeys/sample-hall.ts';
import { samplePost } from '../../journeys/world.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld();
  await prepareHall(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

describe('the hall', () => {
  it("knows on the reader's other phone what was followed on this one", async () => {
    const first = await world.phone({ openid: 'two-phones' });
    await first.open('/pages/news/agency?id=zj');
    await first.tap('[aria-label^="关注浙示交警"]');
    await first.hide();
    await first.close();
    const second = await world.phone({ openid: 'two-phones' });
    await second.open('/pages/news/hall');
    await second.tap('.text-tabs__tab:nth-child(3)');
    expect(await second.text()).toContain('浙示大桥结冰封闭');
    await second.close();
  });
});

describe('the rumour check', () => {
  it('answers with a dated card that can be sent on', async () => {
    await phone.open('/pages/news/rumour');
    await phone.fill('.check__text', '群里说穿拖鞋开车扣2分罚200元，快转！');
    await phone.tap('查一查');
    expect(await phone.text()).toContain('易误解');
    expect(await phone.text()).toContain('核查于 2026年11月20日');
    await phone.tap('打开可转发的辟谣卡');
    const card = await phone.shareMessage();
    expect(card).toMatchObject({ title: '辟谣：穿拖鞋开车一律扣分', path: '/pages/news/rebuttal?id=slippers' });

    const friend = await world.phone({ openid: 'friend-2', scene: 1007 });
    await friend.open(card.path);
    expect(await friend.text()).toContain('记分办法没有按鞋子记分的条目');
    await friend.close();
  });
});

describe('the law library', () => {
  it('leads from a law to its article, and from there to what was published about it', async () => {
    await phone.open();
    await phone.tap('法规');
    await phone.tap('示例交通规定');
    await phone.fill('.search-bar__field', '91');
    expect(await phone.text()).not.toContain('靠右行驶');
    await phone.tap('第九十一条');
    expect(await phone.page()).toMatchObject({ route: 'pages/news/law-article' });
    const text = await phone.text();
    expect(text).toContain('饮酒不得驾驶。');
    expect(text).toContain('浙示大桥结冰封闭');
    await phone.tap('浙示大桥结冰封闭');
    await phone.tap('《示例规定》第九十一条');
    expect(await phone.page()).toMatchObject({ route: 'pages/news/law-article', depth: 6 });
  });
});

describe('an article', () => {
  it('shows its pictures full screen, to be zoomed and leafed through', async () => {
    const picture = (name: string) => `<p><img src="https://example.test/${name}.png" width="640" height="360"></p>`;
    await world.publish(
      samplePost(8, { title: '示例 有图的通告', html: `<p>看图。</p>${picture('one')}${picture('two')}` }),
    );
    const id = (await world.publishedIds()).at(-1) ?? '';
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.tap('.article__image');
    const [shown] = (await phone.effects()).filter(({ api }) => api === 'previewImage');
    expect(JSON.stringify(shown)).toContain('example.test/one.png');
    expect(JSON.stringify(shown)).toContain('example.test/two.png');
  });

  it('leads on to its neighbours', async () => {
    const [, id = ''] = await world.publishedIds();
    await phone.open(`/pages/news/post?id=${id}`);
    expect(await phone.text()).toContain('上一篇');
    await phone.tap('杭示路口改道');
    expect(await phone.page()).toMatchObject({ route: 'pages/news/post', depth: 2 });
  });

  it('is found in the history, on the other phone too, until the reader clears it', async () => {
    const [id = ''] = await world.publishedIds();
    const first = await world.phone({ openid: 'reader-of-two' });
    await first.open('/pages/news/history');
    expect(await first.text()).toContain('还没有阅读历史');
    await first.open(`/pages/news/post?id=${id}`);
    await first.hide();
    await first.open('/pages/news/history');
    expect(await first.text()).toContain('浙示大桥结冰封闭');
    const second = await world.phone({ openid: 'reader-of-two' });
    await second.open('/pages/news/history');
    await second.waitForText('浙示大桥结冰封闭');
    await second.answer({ modal: 'cancel' });
    await second.tap('清空');
    expect(await second.text()).toContain('浙示大桥结冰封闭');
    await second.answer({ modal: 'confirm' });
    await second.tap('清空');
    expect(await second.text()).toContain('还没有阅读历史');
    await second.close();
    await first.close();
  });

  it('is opened where it was left', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, at) => `<p>第${at + 1}段。示例大桥夜间养护，请提前绕行。</p>`);
    await world.publish(samplePost(9, { title: '示例 很长的通告', html: paragraphs.join('') }));
    const id = (await world.publishedIds()).at(-1) ?? '';
    await phone.open(`/pages/news/post?id=${id}`);
    // Half way: who has read to the end starts at the beginning the next time.
    await phone.tap('第30段。示例大桥夜间养护，请提前绕行。');
    await phone.settled();
    await phone.hide();
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.waitForText('已回到上次读到的位置');
    await phone.tap('已回到上次读到的位置 · 从头看');
    expect(await phone.text()).not.toContain('已回到上次读到的位置');
  });
});

describe('what is sent on', () => {
  it.each([
    ['a law', '/pages/news/law?id=sample-law', 'law'],
    ['an article of a law', `/pages/news/law-article?law=sample-law&article=${encodeURIComponent('第八条')}`, 'law'],
    ['an agency', '/pages/news/agency?id=zj', 'agency'],
    ['a rebuttal', '/pages/news/rebuttal?id=slippers', 'rebuttal'],
    ['the answers', '/pages/news/answers', 'answers'],
  ])('carries a picture of its kind: %s', async (_, address, kind) => {
    await phone.open(address);
    expect((await phone.shareMessage()).imageUrl).toBe(`/pages/news/cards/${kind}.png`);
    expect(existsSync(`dist/weapp/pages/news/cards/${kind}.png`)).toBe(true);
  });

  it('is the cover of a post where it has one, else the card of its channel', async () => {
    const [id = ''] = await world.publishedIds();
    await phone.open(`/pages/news/post?id=${id}`);
    expect((await phone.shareMessage()).imageUrl).toBe('/pages/news/cards/release.png');
  });
});
