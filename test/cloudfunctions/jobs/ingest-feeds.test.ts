import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskContract } from '#contract/desk';
import type { RoadsContract } from '#contract/roads';
import { ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';

/** A server of feeds; a test says what each path answers. */
type Answer = (req: IncomingMessage, res: ServerResponse) => void;

const document =
  (text: string, headers: Record<string, string> = {}): Answer =>
  (_, res) =>
    void res.writeHead(200, headers).end(text);
const status =
  (code: number): Answer =>
  (_, res) =>
    void res.writeHead(code).end();

let test: TestCloud;
let server: ReturnType<typeof createServer>;
let answers: Map<string, Answer>;
let asked: { url: string; headers: IncomingMessage['headers'] }[];
let origin: string;

beforeEach(async () => {
  answers = new Map();
  asked = [];
  server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    asked.push({ url: req.url ?? '', headers: req.headers });
    (answers.get(pathname) ?? status(404))(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configured = [
    { id: 'keyed', name: '示例（带密钥）', format: 'own-json', url: `${origin}/keyed?key=\${FEED_KEY}` },
  ];
  test = await startTestCloud(TEST_NOW, {
    // A jump of the clock would start the run of every minute in it at once, and a feed might be asked by several.
    timers: 'by hand',
    variables: { ROAD_FEEDS: JSON.stringify(configured), FEED_KEY: 'secret of the feed' },
  });
  await saveFeed(test, {
    id: 'plain',
    name: '示例路况',
    format: 'own-json',
    url: `${origin}/plain`,
    intervalSeconds: 300,
  });
  answers.set('/keyed', document(ownDocument([ownEvent({ id: 'k1', headline: 'keyed' })])));
  answers.set('/plain', document(ownDocument([ownEvent({ id: 'p1', headline: 'plain' })])));
});
afterEach(async () => {
  await test.close();
  await new Promise((resolve) => server.close(resolve));
});

const run = () => test.cloud.timers.runNow('jobs', 'ingestFeeds');
const advanceMinutes = async (minutes: number) => {
  test.cloud.clock.advance(minutes * 60_000);
  await run();
  await test.cloud.timers.runNow('jobs', 'sweepRoads');
};
const headlines = async () => {
  const { events } = await test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', {});
  return events.map(({ what }) => what).sort();
};
const health = async (id: string) => {
  const { feeds } = await test.call<DeskContract, 'listRoadFeeds'>('desk', 'listRoadFeeds', {}, 'operator-1');
  return feeds.find((feed) => feed.id === id);
};
const askedFor = (path: string) => asked.filter(({ url }) => url.startsWith(path)).length;

describe('feeds', () => {
  it('of the environment and of the database are fetched when they are due, and not before', async () => {
    await run();
    expect(await headlines()).toEqual(['keyed', 'plain']);
    await run();
    expect([askedFor('/keyed'), askedFor('/plain')]).toEqual([1, 1]);
    await advanceMinutes(5);
    expect([askedFor('/keyed'), askedFor('/plain')]).toEqual([2, 2]);
  });

  it('are asked with a key that stands in no document, and that nothing tells', async () => {
    answers.set('/keyed', status(503));
    await run();
    expect(asked.find(({ url }) => url.startsWith('/keyed'))?.url).toBe('/keyed?key=secret%20of%20the%20feed');
    expect(await health('keyed')).toMatchObject({
      lastAttempt: { outcome: 'failed', why: `${origin}/keyed answered 503` },
    });
    expect(JSON.stringify(test.cloud.database.browse('road-feeds', { limit: 10, offset: 0 }))).not.toContain('secret');
  });

  it('can’t be made to carry the deployment’s other secrets to a server', async () => {
    for (const name of ['TENCENTCLOUD_SECRETKEY', 'WECHAT_SECRET', 'PATH']) {
      const feed = { id: 'thief', name: '示例', format: 'own-json', url: `${origin}/thief?secret=\${${name}}` };
      const reply = await test.send('desk', { action: 'saveRoadFeeds', input: { feeds: [feed] } }, 'operator-1');
      expect(reply).toMatchObject({ ok: false, error: { details: { issues: [{ path: 'feeds.0.url' }] } } });
    }
  });

  it('that fail harm no other, are asked later and later, and recover', async () => {
    answers.set('/keyed', (_, res) => void res.destroy());
    await run();
    expect(await headlines()).toEqual(['plain']);
    expect(await health('keyed')).toMatchObject({ state: 'no-data', failures: 1, nextAt: '2026-11-23T00:40:00.000Z' });
    await advanceMinutes(10);
    expect(await health('keyed')).toMatchObject({ failures: 2, nextAt: '2026-11-23T01:00:00.000Z' });
    answers.set('/keyed', document(ownDocument([ownEvent({ id: 'k1', headline: 'keyed' })])));
    await advanceMinutes(20);
    expect(await headlines()).toEqual(['keyed', 'plain']);
    expect(await health('keyed')).toMatchObject({ failures: 0, state: 'current' });
  });

  it('that answer with half a document change nothing', async () => {
    await run();
    const whole = ownDocument([ownEvent({ id: 'p2', headline: 'other' })]);
    answers.set('/plain', document(whole.slice(0, -20)));
    await advanceMinutes(5);
    expect(await headlines()).toEqual(['keyed', 'plain']);
    expect(await health('plain')).toMatchObject({ lastAttempt: { outcome: 'refused' }, deliveredAt: TEST_NOW });
  });

  it('that have nothing newer are confirmed without a body', async () => {
    const etag: Answer = (req, res) =>
      req.headers['if-none-match'] === '"1"'
        ? void res.writeHead(304).end()
        : void res.writeHead(200, { etag: '"1"' }).end(ownDocument([ownEvent({ id: 'p1', headline: 'plain' })]));
    answers.set('/plain', etag);
    await run();
    await advanceMinutes(5);
    const tags = asked.filter(({ url }) => url === '/plain').map(({ headers }) => headers['if-none-match']);
    expect(tags).toEqual([undefined, '"1"']);
    expect(await health('plain')).toMatchObject({
      deliveredAt: '2026-11-23T00:35:00.000Z',
      state: 'current',
      eventCount: 1,
    });
    expect(await headlines()).toContain('plain');
  });
});

describe('the sweep', () => {
  it('moves what begins to its place, and takes what has gone off every list', async () => {
    const later = ownEvent({
      id: 'later',
      headline: 'later',
      severity: 'critical',
      start: '2026-11-23T02:00:00Z',
      end: '2026-11-23T03:00:00Z',
    });
    answers.set(
      '/plain',
      document(ownDocument([ownEvent({ id: 'p1', headline: 'plain', end: '2026-11-24T00:00:00Z' }), later])),
    );
    answers.set('/keyed', document(ownDocument([])));
    await run();
    const list = async () => (await test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', {})).events;
    expect((await list()).map(({ what, state }) => [what, state])).toEqual([
      ['plain', undefined],
      ['later', 'planned'],
    ]);
    await advanceMinutes(100);
    expect((await list()).map(({ what, state }) => [what, state])).toEqual([
      ['later', undefined],
      ['plain', undefined],
    ]);
    const id = (await list())[0]?.id ?? '';
    await advanceMinutes(240);
    expect((await list()).map(({ what }) => what)).toEqual(['plain']);
    expect(await test.call<RoadsContract, 'getEvent'>('roads', 'getEvent', { id })).toMatchObject({
      state: 'over',
      endedAt: '2026-11-23T03:00:00.000Z',
      visibility: 'gone',
    });
  });
});
