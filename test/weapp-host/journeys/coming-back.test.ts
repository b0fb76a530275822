import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliver, type FeedTaker, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { NOW } from '../../journeys/now.ts';
import { samplePost } from '../../journeys/world.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;
let feeds: FeedTaker;
let phone: Host;
/** Posts so far; each new one is the newest. */
let published = 45;

beforeAll(async () => {
  world = await openWorld();
  feeds = {
    cloud: world.cloud,
    call: (name, action, input, openid) => world.ask(name, action, input, openid),
    grant: async (openid, role) => void (await world.cloud.grant({ openid, role, agencyId: '*', revoke: false })),
  };
  const posts = Array.from({ length: published }, (_, at) => samplePost(at + 1));
  for (let at = 0; at < posts.length; at += 20) await world.publish(...posts.slice(at, at + 20));
  await saveFeed(feeds);
  await deliver(feeds, ownDocument([ownEvent({ id: 'e1', headline: '示例 两车追尾' })]));
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

const asked = () => phone.calls.map(({ action }) => action);

async function publishAnother(): Promise<string> {
  published += 1;
  const title = `示例 新通告${published}：示例隧道临时封闭`;
  await world.publish(samplePost(published, { title, publishedAt: NOW.toISOString() }));
  return title;
}

/** Out of WeChat, and back so many minutes after the launch. */
async function awayUntil(minutes: number): Promise<void> {
  await phone.hide();
  await phone.setNow(new Date(NOW.getTime() + minutes * 60_000));
  await phone.show();
}

describe('a tab that was left', () => {
  it('asks nobody within the minute for which its list is of now, and anew after it', async () => {
    await phone.open();
    await phone.resetCounters();
    await awayUntil(0.5);
    expect(asked()).toEqual([]);
    const title = await publishAnother();
    await awayUntil(2);
    expect(asked()).toEqual(['listPosts']);
    expect(await phone.text()).toContain(title);
  });

  it('shows a closure that came in the meantime, whether WeChat or another tab stood in front', async () => {
    await phone.open('/pages/tabs/roads');
    await phone.switchTab('资讯');
    const closed = ownEvent({ id: 'e2', headline: '示例 隧道封闭', severity: 'critical' });
    await deliver(feeds, ownDocument([ownEvent({ id: 'e1', headline: '示例 两车追尾' }), closed]));
    await phone.setNow(new Date(NOW.getTime() + 3 * 60_000));
    await phone.switchTab('路况');
    expect(await phone.text()).toContain('隧道封闭');
    await phone.tap('.event');
    await phone.resetCounters();
    await awayUntil(6);
    expect(asked()).toEqual(['getEvent']);
  });

  it('leaves a reader who is far down where they are, for ten minutes', async () => {
    await phone.open();
    await phone.scrollToBottom();
    expect(await phone.count('.post')).toBe(40);
    const title = await publishAnother();
    await phone.resetCounters();
    await awayUntil(5);
    expect(asked()).toEqual([]);
    await awayUntil(12);
    // The list is one page again, and the reader at its end, which may bring the next.
    expect(asked()[0]).toBe('listPosts');
    expect(phone.calls[0]?.input).toEqual({});
    expect(await phone.text()).toContain(title);
  });

  it('keeps what it shows where there is no network, and tries again with the next return', async () => {
    await phone.open();
    await phone.offline(true);
    await awayUntil(2);
    expect(await phone.text()).toMatch(/没有网络，显示 .* 的内容/);
    expect(await phone.count('.post')).toBeGreaterThan(10);
    await phone.offline(false);
    await awayUntil(4);
    expect(await phone.text()).not.toContain('没有网络');
  });
});
