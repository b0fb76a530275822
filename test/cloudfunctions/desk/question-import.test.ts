import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskQuestionsContract } from '#contract/desk-questions';
import type { QuizContract } from '#contract/quiz';
import { draftQuestion, draftQuestions, LAW, type QuizCloud, startQuizCloud } from '../../fixtures/question-drafts.ts';

let test: QuizCloud;
beforeEach(async () => {
  test = await startQuizCloud();
});
afterEach(() => test.close());

const outcomes = (results: { outcome: string }[]) => results.map(({ outcome }) => outcome);
const reasons = (results: { reason?: string | undefined }[]) => results.flatMap(({ reason }) => reason ?? []);
const count = async () => {
  test.pass(61);
  const { chapters } = await test.call<QuizContract, 'listChapters'>('quiz', 'listChapters', { subject: 1 });
  return chapters.reduce((sum, { questions }) => sum + questions, 0);
};
const desk = <A extends keyof DeskQuestionsContract['actions'] & string>(
  action: A,
  input: Parameters<typeof test.call<DeskQuestionsContract, A>>[2],
) => test.call<DeskQuestionsContract, A>('desk', action, input, 'editor-1');

describe('importing questions', () => {
  it('is refused to who is no editor', async () => {
    const event = {
      action: 'importQuestions',
      input: { mode: 'import', questions: [{ where: '1', draft: draftQuestion(1) }] },
    };
    expect(await test.send('desk', event, 'driver-1')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('says in a rehearsal what would become of each, and writes nothing', async () => {
    await test.importBank(draftQuestions(3));
    const before = test.cloud.database.collections();
    const results = await test.importBank(
      [
        draftQuestion(0),
        draftQuestion(1, { explanation: '改过的道理。' }),
        draftQuestion(2, { externalId: 'copy' }),
        draftQuestion(2, { externalId: 'conflict', correct: [0] }),
        draftQuestion(3),
        draftQuestion(4, { correct: [0, 1] }),
      ],
      'rehearsal',
    );
    expect(outcomes(results)).toEqual(['unchanged', 'changed', 'duplicate', 'refused', 'new', 'refused']);
    expect(reasons(results)).toEqual([
      expect.stringMatching(/^与 q\w+ 是同一题$/),
      expect.stringMatching(/是同一题而答案不同，请先核对$/),
      '单选题却有 2 个答案 AB',
    ]);
    expect(test.cloud.database.collections()).toEqual(before);
    expect(await count()).toBe(3);
  });

  it('twice changes nothing, and a change is the next revision', async () => {
    expect(outcomes(await test.importBank(draftQuestions(5)))).toEqual(Array(5).fill('new'));
    expect(outcomes(await test.importBank(draftQuestions(5)))).toEqual(Array(5).fill('unchanged'));
    const [changed] = await test.importBank([draftQuestion(1, { explanation: '改过的道理。' })]);
    const read = await test.call<QuizContract, 'getQuestion'>('quiz', 'getQuestion', { id: changed?.id ?? '' });
    expect(read).toMatchObject({ revision: 2, question: { explanation: '改过的道理。' } });
  });

  it('finds copies within one batch', async () => {
    const results = await test.importBank([draftQuestion(1), draftQuestion(1, { externalId: 'again' })]);
    expect(outcomes(results)).toEqual(['new', 'duplicate']);
  });

  it('leaves a trace of every question written', async () => {
    await test.importBank(draftQuestions(12));
    await test.grant('operator-1', 'operator');
    const audit = test.cloud.database.browse('audit', { limit: 100, offset: 0 }).documents;
    expect(JSON.stringify(audit).match(/"importQuestions"/g)).toHaveLength(12);
  });
});

describe('a question that may not be asked yet', () => {
  it.each([
    ['without a law', { law: [] }, '没有注明所依据的法规'],
    ['with an unknown law', { law: [{ law: 'nowhere', article: '第一条' }] }, '法规库里没有 nowhere 第一条'],
    ['with an unknown article', { law: [{ law: LAW.id, article: '第九条' }] }, '法规库里没有 example-rules 第九条'],
    ['without a reason', { explanation: '' }, '没有解析'],
  ])('%s waits for an editor, who can publish it', async (_, changes, reason) => {
    const [result] = await test.importBank([draftQuestion(1, changes)]);
    expect(result).toMatchObject({ outcome: 'new', reason: `待审核：${reason}` });
    expect(await count()).toBe(0);
    const { questions, waiting } = await desk('listQuestionReview', {});
    expect({ questions, waiting }).toMatchObject({ questions: [{ status: 'review', reason }], waiting: 1 });
    await desk('decideQuestion', { id: result?.id ?? '', revision: 1, decision: 'publish', reason: '已核对' });
    expect(await count()).toBe(1);
    expect((await desk('listQuestionReview', {})).waiting).toBe(0);
  });

  it('is published by the same import once its law is known', async () => {
    await test.importBank([draftQuestion(1, { law: [{ law: LAW.id, article: '第三条' }] })]);
    await test.saveLaw({ articles: [...LAW.articles, { article: '第三条', topic: '停车', summary: '靠边停。' }] });
    const results = await test.importBank([draftQuestion(1, { law: [{ law: LAW.id, article: '第三条' }] })]);
    expect(outcomes(results)).toEqual(['changed']);
    expect(await count()).toBe(1);
  });
});

describe('a question whose law changes', () => {
  const amended = LAW.articles.map((article) =>
    article.article === '第一条' ? { ...article, summary: '改了。', inForceFrom: '2026-12-01' } : article,
  );
  const toDecember = 8 * 86_400;

  it('retires by itself on the day, is listed for review, and stands again when an editor has read it', async () => {
    await test.importBank(draftQuestions(4));
    await test.saveLaw({ articles: amended });
    expect(await count()).toBe(4);
    test.pass(toDecember);
    expect(await count()).toBe(2);
    const { questions, lapsed } = await desk('listQuestionReview', {});
    expect(lapsed).toBe(2);
    expect(questions[0]).toMatchObject({ status: 'lapsed', reason: '《示例规定》第一条自 2026-12-01 起已修改' });
    const id = questions[0]?.id ?? '';
    const read = await test.call<QuizContract, 'getQuestion'>('quiz', 'getQuestion', { id });
    expect(read.retired).toBe('《示例规定》第一条自 2026-12-01 起已修改');
    await desk('decideQuestion', { id, revision: 1, decision: 'publish', reason: '与新条文一致' });
    expect(await count()).toBe(3);
  });

  it('does not come back by the import of the same bank', async () => {
    await test.importBank(draftQuestions(4));
    await test.saveLaw({ articles: amended });
    test.pass(toDecember);
    expect(outcomes(await test.importBank(draftQuestions(4)))).toEqual(Array(4).fill('unchanged'));
    expect(await count()).toBe(2);
  });

  it('can not be published while its law is out of force', async () => {
    const [result] = await test.importBank([draftQuestion(1)]);
    await test.saveLaw({ inForceTo: '2026-11-30' });
    test.pass(toDecember);
    const decide = desk('decideQuestion', { id: result?.id ?? '', revision: 1, decision: 'publish', reason: '照旧' });
    await expect(decide).rejects.toThrow('conflict');
    expect(await count()).toBe(0);
  });
});

describe('a question that is stopped', () => {
  const stop = (id: string) => desk('decideQuestion', { id, revision: 1, decision: 'retire', reason: '题意不清' });

  it('is asked no more, and no import brings it back', async () => {
    const [result] = await test.importBank([draftQuestion(1)]);
    const id = result?.id ?? '';
    await stop(id);
    expect(outcomes(await test.importBank([draftQuestion(1)]))).toEqual(['unchanged']);
    const [changed] = await test.importBank([draftQuestion(1, { explanation: '改过的道理。' })]);
    expect(changed).toMatchObject({ outcome: 'changed', reason: '仍停用，须由编辑恢复' });
    expect(outcomes(await test.importBank([draftQuestion(1, { explanation: '改过的道理。' })]))).toEqual(['unchanged']);
    expect(await count()).toBe(0);
    const stale = desk('decideQuestion', { id, revision: 1, decision: 'publish', reason: '照旧' });
    await expect(stale).rejects.toThrow('conflict');
  });

  it('is found among the stopped, read whole with its recorded answer, and restored', async () => {
    const [result] = await test.importBank([draftQuestion(1)]);
    const id = result?.id ?? '';
    expect(await desk('getBankQuestion', { id })).toMatchObject({ status: 'published', revision: 1 });
    await stop(id);
    expect(await stop(id)).toEqual({ revision: 2 });
    const { questions } = await desk('listRetiredQuestions', {});
    expect(questions).toMatchObject([{ id, status: 'retired', reason: '题意不清', revision: 2 }]);
    expect(await desk('getBankQuestion', { id })).toMatchObject({
      ...{ status: 'retired', reason: '题意不清', revision: 2 },
      question: { stem: draftQuestion(1).stem, correct: draftQuestion(1).correct, explanation: '第1题的道理。' },
      articles: [{ law: LAW.id, article: '第二条', summary: '不得超过标明的速度。' }],
    });
    await desk('decideQuestion', { id, revision: 2, decision: 'publish', reason: '已核对' });
    expect(await count()).toBe(1);
    expect((await desk('listRetiredQuestions', {})).questions).toEqual([]);
    const audit = test.cloud.database.browse('audit', { limit: 100, offset: 0 }).documents;
    expect(JSON.stringify(audit).match(/"decideQuestion"/g)).toHaveLength(2);
  });

  it('are listed page by page, the latest first', async () => {
    const results = await test.importBank(draftQuestions(3));
    for (const { id } of results) {
      test.pass(1);
      await stop(id ?? '');
    }
    const first = await desk('listRetiredQuestions', { limit: 2 });
    const { nextCursor } = first;
    const rest = await desk('listRetiredQuestions', {
      limit: 2,
      ...(nextCursor !== undefined && { cursor: nextCursor }),
    });
    const listed = [...first.questions, ...rest.questions].map(({ id }) => id);
    expect(listed).toEqual(results.map(({ id }) => id).reverse());
    expect(rest.nextCursor).toBeUndefined();
  });

  it('leaves exams drawn from then on and the daily five, and stays in an exam under way', async () => {
    const results = await test.importBank(draftQuestions(105));
    const running = await test.call<QuizContract, 'startExam'>(
      'quiz',
      'startExam',
      { preset: 'subject-1' },
      'driver-1',
    );
    const { questions } = await test.call<QuizContract, 'getDailyFive'>('quiz', 'getDailyFive', {}, 'driver-1');
    const stem = questions[0]?.stem ?? '';
    const id = results[Number(/第(\d+)题/.exec(stem)?.[1])]?.id ?? '';
    await stop(id);
    test.pass(61);
    const stems = (asked: readonly { stem: string }[]) => asked.map((one) => one.stem);
    const later = await test.call<QuizContract, 'getDailyFive'>('quiz', 'getDailyFive', {}, 'driver-2');
    expect(stems(later.questions)).not.toContain(stem);
    const drawn = await test.call<QuizContract, 'startExam'>('quiz', 'startExam', { preset: 'subject-1' }, 'driver-2');
    expect(drawn).toMatchObject({ state: 'running' });
    expect(drawn.state === 'running' && stems(drawn.questions).includes(stem)).toBe(false);
    const same = await test.call<QuizContract, 'getExam'>('quiz', 'getExam', { id: running.id }, 'driver-1');
    expect(same.state === 'running' && running.state === 'running' && stems(same.questions)).toEqual(
      running.state === 'running' && stems(running.questions),
    );
  });
});

describe('chapters of pasted banks', () => {
  const chapters = async () => {
    test.pass(61);
    const known = await test.call<QuizContract, 'listChapters'>('quiz', 'listChapters', { subject: 1 });
    return known.chapters.map(({ name, questions }) => [name, questions]);
  };
  const importFile = async (name: string, stem: string) => {
    const data = Buffer.from(`${stem}{=减速 ~加速 ~停车 ~掉头}`).toString('base64');
    const input = { mode: 'import' as const, data, source: '示例题库', licence: 'MIT', subject: 1 as const };
    await desk('importBankFile', { ...input, chapter: { name } });
    for (const { id, revision } of (await desk('listQuestionReview', {})).questions) {
      await desk('decideQuestion', { id, revision, decision: 'publish', reason: '已核对' });
    }
  };

  it('are as many as their names, and one of the same name is the same', async () => {
    await importFile('2026 渣土车', '渣土车转弯时应当怎样做？');
    await importFile('2026 校车', '遇到校车停靠时应当怎样做？');
    await importFile('2026 渣土车', '渣土车上路以前应当怎样做？');
    expect((await chapters()).sort()).toEqual(
      [
        ['2026 校车', 1],
        ['2026 渣土车', 2],
      ].sort(),
    );
  });

  it('lose a question that is imported again into another', async () => {
    await test.importBank([draftQuestion(1, { chapter: { id: 'imported', name: '导入' } }), draftQuestion(2)]);
    await test.importBank([draftQuestion(1, { chapter: { id: 'school-bus', name: '校车' } })]);
    expect(await chapters()).toEqual([
      ['校车', 1],
      ['标志', 1],
    ]);
  });
});
