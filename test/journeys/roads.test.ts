import { describe, expect, it } from 'vitest';
import type { RoadEventSummary } from '#contract/roads';
import { onBothBuilds } from './both-builds.ts';
import type { World } from './world.ts';

const OFFICER = 'officer-1';

const CRASH = {
  type: 'accident',
  severity: 'major',
  headline: '示例：三车追尾，占用两条车道',
  road: { code: 'G72', name: '泉南高速', directionText: '柳州往南宁方向', stake: { from: 1_436_000, to: 1_436_000 } },
  restrictions: [{ kind: 'speed', limit: 60 }],
  detour: '从鹿寨北下高速，走 G322',
  point: [109.7, 24.5],
};

interface Published {
  id: string;
  revision: number;
}

async function publishCrash(world: World, key: string): Promise<Published> {
  await world.cloud.grant({ openid: OFFICER, role: 'duty', agencyId: '*', revoke: false });
  return world.ask('desk', 'publishEvent', { agencyId: 'mps', key, event: CRASH }, OFFICER);
}

onBothBuilds('a driver reads road conditions', { samples: true }, (scene) => {
  const listed = async (input: object) =>
    (await scene.world.ask<{ events: RoadEventSummary[] }>('roads', 'listEvents', input)).events;

  describe('the list', () => {
    it('has the worst first, and closures and trucks’ restrictions in one tap each', async () => {
      await scene.phone.open('/pages/tabs/roads');
      expect((await scene.phone.texts('.event'))[0]).toContain('全线封闭');
      await scene.phone.tap('只看封闭');
      const closed = await scene.phone.texts('.event');
      expect(closed.length).toBeGreaterThan(0);
      expect(closed.filter((words) => !words.includes('全线封闭'))).toEqual([]);
      await scene.phone.tap('只看封闭');
      await scene.phone.tap('货车限行');
      const trucks = await scene.phone.texts('.event');
      expect(trucks.length).toBeGreaterThan(0);
      expect(trucks.filter((words) => !words.includes('货车注意'))).toEqual([]);
    });

    it('is of one type and no less than one severity where the driver chooses so', async () => {
      await scene.phone.open('/pages/tabs/roads');
      await scene.phone.choose('[aria-label^="类型"]', 4);
      const works = await scene.phone.texts('.event');
      expect(works.length).toBeGreaterThan(0);
      expect(works.filter((words) => !words.includes('施工 ·'))).toEqual([]);
      await scene.phone.choose('[aria-label^="程度"]', 2);
      const grave = await scene.phone.texts('.event');
      expect(grave.length).toBeLessThan(works.length);
      expect(grave.filter((words) => !/施工 · 影响(大|严重)/.test(words))).toEqual([]);
      await scene.phone.choose('[aria-label^="类型"]', 0);
      expect((await scene.phone.texts('.event')).length).toBeGreaterThan(grave.length);
    });
  });

  describe('the map', () => {
    it('shows the events of the list as marks, without a tile of anybody’s, and comes apart where it is tapped', async () => {
      await scene.phone.open('/pages/tabs/roads');
      await scene.phone.tap('地图');
      await scene.phone.waitForText('点标记看详情');
      const total = Number(/(\d+)起路况 ·/.exec(await scene.phone.text())?.[1]);
      expect(total).toBeGreaterThan(50);
      const before = await scene.phone.count('[aria-label*="起路况"]');
      expect(before).toBeGreaterThan(0);
      await scene.phone.tap('列表');
      expect(await scene.phone.count('.event')).toBe(total);
      await scene.phone.tap('只看封闭');
      const open = async () =>
        (await scene.phone.texts('.event')).filter((words) => !words.includes('全线封闭')).length;
      await expect.poll(open).toBe(0);
      const closures = await scene.phone.texts('.event__where');
      expect(closures.length).toBeGreaterThan(0);
      const known = (await listed({ only: ['full-closures'], limit: 50 })).map(({ where }) => where);
      expect(known).toEqual(expect.arrayContaining(closures));
    });

    it('begins where its address says; a mark opens what it stands for, and that the event', async () => {
      const { id } = await publishCrash(scene.world, `map-${scene.build}`);
      await scene.phone.open('/pages/roads/map?lon=109.7&lat=24.5&zoom=14');
      await scene.phone.waitForText('点标记看详情');
      await scene.phone.tap('[aria-label*="K1436"]');
      await scene.phone.tap('.event');
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/roads/event', query: { id } });
    });

    it('keeps what it last saw for a tunnel', async () => {
      await scene.phone.open('/pages/roads/map');
      await scene.phone.waitForText('点标记看详情');
      await scene.phone.offline(true);
      await scene.phone.open('/pages/roads/map');
      await scene.phone.waitForText('没有网络，显示');
      await scene.phone.tap('列表');
      expect(await scene.phone.count('.event')).toBeGreaterThan(50);
    });
  });

  it('shows without a network what was kept, and doubts what should be over by now', async () => {
    const at = (minutes: number) => new Date(scene.world.clock.now() + minutes * 60_000);
    await scene.world.cloud.grant({ openid: OFFICER, role: 'duty', agencyId: '*', revoke: false });
    const road = { name: '示例隧道' };
    const event = { ...CRASH, road, end: at(30).toISOString(), headline: '示例：隧道内故障车' };
    await scene.world.ask('desk', 'publishEvent', { agencyId: 'mps', key: `short-${scene.build}`, event }, OFFICER);
    const row = async () => (await scene.phone.texts('.event')).find((words) => words.includes('隧道内故障车'));
    await scene.phone.open(`/pages/roads/find?q=${encodeURIComponent('示例隧道')}`);
    await scene.phone.waitForText('隧道内故障车');
    expect(await row()).not.toContain('可能已结束');
    await scene.phone.open(`/pages/roads/find?q=${encodeURIComponent('没有的路')}`);
    await scene.phone.waitForText('没有符合条件的路况');

    await scene.phone.setNow(at(45));
    await scene.phone.offline(true);
    await scene.phone.open(`/pages/roads/find?q=${encodeURIComponent('示例隧道')}`);
    await scene.phone.waitForText('没有网络，显示');
    expect(await row()).toContain('可能已结束');
    await scene.phone.open(`/pages/roads/find?q=${encodeURIComponent('没有的路')}`);
    await scene.phone.waitForText('没有网络，显示');
    expect(await scene.phone.text()).toContain('没有符合条件的路况');
  });

  describe('one road', () => {
    it('is found by its number, and a place by its name', async () => {
      await scene.phone.open('/pages/roads/find');
      await scene.phone.fill('.search-bar__field', 'g4');
      await scene.phone.tap('.search-bar__go');
      await scene.phone.waitForText('G4 京港澳高速');
      const onRoad = await listed({ road: 'G4' });
      expect(await scene.phone.texts('.event__where')).toEqual(onRoad.map(({ where }) => where));
      await scene.phone.open('/pages/roads/find?q=%E6%B3%89%E5%8D%97');
      await scene.phone.waitForText('泉南');
      expect(scene.phone.calls.at(-1)).toMatchObject({ action: 'listEvents' });
    });
  });

  describe('an event', () => {
    it('says what a driver needs, and a friend’s link says after its end that the road is free, since when', async () => {
      const { id, revision } = await publishCrash(scene.world, `event-${scene.build}`);
      const link = `/pages/roads/event?id=${encodeURIComponent(id)}`;
      await scene.phone.open(link);
      const text = await scene.phone.text();
      for (const words of ['正在影响通行', '限速60公里/小时', '从鹿寨北下高速，走 G322', '在地图上看周围的路况']) {
        expect(text).toContain(words);
      }
      scene.world.clock.set(new Date('2026-11-23T00:41:00.000Z'));
      await scene.world.ask('desk', 'closeEvent', { id, revision }, OFFICER);
      const friend = await scene.takePhone({ openid: 'friend-1' });
      await friend.open(link);
      const later = await friend.text();
      expect(later).toContain('已恢复（08:41）');
      expect(later).not.toContain('正在影响通行');
      await friend.tap('查看变化过程');
      await friend.waitForText('首次发布');
      expect(await friend.text()).toMatch(/第2版.*\n*.*变化：.*状态/);
      await friend.close();
    });

    it('that nobody knows says so and leads on', async () => {
      await scene.phone.open('/pages/roads/event?id=0123456789abcdef');
      expect(await scene.phone.text()).toContain('内容不存在');
    });
  });

  describe('a holiday guide', () => {
    it('is reached from the tab: peak hours by day, where it jams, where accidents happen', async () => {
      await scene.phone.open('/pages/tabs/roads');
      await scene.phone.tap('假日出行');
      await scene.phone.tap('.guides__guide');
      const text = await scene.phone.text();
      for (const words of [
        '高峰时段',
        '11月26日',
        '出城 拥堵 08:00—12:00',
        '易堵路段',
        '双向 K268—K301',
        '事故多发路段',
      ]) {
        expect(text).toContain(words);
      }
    });
  });
});
