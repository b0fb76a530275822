import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EJSON } from 'bson';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import type { AlertsContract } from '#contract/alerts';
import type { MeContract } from '#contract/me';
import { newTally } from '#domain/call-numbers';
import { type MessageNumbersDocument, sumMessages } from '#domain/message-numbers';
import { OWN_AGENCY, officerForm, openWorld, type World } from '../cloudfunctions/world.ts';
import { ownDocument, ownEvent } from '../fixtures/road-feeds.ts';
import { differences, meaningOf, restoreSnapshot, takeSnapshot, withoutFields } from './snapshot.ts';

const MINUTE = 60_000;
/** Between two runs: longer than any lease, and than an abandoned transaction lives. */
const PAUSE = 10 * MINUTE;

const ITEMS = [1, 2, 3].map(
  (at) => `<item><title>第${at}条示例提示</title><link>https://feeds.example/${at}</link><guid>item-${at}</guid>
    <pubDate>Sun, 22 Nov 2026 0${at}:00:00 GMT</pubDate><description>&lt;p&gt;第${at}条正文。&lt;/p&gt;</description></item>`,
);
const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>示例</title><link>https://feeds.example/</link>
  <description>示例</description>${ITEMS.join('')}</channel></rss>`;
const ROADS = ownDocument(
  ['a', 'b', 'c'].map((id) => ownEvent({ id, headline: `示例${id}`, end: '2026-11-24T00:00:00Z' })),
);

const server = createServer((req, res) => void res.end(req.url === '/rss' ? RSS : ROADS));
let world: World;

const at = (minutes: number) => new Date(world.cloud.clock.now() + minutes * MINUTE).toISOString();

const WATCHERS = ['watcher-1', 'watcher-2', 'watcher-3'];

async function insert(collectionName: string, document: object): Promise<void> {
  const params = { collectionName, data: [JSON.stringify(document)] };
  await databaseActions(world.cloud.database)['database.insertDocument']?.({
    ...{ action: 'database.insertDocument', params, requestId: 'test', bytes: 0 },
  });
}

/** What there is for each job to do. A job that is missing here fails by its name. */
const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  syncNews: async () => undefined,
  async foldCounters() {
    for (const reader of ['reader-1', 'reader-2', 'reader-3']) {
      const mark = { kind: 'like', subject: `post:${world.known.post}`, on: true, at: at(0) } as const;
      await world.call<MeContract, 'syncShelf'>('me', 'syncShelf', { marks: [mark] }, reader);
    }
  },
  async publishDue() {
    for (let draft = 0; draft < 2; draft += 1) {
      await world.asDesk('scheduleDraft', { ...(await world.newDraft()), publishAt: at(1) });
    }
    for (let post = 0; post < 2; post += 1) {
      await world.asDesk('pinPost', { id: (await world.newPost()).id, until: at(1) });
    }
    world.cloud.clock.advance(2 * MINUTE);
  },
  countTerms: () => world.newPost(),
  ingestFeeds: async () => undefined,
  async sweepRoads() {
    const [own, start] = [{ agencyId: OWN_AGENCY }, at(1)];
    for (const key of ['begins-1', 'begins-2']) {
      await world.asDesk('publishEvent', { ...own, key, event: { ...officerForm(), start, end: at(600) } });
    }
    world.cloud.clock.advance(2 * MINUTE);
  },
  async sendAlerts() {
    for (const person of WATCHERS) {
      const wish = { roads: ['G4'], granted: 5 };
      await world.call<AlertsContract, 'subscribeAlerts'>('alerts', 'subscribeAlerts', wish, person);
    }
    await world.newEvent();
  },
  assessQuestions: () => world.finishedExam('examined'),
  publishSnapshots: () => world.asDesk('setSnapshotShare', { percent: 100 }),
  async watch() {
    for (const [instance, failed] of [3, 4].entries()) {
      const listPosts = { ...newTally(), failed, took: [failed] };
      const counts = { _id: `instance-${instance}`, at: at(0), function: 'news', actions: { listPosts } };
      await insert('call-counts', counts);
    }
  },
};

/** What tells of tries rather than of what they came to. */
const OF_THE_TRY: Readonly<Record<string, readonly string[]>> = {
  'road-feeds': ['lastAttempt', 'failures'],
  sources: ['items', 'cursor'],
  audit: ['before', 'after'],
};
/** Who was being told when a run was killed may have been told or not: nobody knows, so nobody is told again. */
const UNKNOWN_AFTER_ALERTS = new Set(['alert-deliveries', 'alert-people', 'message-numbers']);

function countedMessages(): number {
  const { documents } = world.cloud.database.browse('message-numbers', { limit: 100, offset: 0 });
  return sumMessages(documents.map((document) => EJSON.deserialize(document as object) as MessageNumbersDocument)).sent;
}

const FUNCTIONS = ['jobs', 'alert-sender'].map((name) => {
  const text = readFileSync(`cloudfunctions/${name}/config.json`, 'utf8');
  return { name, ...(JSON.parse(text) as { triggers: { name: string }[] }) };
});
const JOBS = FUNCTIONS.flatMap(({ triggers }) => triggers.map(({ name }) => name));
const functionOf = (job: string) => (job === 'sendAlerts' ? 'alert-sender' : 'jobs');

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await openWorld({
    timers: 'by hand',
    uploadedTimers: ['alert-sender'],
    instancesPerFunction: 1,
    variables: {
      ALERT_TEMPLATE_ID: 'template',
      NEWS_SOURCES: JSON.stringify([{ id: 'rss', kind: 'rss', url: `${origin}/rss`, every: 5 }]),
      ROAD_FEEDS: JSON.stringify([{ id: 'roads', name: '示例', format: 'own-json', url: `${origin}/roads` }]),
    },
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => server.close(resolve));
});

it('there is something to do for every job', () => {
  expect(
    JOBS.filter((job) => !Object.hasOwn(WORK, job)),
    'say what there is to do for them, in WORK of test/faults/killed-jobs.test.ts',
  ).toEqual([]);
});

it.each(JOBS.filter((job) => Object.hasOwn(WORK, job)))(
  '%s, killed at any of its requests, has come to the same two runs later',
  async (job) => {
    const { cloud } = world;
    const run = () => cloud.timers.runNow(functionOf(job), job);
    await WORK[job]?.();
    const before = takeSnapshot(cloud);
    const countedBefore = countedMessages();
    const began = cloud.clock.now();
    const since = new Date(began - MINUTE).toISOString();
    const leaveOut = job === 'sendAlerts' ? UNKNOWN_AFTER_ALERTS : new Set<string>();
    const meaning = () => meaningOf(withoutFields(takeSnapshot(cloud), OF_THE_TRY), since, leaveOut);
    const runTwice = async () => {
      for (let again = 0; again < 2; again += 1) {
        cloud.clock.advance(PAUSE);
        expect(await run()).toMatchObject({ outcome: 'ok' });
      }
    };

    cloud.requests.clear();
    const toldAtFirst = cloud.messages().length;
    expect(await run()).toMatchObject({ outcome: 'ok' });
    const requests = cloud.requests.list().filter(({ action }) => /^(database|storage)\./.test(action)).length;
    expect(requests).toBeGreaterThan(0);
    const done = differences(meaningOf(before, since, leaveOut), meaningOf(takeSnapshot(cloud), since, leaveOut));
    expect(done, 'the job had something to do').not.toEqual({});
    await runTwice();
    const wanted = meaning();
    const toldUndisturbed = cloud.messages().length - toldAtFirst;

    for (let spare = 0; spare < requests; spare += 1) {
      await restoreSnapshot(cloud, before);
      cloud.clock.set(began);
      const toldBefore = cloud.messages().length;
      cloud.faults.add({ action: '*', spare, times: 1, kills: true });
      await run();
      cloud.faults.clear();
      await runTwice();
      const where = `killed at request ${spare + 1} of ${requests}`;
      expect(differences(wanted, meaning()), where).toEqual({});
      const told = cloud.messages().slice(0, cloud.messages().length - toldBefore);
      const words = told.filter(({ errcode }) => errcode === 0).map(({ params }) => `${params.touser} ${params.page}`);
      expect(new Set(words).size, `${where}: nobody is told twice of one event`).toBe(words.length);
      // Those of one event who were just being told.
      expect(words.length, where).toBeGreaterThanOrEqual(toldUndisturbed - WATCHERS.length);
      expect(countedMessages() - countedBefore, `${where}: what was sent is counted once`).toBeLessThanOrEqual(
        words.length,
      );
      expect(countedMessages() - countedBefore, where).toBeGreaterThanOrEqual(words.length - WATCHERS.length);
    }
    await restoreSnapshot(cloud, before);
    cloud.clock.set(began);
  },
  240_000,
);
