import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { openWorld, samplePost, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld();
  await world.publish(samplePost(1), samplePost(2));
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

describe('without a network', () => {
  it('says so where nothing was kept, and shows the feed when the driver tries again with one', async () => {
    await phone.offline(true);
    await phone.open();
    expect(await phone.text()).toContain('没有网络');
    await phone.offline(false);
    await phone.tap('重试');
    expect(await phone.text()).toContain('第1号通告');
  });

  it('shows the feed that was kept, and of when it is', async () => {
    await phone.open();
    await phone.offline(true);
    await phone.open();
    const text = await phone.text();
    expect(text).toContain('第1号通告');
    expect(text).toMatch(/没有网络，显示 08:3\d 的内容/);
  });

  it('shows an article that was read before, and fetches it when asked to', async () => {
    await phone.open();
    await phone.tap('第2号通告');
    const { query } = await phone.page();
    const address = `/pages/news/post?id=${query.id}`;
    await phone.offline(true);
    await phone.open(address);
    expect(await phone.text()).toContain('第2号通告的正文。');
    await phone.offline(false);
    await phone.tap('点此重试');
    expect(await phone.text()).not.toContain('没有网络');
  });

  it('says so for an article that was never read', async () => {
    const [, id] = await world.publishedIds();
    await phone.offline(true);
    await phone.open(`/pages/news/post?id=${id}`);
    expect(await phone.text()).toContain('没有网络');
    await phone.offline(false);
    await phone.tap('重试');
    expect(await phone.text()).toContain('第2号通告的正文。');
  });
});

describe('when the service is down', () => {
  it('says that it is the service and not the network, and offers another try', async () => {
    const cutOff = await world.phone({ gateway: 'http://127.0.0.1:9' });
    await cutOff.open();
    expect(await cutOff.text()).toMatch(/没有网络|服务暂时不可用/);
    expect(await cutOff.count('.state__action')).toBe(1);
    await cutOff.close();
  });
});
