import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPreview, type Preview } from './preview.ts';

let preview: Preview;

beforeAll(async () => {
  preview = await openPreview();
});
afterAll(() => preview.close());

it('on a wide screen the preview stands in a phone', async () => {
  await preview.page.setViewportSize({ width: 1280, height: 900 });
  await preview.page.goto(preview.url);
  await preview.page.locator('.post').first().waitFor();
  const box = await preview.page.locator('#container').boundingBox();
  expect(box?.width).toBeLessThanOrEqual(430);
  expect(box?.x).toBeGreaterThan(300);
  expect(preview.complaints).toEqual([]);
});

it('on a wide screen the desk has the window, and what drivers read stands in a phone', async () => {
  const width = async () => (await preview.page.locator('#container').boundingBox())?.width;
  await preview.page.setViewportSize({ width: 1280, height: 900 });
  // A change of the address's hash alone would load nothing anew.
  await preview.page.goto('about:blank');
  await preview.page.goto(`${preview.url}/#/pages/desk/home`);
  await preview.page.locator('.screen--desk').first().waitFor();
  expect(await width()).toBeGreaterThan(1000);
  await preview.page.goto('about:blank');
  await preview.page.goto(`${preview.url}/#/pages/news/answers`);
  await preview.page.locator('.taro_page .screen:not(.screen--desk)').waitFor();
  expect(await width()).toBeLessThanOrEqual(430);
  expect(preview.complaints).toEqual([]);
});
