import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../journeys/now.ts';
import { startWorld, type World } from '../../journeys/world.ts';
import { ensureWeappBuild, WEAPP } from '../current-build.ts';
import { openHost } from '../host.ts';
import type { HostOptions } from '../host-options.ts';

/** Twenty kilometres south of an example accident. */
const SHIJIAZHUANG = { latitude: 38.2312, longitude: 114.7587 };
const kph = (speed: number) => speed / 3.6;

let world: World;

beforeAll(async () => {
  await ensureWeappBuild();
  world = await startWorld({ samples: true });
});
afterAll(() => world.close());

const takePhone = (options: Partial<HostOptions> = {}) =>
  openHost({ dist: WEAPP, gateway: world.cloud.url, browser: world.browser, now: NOW, ...options });

describe('the map', () => {
  it('costs the view little: at most a hundred marks, in few and small updates, on few nodes', async () => {
    const phone = await takePhone();
    await phone.open('/pages/roads/map');
    await phone.waitForText('点标记看详情');
    expect(await phone.count('.wx-marker')).toBeLessThanOrEqual(100);
    const { calls, largest } = await phone.setData();
    expect(calls).toBeLessThanOrEqual(8);
    expect(largest).toBeLessThan(25_000);
    expect((await phone.nodes()).count).toBeLessThan(300);
    await phone.resetCounters();
    await phone.moveMap('wx-map', { ...SHIJIAZHUANG, scale: 9 });
    await expect.poll(() => phone.calls.map(({ action }) => action)).toEqual(['listEventsInView']);
    await phone.settled();
    expect((await phone.setData()).largest).toBeLessThan(10_000);
    await phone.close();
  });

  it('moves to show what a cluster holds when it is tapped', async () => {
    const phone = await takePhone();
    await phone.open('/pages/roads/map');
    await phone.waitForText('点标记看详情');
    await phone.tap('.wx-marker[aria-label*="起路况"]');
    const moves = async () => (await phone.effects()).filter(({ api }) => api === 'map.includePoints').length;
    await expect.poll(moves).toBe(1);
    await phone.close();
  });
});

describe('nearby', () => {
  it('asks for the place on a tap only, sends it blurred, and lists the nearest first', async () => {
    const phone = await takePhone({ answers: { location: SHIJIAZHUANG } });
    await phone.open('/pages/roads/nearby');
    expect(phone.calls).toEqual([]);
    expect(await phone.text()).toContain('精确到约一公里');
    await phone.tap('使用我的大致位置');
    await phone.tap('100公里');
    const [call] = phone.calls.slice(-1);
    expect(call).toMatchObject({ action: 'listNearby', input: { at: [114.76, 38.23], metres: 100_000 } });
    const text = await phone.text();
    expect(text).toContain('约22公里');
    await phone.close();
  });

  it('explains a refusal, and shows a province instead', async () => {
    const phone = await takePhone({ answers: { location: 'deny' } });
    await phone.open('/pages/roads/nearby');
    await phone.tap('使用我的大致位置');
    expect(await phone.text()).toContain('没有允许使用位置，没关系');
    await phone.choose('wx-picker', 5);
    expect(await phone.count('.event')).toBeGreaterThan(0);
    expect(phone.calls.map(({ action }) => action)).not.toContain('listNearby');
    // Who changes their mind in WeChat's settings needs no second question.
    await phone.answer({ location: SHIJIAZHUANG });
    await phone.tap('去设置里允许位置');
    expect(phone.calls.map(({ action }) => action)).toContain('listNearby');
    await phone.close();
  });
});

describe('a screen to type on', () => {
  it('asks who drives faster than 20 km/h to stop, lets go when the car stands, and believes a passenger', async () => {
    const phone = await takePhone({ answers: { location: { ...SHIJIAZHUANG, speed: kph(5) } } });
    await phone.open('/pages/roads/find');
    await phone.tap('开启行车提醒');
    expect(await phone.count('.guard')).toBe(0);
    await phone.answer({ location: { ...SHIJIAZHUANG, speed: kph(19) } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await phone.count('.guard')).toBe(0);
    await phone.answer({ location: { ...SHIJIAZHUANG, speed: kph(32) } });
    await phone.waitForText('请停到安全的地方再输入');
    await phone.answer({ location: { ...SHIJIAZHUANG, speed: kph(3) } });
    await expect.poll(() => phone.count('.guard')).toBe(0);
    await phone.answer({ location: { ...SHIJIAZHUANG, speed: kph(80) } });
    await phone.waitForText('车辆正在行驶');
    await phone.tap('我是乘客，继续输入');
    expect(await phone.count('.guard')).toBe(0);
    await phone.close();
  });

  it('never asks for the location by itself', async () => {
    const phone = await takePhone({ answers: { location: { ...SHIJIAZHUANG, speed: kph(80) } } });
    await phone.open('/pages/roads/find');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await phone.count('.guard')).toBe(0);
    await phone.close();
  });
});

describe('the situation, read aloud', () => {
  it('is not offered where the deployment has no voice', async () => {
    const phone = await takePhone();
    await phone.open('/pages/tabs/roads');
    expect(await phone.count('.read-aloud')).toBe(0);
    await phone.close();
  });

  it('is spoken in one tap, part by part, until it is stopped', async () => {
    const phone = await takePhone({ plugins: ['WechatSI'] });
    await phone.open('/pages/tabs/roads');
    await phone.tap('朗读');
    await phone.waitForText('停止朗读');
    const [first] = (await phone.effects()).filter(({ api }) => api === 'textToSpeech');
    expect(JSON.stringify(first)).toContain('截至 8点30分。先看20条路况，其中封闭');
    await expect
      .poll(async () => (await phone.effects()).filter(({ api }) => api === 'audio.play').length)
      .toBeGreaterThan(1);
    await phone.tap('停止朗读');
    expect(await phone.text()).not.toContain('停止朗读');
    await phone.close();
  });
});
