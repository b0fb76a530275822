import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../test/chromium.ts';
import { insertMany, NEWEST_POST, postDocument } from '../measure/many-documents.ts';
import { ensureTaroBuild } from '../taro-build.ts';
import { startWebServer } from '../web-server.ts';
import { openBenchCloud } from './bench-cloud.ts';
import { quantile, type Row, type Say } from './row.ts';

const LOADS = 3;
const POSTS = 1000;
const PAGE = 20;

/** Slow 4G as Chromium's tools and Lighthouse have it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms to and fro. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
};

interface Paint {
  first: number;
  posts: number;
}

async function throttle(session: CDPSession): Promise<void> {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** A first visit: nothing in the browser's cache. Milliseconds from the navigation on. */
async function paintOf(browser: Browser, url: string, slow: boolean): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  if (slow) await throttle(await context.newCDPSession(page));
  await page.goto(url);
  await page.locator('.post__title').first().waitFor({ timeout: 60_000 });
  const posts = await page.evaluate(() => performance.now());
  const first = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { first, posts };
}

async function benchFirstPaint(browser: Browser, url: string, say: Say): Promise<Row[]> {
  const paints: Record<'fast' | 'slow', Paint[]> = { fast: [], slow: [] };
  for (let load = 1; load <= LOADS; load += 1) {
    say(`first paint ${load}/${LOADS}`);
    paints.fast.push(await paintOf(browser, url, false));
    paints.slow.push(await paintOf(browser, url, true));
  }
  const middle = (which: 'fast' | 'slow', what: keyof Paint) =>
    quantile(
      paints[which].map((one) => one[what]),
      0.5,
    );
  const row = (what: string, of: keyof Paint): Row[] => [
    { what: `H5, ${what}`, value: middle('fast', of), unit: 'ms' },
    {
      what: `H5, ${what}, slow 4G and a quarter of the processor`,
      value: middle('slow', of),
      unit: 'ms',
      ratio: { of: 'unthrottled', times: middle('slow', of) / middle('fast', of) },
    },
  ];
  return [...row('first contentful paint', 'first'), ...row('posts on the screen', 'posts')];
}

/** Scrolls to the end until the next page stands, and gives the milliseconds that took. */
async function nextPage(page: Page, posts: number): Promise<number> {
  const began = performance.now();
  await page.evaluate(() => {
    const shown = document.querySelector('.taro_page_stationed:not(.taro_page_shade)');
    // Taro tells a page of its end again only after a movement that was not at it.
    shown?.scrollBy({ top: -400, behavior: 'instant' });
  });
  await page.waitForTimeout(60);
  await page.evaluate(() => {
    const shown = document.querySelector('.taro_page_stationed:not(.taro_page_shade)');
    shown?.scrollTo({ top: shown.scrollHeight, behavior: 'instant' });
  });
  await page.waitForFunction((count) => document.querySelectorAll('.post__title').length >= count, posts, {
    timeout: 20_000,
  });
  return performance.now() - began;
}

async function benchScrolling(browser: Browser, url: string, say: Say): Promise<Row[]> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.post__title').first().waitFor({ timeout: 30_000 });
  const times: number[] = [];
  for (let posts = 2 * PAGE; posts <= POSTS; posts += PAGE) {
    say(`scrolling, ${posts} of ${POSTS} posts`);
    times.push(await nextPage(page, posts));
  }
  await context.close();
  const [early, late] = [quantile(times.slice(0, 10), 0.5), quantile(times.slice(-10), 0.5)];
  return [
    { what: 'scrolling: a page of 20, within the first 200 posts', value: early, unit: 'ms' },
    {
      what: 'scrolling: a page of 20, at the 1,000th post',
      value: late,
      unit: 'ms',
      ratio: { of: 'the first 200', times: late / early },
      aim: 'about 1',
    },
  ];
}

/** The H5 preview in Chromium: what stands when, and whether a long feed stays quick. */
export async function benchPreview(say: Say): Promise<Row[]> {
  say('the H5 build');
  await ensureTaroBuild('h5');
  const { cloud, close } = await openBenchCloud({ memory: true });
  await insertMany(cloud.database, 'posts', { from: 0, to: POSTS + PAGE }, (at) => postDocument(at, NEWEST_POST));
  const web = await startWebServer({ root: 'dist/h5', cloud: cloud.url, port: 0 });
  const browser = await launchChromium();
  try {
    return [...(await benchFirstPaint(browser, web.url, say)), ...(await benchScrolling(browser, web.url, say))];
  } finally {
    await browser.close();
    web.server.closeAllConnections();
    web.server.close();
    await close();
  }
}
