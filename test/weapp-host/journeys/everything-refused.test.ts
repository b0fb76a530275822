import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressesIn } from '../../journeys/addresses.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

const REFUSER = 'driver-who-refuses';

/** Whoever answers no to whatever WeChat asks: the agreement, the location, the album, pictures, messages. */
const NO_TO_ALL = {
  privacy: 'disagree',
  location: 'deny',
  album: 'deny',
  pictures: 'cancel',
  subscribe: 'reject',
  modal: 'cancel',
} as const;

let world: TrafficWorld;
let addresses: Record<string, string>;
let phone: Host;

beforeAll(async () => {
  world = await openWorld({ samples: true, variables: { ALERT_TEMPLATE_ID: 'template-of-alerts' } });
  addresses = await addressesIn(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone({ openid: REFUSER, answers: NO_TO_ALL });
});
afterEach(() => phone.close());

const at = (page: string) => `/${page}${addresses[page] ?? ''}`;
const called = () => phone.calls.map(({ name, action }) => `${name}.${action}`);
const toasts = async () =>
  (await phone.effects())
    .filter(({ api }) => api === 'showToast')
    .map(({ detail }) => (detail as { title: string }).title);

/** Documents that the cloud keeps with this driver's name in them. */
function keptOfRefuser(): string[] {
  const { database } = world.cloud;
  return database
    .collections()
    .flatMap(({ name }) => database.browse(name, { limit: 1000, offset: 0 }).documents)
    .map((document) => JSON.stringify(document))
    .filter((text) => text.includes(REFUSER));
}

describe('whoever refuses everything', () => {
  it('reads, looks at the roads of a province instead of the place, and of the country on the map', async () => {
    await phone.open();
    expect(await phone.count('.post')).toBeGreaterThan(5);
    await phone.open('/pages/roads/nearby');
    await phone.tap('使用我的大致位置');
    await phone.tap('拒绝');
    expect(await phone.text()).toContain('选择省份一样能看路况');
    expect(await phone.count('.event')).toBeGreaterThan(0);
    expect(called()).not.toContain('roads.listNearby');
    await phone.open('/pages/roads/map');
    await phone.waitForText('点标记看详情');
  });

  it('types without the guard that watches the speed', async () => {
    await phone.open('/pages/news/search');
    await phone.fill('.search-bar__field', '应急车道');
    await phone.tap('.search-bar__go');
    expect(await phone.count('.hit')).toBeGreaterThan(0);
  });

  it('keeps favourites and follows on this phone', async () => {
    await phone.open(at('pages/news/post'));
    await phone.tap('收藏');
    await phone.tap('拒绝');
    expect(await phone.text()).toContain('已收藏');
    await phone.open('/pages/news/favourites');
    expect(await phone.count('.post')).toBe(1);
  });

  it('is told how a poster is kept all the same', async () => {
    await phone.open(at('pages/news/poster'));
    await phone.waitForText('保存到相册');
    await phone.tap('保存到相册');
    await phone.tap('拒绝');
    expect(await phone.text()).toContain('需要先同意隐私保护指引');
    expect(await phone.text()).toContain('也可以直接截屏');
    // Who agrees and keeps the album closed is led to the settings.
    await phone.tap('保存到相册');
    await phone.tap('#agree-privacy');
    await phone.waitForText('相册权限未打开');
    expect(await phone.text()).toContain('去设置打开相册权限');
  });

  it('finds the address of a law spelled out where the clipboard stays closed', async () => {
    await phone.open(at('pages/news/law'));
    await phone.tap('复制官方文本网址');
    await phone.tap('拒绝');
    expect(await toasts()).toEqual(['没有复制，网址写在下面']);
    expect(await phone.text()).toMatch(/https?:\/\//);
  });

  it('practises, and is told why no exam is begun; with the agreement it is', async () => {
    await phone.open('/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol');
    await phone.tap('.option');
    expect(await phone.text()).toMatch(/答对了|答错了/);
    await phone.open('/pages/quiz/exam?preset=subject-1');
    await phone.tap('开始');
    expect(await phone.text()).toContain('隐私保护提示');
    await phone.tap('拒绝');
    expect(await phone.text()).toContain('需要先同意隐私保护指引');
    expect(await phone.text()).toContain('做练习不受影响');
    expect(called().filter((name) => /Exam|sync|Favourites/.test(name))).toEqual([]);
  });

  it('writes a question that stays on the phone, without pictures', async () => {
    await phone.open('/pages/news/ask');
    await phone.fill('.ask__text', '示例路口能左转吗？');
    await phone.tap('添加图片 0/3');
    await phone.tap('拒绝');
    expect(await toasts()).toEqual(['没有允许使用相册或相机；不加图片也可以提交']);
    await phone.tap('提交');
    await phone.tap('拒绝');
    expect(await phone.text()).toContain('需要先同意隐私保护指引，没有提交成功。写好的内容已保存在本机');
    expect(JSON.stringify(await phone.storage())).toContain('示例路口能左转吗？');
    expect(called()).not.toContain('me.askQuestion');
  });

  it('is told why no alert comes, and where the roads can be looked at', async () => {
    await phone.open('/pages/roads/alerts');
    await phone.fill('.route-field__text', 'g72');
    await phone.tap('.chips__chip:has-text("G72")');
    await phone.tap('开通，并允许一条提醒');
    expect(await phone.text()).toContain('您没有允许，提醒没有开通');
    await phone.answer({ subscribe: 'accept' });
    await phone.tap('开通，并允许一条提醒');
    await phone.tap('拒绝');
    expect((await toasts()).at(-1)).toBe('需要先同意隐私保护指引，没有保存，请重试');
    expect(called()).not.toContain('alerts.subscribeAlerts');
  });

  it('saves a route, which never leaves the phone', async () => {
    await phone.open('/pages/roads/route-edit');
    await phone.fill('.route-field:has-text("名字") .route-field__text', '回家');
    await phone.fill('.route-field:has-text("道路") .route-field__text', 'G4');
    await phone.tap('添加这段路');
    await phone.tap('保存路线');
    await phone.open('/pages/roads/routes');
    expect(await phone.text()).toContain('回家');
  });

  it('opens every page of their own without being asked for anything', async () => {
    for (const page of ['me/settings', 'me/my-data', 'me/privacy', 'me/about', 'quiz/records', 'quiz/ranking']) {
      await phone.open(`/pages/${page}`);
      const text = await phone.text();
      expect(text.trim(), page).not.toBe('');
      expect(text, page).not.toContain('隐私保护提示');
    }
  });

  it('has left nothing in the cloud', () => {
    expect(keptOfRefuser()).toEqual([]);
  });
});

describe('the agreement', () => {
  it('given as an exam is begun, begins it with the same tap', async () => {
    const willing = await world.phone({ openid: 'willing-driver', answers: { privacy: 'disagree' } });
    await willing.open('/pages/quiz/exam?preset=subject-1');
    await willing.tap('开始');
    await willing.tap('#agree-privacy');
    expect(await willing.text()).toContain('第 1 题，共 100 题');
    expect(willing.calls.map(({ action }) => action)).toContain('startExam');
    await willing.close();
  });
});
