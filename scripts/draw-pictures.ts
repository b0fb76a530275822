/**
 * Renders our drawings, content/pictures/src/*.svg (500 x 400), to the WebP files that posts show: content/pictures/*.webp.
 *
 *   npx tsx scripts/draw-pictures.ts [--sheet FILE.png]
 *
 * `--sheet` also writes one PNG with every picture on it, to look at after a change. The browser does the work, so a fresh
 * machine needs nothing but the npm packages: system Chromium or Chrome if there is one, else @sparticuz/chromium.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

const PICTURES = fileURLToPath(new URL('../content/pictures/', import.meta.url));
const SOURCES = join(PICTURES, 'src');
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Share cards are 5:4; the feed shows the same file. */
const WIDTH = 500;
const HEIGHT = 400;
/** Flat colours: below 0.8 the edges of the signs start to ring. */
const QUALITY = 0.82;
/** Bytes. The mini program's packages are small and a feed shows twenty of these. */
const LARGEST = 20_000;
const SHEET_COLUMNS = 5;

async function launchBrowser(): Promise<Browser> {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (system !== undefined) return chromium.launch({ executablePath: system, args: ['--no-sandbox'] });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: sparticuz.args });
}

async function renderWebp(page: Page, svg: string): Promise<Buffer> {
  const dataUrl = await page.evaluate(
    async ({ svg, width, height, quality }) => {
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('this browser has no 2D canvas');
      context.drawImage(image, 0, 0, width, height);
      return canvas.toDataURL('image/webp', quality);
    },
    { svg, width: WIDTH, height: HEIGHT, quality: QUALITY },
  );
  const prefix = 'data:image/webp;base64,';
  if (!dataUrl.startsWith(prefix)) throw new Error('this browser cannot encode WebP');
  return Buffer.from(dataUrl.slice(prefix.length), 'base64');
}

async function writeSheet(page: Page, pictures: ReadonlyMap<string, Buffer>, file: string): Promise<void> {
  const cells = [...pictures].map(
    ([name, webp]) =>
      `<figure><img src="data:image/webp;base64,${webp.toString('base64')}"><figcaption>${name} ${webp.length}</figcaption></figure>`,
  );
  await page.setViewportSize({ width: SHEET_COLUMNS * 320, height: 600 });
  await page.setContent(`<style>
    body { margin: 0; display: grid; grid-template-columns: repeat(${SHEET_COLUMNS}, 320px); font: 13px sans-serif }
    figure { margin: 8px } img { width: 304px; display: block }
  </style>${cells.join('')}`);
  await page.screenshot({ path: file, fullPage: true });
}

async function drawPictures(sheet: string | undefined): Promise<void> {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith('.svg')).sort();
  if (names.length === 0) throw new Error(`no drawings in ${SOURCES}`);
  await mkdir(PICTURES, { recursive: true });

  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const pictures = new Map<string, Buffer>();
    for (const name of names) {
      const stem = basename(name, '.svg');
      try {
        const webp = await renderWebp(page, await readFile(join(SOURCES, name), 'utf8'));
        if (webp.length > LARGEST) throw new Error(`${webp.length} bytes, more than ${LARGEST}: draw it simpler`);
        pictures.set(stem, webp);
      } catch (cause) {
        throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
    }
    for (const name of await readdir(PICTURES)) {
      if (name.endsWith('.webp') && !pictures.has(basename(name, '.webp'))) await rm(join(PICTURES, name));
    }
    for (const [stem, webp] of pictures) await writeFile(join(PICTURES, `${stem}.webp`), webp);
    const sizes = [...pictures.values()].map((webp) => webp.length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`${sizes.length} pictures, ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes, ${total} in all`);
    if (sheet !== undefined) await writeSheet(page, pictures, sheet);
  } finally {
    await browser.close();
  }
}

const [option, file, ...rest] = process.argv.slice(2);
if ((option !== undefined && option !== '--sheet') || (option === '--sheet' && file === undefined) || rest.length > 0) {
  console.error('usage: draw-pictures [--sheet FILE.png]');
  process.exitCode = 2;
} else {
  await drawPictures(file);
}
