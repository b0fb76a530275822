import { expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { NOW } from './now.ts';
import type { Phone } from './phone.ts';

const field = (label: string) => `.route-field:has-text("${label}") .route-field__text`;

async function addLeg(phone: Phone, { road, from = '', to = '' }: { road: string; from?: string; to?: string }) {
  await phone.fill(field('道路'), road);
  await phone.fill(field('从桩号'), from);
  await phone.fill(field('到桩号'), to);
  await phone.tap('添加这段路');
}

/** From Beijing to Shijiazhuang, then from Qingdao to Jinan: an accident on the one, a closure on the other. */
async function saveRoute(phone: Phone): Promise<void> {
  await phone.fill(field('名字'), '回老家秘密路线');
  await addLeg(phone, { road: 'G4', from: 'K190', to: 'K230' });
  await addLeg(phone, { road: '青银高速', from: '150', to: '250' });
  await phone.tap('保存路线');
}

onBothBuilds('my routes', { samples: true }, (scene) => {
  it('lead from the roads tab to a saved route, its events in the order of travel, and stay without a network', async () => {
    const { phone } = scene;
    await phone.open('/pages/tabs/roads');
    await phone.tap('我的路线');
    expect(await phone.text()).toContain('还没有保存路线');
    await phone.tap('新建路线');
    expect(await phone.text()).toContain('不会上传');
    await saveRoute(phone);
    expect(await phone.page()).toMatchObject({ route: 'pages/roads/routes' });
    expect(await phone.text()).toContain('G4 京港澳高速 K190—K230 → G20 青银高速 K150—K250');
    expect(await phone.text()).toMatch(/2 个事件在您的路线上，1 处封闭，截至 08:30/);

    await phone.tap('回老家秘密路线');
    const text = await phone.text();
    expect(text.indexOf('K208+500')).toBeGreaterThan(0);
    expect(text.indexOf('K186+700')).toBeGreaterThan(text.indexOf('K208+500'));
    expect(text).toContain('起点后约 19 公里');
    expect(text).toContain('全线封闭');

    const { query } = await phone.page();
    await phone.offline(true);
    await phone.setNow(new Date(NOW.getTime() + 3_600_000));
    await phone.open(`/pages/roads/route?id=${query.id}`);
    const kept = await phone.text();
    expect(kept).toMatch(/没有网络，显示 08:3\d 的内容/);
    expect(kept).toContain('2 个事件在您的路线上，1 处封闭');
    expect(kept).toContain('K186+700');
    await phone.open('/pages/tabs/roads');
    expect(await phone.text()).toContain('截至 08:30：2 个事件，1 处封闭 · 点此更新');
  });

  it('are never told to the cloud: not the name, not a road, not a place', async () => {
    const { phone } = scene;
    await phone.open('/pages/roads/routes');
    await phone.tap('新建路线');
    await saveRoute(phone);
    await phone.tap('回老家秘密路线');
    const asked = phone.calls.map(({ name, action, input }) => ({ name, action, input }));
    expect(asked.map(({ name, action }) => `${name}.${action}`)).toEqual(
      expect.arrayContaining(['roads.listRoads', 'roads.listEventsForRegions']),
    );
    const said = JSON.stringify(asked);
    for (const secret of ['秘密', '回老家', 'G4', 'G20', '青银', '京港澳', '190', '208', '"150', '250000']) {
      expect(said, secret).not.toContain(secret);
    }
  });

  it('say what is missing before they are saved, and can be changed and deleted', async () => {
    const { phone } = scene;
    await phone.open('/pages/roads/routes');
    await phone.tap('新建路线');
    await phone.tap('保存路线');
    await phone.fill(field('道路'), '门前的路');
    await phone.tap('添加这段路');
    await phone.fill(field('道路'), 'g7');
    await phone.tap('G72 泉南高速');
    await phone.tap('添加这段路');
    expect(await phone.text()).toContain('G72 泉南高速 全程');
    expect(await phone.text()).toContain('广西 ×');
    await phone.tap('湖南 ×');
    expect(await phone.text()).not.toContain('湖南 ×');
    await phone.fill(field('名字'), '去南宁');
    await phone.tap('保存路线');
    await phone.tap('去南宁');
    expect(await phone.text()).toContain('查路况时只问这些省份：福建、江西、广西');
    await phone.tap('修改路线');
    await phone.tap('换成返程方向');
    await phone.tap('删除这条路线');
    await phone.tap('再点一次');
    expect(await phone.text()).toContain('这部手机上没有这条路线');
    expect(JSON.stringify(await phone.storage())).not.toContain('去南宁');
  });

  it('can be picked on the map, point by point, and stay on the phone as points do', async () => {
    const { phone } = scene;
    await phone.open('/pages/roads/routes');
    await phone.tap('新建路线');
    await phone.tap('在地图上选');
    await phone.tap('选这个点');
    await phone.tap('把这些点添加为一段路');
    await phone.tap('选这个点');
    expect(await phone.text()).toContain('已选 2 个点');
    await phone.tap('撤销');
    await phone.tap('选这个点');
    await phone.tap('把这些点添加为一段路');
    const text = await phone.text();
    expect(text).toContain('地图上的 2 个点');
    expect(text).toContain(' ×');
    await phone.fill(field('名字'), '地图路线');
    await phone.tap('保存路线');
    expect(await phone.text()).toContain('地图上的 2 个点');
    expect(JSON.stringify(phone.calls.map(({ input }) => input))).not.toMatch(/points|104\.|35\./);
  });

  it('have their alerts beside them: only WeChat can send those, and only where a deployment has a template', async () => {
    const { phone } = scene;
    await phone.open('/pages/tabs/roads');
    await phone.tap('提醒');
    expect(await phone.text()).toContain(scene.build === 'h5' ? '提醒要在微信里开通' : '现在不能发提醒');
  });
});
