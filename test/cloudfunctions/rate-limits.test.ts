import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import type { MeContract } from '#contract/me';
import { ACTIONS } from './contracts.ts';
import { exampleOf } from './examples.ts';
import { openWorld, type World } from './world.ts';

/** How often one person may do what costs us or others something, by the limit that it spends. */
const LIMITS: Readonly<Record<string, { what: string; most: number; seconds: number }>> = {
  'alerts.subscribeAlerts': { what: 'alerts', most: 60, seconds: 3600 },
  'alerts.addAlertGrants': { what: 'alerts', most: 60, seconds: 3600 },
  'quiz.syncAttempts': { what: 'sync', most: 200, seconds: 3600 },
  'quiz.saveFavourites': { what: 'sync', most: 200, seconds: 3600 },
  'quiz.startExam': { what: 'exam', most: 30, seconds: 86_400 },
  'quiz.answerExam': { what: 'save', most: 2000, seconds: 3600 },
  'quiz.reportQuestion': { what: 'report', most: 20, seconds: 86_400 },
  'quiz.savePlayer': { what: 'profile', most: 20, seconds: 86_400 },
  'quiz.createChallenge': { what: 'challenge', most: 30, seconds: 86_400 },
  'quiz.joinChallenge': { what: 'join', most: 60, seconds: 86_400 },
  'me.syncShelf': { what: 'shelf', most: 120, seconds: 3600 },
};

/** Limited by the times at which it was done, few enough to be done here. */
const FEW: Readonly<Record<string, { most: number; seconds: number }>> = {
  'me.askQuestion': { most: 5, seconds: 86_400 },
  'desk.requestAccess': { most: 3, seconds: 86_400 },
};

/** What a signed-in caller may do without limit, and why. */
const UNLIMITED: Readonly<Record<string, string>> = {
  'alerts.listAlertSubscriptions': 'reads one’s own, some ten documents',
  'alerts.unsubscribeAlerts': 'can only take away what is there',
  'quiz.getProgress': 'reads one document of one’s own',
  'quiz.getReview': 'reads one document of one’s own, and fifty questions',
  'quiz.getExam': 'reads an exam of one’s own',
  'quiz.submitExam': 'ends an exam, of which there are thirty a day',
  'quiz.listExams': 'reads a page of one’s own',
  'quiz.listReports': 'reads fifty of one’s own',
  'quiz.getPlayer': 'reads one document of one’s own',
  'quiz.getRanking': 'reads fifty players',
  'me.listMyQuestions': 'reads a page of one’s own',
  'me.getStanding': 'reads what is one’s own',
  'me.exportMyData': 'reads one’s own; a law’s right',
  'me.deleteMyData': 'can only take away what is there',
  'desk.getMyDesk': 'reads what waits for one’s roles',
};

let world: World;
beforeAll(async () => {
  world = await openWorld({ instancesPerFunction: 1 });
}, 60_000);
afterAll(() => world.close());

const OF_CALLERS = ACTIONS.filter(({ definition }) => definition.access === 'caller');

it('every action of a signed-in caller has a limit, or a reason for none', () => {
  const titles = OF_CALLERS.map(({ name, action }) => `${name}.${action}`);
  const known = new Set([LIMITS, FEW, UNLIMITED].flatMap((table) => Object.keys(table)));
  expect(
    titles.filter((title) => !known.has(title)),
    'add them to a table of test/cloudfunctions/rate-limits.test.ts',
  ).toEqual([]);
});

/** As if the person had done it so often already. */
async function setUsed(openid: string, what: string, used: number): Promise<void> {
  const { documents } = world.cloud.database.browse('quotas', { limit: 1000, offset: 0 });
  const found = (documents as { _id: string; openid: string }[]).find(
    (limit) => limit.openid === openid && limit._id.startsWith(`${what}-`),
  );
  if (found === undefined) throw new Error(`nothing counts ${what} of ${openid}`);
  const action = 'database.modifyDocument';
  await databaseActions(world.cloud.database)[action]?.({
    action,
    params: {
      collectionName: 'quotas',
      query: JSON.stringify({ _id: found._id }),
      data: JSON.stringify({ $set: { used } }),
      multi: false,
      merge: true,
      upsert: false,
    },
    requestId: 'test',
    bytes: 0,
  });
}

const call = async (title: string, openid: string) => {
  // Sooner, a second beginning of an exam would be taken for the first one, repeated.
  world.cloud.clock.advance(240_000);
  const [name = '', action = ''] = title.split('.');
  return world.send(name, { action, input: await exampleOf(title)(world, openid) }, openid);
};

describe('what costs something is limited', () => {
  it.each(Object.entries(LIMITS))('%s', async (title, { what, most, seconds }) => {
    const openid = `limited-in-${title}`;
    expect(await call(title, openid)).toMatchObject({ ok: true });
    await setUsed(openid, what, most - 1);
    expect(await call(title, openid), 'the last that is allowed').toMatchObject({ ok: true });
    await setUsed(openid, what, most);
    const refused = await call(title, openid);
    expect(refused).toMatchObject({ ok: false, error: { code: 'rate_limited' } });
    const wait = refused.ok ? 0 : (refused.error.details?.retryAfter ?? 0);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(seconds);
    world.cloud.clock.advance(seconds * 1000);
    expect(await call(title, openid), 'when the time is over').toMatchObject({ ok: true });
  });

  it.each(Object.entries(FEW))('%s', async (title, { most, seconds }) => {
    const openid = `limited-in-${title}`;
    for (let time = 0; time < most; time += 1) expect(await call(title, openid)).toMatchObject({ ok: true });
    expect(await call(title, openid)).toMatchObject({ ok: false, error: { code: 'rate_limited' } });
    world.cloud.clock.advance(seconds * 1000);
    expect(await call(title, openid)).toMatchObject({ ok: true });
  });
});

describe('a limit', () => {
  const ask = (text: string, clientId: string, openid: string) =>
    world.send('me', { action: 'askQuestion', input: { clientId, kind: 'question', text } }, openid);

  it('of WeChat’s checks holds for texts that are refused, too', async () => {
    world.cloud.openapi.change({ refusedWords: ['违禁'] });
    const codes = new Set<string>();
    for (let time = 0; time < 21; time += 1) {
      const reply = await ask('违禁', `refused-${time}`, 'tries-words');
      codes.add(reply.ok ? 'ok' : `${time < 20 ? 'of the first twenty' : 'then'}: ${reply.error.code}`);
    }
    expect([...codes]).toEqual(['of the first twenty: invalid_input', 'then: rate_limited']);
  });

  it('counts every one of many calls that come at once, also when they begin its window', async () => {
    const asked = Array.from({ length: 8 }, (_, at) => ask('问题', `at-once-${at}`, 'impatient'));
    const codes = (await Promise.all(asked)).map((reply) => (reply.ok ? 'ok' : reply.error.code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(5);
    world.cloud.clock.advance(86_400_000);
    const nextDay = Array.from({ length: 8 }, (_, at) => ask('问题', `next-day-${at}`, 'impatient'));
    const then = (await Promise.all(nextDay)).map((reply) => (reply.ok ? 'ok' : reply.error.code));
    expect(then.filter((code) => code === 'ok')).toHaveLength(5);
  });

  it('is not begun anew by deleting one’s data, and keeps no name', async () => {
    for (let time = 0; time < 5; time += 1)
      expect(await ask('问题', `q-${time}`, 'deletes')).toMatchObject({ ok: true });
    await world.call<MeContract, 'deleteMyData'>('me', 'deleteMyData', { confirm: 'delete' }, 'deletes');
    const { documents } = world.cloud.database.browse('quotas', { limit: 1000, offset: 0 });
    expect(JSON.stringify(documents)).not.toContain('deletes');
    expect(await ask('问题', 'q-5', 'deletes')).toMatchObject({ ok: false, error: { code: 'rate_limited' } });
  });
});
