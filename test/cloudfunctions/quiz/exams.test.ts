import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionInput } from '#contract/action';
import {
  type ExamView,
  type FinishedExamView,
  type QuizContract,
  quizContract,
  type RunningExamView,
} from '#contract/quiz';
import { draftQuestions, draftSubject4, type QuizCloud, startQuizCloud } from '../../fixtures/question-drafts.ts';

let test: QuizCloud;
beforeAll(async () => {
  test = await startQuizCloud([...draftQuestions(160), ...draftSubject4(90)]);
});
afterAll(() => test.close());

type Action = keyof QuizContract['actions'] & string;

/** Somebody of their own for each test: the cloud is shared, the exams are not. */
let people = 0;
function newDriver() {
  people += 1;
  const openid = `driver-${people}`;
  return <A extends Action>(action: A, input: ActionInput<QuizContract, A>) =>
    test.call<QuizContract, A>('quiz', action, input, openid);
}
type Driver = ReturnType<typeof newDriver>;

function running(exam: ExamView): RunningExamView {
  if (exam.state !== 'running') throw new Error('the exam has ended');
  return exam;
}

/** The right answer: in these banks it follows from the question's number. */
function keyOf({ stem, type, options }: RunningExamView['questions'][number]): number[] {
  const number = Number(/第(\d+)题/.exec(stem)?.[1]);
  const right = number % options.length;
  return type === 'multiple' ? [right, (right + 1) % options.length].sort() : [right];
}
function wrongFor(question: RunningExamView['questions'][number]): number[] {
  const [right = 0] = keyOf(question);
  return [(right + (question.type === 'multiple' ? 2 : 1)) % question.options.length];
}

function answersTo(exam: RunningExamView, right: number) {
  return exam.questions.map((question, at) => ({
    index: question.index,
    chosen: at < right ? keyOf(question) : wrongFor(question),
    seq: at + 1,
  }));
}

async function sit(driver: Driver, preset: 'subject-1' | 'subject-4', right: number): Promise<FinishedExamView> {
  const exam = running(await driver('startExam', { preset }));
  return driver('submitExam', { id: exam.id, answers: answersTo(exam, right) });
}

/** Names under which an answer, or a hint at one, leaves the server. */
const TELLING =
  /^(correct|right|scoring|explanation|law|score|passed|missed|misses|byChapter|points|result|key|end|id)$/;

function findTelling(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => findTelling(item, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    // The exam's own id is no question's.
    TELLING.test(name) && `${path}.${name}` !== 'reply.data.id'
      ? [`${path}.${name}`]
      : findTelling(inner, `${path}.${name}`),
  );
}

describe('an exam', () => {
  it('of subject 1 asks 100 questions in 45 minutes, 40 true or false and 60 single', async () => {
    const exam = running(await newDriver()('startExam', { preset: 'subject-1' }));
    const types = exam.questions.map(({ type }) => type);
    expect(types.filter((type) => type === 'truefalse')).toHaveLength(40);
    expect(types.filter((type) => type === 'single')).toHaveLength(60);
    expect(new Set(exam.questions.map(({ stem }) => stem)).size).toBe(100);
    expect(Date.parse(exam.deadlineAt) - Date.parse(exam.startedAt)).toBe(45 * 60_000);
  });

  it('of subject 4 asks 20 true or false, 20 single and 10 multiple', async () => {
    const exam = running(await newDriver()('startExam', { preset: 'subject-4' }));
    const count = (type: string) => exam.questions.filter((question) => question.type === type).length;
    expect([count('truefalse'), count('single'), count('multiple')]).toEqual([20, 20, 10]);
  });

  it('is passed at 90 and failed below, with each miss explained', async () => {
    const driver = newDriver();
    expect(await sit(driver, 'subject-1', 90)).toMatchObject({
      score: 90,
      passed: true,
      right: 90,
      total: 100,
      end: 'submitted',
    });
    const failed = await sit(driver, 'subject-1', 89);
    expect(failed).toMatchObject({ score: 89, passed: false });
    expect(failed.missed).toHaveLength(11);
    expect(failed.missed[0]).toMatchObject({
      explanation: expect.stringContaining('道理'),
      law: [{ law: 'example-rules' }],
      correct: [expect.any(Number)],
      chosen: [expect.any(Number)],
    });
    expect(failed.byChapter.map(({ chapter }) => chapter.name).sort()).toEqual(['天气', '标志', '让行', '限速'].sort());
    expect(failed.byChapter.reduce((sum, { right }) => sum + right, 0)).toBe(89);
    const { exams } = await driver('listExams', {});
    expect(exams.map(({ score }) => score).sort()).toEqual([89, 90]);
  });

  it('counts no multiple question that is only partly right', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const answers = exam.questions.map((question, at) => ({ index: at, chosen: keyOf(question).slice(0, 1), seq: 1 }));
    expect(await driver('submitExam', { id: exam.id, answers })).toMatchObject({ right: 40, score: 80, passed: false });
  });

  it('is nobody else’s', async () => {
    const exam = await newDriver()('startExam', { preset: 'subject-4' });
    const other = newDriver();
    for (const ask of [
      () => other('getExam', { id: exam.id }),
      () => other('submitExam', { id: exam.id }),
      () => other('answerExam', { id: exam.id, answers: [{ index: 0, chosen: [0], seq: 1 }] }),
      () => other('createChallenge', { examId: exam.id }),
    ]) {
      await expect(ask()).rejects.toThrow('not_found');
    }
  });
});

describe('when things go wrong', () => {
  it('a killed app goes on where it was, with its answers and the server’s clock', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    await driver('answerExam', { id: exam.id, answers: answersTo(exam, 50).slice(0, 7) });
    test.pass(600);
    const resumed = running(await driver('startExam', { preset: 'subject-4' }));
    expect(resumed.id).toBe(exam.id);
    expect(resumed.questions).toEqual(exam.questions);
    expect(resumed.answers).toHaveLength(7);
    expect(Date.parse(resumed.deadlineAt) - Date.parse(resumed.serverNow)).toBe(35 * 60_000);
  });

  it('a second submission gives the first one’s result, whatever it says', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const first = await driver('submitExam', { id: exam.id, answers: answersTo(exam, 45) });
    const again = await driver('submitExam', {
      id: exam.id,
      answers: answersTo(exam, 50).map((one) => ({ ...one, seq: 999 })),
    });
    expect(again).toEqual(first);
    expect(await driver('getExam', { id: exam.id })).toEqual(first);
  });

  it('two submissions at the same instant end it once', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const [one, two] = await Promise.all([
      driver('submitExam', { id: exam.id, answers: answersTo(exam, 50) }),
      driver('submitExam', { id: exam.id, answers: answersTo(exam, 0).map((answer) => ({ ...answer, seq: 500 })) }),
    ]);
    expect(one).toEqual(two);
    expect((await driver('listExams', {})).exams).toHaveLength(1);
  });

  it('answers may be repeated and come in any order: the latest change stands', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const [question] = exam.questions;
    if (question === undefined) throw new Error('no question');
    const early = { index: 0, chosen: wrongFor(question), seq: 3 };
    const late = { index: 0, chosen: keyOf(question), seq: 8 };
    expect(await driver('answerExam', { id: exam.id, answers: [late] })).toMatchObject({ saved: [0] });
    await driver('answerExam', { id: exam.id, answers: [early] });
    await driver('answerExam', { id: exam.id, answers: [late] });
    expect(await driver('submitExam', { id: exam.id })).toMatchObject({ right: 1 });
  });

  it('answers of two phones at once are all kept', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const all = answersTo(exam, 50);
    await Promise.all(
      [0, 10, 20, 30, 40].map((from) => driver('answerExam', { id: exam.id, answers: all.slice(from, from + 10) })),
    );
    expect(await driver('submitExam', { id: exam.id })).toMatchObject({ right: 50, score: 100 });
  });

  it('an answer after the bell is not counted, one within three seconds is', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const all = answersTo(exam, 50);
    await driver('answerExam', { id: exam.id, answers: all.slice(0, 10) });
    test.pass(45 * 60 + 3);
    expect(await driver('answerExam', { id: exam.id, answers: all.slice(10, 20) })).toMatchObject({ state: 'running' });
    test.pass(1);
    expect(await driver('answerExam', { id: exam.id, answers: all.slice(20, 30) })).toEqual({
      state: 'finished',
      saved: [],
    });
    const result = await driver('submitExam', { id: exam.id, answers: all });
    expect(result).toMatchObject({ right: 20, end: 'time', seconds: 2700, finishedAt: exam.deadlineAt });
  });

  it('the phone’s clock plays no part: no time of it is ever sent', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const event = {
      action: 'answerExam',
      input: { id: exam.id, answers: [{ index: 0, chosen: [0], seq: 1, at: '2020-01-01T00:00:00.000Z' }], now: 0 },
    };
    const reply = await test.send('quiz', event, `driver-${people}`);
    expect(reply).toMatchObject({ ok: true, data: { serverNow: exam.serverNow, deadlineAt: exam.deadlineAt } });
  });

  it.each([
    ['beyond the paper', { index: 50, chosen: [0], seq: 1 }, 'answers.0.index'],
    ['beyond the options', { index: 0, chosen: [5], seq: 1 }, 'answers.0.chosen'],
    ['of both truths', { index: 0, chosen: [0, 1], seq: 1 }, 'answers.0.chosen'],
  ])('a forged answer %s is refused by name', async (_, answer, path) => {
    const driver = newDriver();
    const exam = await driver('startExam', { preset: 'subject-4' });
    await expect(driver('answerExam', { id: exam.id, answers: [answer] })).rejects.toThrow(`invalid_input: ${path}`);
    await expect(driver('submitExam', { id: exam.id, answers: [answer] })).rejects.toThrow(`invalid_input: ${path}`);
    expect(running(await driver('getExam', { id: exam.id })).answers).toEqual([]);
  });

  it('a new exam instead of the running one hands that one in', async () => {
    const driver = newDriver();
    const first = await driver('startExam', { preset: 'subject-4' });
    // A moment later it would be the same call, repeated: that must not hand in what it has begun.
    expect((await driver('startExam', { preset: 'subject-4', ifRunning: 'submit' })).id).toBe(first.id);
    test.pass(240);
    const second = await driver('startExam', { preset: 'subject-4', ifRunning: 'submit' });
    expect(second.id).not.toBe(first.id);
    expect(await driver('getExam', { id: first.id })).toMatchObject({ state: 'finished', right: 0 });
  });

  it('nobody begins more than thirty exams a day', async () => {
    const driver = newDriver();
    for (let exam = 0; exam < 30; exam++) {
      await driver('startExam', { preset: 'subject-4', ifRunning: 'submit' });
      test.pass(240);
    }
    const more = driver('startExam', { preset: 'subject-4', ifRunning: 'submit' });
    await expect(more).rejects.toThrow('rate_limited');
  });
});

describe('学法减分', () => {
  const start = async (driver: Driver) => running(await driver('startExam', { preset: 'points-reduction' }));

  it('hands out one question at a time', async () => {
    const driver = newDriver();
    const exam = await start(driver);
    expect(exam).toMatchObject({ questionCount: 20, position: 0, questions: [{ index: 0 }] });
    const [question] = exam.questions;
    if (question === undefined) throw new Error('no question');
    test.pass(10);
    const next = await driver('answerExam', { id: exam.id, answers: [{ index: 0, chosen: keyOf(question), seq: 1 }] });
    expect(next).toMatchObject({ state: 'running', position: 1, question: { index: 1 } });
    if (next.state !== 'running') throw new Error('ended');
    expect(Date.parse(next.questionDeadlineAt ?? '') - Date.parse(next.serverNow)).toBe(60_000);
  });

  async function play(driver: Driver, exam: RunningExamView, rightAt: (position: number) => boolean) {
    let question = exam.questions[0];
    for (let position = 0; position < 20 && question !== undefined; position++) {
      const chosen = rightAt(position) ? keyOf(question) : wrongFor(question);
      const next = await driver('answerExam', {
        id: exam.id,
        answers: [{ index: position, chosen, seq: position + 1 }],
      });
      if (next.state === 'finished') break;
      question = next.question;
    }
    return driver('getExam', { id: exam.id });
  }

  it('is passed with two misses, and ended by the third', async () => {
    const lucky = newDriver();
    expect(await play(lucky, await start(lucky), (position) => position !== 3 && position !== 9)).toMatchObject({
      state: 'finished',
      passed: true,
      score: 90,
      end: 'submitted',
    });
    const unlucky = newDriver();
    const ended = await play(unlucky, await start(unlucky), (position) => ![3, 9, 10].includes(position));
    expect(ended).toMatchObject({ state: 'finished', passed: false, end: 'misses', right: 8 });
  });

  it('takes a question that runs out for a miss, and begins the next one’s minute when it is handed out', async () => {
    const driver = newDriver();
    const exam = await start(driver);
    test.pass(200);
    const back = running(await driver('getExam', { id: exam.id }));
    expect(back).toMatchObject({ position: 1, answers: [] });
    expect(Date.parse(back.questionDeadlineAt ?? '') - Date.parse(back.serverNow)).toBe(60_000);
    test.pass(64);
    await driver('getExam', { id: exam.id });
    test.pass(64);
    expect(await driver('getExam', { id: exam.id })).toMatchObject({ state: 'finished', end: 'misses', right: 0 });
  });

  it('takes no answer to another question, and a repeated one once', async () => {
    const driver = newDriver();
    const exam = await start(driver);
    const [question] = exam.questions;
    if (question === undefined) throw new Error('no question');
    const answer = (index: number, chosen: number[]) =>
      driver('answerExam', { id: exam.id, answers: [{ index, chosen, seq: 1 }] });
    await expect(answer(4, [0])).rejects.toThrow('conflict');
    await answer(0, keyOf(question));
    expect(await answer(0, keyOf(question))).toMatchObject({ position: 1 });
    await expect(answer(0, wrongFor(question))).rejects.toThrow('conflict');
  });
});

describe('before the end', () => {
  /** Everything that the server says to somebody who answers like this, up to the last question. */
  async function listen(
    openid: string,
    preset: string,
    answer: (question: RunningExamView['questions'][number]) => number[],
  ) {
    const said: unknown[] = [];
    const send = async (action: string, input: object) => {
      const reply = await test.send('quiz', { action, input }, openid);
      said.push(reply);
      return (reply as { data: unknown }).data;
    };
    const exam = (await send('startExam', { preset })) as RunningExamView;
    let open = exam.questions;
    for (let step = 0; step < 2; step++) {
      for (const question of [...open]) {
        const answers = [{ index: question.index, chosen: answer(question), seq: step + 1 }];
        const next = (await send('answerExam', { id: exam.id, answers })) as { question?: (typeof open)[number] };
        if (next.question) open = [next.question];
      }
    }
    await send('answerExam', { id: exam.id, answers: [{ index: 99, chosen: [], seq: 1 }] });
    await send('getExam', { id: exam.id });
    await send('startExam', { preset });
    await send('listExams', {});
    await send('getProgress', {});
    await send('getReview', {});
    await send('createChallenge', { examId: exam.id });
    await send('getRanking', { scope: 'country' });
    return said;
  }

  it.each(['daily-five', 'points-reduction', 'subject-4'])(
    'no reply of %s names an answer or hints at one',
    async (preset) => {
      const said = await listen(`spy-of-${preset}`, preset, keyOf);
      for (const reply of said) expect(findTelling(reply, 'reply')).toEqual([]);
    },
  );

  it('who answers right is told the same as who answers wrong', async () => {
    const forget = (said: unknown[]) =>
      JSON.stringify(said, (name, value) => (['id', 'chosen', 'requestId', 'message'].includes(name) ? '' : value));
    const right = await listen('knows-it-all', 'daily-five', keyOf);
    const wrong = await listen('knows-nothing', 'daily-five', wrongFor);
    expect(forget(right)).toBe(forget(wrong));
  });
});

describe('while an exam runs', () => {
  /** What every action is asked, by somebody who sits an exam; an action that is missing here fails by its name. */
  const asked = (exam: RunningExamView, anyQuestion: string, challenge: string): Record<Action, object> => ({
    listChapters: { subject: 4 },
    getPack: { id: '4-way-0' },
    getQuestion: { id: anyQuestion },
    listRelated: { chapters: ['way'] },
    getDailyFive: {},
    checkDailyFive: { day: '2026-11-23', answers: [[], [], [], [], []] },
    syncAttempts: {
      attempts: [{ id: 'attempt-of-practice', questionId: anyQuestion, chosen: [0], at: exam.startedAt }],
    },
    getProgress: {},
    getReview: {},
    saveFavourites: { favourites: [{ questionId: anyQuestion, on: true, at: exam.startedAt }] },
    startExam: { preset: 'subject-4' },
    getExam: { id: exam.id },
    answerExam: { id: exam.id, answers: [{ index: 1, chosen: [0], seq: 90 }] },
    // Ends the exam: it is asked at the very last.
    submitExam: { id: exam.id },
    listExams: {},
    reportQuestion: { questionId: anyQuestion, kind: 'typo', text: '' },
    listReports: {},
    savePlayer: { first: '稳稳的', second: '老司机', picture: 'pictures/signs/children.webp' },
    getPlayer: {},
    getRanking: { scope: 'country' },
    createChallenge: { examId: exam.id },
    getChallenge: { id: challenge },
    joinChallenge: { id: challenge },
  });

  /** Practice is for everybody at any time, and its material holds answers by nature; nothing in it tells which of it an exam asks. */
  const PRACTICE = new Set<Action>([
    ...(['listChapters', 'getPack', 'getQuestion', 'listRelated', 'checkDailyFive'] as const),
    ...(['syncAttempts', 'getProgress', 'getReview', 'saveFavourites', 'reportQuestion', 'listReports'] as const),
  ]);

  /** How others did in a challenge, what a week has brought so far, the code of a card: none of it is of this exam. */
  const HARMLESS: Partial<Record<Action, string[]>> = {
    getChallenge: ['reply.data.id', 'reply.data.entries[0].score'],
    getRanking: ['reply.data.players[0].points', 'reply.data.own.points'],
  };

  it('no action but practice names an answer, and none tells how the exam goes or what it asks', async () => {
    const maker = newDriver();
    const made = await sit(maker, 'subject-4', 25);
    const { id: challenge } = await maker('createChallenge', { examId: made.id });
    const pack = await maker('getPack', { id: '4-way-0' });
    const anyQuestion = pack.state === 'pack' ? (pack.questions[0]?.id ?? '') : '';
    const driver = newDriver();
    const openid = `driver-${people}`;
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    await driver('answerExam', { id: exam.id, answers: answersTo(exam, 25) });
    const inputs = asked(exam, anyQuestion, challenge);
    const { actions } = quizContract;
    const replies: [Action, unknown][] = [];
    for (const action of Object.keys(actions) as Action[]) {
      if (action === 'submitExam') continue;
      const reply = await test.send('quiz', { action, input: inputs[action] }, openid);
      replies.push([action, reply]);
      // The answers of fifty questions would be attempts, misses and points: none of it is known before the end.
      if (action === 'getProgress') expect((reply as { data: { progress: unknown[] } }).data.progress).toHaveLength(1);
      if (action === 'listExams') expect(reply).toMatchObject({ data: { exams: [] } });
      if (action === 'createChallenge') expect(reply).toMatchObject({ error: { code: 'conflict' } });
    }
    for (const [action, reply] of replies) {
      if (PRACTICE.has(action)) continue;
      const harmless = HARMLESS[action] ?? [];
      expect(
        findTelling(reply, 'reply').filter((path) => !harmless.includes(path)),
        action,
      ).toEqual([]);
    }
    expect(replies.find(([action]) => action === 'getRanking')?.[1]).toMatchObject({ data: { own: { points: 0 } } });
    expect(await driver('submitExam', { id: exam.id })).toMatchObject({ state: 'finished' });
  });
});

describe('without a network', () => {
  it('an answer whose reply was lost is there, and sent again changes nothing', async () => {
    const driver = newDriver();
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const answers = answersTo(exam, 50).slice(0, 5);
    test.cloud.faults.add({ action: 'database.modifyDocument', dropRate: 1, times: 2 });
    await driver('answerExam', { id: exam.id, answers }).catch(() => undefined);
    test.cloud.faults.clear();
    expect(await driver('answerExam', { id: exam.id, answers })).toMatchObject({ saved: [0, 1, 2, 3, 4] });
    expect(running(await driver('getExam', { id: exam.id })).answers).toHaveLength(5);
  });

  it('a submission whose reply was lost counts once: in the result, in progress and in the ranking', async () => {
    const driver = newDriver();
    await driver('savePlayer', { first: '礼让的', second: '新司机', picture: 'pictures/signs/children.webp' });
    const exam = running(await driver('startExam', { preset: 'subject-4' }));
    const answers = answersTo(exam, 45);
    for (let lost = 0; lost < 3; lost++) {
      test.cloud.faults.add({ action: 'database.modifyDocument', dropRate: 1, times: 1 });
      await driver('submitExam', { id: exam.id, answers }).catch(() => undefined);
    }
    test.cloud.faults.clear();
    const result = await driver('submitExam', { id: exam.id, answers });
    expect(result).toMatchObject({ right: 45, score: 90, passed: true });
    expect((await driver('listExams', {})).exams).toHaveLength(1);
    const { progress } = await driver('getProgress', {});
    expect(progress.map(({ attempts }) => attempts)).toEqual(Array(50).fill(1));
    expect((await driver('getRanking', { scope: 'country' })).own?.points).toBe(90);
  });
});

it('costs two requests to save an answer, beside the one that counts it', async () => {
  const driver = newDriver();
  const exam = running(await driver('startExam', { preset: 'subject-1' }));
  await driver('answerExam', { id: exam.id, answers: [{ index: 0, chosen: [0], seq: 1 }] });
  test.cloud.requests.clear();
  await driver('answerExam', { id: exam.id, answers: [{ index: 1, chosen: [0], seq: 2 }] });
  expect(
    test.cloud.requests
      .list()
      .map(({ collection, action }) => `${collection} ${action}`)
      .sort(),
  ).toEqual(['exams database.getDocument', 'exams database.modifyDocument', 'quotas database.modifyDocument']);
});
