import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesIn, SEASONED_DRIVER, SEASONED_PHONE, visitorOf } from '../../journeys/addresses.ts';
import { NOW } from '../../journeys/now.ts';
import { ensureWeappBuild, WEAPP } from '../current-build.ts';
import type { Host } from '../host.ts';
import type { AppConfig } from '../phone/settings.ts';
import { openBuild, pagesOf } from '../read-weapp.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';
import { WITHOUT_NETWORK } from './without-network.ts';

await ensureWeappBuild();
const pages = pagesOf(openBuild(WEAPP).json('app.json') as AppConfig);

/** Phones of 390 and 430 points, tablets upright and turned. */
const OTHER_SIZES = [
  [390, 844],
  [430, 932],
  [768, 1024],
  [1024, 768],
] as const;

/** Web pages count as steady below it; here on the smallest phone and at the largest letters, where a line is most of the screen. */
const MOST_SHIFT = 0.1;

/** What a page says that was not told, or can't find, what to show: its address belongs into `addresses.ts`. */
const NOTHING_TO_SHOW = /内容不存在|没有网络|服务暂时不可用|服务出错|正在建设/;

let world: TrafficWorld;
let addresses: Record<string, string>;

beforeAll(async () => {
  const variables = { ALERT_TEMPLATE_ID: 'template-of-alerts' };
  world = await openWorld({ samples: true, unauthenticatedAccess: true, variables });
  addresses = await addressesIn(world);
  const subject = `post:${addresses['pages/news/post']?.replace('?id=', '')}`;
  const marks = (['favourite', 'history'] as const).map((kind) => ({ kind, subject, on: true, at: NOW.toISOString() }));
  await world.ask('me', 'syncShelf', { marks, since: 0 }, SEASONED_DRIVER);
});
afterAll(() => world.close());

const addressOf = (page: string) => `/${page}${addresses[page] ?? ''}`;

/** The line above what is not of now. */
const AGE = /没有网络，显示 08:3\d 的内容/;

/** Tries again with a network: nothing on the page waits for one any more. */
async function tryAgain(phone: Host, shows: string): Promise<void> {
  await phone.offline(false);
  await phone.tap('重试');
  await phone.waitForText(shows);
  expect(await phone.text()).not.toContain('没有网络');
}

/** Three hours later, on the phone that has just shown the page online. */
async function withoutNetwork(phone: Host, page: string): Promise<void> {
  const expected = WITHOUT_NETWORK[page.replace('pages/', '')];
  if (expected === undefined) throw new Error(`${page}: say in without-network.ts what it shows without a network`);
  const { is, shows, begin, goesOn } = expected;
  await phone.resize(320, 568);
  await begin?.(phone);
  await phone.waitForText(shows);
  await phone.setNow(new Date(NOW.getTime() + 3 * 3_600_000));
  const again = async () => {
    await phone.assertClean();
    await phone.offline(true);
    await phone.open(addressOf(page));
    await begin?.(phone);
    expect((await phone.text()).trim()).not.toBe('');
    expect(await phone.overflow()).toEqual([]);
  };
  await again();
  if (is === 'live') {
    expect(await phone.text()).toContain('没有网络');
    if (goesOn === undefined) await tryAgain(phone, shows);
  } else {
    await phone.waitForText(shows);
    if (is === 'kept') expect(await phone.text()).toMatch(AGE);
    else expect(await phone.text()).not.toContain('没有网络');
  }
  if (is === 'kept' && goesOn === undefined) await tryAgain(phone, shows);
  await goesOn?.(phone, again);
  if (is !== 'kept') return;
  await phone.clearStorage();
  await again();
  await phone.waitForText('没有网络');
  expect(await phone.text()).not.toMatch(AGE);
  await tryAgain(phone, shows);
}

describe.each(pages)('%s', (page) => {
  it('opens from its address alone with what it is for, in the dark, at the largest letters and any width, and without a network', async () => {
    const options = { theme: 'dark', fontScale: 1.4, width: 320, height: 568, scene: 1007 } as const;
    const phone = await world.phone({ ...options, openid: visitorOf(page), kept: SEASONED_PHONE });
    await phone.open(addressOf(page));
    expect((await phone.page()).route).toBe(page);
    const text = await phone.text();
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(NOTHING_TO_SHOW);
    expect(await phone.overflow()).toEqual([]);
    expect(await phone.layoutShift(), 'parts moved while the page came').toBeLessThan(MOST_SHIFT);
    // The build has templates for one level of them: see config/flat-scroll-plugin.ts.
    expect(await phone.count('wx-scroll-view wx-scroll-view')).toBe(0);
    const { count, depth, maxChildren } = await phone.nodes();
    expect(count).toBeLessThan(1000);
    expect(depth).toBeLessThan(30);
    expect(maxChildren).toBeLessThanOrEqual(60);
    for (const [width, height] of OTHER_SIZES) {
      await phone.resize(width, height);
      expect(await phone.overflow(), `${width} wide`).toEqual([]);
    }
    await withoutNetwork(phone, page);
    await phone.close();
  });
});

const inMoments = pages.filter((page) => readFileSync(`src/${page}.config.ts`, 'utf8').includes('enableShareTimeline'));

describe.each(inMoments)('%s in Moments', (page) => {
  it('shows what was shared to nobody in particular, by calls that need no login', async () => {
    const phone = await world.phone({ scene: 1154 });
    await phone.open(addressOf(page));
    const text = await phone.text();
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(NOTHING_TO_SHOW);
    expect(text).not.toContain('请在微信小程序中打开');
    expect(phone.calls.filter(({ signedIn }) => signedIn)).toEqual([]);
    expect(await phone.shareTimeline()).toMatchObject({ title: expect.stringMatching(/./) });
    await phone.close();
  });
});

it('more than one page can be shared to Moments', () => {
  expect(inMoments.length).toBeGreaterThan(3);
});
