import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertMany } from '../../../scripts/measure/many-documents.ts';
import { NOW } from '../../journeys/now.ts';
import { samplePost } from '../../journeys/world.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;

beforeAll(async () => {
  world = await openWorld();
  await world.publish(samplePost(1), samplePost(2));
});
afterAll(() => world.close());

const MINUTE = 60_000;

/** What the function itself hands to WeChat, as it was so long ago. */
async function fetchedAhead(minutesAgo: number): Promise<string> {
  const event = { appid: 'wx0', timestamp: NOW.getTime(), path: 'pages/tabs/news', query: '', scene: 1001 };
  const answer = (await world.cloud.call('news', event)) as { of: string; data: object };
  return JSON.stringify({ ...answer, asOf: new Date(NOW.getTime() - minutesAgo * MINUTE).toISOString() });
}

describe('a newer version', () => {
  it('is offered once it lies ready, and started when the driver wants it', async () => {
    const phone = await world.phone({ answers: { update: 'ready' } });
    await phone.open();
    const effects = await phone.effects();
    expect(effects).toContainEqual({ api: 'showModal', detail: expect.objectContaining({ title: '新版本已就绪' }) });
    expect(effects).toContainEqual({ api: 'applyUpdate', detail: {} });
    await phone.close();
  });

  it('waits for the next start when the driver has no time now', async () => {
    const phone = await world.phone({ answers: { update: 'ready', modal: 'cancel' } });
    await phone.open();
    expect((await phone.effects()).map(({ api }) => api)).not.toContain('applyUpdate');
    await phone.close();
  });
});

describe('what WeChat fetched ahead', () => {
  it('stands for the call, when it is of this moment', async () => {
    const phone = await world.phone({ answers: { prefetched: { pre: await fetchedAhead(0) } } });
    await phone.open();
    expect(await phone.text()).toContain('第1号通告');
    expect(phone.calls).toEqual([]);
    await phone.pullDown();
    expect(phone.calls.map(({ action }) => action)).toEqual(['listPosts']);
    await phone.close();
  });

  it('is shown as what was kept while the call runs, when it is older', async () => {
    const phone = await world.phone({ answers: { prefetched: { periodic: await fetchedAhead(300) } } });
    await phone.open();
    expect(await phone.text()).toContain('第1号通告');
    expect(phone.calls.map(({ action }) => action)).toEqual(['listPosts']);
    await phone.close();
  });

  it('opens the feed without a network, and says of when it is', async () => {
    const phone = await world.phone({ offline: true, answers: { prefetched: { periodic: await fetchedAhead(300) } } });
    await phone.open();
    expect(await phone.text()).toContain('第1号通告');
    expect(await phone.text()).toMatch(/没有网络，显示 .*03:30 的内容/);
    await phone.close();
  });

  it('is passed over when nobody can read it', async () => {
    const phone = await world.phone({ answers: { prefetched: { pre: '<html>', periodic: '' } } });
    await phone.open();
    expect(await phone.text()).toContain('第1号通告');
    await phone.close();
  });
});

describe('the privacy agreement', () => {
  const syncs = (calls: readonly { action: string | undefined }[]) =>
    calls.filter(({ action }) => action === 'syncShelf').length;

  it('is asked for when something of the driver is to be kept, and nothing leaves the phone before', async () => {
    const phone = await world.phone({ openid: 'careful-driver', answers: { privacy: 'disagree' } });
    const [id] = await world.publishedIds();
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.open('/pages/news/hall');
    expect(syncs(phone.calls)).toBe(0);
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.tap('收藏');
    expect(await phone.text()).toContain('隐私保护提示');
    await phone.tap('#agree-privacy');
    expect(await phone.text()).not.toContain('隐私保护提示');
    await phone.hide();
    expect(syncs(phone.calls)).toBe(1);
    await phone.close();
  });

  it('refused, leaves the favourite on this phone and everything else to be read', async () => {
    const phone = await world.phone({ openid: 'refusing-driver', answers: { privacy: 'disagree' } });
    const [id] = await world.publishedIds();
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.tap('收藏');
    await phone.tap('拒绝');
    expect(await phone.text()).toContain('已收藏');
    await phone.hide();
    expect(syncs(phone.calls)).toBe(0);
    await phone.open('/pages/news/favourites');
    expect(await phone.text()).toContain('第1号通告');
    await phone.close();
  });

  it('can be read in full before and after', async () => {
    const phone = await world.phone();
    await phone.open('/pages/me/privacy');
    await phone.tap('查看隐私保护指引全文');
    expect(await phone.effects()).toContainEqual({ api: 'openPrivacyContract', detail: {} });
    await phone.close();
  });
});

describe("a driver's data", () => {
  it('are taken along as a file: what the cloud keeps and what this phone keeps', async () => {
    const phone = await world.phone({ openid: 'keeper' });
    const [id] = await world.publishedIds();
    await phone.open(`/pages/news/post?id=${id}`);
    await phone.tap('收藏');
    await phone.open('/pages/news/favourites');
    await phone.open('/pages/me/my-data');
    await phone.tap('整理我的数据');
    await phone.tap('发送为文件');
    const sent = (await phone.effects()).find(({ api }) => api === 'shareFileMessage');
    const { contents } = (sent?.detail as { contents: string } | undefined) ?? { contents: '{}' };
    const data = JSON.parse(contents) as { cloud: { shelves: unknown[] }; phone: Record<string, unknown> };
    expect(JSON.stringify(data.cloud.shelves)).toContain(`post:${id}`);
    expect(Object.keys(data.phone)).toContain('reader-shelf');
    expect(Object.keys(data.phone).filter((key) => key.startsWith('last-good'))).toEqual([]);
    await phone.close();
  });

  it('are whole in the file, however many answers they take', async () => {
    const MANY = 1001;
    await insertMany(world.cloud.database, 'alert-deliveries', { from: 0, to: MANY }, (at) => ({
      ...{ _id: `told-${at}`, openid: 'often-told', eventKey: `event-${at}`, state: 'sent', at: NOW.toISOString() },
    }));
    const phone = await world.phone({ openid: 'often-told' });
    await phone.open('/pages/me/my-data');
    await phone.tap('整理我的数据');
    await phone.waitForText('已整理好');
    await phone.tap('发送为文件');
    const sent = (await phone.effects()).find(({ api }) => api === 'shareFileMessage');
    const { contents } = (sent?.detail as { contents: string } | undefined) ?? { contents: '{}' };
    const { cloud } = JSON.parse(contents) as { cloud: { 'alert-deliveries': { _id: string }[] } };
    expect(new Set(cloud['alert-deliveries'].map(({ _id }) => _id)).size).toBe(MANY);
    expect(phone.calls.filter(({ action }) => action === 'exportMyData').length).toBeGreaterThan(1);
    await phone.close();
  });

  it('are not deleted by a driver who thinks better of it', async () => {
    const phone = await world.phone({ openid: 'keeper', answers: { modal: 'cancel' } });
    await phone.open('/pages/me/my-data');
    await phone.tap('删除全部个人数据');
    expect(phone.calls.map(({ action }) => action)).not.toContain('deleteMyData');
    await phone.close();
  });

  it('a number of the authorities is dialled on a tap', async () => {
    const phone = await world.phone();
    await phone.open('/pages/me/about');
    await phone.tap('12123');
    expect(await phone.effects()).toContainEqual({ api: 'makePhoneCall', detail: { phoneNumber: '12123' } });
    await phone.close();
  });
});
