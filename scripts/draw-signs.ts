/**
 * Draws every sign and marking of the question bank: content/bank/signs/<name>.svg, and <name>.webp beside it.
 *
 *   npx tsx scripts/draw-signs.ts             both (needs a Chromium for the WebP)
 *   npx tsx scripts/draw-signs.ts --svg-only  the SVG files only
 *
 * The shapes and colours follow GB 5768.2-2022 and GB 5768.3-2009; the drawings are our own.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Drawing, toSvg } from './draw-signs/drawing.ts';
import { blueAndGreenSigns } from './draw-signs/indication-signs.ts';
import { prohibitionSigns } from './draw-signs/prohibition-signs.ts';
import { rasterise } from './draw-signs/rasterise.ts';
import { roadMarkings } from './draw-signs/road-markings.ts';
import { warningSigns } from './draw-signs/warning-signs.ts';

const OUTPUT = fileURLToPath(new URL('../content/bank/signs/', import.meta.url));
const LARGEST_SVG_BYTES = 3072;
const WEBP_SIDE = 240;

const drawings: readonly Drawing[] = [...warningSigns, ...prohibitionSigns, ...blueAndGreenSigns, ...roadMarkings];

function checkDrawings(): void {
  const names = new Set<string>();
  for (const drawing of drawings) {
    if (names.has(drawing.name)) throw new Error(`two drawings are named ${drawing.name}`);
    names.add(drawing.name);
    const bytes = Buffer.byteLength(toSvg(drawing));
    if (bytes >= LARGEST_SVG_BYTES)
      throw new Error(`${drawing.name}.svg is ${bytes} bytes, the limit is ${LARGEST_SVG_BYTES}`);
  }
}

async function removeStale(kept: ReadonlySet<string>): Promise<void> {
  for (const file of await readdir(OUTPUT)) {
    if (!kept.has(file)) await rm(`${OUTPUT}${file}`);
  }
}

async function main(): Promise<void> {
  checkDrawings();
  await mkdir(OUTPUT, { recursive: true });
  await removeStale(new Set(drawings.flatMap(({ name }) => [`${name}.svg`, `${name}.webp`])));
  const svgs = drawings.map(toSvg);
  for (const [index, { name }] of drawings.entries()) await writeFile(`${OUTPUT}${name}.svg`, svgs[index] ?? '');
  if (!process.argv.includes('--svg-only')) {
    const images = await rasterise(svgs, WEBP_SIDE);
    for (const [index, { name }] of drawings.entries()) await writeFile(`${OUTPUT}${name}.webp`, images[index] ?? '');
  }
  process.stdout.write(`${drawings.length} drawings in content/bank/signs\n`);
}

await main();
