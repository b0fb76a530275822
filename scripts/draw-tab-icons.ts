/**
 * Draws the tab bar's icons: `src/assets/tab/<name>.png` and `<name>-on.png`, and both with `-dark` for the night, 81 x 81
 * as WeChat asks for. Their colours are those of the words below them in `src/theme.json`.
 * Run after changing a drawing: `npx tsx scripts/draw-tab-icons.ts`. WeChat's tab bar takes no SVG.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import theme from '../src/theme.json' with { type: 'json' };
import { launchChromium } from '../test/chromium.ts';
import { encodeFlatPng } from './flat-png.ts';

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

const COLOURS = {
  '': theme.light.tabText,
  '-on': theme.light.tabSelected,
  '-dark': theme.dark.tabText,
  '-on-dark': theme.dark.tabSelected,
};

const SIZE = 81;

const folder = 'src/assets/tab';
const browser = await launchChromium();
const page = await browser.newPage();

/** Opacity of each pixel of a drawing, row by row. */
function rasterise(strokes: string): Promise<number[]> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" fill="none" stroke="#000" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`;
  return page.evaluate(
    async ([source, size]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(size, size);
      const brush = canvas.getContext('2d');
      brush?.drawImage(image, 0, 0);
      const { data = [] } = brush?.getImageData(0, 0, size, size) ?? {};
      return [...data].filter((_, at) => at % 4 === 3);
    },
    [svg, SIZE] as const,
  );
}

for (const [name, strokes] of Object.entries(ICONS)) {
  const alpha = await rasterise(strokes);
  for (const [suffix, colour] of Object.entries(COLOURS)) {
    writeFileSync(path.join(folder, `${name}${suffix}.png`), encodeFlatPng(alpha, SIZE, colour));
  }
}
await browser.close();
