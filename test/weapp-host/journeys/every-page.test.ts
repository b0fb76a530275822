import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesIn, SEASONED_PHONE, visitorOf } from '../../journeys/addresses.ts';
import { ensureWeappBuild, WEAPP } from '../current-build.ts';
import type { AppConfig } from '../phone/settings.ts';
import { openBuild, pagesOf } from '../read-weapp.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

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
  world = await openWorld({ samples: true });
  addresses = await addressesIn(world);
});
afterAll(() => world.close());

const addressOf = (page: string) => `/${page}${addresses[page] ?? ''}`;

describe.each(pages)('%s', (page) => {
  it('opens from its address alone with what it is for, in the dark, at the largest letters and any width', async () => {
    const options = { theme: 'dark', fontScale: 1.4, width: 320, height: 568, scene: 1007 } as const;
    const phone = await world.phone({ ...options, openid: visitorOf(page), kept: SEASONED_PHONE });
    await phone.open(addressOf(page));
    expect((await phone.page()).route).toBe(page);
    const text = await phone.text();
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(NOTHING_TO_SHOW);
    expect(await phone.overflow()).toEqual([]);
    expect(await phone.layoutShift(), 'parts moved while the page came').toBeLessThan(MOST_SHIFT);
    const { count, depth, maxChildren } = await phone.nodes();
    expect(count).toBeLessThan(1000);
    expect(depth).toBeLessThan(30);
    expect(maxChildren).toBeLessThanOrEqual(60);
    for (const [width, height] of OTHER_SIZES) {
      await phone.resize(width, height);
      expect(await phone.overflow(), `${width} wide`).toEqual([]);
    }
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
    expect(text).not.toContain('需要在微信中打开');
    expect(phone.calls.filter(({ signedIn }) => signedIn)).toEqual([]);
    expect(await phone.shareTimeline()).toMatchObject({ title: expect.stringMatching(/./) });
    await phone.close();
  });
});

it('more than one page can be shared to Moments', () => {
  expect(inMoments.length).toBeGreaterThan(3);
});
