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

describe('an article that is no more', () => {
  it('was never there: says so and leads to the feed', async () => {
    await phone.open('/pages/news/post?id=ffffffffffffffff');
    expect(await phone.text()).toContain('内容不存在');
    await phone.tap('看看最新资讯');
    expect(await phone.page()).toMatchObject({ route: 'pages/tabs/news' });
  });

  it('has no id in its address: says so', async () => {
    await phone.open('/pages/news/post');
    expect(await phone.text()).toContain('内容不存在');
  });

  it('was withdrawn after the reader had kept it: the kept text is not shown', async () => {
    await phone.open();
    await phone.tap('第1号通告');
    const { query } = await phone.page();
    await world.withdraw(query.id ?? '', '内容有误，以更正为准。');
    await phone.open(`/pages/news/post?id=${query.id}&r=1`);
    const text = await phone.text();
    expect(text).toContain('这篇内容已撤回');
    expect(text).toContain('内容有误，以更正为准。');
    expect(text).not.toContain('第1号通告的正文。');
  });

  it('is not in the feed any more', async () => {
    await phone.open();
    const text = await phone.text();
    expect(text).not.toContain('第1号通告');
    expect(text).toContain('第2号通告');
  });
});
