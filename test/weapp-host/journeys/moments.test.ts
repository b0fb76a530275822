import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePost } from '../../journeys/world.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

const MOMENTS = 1154;

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld({ unauthenticatedAccess: true });
  await world.publish(samplePost(1), samplePost(2));
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone({ scene: MOMENTS });
});
afterEach(() => phone.close());

describe("Moments' single-page mode", () => {
  it('shows the article that was shared, to nobody in particular', async () => {
    const sender = await world.phone();
    await sender.open();
    await sender.tap('第1号通告');
    const card = await sender.shareTimeline();
    await sender.close();

    await phone.open(`/pages/news/post?${card.query}`);
    expect(await phone.text()).toContain('第1号通告的正文。');
    expect(phone.calls).toEqual([expect.objectContaining({ action: 'getPost', signedIn: false, status: 200 })]);
  });

  it('shows the feed without its tab bar', async () => {
    await phone.open();
    expect(await phone.text()).toContain('第1号通告');
    expect(await phone.barVisible('tabs')).toBe(false);
    expect(await phone.barVisible('single')).toBe(true);
  });

  it('keeps what it read in a storage of its own', async () => {
    await phone.open();
    expect(Object.keys(await phone.storage('single'))).not.toEqual([]);
    expect(await phone.storage('app')).toEqual({});
  });

  it('stays where it is when a tap would lead to another page', async () => {
    await phone.open();
    await phone.tap('第1号通告');
    expect(await phone.page()).toMatchObject({ route: 'pages/tabs/news', depth: 1 });
  });

  it('says that a withdrawn article is withdrawn, and survives a tap on the way out', async () => {
    const [, id = ''] = await world.publishedIds();
    await world.withdraw(id, '内容有误。');
    await phone.open(`/pages/news/post?id=${id}&r=1`);
    expect(await phone.text()).toContain('这篇内容已撤回');
    if ((await phone.count('.state__action')) > 0) await phone.tap('.state__action');
    expect(await phone.page()).toMatchObject({ route: 'pages/news/post' });
  });
});

describe("Moments' single-page mode, of an environment that lets in nobody without a name", () => {
  let closed: TrafficWorld;
  let id: string;
  beforeAll(async () => {
    closed = await openWorld();
    await closed.publish(samplePost(1));
    const [published = ''] = await closed.publishedIds();
    id = published;
  });
  afterAll(() => closed.close());

  it.each([
    ['an article', () => `/pages/news/post?id=${id}`],
    ['the feed', () => '/pages/tabs/news'],
    ['the roads', () => '/pages/tabs/roads'],
    ['a challenge', () => '/pages/quiz/challenge?id=abcdefghij'],
  ])('says of %s where it can be read, and leads there', async (_, address) => {
    const refused = await closed.phone({ scene: MOMENTS });
    await refused.open(address());
    expect(await refused.text()).toContain('请在微信小程序中打开');
    expect(await refused.text()).toContain('前往小程序');
    expect(await refused.text()).not.toContain('服务暂时不可用');
    expect(refused.calls.length).toBeGreaterThan(0);
    expect(refused.calls.every(({ signedIn, status }) => !signedIn && status === 403)).toBe(true);
    await refused.close();
  });

  it('is open to who came from the list', async () => {
    const known = await closed.phone();
    await known.open(`/pages/news/post?id=${id}`);
    expect(await known.text()).toContain('第1号通告的正文。');
    await known.close();
  });
});
