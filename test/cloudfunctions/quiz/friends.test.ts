import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import type { ActionInput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { DeskQuestionsContract } from '#contract/desk-questions';
import type { MeContract } from '#contract/me';
import type { ExamView, QuizContract, RunningExamView } from '#contract/quiz';
import { draftQuestions, LAW, type QuizCloud, startQuizCloud } from '../../fixtures/question-drafts.ts';

let test: QuizCloud;
beforeEach(async () => {
  test = await startQuizCloud(draftQuestions(30));
});
afterEach(() => test.close());

type Action = keyof QuizContract['actions'] & string;
const as =
  (openid: string) =>
  <A extends Action>(action: A, input: ActionInput<QuizContract, A>) =>
    test.call<QuizContract, A>('quiz', action, input, openid);
type Driver = ReturnType<typeof as>;

const keyOf = ({ stem, options }: RunningExamView['questions'][number]) => [
  Number(/第(\d+)题/.exec(stem)?.[1]) % options.length,
];

async function take(driver: Driver, exam: ExamView, right: number) {
  const running = exam as RunningExamView;
  const answers = running.questions.map((question, at) => {
    const [key = 0] = keyOf(question);
    return { index: at, chosen: [at < right ? key : (key + 1) % question.options.length], seq: 1 };
  });
  return driver('submitExam', { id: running.id, answers });
}

const daily = async (openid: string, right: number) => {
  const driver = as(openid);
  return take(driver, await driver('startExam', { preset: 'daily-five' }), right);
};

const choose = (openid: string, first: ActionInput<QuizContract, 'savePlayer'>['first'], region?: string) =>
  as(openid)('savePlayer', {
    first,
    second: '老司机',
    picture: 'pictures/signs/children.webp',
    ...(region && { region }),
  });

/** Puts documents into the database itself, where no call could make as many. */
async function insertDocuments(collectionName: string, documents: object[]) {
  const insert = databaseActions(test.cloud.database)['database.insertDocument'];
  const data = documents.map((document) => JSON.stringify(document));
  await insert?.({ action: 'database.insertDocument', params: { collectionName, data }, requestId: 'test', bytes: 0 });
}

describe('the weekly ranking', () => {
  it('holds who has chosen a nickname, by points, equal points on one rank', async () => {
    await choose('anna', '稳稳的', '110000');
    await choose('bert', '礼让的', '110000');
    await choose('cleo', '细心的', '310000');
    await daily('anna', 5);
    await daily('bert', 4);
    await daily('cleo', 4);
    await daily('anonymous', 5);
    const country = await as('bert')('getRanking', { scope: 'country' });
    expect(country.players.map(({ nickname, points, rank, me }) => [nickname, points, rank, me])).toEqual([
      ['稳稳的老司机', 30, 1, false],
      expect.arrayContaining([24, 2]),
      expect.arrayContaining([24, 2]),
    ]);
    expect(country.own).toEqual({ points: 24, rank: 2, players: 3 });
    expect((await as('cleo')('getRanking', { scope: 'region' })).own).toEqual({ points: 24, rank: 1, players: 1 });
    expect(await as('anonymous')('getRanking', { scope: 'region' })).not.toHaveProperty('own');
  });

  it('counts a day by its best exam, adds days up, and begins anew on Monday', async () => {
    await choose('anna', '稳稳的', '110000');
    await daily('anna', 3);
    expect((await as('anna')('getRanking', { scope: 'country' })).own).toEqual({ points: 18, rank: 1, players: 1 });
    test.pass(86_400);
    await daily('anna', 5);
    expect((await as('anna')('getRanking', { scope: 'country' })).own).toEqual({ points: 48, rank: 1, players: 1 });
    test.pass(6 * 86_400);
    expect(await as('anna')('getRanking', { scope: 'country' })).toMatchObject({ week: '2026-11-30', players: [] });
  });

  it('tells a player what others see of them', async () => {
    expect(await as('anna')('getPlayer', {})).not.toHaveProperty('player');
    await choose('anna', '稳稳的', '110000');
    const picture = 'pictures/signs/children.webp';
    expect((await as('anna')('getPlayer', {})).player).toEqual({ nickname: '稳稳的老司机', picture, region: '110000' });
    await choose('anna', '细心的');
    expect((await as('anna')('getPlayer', {})).player).toEqual({ nickname: '细心的老司机', picture });
  });

  it('forgets a player whose data are deleted: in the list, and in the counts of country and region', async () => {
    await choose('anna', '稳稳的', '110000');
    await choose('bert', '礼让的', '110000');
    await daily('anna', 5);
    await daily('bert', 1);
    await test.call<MeContract, 'deleteMyData'>('me', 'deleteMyData', { confirm: 'delete' }, 'anna');
    for (const scope of ['country', 'region'] as const) {
      const { players, own } = await as('bert')('getRanking', { scope });
      expect(players.map(({ me }) => me)).toEqual([true]);
      expect(own).toEqual({ points: 6, rank: 1, players: 1 });
    }
  });

  it('moves a player who moves', async () => {
    await choose('anna', '稳稳的', '110000');
    await daily('anna', 5);
    await choose('anna', '稳稳的', '310000');
    await choose('bert', '礼让的', '110000');
    await daily('bert', 1);
    expect((await as('bert')('getRanking', { scope: 'region' })).own).toEqual({ points: 6, rank: 1, players: 1 });
    expect((await as('anna')('getRanking', { scope: 'region' })).own).toEqual({ points: 30, rank: 1, players: 1 });
    expect((await as('anna')('getRanking', { scope: 'country' })).own?.players).toBe(2);
  });

  it('finds a rank among a million players with a few documents', async () => {
    await choose('anna', '稳稳的', '110000');
    await daily('anna', 5);
    // A million players as the counts hold them: in the seven parts where anna is not, spread over all points above hers.
    const counts = Object.fromEntries(Array.from({ length: 625 }, (_, points) => [String(points + 31), 229]));
    const { documents } = test.cloud.database.browse('rank_counts', { limit: 100, offset: 0 });
    const taken = JSON.stringify(documents);
    const parts = Array.from({ length: 8 }, (_, part) => `2026-11-23~000000~${part}`).filter(
      (id) => !taken.includes(id),
    );
    expect(parts).toHaveLength(7);
    await insertDocuments(
      'rank_counts',
      parts.map((_id) => ({ _id, counts })),
    );
    const others = 7 * 625 * 229;
    expect(others).toBeGreaterThan(1_000_000);
    test.cloud.requests.clear();
    const { own } = await as('anna')('getRanking', { scope: 'country' });
    expect(own).toEqual({ points: 30, rank: others + 1, players: others + 1 });
    const examined = test.cloud.requests.list().map((request) => request.examined ?? 0);
    expect(examined.reduce((sum, documents) => sum + documents, 0)).toBeLessThanOrEqual(8 + 1 + 50);
  });
});

it.each(['country', 'region', 'circle'] as const)(
  'the ranking of %s reads the same few documents among a hundred players and among fifty thousand',
  async (scope) => {
    await choose('anna', '稳稳的', '110000');
    await daily('anna', 5);
    const cost = async () => {
      test.cloud.requests.clear();
      const ranking = await as('anna')('getRanking', { scope });
      expect(ranking.own?.points).toBe(30);
      return test.cloud.requests.list().reduce((sum, { examined = 0 }) => sum + examined, 0);
    };
    const player = (at: number) => ({
      _id: `2026-11-23~player-${at}`,
      openid: `player-${at}`,
      week: '2026-11-23',
      nickname: '礼让的骑手',
      picture: 'pictures/signs/children.webp',
      region: '110000',
      regionKey: '110000',
      points: at % 700,
      countedPoints: at % 700,
      countedRegion: '110000',
    });
    const insert = async (from: number, to: number) => {
      for (let at = from; at < to; at += 5000) {
        await insertDocuments(
          'players',
          Array.from({ length: Math.min(5000, to - at) }, (_, index) => player(at + index)),
        );
      }
    };
    await insert(0, 100);
    const among = await cost();
    await insert(100, scope === 'circle' ? 5000 : 50_000);
    expect(await cost()).toBe(among);
    // The first fifty, the caller's own, and eight parts of the counts.
    expect(among).toBeLessThanOrEqual(50 + 1 + 8 + 1);
  },
  60_000,
);

describe('a challenge', () => {
  async function challenge() {
    await choose('anna', '稳稳的');
    const exam = await daily('anna', 4);
    return as('anna')('createChallenge', { examId: exam.id });
  }

  it('is seen by anybody, without a name that was not chosen', async () => {
    const { id } = await challenge();
    const reply = await test.send('quiz', { action: 'getChallenge', input: { id } });
    expect(reply).toMatchObject({
      ok: true,
      data: {
        name: '每日五题',
        questionCount: 5,
        expired: false,
        by: { nickname: '稳稳的老司机' },
        entries: [{ nickname: '稳稳的老司机', score: 80 }],
      },
    });
    expect(JSON.stringify(reply)).not.toMatch(/anna|openid|correct|stem/);
  });

  it('asks everybody the same questions, once each, and compares', async () => {
    const { id } = await challenge();
    const mine = (await as('anna')('listExams', {})).exams[0];
    await choose('bert', '礼让的');
    const exam = (await as('bert')('joinChallenge', { id })) as RunningExamView;
    expect(exam).toMatchObject({ state: 'running', challengeId: id, questionCount: mine?.questionCount });
    await take(as('bert'), exam, 5);
    const again = await as('bert')('joinChallenge', { id });
    expect(again).toMatchObject({ state: 'finished', score: 100 });
    const { entries } = await as('cleo')('getChallenge', { id });
    expect(entries.map(({ nickname, score }) => [nickname, score])).toEqual([
      ['礼让的老司机', 100],
      ['稳稳的老司机', 80],
    ]);
    expect(
      (await as('anna')('getRanking', { scope: 'circle' })).players.map(({ nickname, me }) => [nickname, me]),
    ).toEqual([
      ['礼让的老司机', false],
      ['稳稳的老司机', true],
    ]);
  });

  it('can not be taken on by who made it: the answers are known to them', async () => {
    const { id } = await challenge();
    await expect(as('anna')('joinChallenge', { id })).rejects.toThrow('conflict');
    expect((await as('anna')('getChallenge', { id })).entries.map(({ score }) => score)).toEqual([80]);
  });

  it('shows nobody who has chosen no nickname, until they choose one and come back', async () => {
    const { id } = await challenge();
    await take(as('shy'), await as('shy')('joinChallenge', { id }), 5);
    expect((await as('anna')('getChallenge', { id })).entries).toHaveLength(1);
    await choose('shy', '礼让的');
    expect(await as('shy')('joinChallenge', { id })).toMatchObject({ state: 'finished', score: 100 });
    expect((await as('anna')('getChallenge', { id })).entries.map(({ score }) => score)).toEqual([100, 80]);
  });

  it('ends after thirty days, and when the law of a question changes', async () => {
    const { id } = await challenge();
    await test.saveLaw({ articles: LAW.articles.map((article) => ({ ...article, inForceFrom: '2026-11-24' })) });
    test.pass(2 * 86_400);
    await expect(as('bert')('joinChallenge', { id })).rejects.toThrow('conflict');
    test.pass(30 * 86_400);
    await expect(as('bert')('joinChallenge', { id })).rejects.toThrow('not_found');
    expect((await as('bert')('getChallenge', { id })).expired).toBe(true);
  });
});

describe('a report', () => {
  const desk = <A extends keyof DeskQuestionsContract['actions'] & string>(
    action: A,
    input: ActionInput<DeskQuestionsContract, A>,
  ) => test.call<DeskQuestionsContract, A>('desk', action, input, 'editor-1');

  const anyQuestion = async () => {
    const pack = await as('anna')('getPack', { id: '1-way-0' });
    return pack.state === 'pack' ? (pack.questions[0]?.id ?? '') : '';
  };

  it('reaches an editor, and its author sees what became of it', async () => {
    const questionId = await anyQuestion();
    const report = await as('anna')('reportQuestion', { questionId, kind: 'unclear', text: '“让行”是指停车吗？' });
    expect(report).toMatchObject({ state: 'open' });
    const { reports } = await desk('listQuestionReports', {});
    expect(reports).toMatchObject([{ questionId, kind: 'unclear', revision: 1 }]);
    expect(JSON.stringify(reports)).not.toContain('anna');
    await desk('answerQuestionReport', { id: report.id, state: 'fixed', reply: '已改写题干，谢谢。' });
    expect((await desk('listQuestionReports', {})).reports).toEqual([]);
    expect((await as('anna')('listReports', {})).reports).toMatchObject([
      { state: 'fixed', reply: '已改写题干，谢谢。' },
    ]);
    expect((await as('bert')('listReports', {})).reports).toEqual([]);
  });

  it('is kept once, and of a question that is there', async () => {
    const questionId = await anyQuestion();
    const report = { questionId, kind: 'typo', text: '错字' } as const;
    expect(await as('anna')('reportQuestion', report)).toEqual(await as('anna')('reportQuestion', report));
    expect((await desk('listQuestionReports', {})).reports).toHaveLength(1);
    await expect(as('anna')('reportQuestion', { ...report, questionId: 'none' })).rejects.toThrow('not_found');
  });

  it('passes WeChat’s check of texts before an editor reads it', async () => {
    test.cloud.openapi.change({ refusedWords: ['违禁词'] });
    const report = { questionId: await anyQuestion(), kind: 'other', text: '含违禁词的话' } as const;
    await expect(as('anna')('reportQuestion', report)).rejects.toThrow('invalid_input: text');
    expect((await desk('listQuestionReports', {})).reports).toEqual([]);
  });

  it('of doubtful words waits among the doubtful ones, is counted there, and is decided', async () => {
    test.cloud.openapi.change({ reviewedWords: ['存疑词'] });
    const questionId = await anyQuestion();
    const sure = { questionId, kind: 'typo', text: '错字' } as const;
    await as('anna')('reportQuestion', sure);
    const { id } = await as('bert')('reportQuestion', { questionId, kind: 'other', text: '含存疑词的话' });
    const count = async () =>
      (await test.call<DeskContract, 'getMyDesk'>('desk', 'getMyDesk', {}, 'editor-1')).waiting.doubtful;
    expect((await desk('listQuestionReports', { only: 'doubtful' })).reports).toMatchObject([{ id, doubtful: true }]);
    expect((await desk('listQuestionReports', {})).reports).toHaveLength(2);
    expect(await count()).toBe(1);
    await desk('answerQuestionReport', { id, state: 'kept', reply: '核实无误。' });
    expect((await desk('listQuestionReports', { only: 'doubtful' })).reports).toEqual([]);
    expect(await count()).toBe(0);
  });

  it('is one of twenty a day at most', async () => {
    const pack = await as('anna')('getPack', { id: '1-way-0' });
    const ids = pack.state === 'pack' ? pack.questions.map(({ id }) => id) : [];
    const kinds = ['typo', 'unclear', 'other', 'picture'] as const;
    const all = ids.flatMap((questionId) => kinds.map((kind) => ({ questionId, kind, text: '' })));
    for (const report of all.slice(0, 20)) await as('anna')('reportQuestion', report);
    await expect(as('anna')('reportQuestion', all[20] ?? expect.fail())).rejects.toThrow('rate_limited');
  });

  it('stands beside the figures of exams', async () => {
    for (let person = 0; person < 24; person++) await daily(`driver-${person}`, person % 6);
    const { exams, questions } = await desk('assessQuality', { subject: 1 });
    expect(exams).toBe(24);
    expect(questions).toHaveLength(5);
    expect(questions[0]).toMatchObject({ asked: 24, missRate: expect.any(Number), discrimination: expect.any(Number) });
    test.pass(61);
    const { mostMissed } = await as('anna')('listChapters', { subject: 1 });
    const rates = mostMissed.map(({ missRate }) => missRate);
    expect(rates).toHaveLength(5);
    expect([...rates].sort((a, b) => b - a)).toEqual(rates);
  });
});

it('the most missed are worked out every night, without anybody asking', async () => {
  for (let person = 0; person < 6; person++) await daily(`driver-${person}`, 3);
  await test.cloud.timers.runNow('jobs', 'assessQuestions');
  const { mostMissed } = await as('anna')('listChapters', { subject: 1 });
  expect(mostMissed.map(({ missRate }) => missRate)).toEqual([1, 1]);
});

describe('the settings of exams', () => {
  it('are the operator’s', async () => {
    const event = { action: 'saveExamSettings', input: { preset: 'daily-five', minutes: 3 } };
    expect(await test.send('desk', event, 'editor-1')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await test.grant('operator-1', 'operator');
    expect(await test.send('desk', event, 'operator-1')).toMatchObject({ ok: true });
    const exam = await as('anna')('startExam', { preset: 'daily-five' });
    expect(Date.parse(exam.deadlineAt) - Date.parse(exam.startedAt)).toBe(180_000);
  });
});
