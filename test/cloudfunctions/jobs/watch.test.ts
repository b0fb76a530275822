import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '#contract/action';
import type { AlertsContract } from '#contract/alerts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';
import { openHall } from '../hall.ts';

/** Counting is off in other tests: here it is on, as a deployment has it, on one instance of each function. */

const SECRET = 'key-of-the-robot';
const OPERATOR = 'operator-1';
const MINUTE = 60_000;

let test: TestCloud;
let robot: Server;
/** What the robot was sent, and how it answers. */
let heard: string[];
let answer: { status: number; body: string };

beforeEach(async () => {
  heard = [];
  answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
  robot = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      if (req.url?.startsWith('/feed')) return void res.writeHead(500).end();
      heard.push(Buffer.concat(parts).toString());
      res.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => robot.listen(0, '127.0.0.1', resolve));
  test = await startTestCloud(TEST_NOW, {
    timers: 'by hand',
    instancesPerFunction: 1,
    variables: {
      CALL_NUMBERS: 'on',
      WATCH_WEBHOOK: `${address()}/send?key=${SECRET}`,
      WATCH_WEBHOOK_FORMAT: 'wecom',
      FEED_KEY: 'key-of-the-feed',
    },
  });
  await test.grant(OPERATOR, 'operator');
});
afterEach(async () => {
  await test.close();
  await new Promise((resolve) => robot.close(resolve));
});

const address = () => `http://127.0.0.1:${(robot.address() as AddressInfo).port}`;
const list = () => test.cloud.call('news', { action: 'listPosts', input: {} }) as Promise<Reply<unknown>>;
const pass = (minutes: number) => test.cloud.clock.advance(minutes * MINUTE);
const watch = async () => expect(await test.cloud.timers.runNow('jobs', 'watch')).toMatchObject({ outcome: 'ok' });
const health = () => test.call('desk', 'getHealth', {}, OPERATOR) as Promise<Health>;
const texts = () => heard.map((body) => (JSON.parse(body) as { text: { content: string } }).text.content);
const writes = () => test.cloud.requests.list({ collection: 'call-counts', functionName: 'news' }).length;

interface Health {
  problems: { key: string; told: number }[];
  watch: { at?: string; isLate: boolean; webhook: string; toldAt?: string };
  hour: { of: string; calls: number; refused: number; failed: number; half?: number; most?: number }[];
  today: { of: string; calls: number }[];
  days: { day: string; calls: number; failed: number }[];
}

/** Calls that fail in the database, so many. */
async function fail(times: number): Promise<void> {
  test.cloud.faults.add({ action: 'database.getDocument', errorRate: 1 });
  for (let call = 0; call < times; call += 1) expect(await list()).toMatchObject({ ok: false });
  test.cloud.faults.clear();
}

async function lateFeed(): Promise<void> {
  const feed = {
    id: 'roads-1',
    name: '示例路况',
    format: 'own-json' as const,
    url: `${address()}/feed?k=\${FEED_KEY}`,
  };
  await test.call('desk', 'saveRoadFeeds', { feeds: [feed] }, OPERATOR);
  await test.cloud.timers.runNow('jobs', 'ingestFeeds');
}

describe('calls', () => {
  it('are counted in memory and written once in five minutes, and no call is lost in between', async () => {
    for (let call = 0; call < 20; call += 1) await list();
    await test.cloud.call('news', { action: 'getPost', input: { id: 'nobody' } });
    await test.cloud.call('news', { action: 'made-up-by-a-caller', input: {} });
    expect(writes()).toBe(0);
    pass(5);
    await list();
    expect(writes()).toBe(1);
    await watch();
    const { hour, today, days } = await health();
    const of = (name: string) => hour.find((one) => one.of === name);
    expect(of('news.listPosts')).toMatchObject({ calls: 20, refused: 0, failed: 0 });
    expect(of('news.listPosts')?.most).toBeGreaterThanOrEqual(of('news.listPosts')?.half ?? Number.NaN);
    expect(of('news.getPost')).toMatchObject({ calls: 1, refused: 1, failed: 0 });
    expect(of('news.(unknown)')).toMatchObject({ calls: 1, refused: 1 });
    expect(today.find((one) => one.of === 'news.listPosts')?.calls).toBe(20);
    expect(days.at(-1)).toMatchObject({ day: '2026-11-23', failed: 0 });
  });

  it('that fail are written at once, but not one by one', async () => {
    await fail(4);
    expect(writes()).toBe(1);
    pass(1);
    await fail(1);
    expect(writes()).toBe(2);
    await watch();
    expect((await health()).hour[0]).toMatchObject({ of: 'news.listPosts', calls: 5, failed: 5 });
  });

  it('whose numbers could not be written are counted with the next, once', async () => {
    for (let call = 0; call < 3; call += 1) await list();
    pass(5);
    test.cloud.faults.add({ action: 'database.modifyDocument', dropRate: 1, times: 1 });
    expect(await list()).toMatchObject({ ok: true });
    pass(5);
    await list();
    await watch();
    expect((await health()).hour.find(({ of }) => of === 'news.listPosts')).toMatchObject({ calls: 4 });
  });
});

describe('a watch', () => {
  it('tells of errors that rise, once, and when they are over', async () => {
    await fail(1);
    pass(1);
    await fail(6);
    pass(5);
    await list();
    await watch();
    expect(texts()).toEqual([
      '【交通安全微发布】1 处异常\n· 接口 news.listPosts 出错增多：近 20 分钟 7 次调用，失败 7 次\n详见工作台“运行状况”',
    ]);
    expect(await health()).toMatchObject({
      problems: [{ key: 'errors:news.listPosts', told: 1 }],
      watch: { isLate: false, webhook: 'ok' },
    });
    pass(5);
    await watch();
    expect(heard).toHaveLength(1);
    pass(35);
    await watch();
    pass(10);
    await watch();
    expect(texts().slice(1)).toHaveLength(1);
    expect(texts()[1]).toContain('已过去：接口 news.listPosts 出错增多');
    expect((await health()).problems).toEqual([]);
  });

  it('tells of a feed that is late, until it is paused, and names neither its address nor a key', async () => {
    await lateFeed();
    await watch();
    expect(texts()).toEqual(['【交通安全微发布】1 处异常\n· 路况源“示例路况”晚到，还没有成功过\n详见工作台“运行状况”']);
    await test.call('desk', 'pauseFeed', { kind: 'roads', id: 'roads-1', mode: 'pause' }, OPERATOR);
    await watch();
    pass(10);
    await watch();
    expect(texts()).toHaveLength(2);
    const said = JSON.stringify([heard, test.cloud.logs.list().map(({ lines }) => lines)]);
    for (const secret of [SECRET, 'key-of-the-feed', OPERATOR]) expect(said).not.toContain(secret);
  });

  it('tells of a job that only fails, from its first run on', async () => {
    test.cloud.faults.add({ action: 'database.*', errorRate: 1, times: 1 });
    await test.cloud.timers.runNow('jobs', 'countTerms');
    pass(1);
    await watch();
    expect(texts()[0]).toContain('定时任务 countTerms 一直失败，已 1 次');
  });

  it('asks a robot that takes nothing later and later, and tells it then what stands then', async () => {
    await lateFeed();
    answer = { status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' };
    await watch();
    expect(await health()).toMatchObject({ watch: { webhook: 'failing' }, problems: [{ told: 0 }] });
    pass(4);
    await watch();
    expect(heard).toHaveLength(1);
    answer = { status: 502, body: '' };
    pass(1);
    await watch();
    pass(5);
    await watch();
    expect(heard).toHaveLength(2);
    answer = { status: 200, body: '{"errcode":0}' };
    pass(5);
    await watch();
    expect(heard).toHaveLength(3);
    expect(await health()).toMatchObject({ watch: { webhook: 'ok' }, problems: [{ told: 1 }] });
  });

  it('that does not run any more shows on the desk', async () => {
    expect((await health()).watch).toEqual({ isLate: true, webhook: 'unset' });
    await watch();
    expect((await health()).watch).toMatchObject({ isLate: false, at: TEST_NOW });
    pass(16);
    expect((await health()).watch.isLate).toBe(true);
  });

  it('without a webhook keeps what it finds for the desk', async () => {
    const hall = await openHall({ timers: 'by hand' });
    try {
      await hall.desk('saveRoadFeeds', { feeds: [{ id: 'roads-1', name: '示例路况', format: 'own-json' }] }, OPERATOR);
      await hall.cloud.timers.runNow('jobs', 'watch');
      expect(await hall.desk('getHealth', {}, OPERATOR)).toMatchObject({
        problems: [{ key: 'feed:roads:roads-1', told: 0 }],
        watch: { webhook: 'unset' },
      });
    } finally {
      await hall.close();
    }
  });
});

it('nothing of a person stands in what is counted, told, or logged', async () => {
  const person = 'oPersonOfATest00000000000000';
  await test.call<AlertsContract, 'subscribeAlerts'>(
    'alerts',
    'subscribeAlerts',
    { roads: ['G4'], granted: 1 },
    person,
  );
  const asked = { clientId: 'c1', kind: 'question', text: '我叫示例，电话一三八零零' };
  await test.send('me', { action: 'askQuestion', input: asked }, person);
  test.cloud.faults.add({ action: 'database.*', errorRate: 1 });
  for (let call = 0; call < 8; call += 1) {
    await test.cloud.call('me', { action: 'askQuestion', input: { ...asked, clientId: `c${call}` } }, person);
  }
  test.cloud.faults.clear();
  pass(6);
  await test.send('me', { action: 'listMyQuestions', input: {} }, person);
  await watch();
  expect(texts()[0]).toContain('me.askQuestion');
  const numbers = ['call-counts', 'call-numbers', 'problems', 'settings'].map(
    (name) => test.cloud.database.browse(name, { limit: 1000, offset: 0 }).documents,
  );
  const said = JSON.stringify([numbers, heard, test.cloud.logs.list().map(({ lines }) => lines)]);
  for (const word of [person, asked.text]) expect(said).not.toContain(word);
});
