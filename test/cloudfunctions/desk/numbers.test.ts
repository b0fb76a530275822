import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postId } from '#functions/shared/post-intake';
import { insertMany, NEWEST_POST, postDocument } from '../../../scripts/measure/many-documents.ts';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';
import { officerForm } from '../world.ts';

let hall: Hall;

beforeEach(async () => {
  hall = await openHall({ timers: true, variables: { MONTHLY_PLAN_YUAN: '500' } });
  await hall.grant('duty-bj', 'duty', 'bj');
});
afterEach(() => hall.close());

const draft = draftPost({ agencyId: 'bj' });
const id = postId(draft.sourceId, draft.externalId);
const numbers = (openid = 'editor-1') => hall.desk('getNumbers', {}, openid);

async function read(reader: string, kind: 'history' | 'share'): Promise<void> {
  const at = new Date(hall.cloud.clock.now()).toISOString();
  const marks = [{ kind, subject: `post:${id}`, on: true, at }];
  await hall.send('me', { action: 'syncShelf', input: { marks } }, reader);
}

describe('numbers', () => {
  it('of an empty desk are nought, and nothing is made up', async () => {
    const { days, posts, events, cost } = await numbers();
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({ day: '2026-11-23', views: 0, shares: 0 });
    expect(posts).toMatchObject({ published: 0, views: 0, top: [] });
    expect(events).toEqual({ published: 0, open: 0, stale: 0, isPartial: false, isOpenPartial: false });
    expect(cost).toEqual({ yuan: 0, expected: 0, plan: 500 });
  });

  it('count readers and shares once each, however many runs of the job meet', async () => {
    await hall.publish(draft);
    for (const reader of ['a', 'b']) await read(reader, 'history');
    await read('a', 'share');
    await Promise.all([1, 2, 3].map(() => hall.cloud.timers.runNow('jobs', 'foldCounters')));
    const { days, posts, cost } = await numbers();
    expect(days.at(-1)).toEqual({ day: '2026-11-23', views: 2, shares: 1 });
    expect(posts).toMatchObject({ published: 1, views: 2, shares: 1, top: [{ id, views: 2 }] });
    expect(cost.yuan).toBeCloseTo(2 * 0.0000613, 6);
    expect(cost.expected).toBeGreaterThan(cost.yuan);
  });

  it('say which answers came in time and which questions have waited too long', async () => {
    const ask = (clientId: string) =>
      hall.send('me', { action: 'askQuestion', input: { clientId, kind: 'question', text: '怎么换证？' } }, 'driver');
    const waiting = async () => (await hall.desk('listInquiries', { state: 'waiting' })).inquiries;
    for (const name of ['fast', 'slow', 'never']) await ask(name);
    const [fast, slow] = await waiting();
    const answer = (inquiry: string) =>
      hall.desk('answerInquiry', { id: inquiry, agencyId: 'bj', reply: '请到窗口办理。' });
    await answer(fast?.id ?? '');
    hall.cloud.clock.advance(73 * 3600_000);
    await answer(slow?.id ?? '');
    const counted = { answered: 2, inTime: 1, waiting: 1, overdue: 1, isPartial: false, isWaitingPartial: false };
    expect((await numbers()).answers).toEqual({ ...counted, withinHours: 72 });
  });

  it('say how fresh the open events are', async () => {
    const publish = (key: string) =>
      hall.desk(
        'publishEvent',
        { agencyId: 'bj', key, event: { ...officerForm(), end: '2026-11-24T00:00:00.000Z' } },
        'duty-bj',
      );
    await publish('old');
    hall.cloud.clock.advance(3 * 3600_000);
    const { id: event, revision } = await publish('new');
    expect((await numbers('duty-bj')).events).toMatchObject({ published: 2, open: 2, stale: 1, medianMinutes: 0 });
    await hall.desk('closeEvent', { id: event, revision }, 'duty-bj');
    expect((await numbers('duty-bj')).events).toMatchObject({ published: 2, open: 1, stale: 1, medianMinutes: 180 });
  });

  it('of an agency are for its own people', async () => {
    await hall.publish(draft, draftPost({ agencyId: 'he', externalId: '2' }));
    expect((await numbers('duty-bj')).posts.published).toBe(1);
    await expect(hall.desk('getNumbers', { agencyId: 'he' }, 'duty-bj')).rejects.toThrow('forbidden');
  });
});

describe('numbers of more than the database gives at once', () => {
  const MANY = 1001;
  const timeOf = (hours: number) => new Date(Date.parse('2026-11-23T00:00:00.000Z') - hours * 3600_000).toISOString();
  const insert = (name: string, count: number, made: (at: number) => object) =>
    insertMany(hall.cloud.database, name, { from: 0, to: count }, made);
  const asked = (state: string, hours: number) => (at: number) => ({
    ...{ _id: `${state}-${at}`, openid: 'driver', kind: 'question', text: '问', pictures: [], state },
    ...{ askedAt: timeOf(hours), key: `${timeOf(hours)}~${state}-${at}` },
    ...(state === 'answered' && { repliedAt: timeOf(hours - 1), repliedBy: '北京交警' }),
  });
  const ofDesk = (at: number) => ({
    ...{ _id: `event-${at}`, feed: 'desk.bj', open: true, changedAt: timeOf(5), event: { created: timeOf(5) } },
  });

  it('say of every kind that they are lower bounds', async () => {
    await insert('inquiries', MANY, asked('answered', 100));
    await insert('inquiries', 10, asked('waiting', 1));
    await insert('inquiries', MANY, (at) => ({ ...asked('waiting', 100)(at), _id: `late-${at}` }));
    await insert('road-events', MANY, ofDesk);
    await insert('posts', MANY, (at) => ({ ...postDocument(at % 600, NEWEST_POST), _id: `post-${at}` }));
    const { posts, answers, events } = await numbers();
    expect(posts).toMatchObject({ published: 1000, isPartial: true });
    expect(answers).toMatchObject({ answered: 1000, inTime: 1000, waiting: 1000, overdue: 1000 });
    expect(answers).toMatchObject({ isPartial: true, isWaitingPartial: true });
    expect(events).toMatchObject({ published: 1000, open: 1000, stale: 1000, isPartial: true, isOpenPartial: true });
  });

  it('are of every agency, however many there are', async () => {
    await insert('agencies', MANY, (at) => ({
      _id: `aa-${at}`,
      name: '示例',
      shortName: '示例',
      level: 'city',
      adcode: '110000',
    }));
    await insert('road-events', 1, (at) => ({ ...ofDesk(at), feed: 'desk.sjz' }));
    expect((await numbers()).events).toMatchObject({ published: 1, open: 1, isPartial: false });
    expect((await hall.desk('getMyDesk', {}, 'editor-1')).agencies).toHaveLength(MANY + 4);
    expect((await hall.news('listAgencies', {})).agencies).toHaveLength(MANY + 4);
  });
});

describe('numbers of one agency', () => {
  it('are of what it did, though the one who asks may see all', async () => {
    await hall.publish(draft, draftPost({ agencyId: 'he', externalId: '2', title: '河北的另一则通告' }));
    const question = { clientId: 'one', kind: 'question', text: '怎么换证？' };
    await hall.send('me', { action: 'askQuestion', input: question }, 'driver');
    const [inquiry] = (await hall.desk('listInquiries', { state: 'waiting' })).inquiries;
    await hall.desk('answerInquiry', { id: inquiry?.id ?? '', agencyId: 'bj', reply: '请到窗口办理。' });
    const event = { ...officerForm(), end: '2026-11-24T00:00:00.000Z' };
    await hall.desk('publishEvent', { agencyId: 'bj', key: 'one', event }, 'duty-bj');
    const of = async (agencyId?: string) => {
      const { posts, answers, events } = await hall.desk('getNumbers', agencyId === undefined ? {} : { agencyId });
      return [posts.published, answers.answered, events.published];
    };
    expect(await of('bj')).toEqual([1, 1, 1]);
    expect(await of('he')).toEqual([1, 0, 0]);
    expect(await of()).toEqual([2, 1, 1]);
  });
});

describe('a question bank as a file', () => {
  const bank = '雨天行车应当{=减速 ~加速 ~不变 ~停车}\n\n坏了的一题{';
  const input = {
    data: Buffer.from(bank).toString('base64'),
    source: '示例题库',
    licence: 'CC BY 4.0',
    subject: 1 as const,
    chapter: { name: '导入' },
  };

  it('is rehearsed without a trace, and imported as it was rehearsed', async () => {
    const rehearsal = await hall.desk('importBankFile', { ...input, mode: 'rehearsal' });
    expect(rehearsal.counts).toMatchObject({ new: 1 });
    expect((await hall.desk('listQuestionReview', {})).waiting).toBe(0);
    const done = await hall.desk('importBankFile', { ...input, mode: 'import' });
    expect(done).toEqual(rehearsal);
    expect((await hall.desk('listQuestionReview', {})).waiting).toBe(1);
    expect((await hall.desk('importBankFile', { ...input, mode: 'import' })).counts).toMatchObject({ unchanged: 1 });
  });

  it('is imported some questions at a time, each part as often as its answer is lost', async () => {
    const stems = Array.from({ length: 70 }, (_, at) => `示例路口第${at}种情形应当{=减速 ~加速 ~不变 ~停车}`);
    const file = { ...input, data: Buffer.from(`坏了的一题{\n\n${stems.join('\n\n')}`).toString('base64') };
    const rehearsal = await hall.desk('importBankFile', { ...file, mode: 'rehearsal' });
    expect(rehearsal).toMatchObject({ counts: { new: 70, refused: 1 }, questions: 70 });
    expect(rehearsal.next).toBeUndefined();
    const part = (from: number) => hall.desk('importBankFile', { ...file, mode: 'import', from });
    hall.cloud.requests.clear();
    expect(await part(0)).toMatchObject({ counts: { new: 30, refused: 1 }, next: 30 });
    expect(hall.cloud.requests.list().length).toBeLessThanOrEqual(120);
    expect(await part(0)).toMatchObject({ counts: { new: 0, unchanged: 30 }, next: 30 });
    expect(await part(30)).toMatchObject({ counts: { new: 30, refused: 0 }, next: 60 });
    const last = await part(60);
    expect(last.counts).toMatchObject({ new: 10 });
    expect(last.next).toBeUndefined();
  });

  it('of which nothing can be read says so', async () => {
    const data = Buffer.from('随便写写').toString('base64');
    const { counts, remarks } = await hall.desk('importBankFile', { ...input, mode: 'rehearsal', data });
    expect(counts).toMatchObject({ new: 0, refused: 1 });
    expect(remarks).toMatchObject([{ outcome: 'refused' }]);
  });
});
