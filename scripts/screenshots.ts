/**
 * `npm run screenshots [-- PAGE...]`: every page of app.json in both builds, by day and by night, on phones, a tablet and the
 * screen of a desk, into dist/screenshots with one page to look at them all (index.html); and the few of the README into
 * docs/screenshots. They are looked at, not compared. `LOOKS=day-390,night-390` and `BUILDS=weapp` leave the others out.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { addressesIn, SEASONED_PHONE, visitorOf } from '../test/journeys/addresses.ts';
import { openH5Phone } from '../test/journeys/h5-phone.ts';
import { NOW } from '../test/journeys/now.ts';
import type { Phone, PhoneOptions } from '../test/journeys/phone.ts';
import { startWorld } from '../test/journeys/world.ts';
import { openHost } from '../test/weapp-host/host.ts';
import type { AppConfig } from '../test/weapp-host/phone/settings.ts';
import { openBuild, pagesOf } from '../test/weapp-host/read-weapp.ts';
import { ensureTaroBuild } from './taro-build.ts';
import { startWebServer } from './web-server.ts';

const FOLDER = 'dist/screenshots';
const README_FOLDER = 'docs/screenshots';

/** Name of a look, and the phone that shows it. Large letters are the product's only: the preview has no such setting. */
const LOOKS = {
  'day-390': { theme: 'light', width: 390, height: 844 },
  'night-390': { theme: 'dark', width: 390, height: 844 },
  'day-320': { theme: 'light', width: 320, height: 568 },
  'large-430': { theme: 'light', width: 430, height: 932, fontScale: 1.4 },
  'tablet-768': { theme: 'light', width: 768, height: 1024 },
  'wide-1280': { theme: 'light', width: 1280, height: 800 },
} as const;

/** The names of a list of the environment; all of them where it says nothing. */
function listed(variable: string): (name: string) => boolean {
  const names = process.env[variable]?.split(',');
  return (name) => names === undefined || names.includes(name);
}

const isLookWanted = listed('LOOKS');
const isBuildWanted = listed('BUILDS');

/** The pictures that the README shows. */
const FOR_README = [
  { page: 'pages/tabs/news', look: 'day-390', name: 'feed' },
  { page: 'pages/tabs/roads', look: 'day-390', name: 'roads' },
  { page: 'pages/news/post', look: 'day-390', name: 'article' },
  { page: 'pages/tabs/news', look: 'night-390', name: 'feed-dark' },
] as const;

/** Pixels: sharp on a fine screen at the width that the README gives them. */
const README_WIDTH = 440;

/** What a page says once it is whole, where that takes longer than coming to rest: a map asks when it knows what it shows. */
const SAYS_WHEN_WHOLE: Record<string, string> = { 'pages/roads/map': '点标记看详情' };

interface Shot {
  page: string;
  build: string;
  look: string;
  file: string;
  complaint?: string;
}

type TakePhone = (options: PhoneOptions & { fontScale?: number }) => Promise<Phone>;

async function shoot(takePhone: TakePhone, build: string, addresses: Record<string, string>): Promise<Shot[]> {
  const shots: Shot[] = [];
  if (!isBuildWanted(build)) return shots;
  for (const [look, screen] of Object.entries(LOOKS).filter(([name]) => isLookWanted(name))) {
    const phones = new Map<string, Phone>();
    const phoneOf = async (openid: string) => {
      const phone = phones.get(openid) ?? (await takePhone({ ...screen, openid, kept: SEASONED_PHONE }));
      phones.set(openid, phone);
      return phone;
    };
    for (const [page, query] of Object.entries(addresses)) {
      const file = path.join(build, look, `${page.replaceAll('/', '-')}.png`);
      const shot: Shot = { page, build, look, file };
      shots.push(shot);
      try {
        const phone = await phoneOf(visitorOf(page));
        await phone.open(`/${page}${query}`);
        const whole = SAYS_WHEN_WHOLE[page];
        if (whole !== undefined) await phone.waitForText(whole);
        mkdirSync(path.dirname(path.join(FOLDER, file)), { recursive: true });
        await phone.screenshot(path.join(FOLDER, file));
      } catch (error) {
        shot.complaint = String(error);
      }
    }
    for (const phone of phones.values()) await phone.close({ expectClean: false });
    console.log(`${build} ${look}: ${Object.keys(addresses).length} pages`);
  }
  return shots;
}

function contactSheet(shots: readonly Shot[]): string {
  const pages = [...new Set(shots.map(({ page }) => page))];
  const cell = ({ build, look, file, complaint }: Shot) =>
    `<figure><figcaption>${build} ${look}</figcaption>${
      complaint === undefined ? `<img loading="lazy" src="${file}" alt="">` : `<pre>${complaint}</pre>`
    }</figure>`;
  const rows = pages.map(
    (page) =>
      `<h2>${page}</h2><div>${shots
        .filter((shot) => shot.page === page)
        .map(cell)
        .join('')}</div>`,
  );
  const style =
    'body{font:14px sans-serif;background:#888}div{display:flex;gap:8px;overflow-x:auto}figure{margin:0}img{height:560px;display:block}pre{width:300px;white-space:pre-wrap}';
  return `<!doctype html><meta charset="utf-8"><title>Every page</title><style>${style}</style>${rows.join('')}`;
}

/** A picture as the README shows it: smaller, and as WebP, which the browser at hand can write. */
async function writeForReadme(browser: Browser, from: string, to: string): Promise<void> {
  const page = await browser.newPage();
  const webp = await page.evaluate(
    async ([png, width]) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${png}`;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = Math.round((picture.height * width) / picture.width);
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('the browser draws nothing');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', 0.85);
    },
    [readFileSync(from, 'base64'), README_WIDTH] as const,
  );
  await page.close();
  writeFileSync(to, Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64'));
}

const wanted = process.argv.slice(2);
await ensureTaroBuild('weapp');
if (isBuildWanted('h5')) await ensureTaroBuild('h5');
const world = await startWorld({ samples: true });
const { cloud, browser } = world;
const web = isBuildWanted('h5') ? await startWebServer({ root: 'dist/h5', cloud: cloud.url, port: 0 }) : undefined;
try {
  const pages = pagesOf(openBuild('dist/weapp').json('app.json') as AppConfig);
  const queries = await addressesIn(world);
  const shown = pages.filter((page) => wanted.length === 0 || wanted.some((part) => page.includes(part)));
  const addresses = Object.fromEntries(shown.map((page) => [page, queries[page] ?? '']));
  if (wanted.length === 0 && !process.env.LOOKS && !process.env.BUILDS)
    rmSync(FOLDER, { recursive: true, force: true });
  const host: TakePhone = (options) =>
    openHost({ dist: 'dist/weapp', gateway: cloud.url, browser, now: NOW, ...options });
  const shots = [
    ...(await shoot(host, 'weapp', addresses)),
    ...(await shoot((options) => openH5Phone(browser, web?.url ?? '', options), 'h5', addresses)),
  ];
  writeFileSync(path.join(FOLDER, 'index.html'), contactSheet(shots));
  mkdirSync(README_FOLDER, { recursive: true });
  for (const { page, look, name } of FOR_README) {
    const shot = shots.find((one) => one.page === page && one.look === look && one.build === 'weapp');
    if (shot === undefined || shot.complaint !== undefined) continue;
    await writeForReadme(browser, path.join(FOLDER, shot.file), path.join(README_FOLDER, `${name}.webp`));
  }
  const failed = shots.filter(({ complaint }) => complaint !== undefined);
  console.log(`${shots.length} pictures, ${failed.length} failed: ${FOLDER}/index.html`);
} finally {
  web?.server.closeAllConnections();
  web?.server.close();
  await world.close();
}
