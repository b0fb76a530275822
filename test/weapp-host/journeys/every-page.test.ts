import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureWeappBuild, WEAPP } from '../current-build.ts';
import type { AppConfig } from '../phone/settings.ts';
import { openBuild, pagesOf } from '../read-weapp.ts';
import { openWorld, samplePost, type TrafficWorld } from '../traffic-world.ts';

await ensureWeappBuild();
const pages = pagesOf(openBuild(WEAPP).json('app.json') as AppConfig);

let world: TrafficWorld;

beforeAll(async () => {
  world = await openWorld();
  await world.publish(...[1, 2, 3].map((number) => samplePost(number)));
});
afterAll(() => world.close());

/** The query that a shared link to the page would have; pages without an entry need none. */
async function queryOf(page: string): Promise<string> {
  if (page === 'pages/news/post' || page === 'pages/news/poster') return `?id=${(await world.publishedIds())[0]}`;
  return '';
}

describe.each(pages)('%s', (page) => {
  it('opens from its address alone and shows words, within what WeChat audits', async () => {
    const phone = await world.phone({ scene: 1007 });
    await phone.open(`/${page}${await queryOf(page)}`);
    expect((await phone.page()).route).toBe(page);
    expect((await phone.text()).trim()).not.toBe('');
    const { count, depth, maxChildren } = await phone.nodes();
    expect(count).toBeLessThan(1000);
    expect(depth).toBeLessThan(30);
    expect(maxChildren).toBeLessThanOrEqual(60);
    await phone.close();
  });

  it('opens in the dark, at the largest letters, on the narrowest phone, without a line wider than the screen', async () => {
    const phone = await world.phone({ theme: 'dark', fontScale: 1.4, width: 320, height: 568 });
    await phone.open(`/${page}${await queryOf(page)}`);
    expect(await phone.overflow()).toEqual([]);
    await phone.close();
  });
});
