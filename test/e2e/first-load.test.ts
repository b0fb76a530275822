import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withinBudget } from '../budgets.ts';
import { openPreview, type Preview } from './preview.ts';

let preview: Preview;

beforeAll(async () => {
  preview = await openPreview();
});
afterAll(() => preview.close());

it('the preview loads little code before its first screen', async () => {
  const scripts: Promise<{ name: string; bytes: number }>[] = [];
  preview.page.on('response', (response) => {
    const name = new URL(response.url()).pathname;
    if (!name.endsWith('.js')) return;
    scripts.push(response.body().then((body) => ({ name, bytes: gzipSync(body, { level: 9 }).length })));
  });
  await preview.page.goto(preview.url);
  await preview.page.locator('.post__title').first().waitFor();
  const loaded = await Promise.all(scripts);
  expect(loaded.length).toBeGreaterThan(0);
  const detail = loaded.map(({ name, bytes }) => `${name} ${bytes}`).join('\n');
  const whole = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
  withinBudget('H5', 'code before the first screen, gzipped', whole, detail);
});
