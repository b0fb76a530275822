/**
 * Draws the pictures of share cards, 5:4 as WeChat shows them: `src/assets/share-cards/<kind>.png`. Run after changing one:
 * `npm run draw:share-cards`. WeChat's card takes PNG and JPEG, and no WebP as our covers are.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHANNELS, type ChannelId } from '#domain/post';
import { launchChromium } from '../test/chromium.ts';

type Kind = ChannelId | 'agency' | 'answers';

/** The colours of GB 5768: a guide sign, information, a warning (black on yellow), a ban. */
const GREEN = { ground: '#00693e', ink: '#ffffff' };
const BLUE = { ground: '#0b4ea2', ink: '#ffffff' };
const YELLOW = { ground: '#ffc72c', ink: '#151a18' };
const RED = { ground: '#c8102e', ink: '#ffffff' };

const COLOURS: Record<Kind, typeof GREEN> = {
  release: GREEN,
  tips: BLUE,
  warning: YELLOW,
  rebuttal: RED,
  law: BLUE,
  service: GREEN,
  agency: GREEN,
  answers: BLUE,
};

const NAMES: Record<string, string> = {
  ...Object.fromEntries(CHANNELS.map(({ id, name }) => [id, name])),
  agency: '发布大厅',
  answers: '你问我答',
};

function cardOf(kind: Kind): string {
  const { ground, ink } = COLOURS[kind];
  const name = NAMES[kind] ?? '';
  const size = name.length > 2 ? 92 : 148;
  return `<style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 400" width="400" height="320" font-family="'Noto Sans CJK SC',sans-serif" text-anchor="middle">
<rect width="500" height="400" fill="#f2f4f3"/><path d="M150 290v110M350 290v110" stroke="#a3aea9" stroke-width="16"/>
<rect x="30" y="50" width="440" height="260" rx="18" fill="${ground}"/><rect x="40" y="60" width="420" height="240" rx="11" fill="none" stroke="${ink}" stroke-width="5"/>
<text x="250" y="${200 + (size - 92) / 4}" font-size="${size}" font-weight="700" fill="${ink}">${name}</text>
<text x="250" y="268" font-size="34" font-weight="700" fill="${ink}">交通安全微发布</text></svg>`;
}

const folder = 'src/assets/share-cards';
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
// Four fifths of what is drawn: the letters stay sharp, and eight cards fit into the package.
const page = await browser.newPage({ viewport: { width: 400, height: 320 } });
for (const kind of Object.keys(COLOURS) as Kind[]) {
  await page.setContent(cardOf(kind));
  writeFileSync(path.join(folder, `${kind}.png`), await page.screenshot());
}
await browser.close();
