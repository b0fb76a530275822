import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hall, openHall } from '../hall.ts';

/** A server that behaves like the real ones, errors included; a test says what it answers next. */
type Answer = (req: IncomingMessage, res: ServerResponse, body: string) => void;

const json =
  (document: unknown): Answer =>
  (_, res) =>
    res.end(JSON.stringify(document));
const file =
  (name: string, headers: Record<string, string> = {}): Answer =>
  (_, res) => {
    res.writeHead(200, headers).end(readFileSync(`test/fixtures/news/${name}`));
  };
const status =
  (code: number): Answer =>
  (_, res) =>
    void res.writeHead(code).end('down');
const halfBody: Answer = (_, res) => {
  res.writeHead(200, { 'content-length': '1000' });
  res.write('{"statuses": [');
  setTimeout(() => res.destroy(), 20);
};
const token = (value: string): Answer => json({ access_token: value, expires_in: 7200 });
const publication = (id: number, changes: object = {}) => ({
  article_id: `article-${id}`,
  update_time: 1_763_800_000 + id,
  content: {
    create_time: 1_763_800_000 + id,
    news_item: [
      {
        title: `第${id}篇 冬季行车提示`,
        digest: '',
        content: `<p>第${id}篇正文，请减速慢行。</p>`,
        url: `http://mp.weixin.qq.com/s?__biz=MzA5RVhBTVBMRQ==&mid=26500003${id}&idx=1&sn=1`,
        is_deleted: false,
        ...changes,
      },
    ],
  },
});
const batch = (...items: object[]) => json({ total_count: items.length, item_count: items.length, item: items });

let hall: Hall;
let server: ReturnType<typeof createServer>;
let answers: Map<string, Answer>;
let asked: { path: string; query: URLSearchParams; headers: IncomingMessage['headers'] }[];

beforeEach(async () => {
  answers = new Map();
  asked = [];
  server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
    asked.push({ path: pathname, query: searchParams, headers: req.headers });
    let body = '';
    req.on('data', (chunk) => {
      body += chunk;
    });
    req.on('end', () => (answers.get(pathname) ?? status(404))(req, res, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sources = [
    {
      id: 'wx',
      kind: 'wechat',
      api,
      appId: 'wx-app',
      secretVariable: 'WX_SECRET',
      sourceName: '示例交警',
      agencyId: 'bj',
    },
    { id: 'wb', kind: 'weibo', api, uid: '1', tokenVariable: 'WB_TOKEN', agencyId: 'bj' },
    { id: 'feed', kind: 'rss', url: `${api}/feed.xml`, agencyId: 'bj', every: 30 },
  ];
  hall = await openHall({
    // A jump of the clock would start the run of every five minutes in it at once.
    timers: 'by hand',
    variables: { NEWS_SOURCES: JSON.stringify(sources), WX_SECRET: 'secret-of-wx', WB_TOKEN: 'token-of-wb' },
  });
  answers.set('/cgi-bin/token', token('token-1'));
  answers.set('/cgi-bin/freepublish/batchget', batch(publication(1), publication(2)));
  answers.set('/2/statuses/user_timeline.json', file('weibo.json'));
  answers.set('/feed.xml', file('feed.rss', { etag: '"v1"' }));
});
afterEach(async () => {
  await hall.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Moves the clock on, and runs the sync once. */
async function sync(minutes = 0) {
  hall.cloud.clock.advance(minutes * 60_000);
  await hall.cloud.timers.runNow('jobs', 'syncNews');
}
async function healthOf(id: string) {
  const { sources } = await hall.desk('listSources', {}, 'operator-1');
  return sources.find((source) => source.id === id);
}
const timesAsked = (path: string) => asked.filter((one) => one.path === path).length;
const titles = async () => (await hall.news('listPosts', { limit: 50 })).posts.map(({ title }) => title);

describe('the sync', () => {
  it('brings what every source has, in the name of its agency, and keeps a health record', async () => {
    await sync();
    expect(await titles()).toEqual(expect.arrayContaining(['第1篇 冬季行车提示', '第2篇 冬季行车提示']));
    expect((await hall.news('listPosts', { limit: 50 })).posts.every(({ agency }) => agency === '北京交警')).toBe(true);
    for (const id of ['wx', 'wb', 'feed']) {
      expect(await healthOf(id), id).toMatchObject({ failures: 0, lastSuccessAt: '2026-11-23T00:30:00.000Z' });
      expect((await healthOf(id))?.items, id).toBeGreaterThan(0);
    }
  });

  it('asks each source at its own pace, from where it stopped', async () => {
    await sync();
    await sync();
    expect(timesAsked('/feed.xml')).toBe(1);
    answers.set(
      '/feed.xml',
      (req, res) => void res.writeHead(req.headers['if-none-match'] === '"v1"' ? 304 : 500).end(),
    );
    await sync(16);
    expect(timesAsked('/2/statuses/user_timeline.json')).toBe(2);
    expect(
      asked
        .filter(({ path }) => path.startsWith('/2/'))
        .at(-1)
        ?.query.get('since_id'),
    ).toMatch(/^\d{10,}$/);
    await sync(20);
    expect(await healthOf('feed')).toMatchObject({ failures: 0 });
  });

  it('fetches a token once, and a new one when WeChat no longer takes it', async () => {
    await sync();
    await sync(16);
    expect(timesAsked('/cgi-bin/token')).toBe(1);
    answers.set('/cgi-bin/token', token('token-2'));
    answers.set('/cgi-bin/freepublish/batchget', (req, res, body) => {
      const fresh = req.url?.includes('token-2');
      (fresh ? batch(publication(3)) : json({ errcode: 40001, errmsg: 'invalid credential' }))(req, res, body);
    });
    await sync(16);
    expect(timesAsked('/cgi-bin/token')).toBe(2);
    expect(await healthOf('wx')).toMatchObject({ failures: 0 });
    expect(await titles()).toContain('第3篇 冬季行车提示');
  });

  it('withdraws what was deleted at its source', async () => {
    await sync();
    answers.set('/cgi-bin/freepublish/batchget', batch(publication(1, { is_deleted: true }), publication(2)));
    await sync(16);
    expect(await titles()).not.toContain('第1篇 冬季行车提示');
    expect(await titles()).toContain('第2篇 冬季行车提示');
  });

  it.each<[string, string, string, Answer, RegExp, number]>([
    [
      'WeChat’s daily quota',
      'wx',
      '/cgi-bin/freepublish/batchget',
      json({ errcode: 45009, errmsg: 'reach max api daily quota limit' }),
      /45009/,
      360,
    ],
    [
      'Weibo’s rate limit',
      'wb',
      '/2/statuses/user_timeline.json',
      json({ error: 'User requests out of rate limit!', error_code: 10023 }),
      /10023/,
      60,
    ],
    ['a server that is down', 'feed', '/feed.xml', status(500), /answered 500/, 30],
    [
      'a body of 21 MB',
      'feed',
      '/feed.xml',
      (_, res) => void res.end(Buffer.alloc(21 * 1024 * 1024, ' ')),
      /larger than 20 MB/,
      30,
    ],
    ['half a body', 'wb', '/2/statuses/user_timeline.json', halfBody, /connection broke/, 15],
    [
      'an answer that is a web page',
      'wb',
      '/2/statuses/user_timeline.json',
      (_, res) => void res.end('<html>'),
      /not a JSON/,
      15,
    ],
  ])('meets %s, says so, waits, and lets the others go on', async (_, id, path, answer, why, wait) => {
    answers.set(path, answer);
    await sync();
    const health = await healthOf(id);
    expect(health).toMatchObject({ failures: 1, lateSince: '2026-11-23T00:30:00.000Z', items: 0 });
    expect(health?.lastError).toMatch(why);
    expect((Date.parse(health?.nextAt ?? '') - Date.parse('2026-11-23T00:30:00.000Z')) / 60_000).toBe(wait);
    for (const other of ['wx', 'wb', 'feed'].filter((one) => one !== id)) {
      expect(await healthOf(other), other).toMatchObject({ failures: 0 });
    }
    expect((await titles()).length).toBeGreaterThan(0);
  });

  it('takes the good records of a feed whose others are ten thousand deep, of no date, or no text, and names those', async () => {
    const item = (guid: string, body: string, date = 'Mon, 23 Nov 2026 08:00:00 +0800') =>
      `<item><guid>${guid}</guid><title>${guid} 号通告</title><pubDate>${date}</pubDate><description><![CDATA[${body}]]></description></item>`;
    const deep = `${'<div>'.repeat(10_000)}深处的字${'</div>'.repeat(10_000)}`;
    const items = [
      item('深', deep),
      item('无期', '<p>字</p>', '昨天'),
      item('空', '<script>x()</script>'),
      item('好', '<p>减速。</p>'),
    ];
    const feed = `<rss version="2.0"><channel><title>示例交警</title><link>https://jj.example.cn/</link>${items.join('')}</channel></rss>`;
    answers.set('/feed.xml', (_, res) => void res.end(feed));
    await sync();
    expect(await titles()).toContain('好 号通告');
    const health = await healthOf('feed');
    expect(health).toMatchObject({ failures: 0 });
    expect(JSON.stringify(health)).toContain('看不懂的发布时间');
    // What is deep is read, or refused by name; it is not lost in silence.
    expect((await titles()).includes('深 号通告') || JSON.stringify(health).includes('第 1 条')).toBe(true);
  });

  it('says of a feed that has become an expired page what it is, and keeps what was there', async () => {
    await sync();
    const before = await titles();
    answers.set('/feed.xml', (_, res) => void res.end('<!DOCTYPE html><html><body>链接已过期</body></html>'));
    await sync(60);
    expect(await healthOf('feed')).toMatchObject({ failures: 1, lastError: '这是网页，不是 RSS 或 Atom' });
    expect(await titles()).toEqual(expect.arrayContaining(before));
  });

  it('gives up on a source that does not answer', async () => {
    answers.set('/feed.xml', () => {});
    await sync();
    expect(await healthOf('feed')).toMatchObject({
      failures: 1,
      lastError: expect.stringContaining('within 10 seconds'),
    });
    expect(await healthOf('wx')).toMatchObject({ failures: 0 });
  });

  it('writes no key anywhere that is read', async () => {
    answers.set('/cgi-bin/token', status(500));
    answers.set('/2/statuses/user_timeline.json', status(403));
    await sync();
    const seen = JSON.stringify([await hall.desk('listSources', {}, 'operator-1'), hall.cloud.logs.list({})]);
    expect(seen).not.toMatch(/secret-of-wx|token-of-wb/);
    expect((await healthOf('wb'))?.lastError).toContain('answered 403');
  });

  it('can’t be started by a caller who says that he is a timer', async () => {
    const reply = await hall.cloud.call('jobs', { Type: 'Timer', TriggerName: 'syncNews' }, 'driver-1');
    expect(reply).toEqual({ ok: false });
    expect(asked).toEqual([]);
  });
});
