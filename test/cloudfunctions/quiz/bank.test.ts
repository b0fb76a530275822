import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionInput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { draftQuestion, draftQuestions, LAW, type QuizCloud, startQuizCloud } from '../../fixtures/question-drafts.ts';

let test: QuizCloud;
beforeEach(async () => {
  test = await startQuizCloud(draftQuestions(40));
});
afterEach(() => test.close());

const read = <A extends keyof QuizContract['actions'] & string>(action: A, input: ActionInput<QuizContract, A>) =>
  test.call<QuizContract, A>('quiz', action, input);

/** Documents examined for one returned, of each request since the last count. */
function costs() {
  return test.cloud.requests.list({ functionName: 'quiz' }).map(({ collection, examined = 0, returned = 0, index }) => {
    expect(examined, `${collection} by ${index}`).toBeLessThanOrEqual(5 * Math.max(1, returned));
    return collection;
  });
}

describe('the bank', () => {
  it('lists chapters with what there is to download', async () => {
    const { chapters } = await read('listChapters', { subject: 1 });
    expect(chapters.map(({ id, questions, packs }) => [id, questions, packs.map((pack) => pack.id)])).toEqual([
      ['signs', 10, ['1-signs-0']],
      ['speed', 10, ['1-speed-0']],
      ['way', 10, ['1-way-0']],
      ['weather', 10, ['1-weather-0']],
    ]);
    expect((await read('listChapters', { subject: 4 })).chapters).toEqual([]);
  });

  it('gives a pack with answers, once: the same version again is unchanged', async () => {
    const pack = await read('getPack', { id: '1-way-0' });
    if (pack.state !== 'pack') throw new Error('no pack');
    expect(pack.questions).toHaveLength(10);
    expect(pack.questions[0]).toMatchObject({
      stem: expect.any(String),
      correct: [expect.any(Number)],
      source: '测试题库',
    });
    expect(await read('getPack', { id: '1-way-0', version: pack.version })).toEqual({
      state: 'unchanged',
      version: pack.version,
    });
  });

  it('changes a pack’s version with any change in it, and no other’s', async () => {
    const versions = async () => {
      const { chapters } = await read('listChapters', { subject: 1 });
      return chapters.flatMap(({ packs }) => packs.map(({ version }) => version));
    };
    const before = await versions();
    await test.importBank([draftQuestion(0, { explanation: '改过的道理。' })]);
    test.pass(61);
    const after = await versions();
    expect(after.map((version, at) => version === before[at])).toEqual([true, true, false, true]);
  });

  it('takes a question out of its pack, under another version, when its law ends', async () => {
    const before = await read('getPack', { id: '1-way-0' });
    await test.saveLaw({ articles: LAW.articles.slice(1) });
    test.pass(301);
    const after = await read('getPack', { id: '1-way-0', version: before.version });
    if (after.state !== 'pack') throw new Error('still the old pack');
    // Questions of this chapter have even numbers, and all cite the first article.
    expect(after.questions).toEqual([]);
    // Chapters in which nothing is left are not listed.
    expect((await read('listChapters', { subject: 1 })).chapters.map(({ questions }) => questions)).toEqual([10, 10]);
  });

  it('begins another pack where one is full', async () => {
    const many = Array.from({ length: 205 }, (_, at) =>
      draftQuestion(1000 + at, { chapter: { id: 'long', name: '长章' }, subject: 4 }),
    );
    await test.importBank(many);
    const { chapters } = await read('listChapters', { subject: 4 });
    expect(chapters[0]?.packs.map(({ id, questions }) => [id, questions])).toEqual([
      ['4-long-0', 200],
      ['4-long-1', 5],
    ]);
  });

  it('shows a question with the law that it rests on', async () => {
    const pack = await read('getPack', { id: '1-way-0' });
    const id = pack.state === 'pack' ? (pack.questions[0]?.id ?? '') : '';
    const found = await read('getQuestion', { id });
    expect(found.articles).toEqual([
      {
        law: LAW.id,
        article: '第一条',
        title: LAW.title,
        topic: '让行',
        summary: '转弯的让直行的。',
        inForceFrom: '2022-04-01',
        officialLink: LAW.officialLink,
      },
    ]);
    expect(found.question.law[0]).toMatchObject({ inForceFrom: '2022-04-01' });
    await expect(read('getQuestion', { id: 'none' })).rejects.toThrow('not_found');
    await expect(read('getPack', { id: 'none' })).rejects.toThrow('not_found');
  });

  it('gives an article its three questions by law, an event its three by chapter, the same all day', async () => {
    const byLaw = await read('listRelated', { laws: [{ law: LAW.id, article: '第二条' }] });
    expect(byLaw.questions).toHaveLength(3);
    for (const { law } of byLaw.questions) expect(law[0]?.article).toBe('第二条');
    const byChapter = await read('listRelated', { chapters: ['weather'] });
    expect(byChapter.questions.map(({ chapter }) => chapter)).toEqual(['weather', 'weather', 'weather']);
    expect(await read('listRelated', { chapters: ['weather'] })).toEqual(byChapter);
    expect((await read('listRelated', {})).questions).toEqual([]);
  });

  it('reads at most five documents for one that it gives, and none again for a while', async () => {
    test.cloud.requests.clear();
    const pack = await read('getPack', { id: '1-way-0' });
    await read('getQuestion', { id: pack.state === 'pack' ? (pack.questions[0]?.id ?? '') : '' });
    await read('listRelated', { laws: [{ law: LAW.id, article: '第一条' }] });
    await read('getDailyFive', {});
    await read('listChapters', { subject: 1 });
    expect(costs().length).toBeGreaterThan(0);
    test.cloud.requests.clear();
    await read('listChapters', { subject: 1 });
    await read('getPack', { id: '1-way-0', version: pack.version });
    expect(costs()).toEqual([]);
  });

  it('packs a question into some 300 bytes on the wire', async () => {
    const pack = await read('getPack', { id: '1-way-0' });
    const questions = pack.state === 'pack' ? pack.questions.length : 0;
    expect(gzipSync(JSON.stringify(pack)).byteLength / questions).toBeLessThan(300);
  });
});

describe('the daily five', () => {
  it('are the same for everybody on one day in China, and others on the next', async () => {
    const first = await read('getDailyFive', {});
    expect(first).toMatchObject({ day: '2026-11-23' });
    expect(first.questions).toHaveLength(5);
    test.pass(15 * 3600);
    expect(await read('getDailyFive', {})).toEqual(first);
    test.pass(3600);
    const next = await read('getDailyFive', {});
    expect(next.day).toBe('2026-11-24');
    expect(next.questions).not.toEqual(first.questions);
  });

  it('are graded for anybody, without their answers before', async () => {
    const { day, questions } = await read('getDailyFive', {});
    expect(JSON.stringify(questions)).not.toMatch(/correct|explanation/);
    const blank = await read('checkDailyFive', { day, answers: [[], [], [], [], []] });
    expect(blank.right).toBe(0);
    const answers = blank.questions.map(({ correct }) => correct);
    expect((await read('checkDailyFive', { day, answers })).right).toBe(5);
    await expect(read('checkDailyFive', { day: '2026-11-01', answers })).rejects.toThrow('not_found');
    await expect(read('checkDailyFive', { day, answers: [[9], [], [], [], []] })).rejects.toThrow(
      'invalid_input: answers.0',
    );
  });
});
