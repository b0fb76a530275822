/**
 * Draws the tab bar's icons: `src/assets/tab/<name>.png` and `<name>-on.png`, 81 x 81 as WeChat asks for.
 * Run after changing a drawing: `npx tsx scripts/draw-tab-icons.ts`. WeChat's tab bar takes no SVG.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from '../test/chromium.ts';

/** Strokes of 5 on an 81 grid; legible at 24 points. */
const ICONS: Record<string, string> = {
  // A guide sign on its post, two lines of text on it.
  news: '<rect x="12" y="14" width="57" height="38" rx="5"/><path d="M24 27h33M24 39h21M33 52v17M48 52v17"/>',
  // A road running away, its broken line in the middle.
  roads: '<path d="M28 12 12 69M53 12l16 57M40.500 14v8M40.500 33v10M40.500 54v14"/>',
  // A diamond of warning, ticked.
  quiz: '<path d="M40.500 9 72 40.500 40.500 72 9 40.500z"/><path d="m28 41 9 9 17-18"/>',
  // A steering wheel.
  me: '<circle cx="40.500" cy="40.500" r="29"/><circle cx="40.500" cy="40.500" r="7"/><path d="M12 36h21M48 36h21M40.500 48v21"/>',
};

const COLOURS = { '': '#5c6560', '-on': '#00693e' };

const folder = 'src/assets/tab';
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
for (const [name, strokes] of Object.entries(ICONS)) {
  for (const [suffix, colour] of Object.entries(COLOURS)) {
    await page.setContent(
      `<style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="81" height="81" fill="none" stroke="${colour}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`,
    );
    writeFileSync(path.join(folder, `${name}${suffix}.png`), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
