import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePost } from '../../journeys/world.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

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

  it('sends the view only the new posts when it continues', async () => {
    await phone.open();
    await phone.resetCounters();
    await phone.scrollToBottom();
    const { calls, largest } = await phone.setData();
    expect(calls).toBeLessThanOrEqual(2);
    expect(largest).toBeLessThan(14_000);
  });
});

describe('an article', () => {
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
