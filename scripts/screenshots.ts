/** `npm run screenshots`: pictures of the preview's pages, day and night, into docs/screenshots. They are looked at, not compared. */
import { mkdirSync } from 'node:fs';
import { openPreview } from '../test/e2e/preview.ts';

const FOLDER = 'docs/screenshots';

mkdirSync(FOLDER, { recursive: true });
const preview = await openPreview();
const { page, url } = preview;

async function shoot(name: string): Promise<void> {
  // Pictures load lazily and pages slide in; half a second is what both take at most.
  await page.waitForTimeout(1200);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  console.log(`${FOLDER}/${name}.png`);
}

try {
  await page.goto(url);
  await page.locator('.post').first().waitFor();
  await shoot('feed');
  await page
    .locator('.post', { has: page.locator('.post__cover') })
    .first()
    .click();
  await page.locator('.article__body').waitFor();
  await shoot('article');
  await page.goto(`${url}/#/pages/tabs/roads`);
  await page.locator('.event').first().waitFor();
  await shoot('roads');
  await page.locator('.event').first().click();
  await page.locator('.event-page').waitFor();
  await shoot('event');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${url}/#/pages/tabs/news`);
  await page.locator('.post').first().waitFor();
  await shoot('feed-dark');
} finally {
  await preview.close();
}
