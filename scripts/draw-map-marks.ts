/**
 * Draws the marks of WeChat's map: `src/pages/roads/marks/<kind>.png`, three pixels a point. Their shape says the kind and
 * their colour repeats it, as the road signs do (GB 5768). Run after changing a drawing: `npx tsx scripts/draw-map-marks.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from '../test/chromium.ts';

/** On a grid of 48, with a white edge so that they stand out from any map. */
const MARKS: Record<string, string> = {
  ban: '<circle cx="24" cy="24" r="21" fill="#fff"/><circle cx="24" cy="24" r="15" fill="#fff" stroke="#c8102e" stroke-width="8"/>',
  warning:
    '<path d="M24 5 44 40H4z" fill="#fff" stroke="#fff" stroke-width="6" stroke-linejoin="round"/><path d="M24 8 41 38H7z" fill="#ffc72c" stroke="#151a18" stroke-width="3" stroke-linejoin="round"/><path d="M24 18.500v6.500M24 33v.5" stroke="#151a18" stroke-width="4"/>',
  works:
    '<path d="M24 3 45 24 24 45 3 24z" fill="#fff" stroke="#fff" stroke-width="4" stroke-linejoin="round"/><path d="M24 6 42 24 24 42 6 24z" fill="#b45309"/>',
  info: '<rect x="5" y="5" width="38" height="38" rx="7" fill="#fff"/><rect x="8" y="8" width="32" height="32" rx="5" fill="#0b4ea2"/>',
  many: '<rect x="4" y="4" width="40" height="40" rx="9" fill="#fff"/><rect x="6" y="6" width="36" height="36" rx="7" fill="#fff" stroke="#151a18" stroke-width="3"/>',
  'many-closed':
    '<circle cx="24" cy="24" r="22" fill="#fff"/><circle cx="24" cy="24" r="18" fill="#fff" stroke="#c8102e" stroke-width="5"/>',
};

const folder = 'src/pages/roads/marks';
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 48, height: 48 }, deviceScaleFactor: 2.75 });
for (const [name, shapes] of Object.entries(MARKS)) {
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" fill="none" stroke-linecap="round">${shapes}</svg>`,
  );
  writeFileSync(path.join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
