import { EJSON } from 'bson';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import type { ActionInput } from '#contract/action';
import type { AlertsContract } from '#contract/alerts';
import type { DeskContract } from '#contract/desk';
import { MESSAGES_COUNTED } from '#domain/message-numbers';
import { MOST_COUNTED } from '#domain/waiting-count';
import { insertMany } from '../../../scripts/measure/many-documents.ts';
import { deliver, type OwnEvent, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';

const TEMPLATE = 'template-of-alerts';

let test: TestCloud;

async function open(
  variables: Record<string, string> = { ALERT_TEMPLATE_ID: TEMPLATE },
  timers: true | 'by hand' = true,
  uploadedTimers = ['alert-sender'],
) {
  test = await startTestCloud(TEST_NOW, { timers, variables, uploadedTimers });
  await saveFeed(test);
  // A feed's first document is no news.
  await deliver(test, ownDocument([]));
}

beforeEach(() => open());
afterEach(() => test.close());

type Wish = ActionInput<AlertsContract, 'subscribeAlerts'>;
const subscribe = (openid: string, wish: Wish) =>
  test.call<AlertsContract, 'subscribeAlerts'>('alerts', 'subscribeAlerts', { granted: 1, ...wish }, openid);
const subscriptions = (openid: string) =>
  test.call<AlertsContract, 'listAlertSubscriptions'>('alerts', 'listAlertSubscriptions', {}, openid);
const closure = (more: Partial<OwnEvent> = {}) =>
  ownEvent({
    id: 'closure',
    headline: '因事故封闭',
    roads: [{ code: 'G4', name: '京港澳高速', stake: 'K268', state: 'closed' }],
    ...more,
  });
const publish = (...events: OwnEvent[]) => deliver(test, ownDocument(events, { complete: false }));
const send = () => test.cloud.timers.runNow('alert-sender', 'sendAlerts');
/** Who was told, in the order of the messages; refusals are not among them. */
const told = () =>
  test.cloud
    .messages()
    .filter(({ errcode }) => errcode === 0)
    .map(({ params }) => params.touser)
    .reverse();
const stored = (collection: string) => test.cloud.database.browse(collection, { limit: 100, offset: 0 }).documents;

describe('who is told', () => {
  it('those who watch the road or the region, in the words of the event', async () => {
    await subscribe('by-road', { roads: ['G4'] });
    await subscribe('by-city', { regions: ['130100'] });
    await subscribe('by-province', { regions: ['130000'] });
    await subscribe('elsewhere', { regions: ['450000'], roads: ['G72'] });
    await publish(closure({ detour: '请从石家庄北收费站下高速，经G107绕行' }));
    await send();
    expect(told().sort()).toEqual(['by-city', 'by-province', 'by-road']);
    expect(test.cloud.messages()[0]?.params).toMatchObject({
      template_id: TEMPLATE,
      page: expect.stringMatching(/^pages\/roads\/event\?id=[0-9a-f]{16}$/),
      data: {
        thing1: { value: 'G4 京港澳高速 K268' },
        thing2: { value: '因事故封闭' },
        time3: { value: '2026年11月23日 08:10' },
        thing4: { value: '请从石家庄北收费站下高速，经G107绕行' },
      },
    });
  });

  it('of closures and what is major unless more is asked for', async () => {
    await subscribe('default', { roads: ['G4'] });
    await subscribe('everything', { roads: ['G4'], least: 'minor', granted: 3 });
    await subscribe('only roadworks', { roads: ['G4'], least: 'minor', types: ['roadworks'] });
    await publish(ownEvent({ id: 'moderate' }));
    await send();
    expect(told()).toEqual(['everything']);
    await publish(ownEvent({ id: 'major', severity: 'major' }));
    await send();
    expect(told().sort()).toEqual(['default', 'everything', 'everything']);
  });

  it('when something known becomes a closure, and not when its words are polished', async () => {
    await subscribe('watcher', { roads: ['G4'] });
    await publish(ownEvent({ id: 'grows' }));
    await publish(ownEvent({ id: 'grows', headline: '两车追尾（更正）', updated: '2026-11-23T00:25:00Z' }));
    await send();
    expect(told()).toEqual([]);
    await publish(closure({ id: 'grows', updated: '2026-11-23T00:28:00Z' }));
    await send();
    expect(told()).toEqual(['watcher']);
  });

  it('nobody of what is over, of old news, or of a feed’s first document', async () => {
    await subscribe('watcher', { roads: ['G4'], granted: 5 });
    await publish(closure({ id: 'old', start: '2026-11-22T12:00:00Z', updated: '2026-11-22T12:00:00Z' }));
    await saveFeed(test, { id: 'new-feed', name: '新接入（示例）', format: 'own-json' });
    await deliver(test, ownDocument([closure({ id: 'first' })]), { feed: 'new-feed' });
    await publish(closure({ id: 'ends' }));
    await publish(closure({ id: 'ends', status: 'ended', updated: '2026-11-23T00:29:00Z' }));
    await send();
    expect(told()).toEqual([]);
    expect(stored('alert-outbox')).toEqual([]);
  });

  it('each once of each event, whatever becomes of it and however many wishes it meets', async () => {
    await subscribe('watcher', { roads: ['G4'], granted: 5 });
    await subscribe('watcher', { regions: ['130000'] });
    await publish(closure());
    await send();
    await publish(closure({ severity: 'critical', updated: '2026-11-23T00:29:00Z' }));
    await send();
    await send();
    expect(told()).toEqual(['watcher']);
  });
});

describe('grants', () => {
  it('are spent by a message, one by one, and none is sent without', async () => {
    await subscribe('watcher', { roads: ['G4'], granted: 2 });
    for (const id of ['a', 'b', 'c']) await publish(closure({ id }));
    await send();
    expect(told()).toHaveLength(2);
    expect((await subscriptions('watcher')).grants).toBe(0);
    const { grants } = await test.call<AlertsContract, 'addAlertGrants'>(
      'alerts',
      'addAlertGrants',
      { granted: 1 },
      'watcher',
    );
    expect(grants).toBe(1);
  });

  it('are not spent by a refusal, and are forgotten when WeChat says that there is none', async () => {
    await subscribe('refuses', { roads: ['G4'], granted: 3 });
    await subscribe('accepts', { roads: ['G4'], granted: 3 });
    test.cloud.openapi.change({ refusingUsers: ['refuses'] });
    await publish(closure());
    await send();
    expect(told()).toEqual(['accepts']);
    expect((await subscriptions('refuses')).grants).toBe(0);
    expect((await subscriptions('accepts')).grants).toBe(2);
    await send();
    expect(test.cloud.messages()).toHaveLength(2);
  });

  it('stay when the template is wrong: the alert waits until an operator has mended it', async () => {
    await subscribe('watcher', { roads: ['G4'] });
    test.cloud.openapi.change({ templates: { another: ['thing1'] } });
    await publish(closure());
    const failed = await send();
    expect(failed?.outcome).not.toBe('ok');
    expect((await subscriptions('watcher')).grants).toBe(1);
    test.cloud.openapi.change({ templates: {} });
    await send();
    expect(told()).toEqual(['watcher']);
  });
});

describe('what WeChat refuses', () => {
  const watch = async () => {
    await test.cloud.timers.runNow('jobs', 'watch');
    await test.grant('operator', 'operator');
    const { problems } = await test.call<DeskContract, 'getHealth'>('desk', 'getHealth', {}, 'operator');
    return problems.map(({ says }) => says);
  };
  const tallies = () =>
    test.call<DeskContract, 'getHealth'>('desk', 'getHealth', {}, 'operator').then(({ messages }) => messages);

  it.each([40001, 42001, 48001, 43108, -604104, -501007])(
    'to everybody, by code %s, leaves the alert waiting and nobody told, alarms, and goes out once it is mended',
    async (code) => {
      await test.close();
      await open({ ALERT_TEMPLATE_ID: TEMPLATE }, 'by hand');
      for (const person of ['a', 'b']) await subscribe(person, { roads: ['G4'] });
      test.cloud.openapi.change({ refusal: code });
      await publish(closure());
      expect((await send())?.outcome).not.toBe('ok');
      const [waiting] = stored('alert-outbox');
      expect(EJSON.deserialize(waiting as object)).toMatchObject({ refusal: code });
      expect(stored('alert-deliveries')).toEqual([]);
      expect(await watch()).toEqual([]);
      test.cloud.clock.advance(11 * 60_000);
      expect((await send())?.outcome).not.toBe('ok');
      expect(await watch()).toEqual([
        expect.stringContaining(`路况提醒发不出去，最早一条自 08:30 起等待：微信返回 ${code}`),
      ]);
      expect(await tallies()).toMatchObject({ sent: 0, refused: 0, failed: 0 });
      test.cloud.openapi.change({ refusal: null });
      await send();
      expect(told().sort()).toEqual(['a', 'b']);
      expect((await subscriptions('a')).grants).toBe(0);
      expect(stored('alert-outbox')).toEqual([]);
    },
  );

  it('to a timer that nobody has uploaded is told to an operator, and sent when it has been', async () => {
    await test.close();
    await open({ ALERT_TEMPLATE_ID: TEMPLATE }, 'by hand', []);
    await subscribe('watcher', { roads: ['G4'] });
    await publish(closure());
    expect((await send())?.outcome).toContain('-501007');
    expect(test.cloud.messages()).toEqual([]);
    test.cloud.clock.advance(11 * 60_000);
    await send();
    expect(await watch()).toEqual([expect.stringContaining('确认 alert-sender 的触发器由开发者工具上传')]);
  });

  it('is not known where no answer came: nobody is told twice, nobody else is lost, and it counts as failed', async () => {
    await test.close();
    await open({ ALERT_TEMPLATE_ID: TEMPLATE }, 'by hand');
    const people = Array.from({ length: 30 }, (_, at) => `person-${String(at).padStart(2, '0')}`);
    for (const person of people) await subscribe(person, { roads: ['G4'] });
    await publish(closure());
    test.cloud.openapi.change({ losesAnswers: true });
    await send();
    const first = new Set(told());
    expect(first.size).toBeGreaterThan(0);
    expect(first.size).toBeLessThanOrEqual(10);
    test.cloud.openapi.change({ losesAnswers: false });
    await send();
    expect(told().sort()).toEqual(people);
    expect(stored('alert-outbox')).toEqual([]);
    await test.grant('operator', 'operator');
    expect(await tallies()).toMatchObject({ sent: people.length - first.size, failed: first.size });
  });

  it('is nothing where no timer runs at all: the alert that waits says so', async () => {
    await test.close();
    await open({ ALERT_TEMPLATE_ID: TEMPLATE }, 'by hand');
    await publish(closure());
    test.cloud.clock.advance(11 * 60_000);
    expect(await watch()).toEqual([expect.stringContaining('请检查函数 alert-sender 的定时触发器与日志')]);
  });
});

describe('hours', () => {
  it('let a message wait until they begin, if it still holds then', async () => {
    await subscribe('by day', { roads: ['G4'], hours: { from: '08:45', to: '22:00' }, granted: 2 });
    await subscribe('by night', { roads: ['G4'], hours: { from: '22:00', to: '09:00' } });
    await publish(closure({ end: '2026-11-24T00:00:00Z' }), closure({ id: 'short', end: '2026-11-23T00:40:00Z' }));
    await send();
    expect(told()).toEqual(['by night']);
    test.cloud.clock.advance(20 * 60_000);
    await test.cloud.timers.settled();
    expect(told()).toEqual(['by night', 'by day']);
    expect((await subscriptions('by day')).grants).toBe(1);
  });
});

describe('what waited for somebody’s hours', () => {
  it('goes out in one run where there is time, however many hours begin at once', async () => {
    await publish(closure());
    const [event] = stored('road-events') as { _id: string }[];
    const MANY = 450;
    const person = (at: number) => `sleeper-${at}`;
    await insertMany(test.cloud.database, 'alert-people', { from: 0, to: MANY }, (at) => ({
      _id: person(at),
      grants: 1,
    }));
    await insertMany(test.cloud.database, 'alert-deliveries', { from: 0, to: MANY }, (at) => ({
      ...{ _id: `waits-${at}`, openid: person(at), eventKey: event?._id, state: 'waiting' },
      ...{ dueAt: '2026-11-23T00:20:00.000Z', at: '2026-11-22T20:00:00.000Z' },
    }));
    await send();
    expect(new Set(told()).size).toBe(MANY);
  });
});

describe('a run that is killed half-way', () => {
  it('is gone on with, and nobody is told twice', async () => {
    const people = Array.from({ length: 60 }, (_, at) => `person-${String(at).padStart(2, '0')}`);
    for (const person of people) await subscribe(person, { roads: ['G4'] });
    await publish(closure());
    // The connection breaks after the work was done, as when an instance dies: once after a message went out, once before.
    test.cloud.faults.add({ action: 'database.modifyDocument', dropRate: 1, times: 1 });
    expect((await send())?.outcome).not.toBe('ok');
    const atFirst = told().length;
    expect(atFirst).toBeGreaterThan(0);
    expect(atFirst).toBeLessThan(people.length);
    test.cloud.faults.add({ action: 'database.insertDocument', dropRate: 1, times: 1 });
    await send();
    expect((await send())?.outcome).toBe('ok');
    const reached = told();
    expect(new Set(reached).size).toBe(reached.length);
    // Whoever was being told when the connection broke may have been left out; nobody else was.
    expect(reached.length).toBeGreaterThanOrEqual(people.length - 1);
    expect(stored('alert-outbox')).toEqual([]);
  });
});

describe('what became of messages', () => {
  const numbers = async () => {
    await test.grant('operator', 'operator');
    return test.call<DeskContract, 'getNumbers'>('desk', 'getNumbers', {}, 'operator');
  };
  const days = () => stored('message-numbers').map((document) => EJSON.deserialize(document as object));
  const lastDay = async () =>
    (await test.call<DeskContract, 'getHealth'>('desk', 'getHealth', {}, 'operator')).messages;
  const insert = (name: string, count: number, made: (at: number) => object) =>
    insertMany(test.cloud.database, name, { from: 0, to: count }, made);
  const older = (state: string, at: string) => (number: number) => ({
    ...{ _id: `${state}-${number}`, openid: `somebody-${number}`, eventKey: 'older', state, at },
  });
  /** As before messages were counted as they are sent. */
  const forgetCounting = () =>
    databaseActions(test.cloud.database)['database.removeDocument']?.({
      ...{ action: 'database.removeDocument', requestId: 'test', bytes: 0 },
      params: { collectionName: 'settings', query: `{"_id":"${MESSAGES_COUNTED}"}`, multi: true },
    });

  it('is counted as they are sent, by the day and by ten minutes, each once however often a run comes', async () => {
    for (const person of ['a', 'b', 'refuses']) await subscribe(person, { roads: ['G4'], granted: 2 });
    test.cloud.openapi.change({ refusingUsers: ['refuses'] });
    await publish(closure());
    for (const _ of [1, 2, 3]) await send();
    expect(days()).toEqual([
      { _id: '2026-11-23', sent: 2, refused: 1, failed: 0, slots: { '0830': { sent: 2, refused: 1 } } },
    ]);
    expect((await numbers()).messages).toEqual({ sent: 2, refused: 1, failed: 0, waiting: 0 });
    expect(await lastDay()).toEqual({ sent: 2, refused: 1, failed: 0, waiting: 0 });
    test.cloud.clock.advance(25 * 3_600_000);
    expect(await lastDay()).toMatchObject({ sent: 0, refused: 0 });
    expect((await numbers()).messages).toMatchObject({ sent: 2, refused: 1 });
  });

  it('stays counted when somebody has their data deleted: it was paid for', async () => {
    await subscribe('watcher', { roads: ['G4'] });
    await publish(closure());
    await send();
    const { yuan } = (await numbers()).cost;
    expect(yuan).toBeGreaterThan(0);
    await test.send('me', { action: 'deleteMyData', input: { confirm: 'delete' } }, 'watcher');
    expect((await numbers()).cost.yuan).toBe(yuan);
  });

  it('is told whole of a month that began before it was counted so, and nothing of it twice', async () => {
    await insert('alert-deliveries', 3, older('sent', '2026-11-10T00:00:00.000Z'));
    await insert('alert-deliveries', 2, older('failed', '2026-11-22T23:00:00.000Z'));
    await insert('alert-deliveries', 4, (at) => ({
      ...older('sent', '2026-09-10T00:00:00.000Z')(at),
      _id: `old-${at}`,
    }));
    expect((await numbers()).messages).toMatchObject({ sent: 3, failed: 2 });
    expect(await lastDay()).toMatchObject({ sent: 0, failed: 2 });
    // Decided on before counting began, and sent after it.
    await subscribe('by day', { roads: ['G4'], hours: { from: '09:00', to: '21:00' } });
    await publish(closure());
    await send();
    await forgetCounting();
    test.cloud.clock.advance(3_600_000);
    await test.cloud.timers.settled();
    await subscribe('at once', { roads: ['G4'] });
    await publish(closure({ id: 'second', start: '2026-11-23T01:20:00Z', updated: '2026-11-23T01:20:00Z' }));
    await send();
    expect(told().sort()).toEqual(['at once', 'by day']);
    expect(days()).toMatchObject([{ sent: 1 }]);
    expect((await numbers()).messages).toEqual({ sent: 5, refused: 0, failed: 2, waiting: 0 });
    expect(await lastDay()).toEqual({ sent: 2, refused: 0, failed: 2, waiting: 0 });
  });

  it('is read from as many documents as there are days, however many messages went out', async () => {
    await send();
    const MANY = 3000;
    await insert('alert-deliveries', MANY, older('sent', '2026-11-23T00:40:00.000Z'));
    await insert('alert-deliveries', MANY, older('waiting', '2026-11-23T00:40:00.000Z'));
    await insert('message-numbers', 60, (at) => ({
      _id: new Date(Date.parse('2026-11-22T00:00:00Z') - at * 86_400_000).toISOString().slice(0, 10),
      ...{ sent: 1000, refused: 0, failed: 0, slots: { '0000': { sent: 1000 } } },
    }));
    test.cloud.clock.advance(30 * 60_000);
    await numbers();
    test.cloud.requests.clear();
    expect((await numbers()).messages).toEqual({ sent: 29_000, refused: 0, failed: 0, waiting: MOST_COUNTED });
    await lastDay();
    expect(await test.cloud.timers.runNow('jobs', 'watch')).toMatchObject({ outcome: 'ok' });
    const most = (name: string) =>
      Math.max(...test.cloud.requests.list({ collection: name }).map(({ examined = 0 }) => examined));
    expect(most('alert-deliveries')).toBeLessThanOrEqual(MOST_COUNTED);
    expect(most('message-numbers')).toBeLessThanOrEqual(31);
  });
});

describe('what is kept of a person', () => {
  it('is what they watch, and nothing after they unsubscribe', async () => {
    const { id } = await subscribe('watcher', { roads: ['G4'] });
    await subscribe('watcher', { regions: ['130000'], types: ['roadworks'], hours: { from: '07:00', to: '21:00' } });
    await publish(closure());
    await send();
    expect((await subscriptions('watcher')).subscriptions).toMatchObject([
      { roads: ['G4'], regions: [], least: 'major' },
      { regions: ['130000'], types: ['roadworks'], hours: { from: '07:00', to: '21:00' } },
    ]);
    const unsubscribe = (openid: string, input: { id?: string }) =>
      test.call<AlertsContract, 'unsubscribeAlerts'>('alerts', 'unsubscribeAlerts', input, openid);
    await unsubscribe('somebody else', { id });
    expect((await subscriptions('watcher')).subscriptions).toHaveLength(2);
    expect(await unsubscribe('watcher', { id })).toEqual({ left: 1 });
    expect(await unsubscribe('watcher', {})).toEqual({ left: 0 });
    for (const collection of ['alert-subscriptions', 'alert-people', 'alert-deliveries']) {
      expect(JSON.stringify(stored(collection))).not.toContain('watcher');
    }
  });

  it('says what to ask for, and nothing without an identity', async () => {
    expect((await subscriptions('new')).templateId).toBe(TEMPLATE);
    const reply = await test.send('alerts', { action: 'listAlertSubscriptions', input: {} });
    expect(reply).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
  });

  it('is ten wishes at most, each for places', async () => {
    for (let at = 1; at <= 10; at += 1) await subscribe('watcher', { roads: [`G${at}`] });
    await expect(subscribe('watcher', { roads: ['G11'] })).rejects.toThrow('conflict');
    await subscribe('watcher', { roads: ['G10'], least: 'minor' });
    await expect(subscribe('other', {})).rejects.toThrow('invalid_input');
    await expect(subscribe('other', { regions: ['100000'] })).rejects.toThrow('invalid_input');
  });
});

describe('a deployment without a template', () => {
  it('sends nothing, and keeps nothing that is no news any more', async () => {
    await test.close();
    // Hours pass: none of the other timers matters here.
    await open({}, 'by hand');
    await publish(closure());
    await send();
    expect(stored('alert-outbox')).toHaveLength(1);
    test.cloud.clock.advance(4 * 3_600_000);
    await send();
    expect(told()).toEqual([]);
    expect(stored('alert-outbox')).toEqual([]);
  });
});
