import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
let server: ReturnType<typeof createServer>;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((req, res) => {
    asked.push(req.url ?? '');
    res.writeHead(500).end('down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hall = await openHall({
    timers: true,
    variables: { NEWS_SOURCES: JSON.stringify([{ kind: 'rss', id: 'news-1', url: `${base}/news` }]) },
  });
  await hall.desk(
    'saveRoadFeeds',
    { feeds: [{ id: 'roads-1', name: '示例路况', format: 'own-json', url: `${base}/roads` }] },
    'operator-1',
  );
  await run();
});
afterEach(async () => {
  await hall.close();
  await new Promise((resolve) => server.close(resolve));
});

async function run(): Promise<void> {
  for (const job of ['syncNews', 'ingestFeeds']) await hall.cloud.timers.runNow('jobs', job);
}
const FEEDS = [
  { kind: 'news', id: 'news-1' },
  { kind: 'roads', id: 'roads-1' },
] as const;
const count = (id: string) => asked.filter((path) => path === `/${id.split('-')[0]}`).length;

describe.each(FEEDS)('$kind: a feed that fails', (feed) => {
  it('is asked again at once when an operator wants it, though it would have to wait', async () => {
    await run();
    expect(count(feed.id)).toBe(1);
    await hall.desk('runFeedNow', feed, 'operator-1');
    await run();
    expect(count(feed.id)).toBe(2);
  });

  it('is not asked while it is paused, nor missed on the desk', async () => {
    const late = async () => (await hall.desk('getMyDesk', {}, 'operator-1')).waiting.lateFeeds;
    expect(await late()).toBe(2);
    await hall.desk('pauseFeed', { ...feed, mode: 'pause' }, 'operator-1');
    expect(await late()).toBe(1);
    await expect(hall.desk('runFeedNow', feed, 'operator-1')).rejects.toThrow('conflict');
    hall.cloud.clock.advance(2 * 3600_000);
    await hall.cloud.timers.settled();
    expect(count(feed.id)).toBe(1);
    await hall.desk('pauseFeed', { ...feed, mode: 'resume' }, 'operator-1');
    await run();
    expect(count(feed.id)).toBe(2);
  });

  it('that nobody knows is not found', async () => {
    const unknown = { ...feed, id: 'nobody' };
    await expect(hall.desk('runFeedNow', unknown, 'operator-1')).rejects.toThrow('not_found');
    await expect(hall.desk('pauseFeed', { ...unknown, mode: 'pause' }, 'operator-1')).rejects.toThrow('not_found');
  });
});

it('a pause shows where feeds are listed', async () => {
  await hall.desk('pauseFeed', { kind: 'news', id: 'news-1', mode: 'pause' }, 'operator-1');
  expect((await hall.desk('listSources', {}, 'operator-1')).sources).toMatchObject([{ id: 'news-1', paused: true }]);
  expect((await hall.desk('listRoadFeeds', {}, 'operator-1')).feeds).toMatchObject([{ id: 'roads-1', paused: false }]);
});
