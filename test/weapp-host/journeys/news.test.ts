import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { NOW, openWorld, samplePost, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld();
  const posts = Array.from({ length: 45 }, (_, number) => samplePost(number + 1));
  for (let at = 0; at < posts.length; at += 20) await world.publish(...posts.slice(at, at + 20));
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

describe('the feed', () => {
  it('shows the newest twenty posts after one call', async () => {
    await phone.open();
    const text = await phone.text();
    expect(text).toContain('第1号通告');
    expect(text).toContain('第20号通告');
    expect(text).not.toContain('第21号通告');
    expect(text).toContain('示例市交警 · 1小时前');
    expect(phone.calls).toEqual([expect.objectContaining({ name: 'news', action: 'listPosts', status: 200 })]);
  });

  it('is drawn in two updates of less than 20 KB', async () => {
    await phone.open();
    const { calls, bytes } = await phone.setData();
    expect(calls).toBeLessThanOrEqual(2);
    expect(bytes).toBeLessThan(20_000);
  });

  it('stays within what WeChat audits: nodes, depth, children of one node', async () => {
    await phone.open();
    await phone.scrollToBottom();
    const { count, depth, maxChildren } = await phone.nodes();
    expect(count).toBeLessThan(1000);
    expect(depth).toBeLessThan(30);
    expect(maxChildren).toBeLessThanOrEqual(60);
  });

  it('continues at its end until everything has been shown once', async () => {
    await phone.open();
    await phone.scrollToBottom();
    expect(await phone.count('.post__title')).toBe(40);
    await phone.scrollToBottom();
    expect(await phone.count('.post__title')).toBe(45);
    expect(await phone.text()).toContain('已经到底了');
  });

  it('sends the view only the new posts when it continues', async () => {
    await phone.open();
    await phone.resetCounters();
    await phone.scrollToBottom();
    const { calls, largest } = await phone.setData();
    expect(calls).toBeLessThanOrEqual(2);
    expect(largest).toBeLessThan(14_000);
  });

  it('tells a screen reader which channels there are and which one is chosen', async () => {
    await phone.open();
    expect(await phone.count('[role=tab]')).toBe(7);
    expect(await phone.count('[role=tab][aria-label*=已选中]')).toBe(1);
  });

  it('is fetched again when it is pulled down, and lets go', async () => {
    await phone.open();
    await world.publish(samplePost(0, { title: '示例 刚刚发布的通告', publishedAt: NOW.toISOString() }));
    await phone.pullDown();
    expect(await phone.text()).toContain('刚刚发布的通告');
  });
});

describe('an article', () => {
  it('opens from the feed, with its agency, its time and its text', async () => {
    await phone.open();
    await phone.tap('第3号通告');
    expect(await phone.page()).toMatchObject({ route: 'pages/news/post', depth: 2 });
    const text = await phone.text();
    expect(text).toContain('示例市交警');
    expect(text).toContain('2026年11月23日 05:30');
    expect(text).toContain('第3号通告的正文。');
  });

  it('leads back to the feed where the reader was', async () => {
    await phone.open();
    await phone.tap('第3号通告');
    await phone.back();
    expect(await phone.page()).toMatchObject({ route: 'pages/tabs/news', depth: 1 });
    expect(await phone.text()).toContain('第1号通告');
  });

  it('is sent to a friend as its own page, who opens it as it is now', async () => {
    await phone.open();
    await phone.tap('第3号通告');
    const card = await phone.shareMessage();
    expect(card.title).toContain('第3号通告');
    expect(card.path).toMatch(/^\/pages\/news\/post\?id=[\w%-]+&r=1$/);

    await world.publish(samplePost(3, { html: '<p>第3号通告更正：改为每晚十一点开始。</p>' }));
    const friend = await world.phone({ openid: 'friend-1', scene: 1007 });
    await friend.open(card.path);
    const text = await friend.text();
    expect(text).toContain('改为每晚十一点开始');
    expect(text).toContain('分享给您的是较早的版本');
    await friend.close();
  });
});
