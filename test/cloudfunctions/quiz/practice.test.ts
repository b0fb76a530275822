import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionInput } from '#contract/action';
import type { PackQuestion, QuizContract } from '#contract/quiz';
import { draftQuestions, LAW, type QuizCloud, startQuizCloud } from '../../fixtures/question-drafts.ts';

let test: QuizCloud;
let bank: PackQuestion[];
beforeAll(async () => {
  test = await startQuizCloud(draftQuestions(40));
  bank = [];
  for (const chapter of ['signs', 'speed', 'way', 'weather']) {
    const pack = await test.call<QuizContract, 'getPack'>('quiz', 'getPack', { id: `1-${chapter}-0` });
    if (pack.state === 'pack') bank.push(...pack.questions);
  }
});
afterAll(() => test.close());

type Action = keyof QuizContract['actions'] & string;
let people = 0;
function newDriver() {
  people += 1;
  const openid = `learner-${people}`;
  return <A extends Action>(action: A, input: ActionInput<QuizContract, A>) =>
    test.call<QuizContract, A>('quiz', action, input, openid);
}

const question = (at: number) => bank[at] ?? bank[0] ?? expect.fail();
const wrong = ({ correct, options }: PackQuestion) => [((correct[0] ?? 0) + 1) % options.length];
const now = () => new Date(test.cloud.clock.now()).toISOString();
let attempts = 0;
function attempt(at: number, right: boolean, instant = now()) {
  attempts += 1;
  const { id, correct } = question(at);
  return { id: `attempt-${attempts}`, questionId: id, chosen: right ? correct : wrong(question(at)), at: instant };
}
const hoursAgo = (hours: number) => new Date(test.cloud.clock.now() - hours * 3600_000).toISOString();
const DAY = 86_400;

describe('attempts', () => {
  it('are graded by the server and kept once, however often they come', async () => {
    const driver = newDriver();
    const batch = [attempt(0, true), attempt(1, false)];
    const first = await driver('syncAttempts', { attempts: batch });
    expect(first.accepted).toEqual(batch.map(({ id }) => id));
    expect(first.progress.map(({ attempts, misses }) => [attempts, misses])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    const again = await driver('syncAttempts', { attempts: batch });
    expect(again).toEqual(first);
  });

  it('come to the same progress from two devices, in any order, at once', async () => {
    const log = [
      attempt(2, false, hoursAgo(50)),
      attempt(2, true, hoursAgo(26)),
      attempt(2, true, hoursAgo(2)),
      attempt(3, false, hoursAgo(1)),
    ];
    const straight = newDriver();
    await straight('syncAttempts', { attempts: log });
    const mixed = newDriver();
    await mixed('syncAttempts', { attempts: [...log].reverse().slice(0, 2) });
    await Promise.all([
      mixed('syncAttempts', { attempts: log.slice(0, 2) }),
      mixed('syncAttempts', { attempts: log.slice(1) }),
    ]);
    const { progress } = await straight('getProgress', {});
    const other = (await mixed('getProgress', {})).progress;
    const sorted = (list: typeof progress) => [...list].sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
    expect(sorted(other)).toEqual(sorted(progress));
    expect(progress.find(({ questionId }) => questionId === question(2).id)).toMatchObject({
      attempts: 3,
      misses: 1,
      run: 2,
    });
  });

  it('that can not be are refused by name, and harm no other', async () => {
    const driver = newDriver();
    const good = attempt(0, true);
    const bad = [
      { ...attempt(0, true), questionId: 'nowhere' },
      { ...attempt(0, true), chosen: [7] },
      attempt(0, true, '2020-01-01T00:00:00.000Z'),
    ];
    const { accepted, rejected } = await driver('syncAttempts', { attempts: [...bad, good] });
    expect(accepted).toEqual([good.id]);
    expect(rejected.map(({ why }) => why)).toEqual([
      'no question nowhere',
      expect.stringContaining('chosen must be indices'),
      '2020-01-01T00:00:00.000Z is too long ago',
    ]);
  });

  it('dated by a phone that runs ahead count as of now', async () => {
    const driver = newDriver();
    const { progress } = await driver('syncAttempts', { attempts: [attempt(0, false, '2029-01-01T00:00:00.000Z')] });
    expect(progress[0]?.lastAt).toBe(now());
  });

  it('bring another device only what changed', async () => {
    const driver = newDriver();
    const { revision } = await driver('syncAttempts', { attempts: [attempt(0, true)] });
    await driver('syncAttempts', { attempts: [attempt(1, true)] });
    const { progress } = await driver('getProgress', { since: revision });
    expect(progress.map(({ questionId }) => questionId)).toEqual([question(1).id]);
  });

  it('cost a batch of a hundred no more requests than one', async () => {
    const driver = newDriver();
    await driver('syncAttempts', { attempts: [attempt(0, true)] });
    test.cloud.requests.clear();
    await driver('syncAttempts', { attempts: Array.from({ length: 100 }, (_, at) => attempt(at % 40, at % 3 > 0)) });
    expect(
      test.cloud.requests
        .list()
        .map(({ collection }) => collection)
        .sort(),
    ).toEqual(['learners', 'learners', 'questions', 'quotas']);
  });
});

describe('favourites', () => {
  it('follow the latest mark of any device', async () => {
    const driver = newDriver();
    const mark = (on: boolean, at: string) =>
      driver('saveFavourites', { favourites: [{ questionId: question(0).id, on, at }] });
    await mark(true, hoursAgo(1));
    await mark(false, hoursAgo(2));
    expect((await driver('getProgress', {})).favourites).toEqual([
      { questionId: question(0).id, on: true, at: hoursAgo(1) },
    ]);
    expect((await mark(false, now())).favourites[0]?.on).toBe(false);
  });
});

describe('review', () => {
  it('brings mistakes back the next day, with an honest forecast and a streak', async () => {
    const driver = newDriver();
    await driver('syncAttempts', { attempts: [attempt(0, false), attempt(1, false), attempt(2, true)] });
    const today = await driver('getReview', {});
    expect(today).toMatchObject({ dueToday: 0, questions: [], streak: { days: 1, doneToday: true, longest: 1 } });
    expect(today.forecast.map(({ due }) => due)).toEqual([0, 2, 0, 0, 0, 0, 0]);

    test.pass(DAY);
    const next = await driver('getReview', { subject: 1 });
    expect(next).toMatchObject({ dueToday: 2, streak: { days: 1, doneToday: false } });
    expect(next.questions.map(({ id }) => id).sort()).toEqual([question(0).id, question(1).id].sort());
    expect((await driver('getReview', { subject: 4 })).dueToday).toBe(0);

    await driver('syncAttempts', { attempts: [attempt(0, true), attempt(1, false)] });
    const done = await driver('getReview', {});
    expect(done).toMatchObject({ dueToday: 0, streak: { days: 2, doneToday: true } });
    expect(done.forecast.reduce((sum, { due }) => sum + due, 0)).toBe(2);
  });

  it('takes misses from exams too', async () => {
    const driver = newDriver();
    const exam = await driver('startExam', { preset: 'daily-five' });
    if (exam.state !== 'running') throw new Error('ended');
    const answers = exam.questions.map(({ index }) => ({ index, chosen: [0], seq: 1 }));
    const { missed } = await driver('submitExam', { id: exam.id, answers });
    expect(missed.length).toBeGreaterThan(0);
    const { progress } = await driver('getProgress', {});
    expect(
      progress
        .filter(({ misses }) => misses > 0)
        .map(({ questionId }) => questionId)
        .sort(),
    ).toEqual(missed.map(({ id }) => id).sort());
  });

  it('promises nothing that can no longer be asked', async () => {
    const driver = newDriver();
    await driver('syncAttempts', { attempts: [attempt(0, false), attempt(39, false)] });
    const articles = LAW.articles.filter(({ article }) => article === question(0).law[0]?.article);
    await test.saveLaw({ articles });
    test.pass(DAY);
    const review = await driver('getReview', {});
    expect(review.questions.map(({ id }) => id)).toEqual([question(0).id]);
    expect(review.dueToday).toBe(1);
    await test.saveLaw();
    test.pass(301);
  });
});
