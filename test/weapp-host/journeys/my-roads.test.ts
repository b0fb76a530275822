import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliver, type FeedTaker, type OwnEvent, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

const TEMPLATE = 'template-of-alerts';
const ALERTS = '/pages/roads/alerts';

let world: TrafficWorld;
let feeds: FeedTaker;
let phone: Host;
let people = 0;

beforeAll(async () => {
  world = await openWorld({ variables: { ALERT_TEMPLATE_ID: TEMPLATE } });
  feeds = {
    cloud: world.cloud,
    call: (name, action, input, openid) => world.ask(name, action, input, openid),
    grant: async (openid, role) => void (await world.cloud.grant({ openid, role, agencyId: '*', revoke: false })),
  };
  await saveFeed(feeds);
  // A feed's first document is no news.
  await deliver(feeds, ownDocument([]));
});
afterAll(() => world.close());
beforeEach(async () => {
  people += 1;
  phone = await world.phone({ openid: `driver-${people}` });
});
afterEach(() => phone.close());

const closure = (id: string): OwnEvent =>
  ownEvent({
    id,
    headline: '因事故封闭',
    roads: [{ code: 'G72', name: '泉南高速', stake: 'K1436', state: 'closed' }],
    regions: [{ adcode: '450200', name: '柳州' }],
  });
const stored = (collection: string) =>
  world.cloud.database
    .browse(collection, { limit: 100, offset: 0 })
    .documents.filter((document) => JSON.stringify(document).includes(`driver-${people}`));

async function subscribeToG72(): Promise<void> {
  await phone.open(ALERTS);
  await phone.fill('.route-field__text', 'g72');
  await phone.tap('G72 泉南高速');
  await phone.tap('开通，并允许一条提醒');
}

describe('road alerts', () => {
  it('say what the server learns, count what was allowed, send one, and count it down', async () => {
    await phone.open(ALERTS);
    expect(await phone.text()).toContain('服务器需要知道您关注的这些省份和道路');
    await subscribeToG72();
    expect(await phone.text()).toContain('还能收到 1 条提醒');
    expect(await phone.text()).toContain('封闭和影响大的 · 各种类型 · 任何时间');
    await phone.tap('再允许一条');
    expect(await phone.text()).toContain('还能收到 2 条提醒');
    expect((await phone.effects()).filter(({ api }) => api === 'requestSubscribeMessage')).toHaveLength(2);

    await deliver(feeds, ownDocument([closure('one')], { complete: false }));
    await world.cloud.timers.runNow('alert-sender', 'sendAlerts');
    const sent = world.cloud.messages().filter(({ params }) => params.touser === `driver-${people}`);
    expect(sent.map(({ errcode }) => errcode)).toEqual([0]);
    await phone.open(ALERTS);
    expect(await phone.text()).toContain('还能收到 1 条提醒');

    await phone.tap('[aria-label="取消关注G72"]');
    expect(await phone.text()).not.toContain('还能收到');
    for (const kept of ['alert-subscriptions', 'alert-people', 'alert-deliveries']) expect(stored(kept)).toEqual([]);
  });

  it('are not subscribed when the driver refuses, and lead to the settings where they are switched off', async () => {
    await phone.open(ALERTS);
    await phone.answer({ subscribe: 'reject' });
    await subscribeToG72();
    expect(await phone.text()).toContain('您没有允许，提醒没有开通');
    await phone.answer({ subscribe: { fail: 20004 } });
    await phone.tap('开通，并允许一条提醒');
    expect(await phone.text()).toContain('消息总开关关着');
    await phone.answer({ subscribe: 'ban' });
    await phone.tap('开通，并允许一条提醒');
    expect(await phone.text()).toContain('被拒收了');
    await phone.tap('去设置');
    expect((await phone.effects()).at(-1)).toMatchObject({ api: 'openSetting' });
    expect(stored('alert-subscriptions')).toEqual([]);
    expect(phone.calls.filter(({ action }) => action === 'subscribeAlerts')).toEqual([]);
  });

  it('show no messages left when WeChat knows of none, and end all at once', async () => {
    await subscribeToG72();
    world.cloud.openapi.change({ refusingUsers: [`driver-${people}`] });
    await deliver(feeds, ownDocument([closure('two')], { complete: false }));
    await world.cloud.timers.runNow('alert-sender', 'sendAlerts');
    expect(
      world.cloud
        .messages()
        .filter(({ params }) => params.touser === `driver-${people}`)
        .map(({ errcode }) => errcode),
    ).toEqual([43101]);
    await phone.open(ALERTS);
    expect(await phone.text()).toContain('没有可用的提醒次数');
    await phone.tap('全部取消');
    expect(stored('alert-subscriptions')).toEqual([]);
    expect(stored('alert-people')).toEqual([]);
  });
});

describe('a saved route', () => {
  it('can’t be shared, and costs little to look at', async () => {
    await phone.open('/pages/roads/routes');
    await phone.tap('新建路线');
    await phone.fill('.route-field:has-text("名字") .route-field__text', '回家');
    await phone.fill('.route-field:has-text("道路") .route-field__text', 'G72');
    await phone.tap('添加这段路');
    await phone.tap('保存路线');
    await expect(phone.shareMessage()).rejects.toThrow();
    await expect(phone.shareTimeline()).rejects.toThrow();
    await phone.open('/pages/roads/routes');
    const { calls, largest } = await phone.setData();
    expect(calls).toBeLessThanOrEqual(6);
    expect(largest).toBeLessThan(10_000);
  });
});
