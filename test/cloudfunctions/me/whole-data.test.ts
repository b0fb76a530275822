import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inquiryKey } from '#domain/inquiry';
import { insertMany } from '../../../scripts/measure/many-documents.ts';
import { exportOf } from '../../fixtures/personal-export.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

/** More than the database gives at once. */
const MANY = 1201;
const DRIVER = 'driver-of-many-years';
const OTHER = 'another-driver';
/** What an answer may come to on its way; the platform loses larger ones. */
const MOST_BYTES = 500_000;

let test: TestCloud;
beforeEach(async () => {
  test = await startTestCloud();
});
afterEach(() => test.close());

const timeOf = (at: number) => new Date(Date.parse('2020-01-01T00:00:00.000Z') + at * 86_400_000).toISOString();
const number = (at: number) => String(at).padStart(5, '0');
const stored = (name: string) => test.cloud.database.browse(name, { limit: 10_000, offset: 0 }).documents;
const insert = (name: string, count: number, made: (at: number) => object) =>
  insertMany(test.cloud.database, name, { from: 0, to: count }, made);

const delivery = (openid: string) => (at: number) => ({
  _id: `${openid}-${number(at)}`,
  openid,
  eventKey: `event-${at}`,
  state: 'sent',
  at: timeOf(at),
});
const question = (openid: string) => (at: number) => ({
  _id: `${openid}-asked-${number(at)}`,
  openid,
  kind: 'question',
  text: `第${at}个问题`,
  pictures: [],
  askedAt: timeOf(at),
  key: inquiryKey(timeOf(at), `${openid}-asked-${number(at)}`),
  state: at % 3 === 0 ? 'answered' : 'waiting',
  ...(at % 3 === 0 && { reply: '答复', postId: `post-${at}` }),
});
const exam = (openid: string) => (at: number) => ({
  _id: `exam-${number(at)}`,
  openid,
  state: 'finished',
  finishedAt: timeOf(at),
  finishedKey: `${timeOf(at)}~exam-${number(at)}`,
  questions: Array.from({ length: 100 }, (_, index) => ({
    id: `question-${index}`,
    order: [0, 1, 2, 3],
    correct: [1],
  })),
});
/** A learner who has gone through a whole bank, more than one answer holds. */
const learner = (openid: string) => ({
  _id: openid,
  revision: 1,
  questions: Object.fromEntries(
    Array.from({ length: 2500 }, (_, at) => [
      `question-${number(at)}`,
      { subject: 1, log: [{ id: `${openid}-${at}"🚗`, at: timeOf(at), right: true }], revision: 1 },
    ]),
  ),
  favourites: {},
  oldDays: [],
});

async function liveLong(): Promise<void> {
  for (const openid of [DRIVER, OTHER]) {
    await insert('alert-deliveries', MANY, delivery(openid));
    await insert('inquiries', MANY, question(openid));
  }
  await insert('exams', 120, exam(DRIVER));
  await insert('exams', 1, () => ({ ...exam(DRIVER)(900), _id: 'runs', state: 'running', finishedKey: '' }));
  await insert('learners', 1, () => learner(DRIVER));
}

describe('the export of somebody of whom much is kept', () => {
  it('is whole: each document once, in order, and nobody else’s', async () => {
    await liveLong();
    const { data, parts } = await exportOf(test, DRIVER);
    const ids = (name: string) => (data[name] as { _id: string }[]).map(({ _id }) => _id);
    const numbers = (count: number, before: string) => Array.from({ length: count }, (_, at) => before + number(at));
    expect(ids('alert-deliveries')).toEqual(numbers(MANY, 'me-'));
    expect(ids('inquiries')).toEqual(numbers(MANY, 'me-asked-'));
    expect(ids('exams')).toEqual(numbers(120, 'exam-'));
    expect(data.learners).toEqual([JSON.parse(JSON.stringify(learner(DRIVER)).replaceAll(DRIVER, 'me'))]);
    expect(data.shelves).toEqual([]);
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(MOST_BYTES);
    expect(parts.map(({ text }) => text).join('')).not.toMatch(new RegExp(`${DRIVER}|${OTHER}`));
  });

  it('examines for each part no more than the part may hold of a collection', async () => {
    await liveLong();
    test.cloud.requests.clear();
    const { parts } = await exportOf(test, DRIVER);
    const reads = test.cloud.requests.list().filter(({ collection }) => collection !== undefined);
    expect(Math.max(...reads.map(({ examined = 0 }) => examined))).toBeLessThanOrEqual(100);
    expect(parts.length).toBeLessThan(60);
  });

  it('that meets a change in the middle of a document says so, and is whole when begun again', async () => {
    await insert('learners', 1, () => learner(DRIVER));
    const ask = (cursor?: string) =>
      test.send('me', { action: 'exportMyData', input: cursor === undefined ? {} : { cursor } }, DRIVER);
    const first = await ask();
    const cursor = first.ok ? (first.data as { nextCursor: string }).nextCursor : '';
    const player = { first: '稳稳的', second: '老司机', picture: 'pictures/signs/give-way.webp' };
    expect(await test.send('quiz', { action: 'savePlayer', input: player }, DRIVER)).toMatchObject({ ok: true });
    expect(await ask(cursor)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await exportOf(test, DRIVER)).data.learners).toHaveLength(1);
  });

  it.each(['nothing', 'circles~0~~', 'staff~0~~', 'exams~-1~~'])('goes on from no cursor like %s', async (cursor) => {
    const reply = await test.send('me', { action: 'exportMyData', input: { cursor } }, DRIVER);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});

describe('the deletion of somebody of whom much is kept', () => {
  const remove = () => test.send('me', { action: 'deleteMyData', input: { confirm: 'delete' } }, DRIVER);
  const expectGone = () => {
    for (const { name } of test.cloud.database.collections()) {
      expect(JSON.stringify(stored(name)), name).not.toContain(`"openid":"${DRIVER}"`);
    }
    expect(stored('inquiries').filter((document) => (document as { postId?: string }).postId)).toHaveLength(802);
    expect(stored('alert-deliveries')).toHaveLength(MANY);
  };

  it('is whole, keeps the answers that were published, and touches nobody else’s', async () => {
    await liveLong();
    expect(await remove()).toMatchObject({ ok: true });
    expectGone();
  });

  it('goes on where it broke off: what was done then is not done again', async () => {
    await liveLong();
    test.cloud.faults.add({ action: '*', spare: 12, times: 1, kills: true });
    await test.cloud
      .call('me', { action: 'deleteMyData', input: { confirm: 'delete' } }, DRIVER)
      .catch(() => undefined);
    test.cloud.faults.clear();
    const left = stored('inquiries').filter((document) => (document as { openid?: string }).openid === DRIVER);
    expect(left.length).toBeLessThanOrEqual(MANY - 400);
    expect(await remove()).toMatchObject({ ok: true });
    expectGone();
  });
});
