import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LawDocument } from '#domain/law';
import { canonicalAnswer, canonicalContent } from '#domain/question-content';
import { chinaDay, findLapse } from '#domain/question-law';
import { findQuestionFaults } from '#domain/question-rules';
import { draftQuestion } from './question-samples.ts';

const TRUE_FALSE = [{ text: '正确' }, { text: '错误' }];

describe('a question', () => {
  it('that is sound has no faults', () => {
    expect(findQuestionFaults(draftQuestion())).toEqual([]);
    expect(findQuestionFaults(draftQuestion({ type: 'truefalse', options: TRUE_FALSE, correct: [1] }))).toEqual([]);
    expect(findQuestionFaults(draftQuestion({ type: 'multiple', correct: [0, 2] }))).toEqual([]);
  });

  it.each([
    ['an empty stem', { stem: ' \u200b。' }, '题干为空'],
    ['one option', { options: [{ text: '等' }] }, '只有 1 个选项，至少要 2 个'],
    ['a blank option', { options: [{ text: '等' }, { text: ' ' }] }, '选项 B 为空'],
    ['the same option twice', { options: [{ text: '等' }, { text: '绕' }, { text: ' 等' }] }, '选项 A 与 C 相同'],
    ['no key', { correct: [] }, '没有答案'],
    ['a key beyond the options', { correct: [4] }, '答案 E 不在 4 个选项之内'],
    ['two keys for one choice', { correct: [0, 1] }, '单选题却有 2 个答案 AB'],
    ['one key for several choices', { type: 'multiple' as const }, '多选题却只有一个答案 A'],
    ['true-or-false with other options', { type: 'truefalse' as const }, '判断题的选项应为“正确”“错误”'],
    ['a picture that is missing', { stem: '如图所示，应当怎样做？' }, '题干要看图，却没有图片'],
    [
      '27 options',
      { options: Array.from({ length: 27 }, (_, at) => ({ text: `第${at}项` })) },
      '有 27 个选项，最多 26 个',
    ],
  ])('with %s is refused with its reason', (_, changes, why) => {
    expect(findQuestionFaults(draftQuestion(changes))).toContain(why);
  });
});

describe('the content of a question', () => {
  const question = draftQuestion();

  it('is the same however its options are ordered, and so is its answer', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
        const shuffled = {
          ...question,
          options: order.map((index) => question.options[index] ?? { text: '' }),
          correct: [order.indexOf(0)],
        };
        expect(canonicalContent(shuffled)).toBe(canonicalContent(question));
        expect(canonicalAnswer(shuffled)).toBe(canonicalAnswer(question));
      }),
    );
  });

  it('does not change with spacing, width and the mark at its end', () => {
    expect(canonicalContent({ ...question, stem: ` ${question.stem.slice(0, -1)} ?` })).toBe(
      canonicalContent(question),
    );
  });

  it('is another one with another picture or another option', () => {
    expect(canonicalContent({ ...question, picture: 'signs/stop.webp' })).not.toBe(canonicalContent(question));
    expect(canonicalContent({ ...question, options: question.options.slice(1) })).not.toBe(canonicalContent(question));
  });
});

describe('a question retires by its law', () => {
  const law = (changes: Partial<LawDocument> = {}): LawDocument => ({
    _id: 'rules',
    title: '示例规定',
    shortTitle: '示例规定',
    number: '第1号',
    issuer: '示例',
    inForceFrom: '2022-04-01',
    inForceTo: null,
    officialLink: 'https://www.gov.cn/',
    articles: [{ article: '第一条', topic: '示例', summary: '示例' }],
    ...changes,
  });
  const basis = [{ law: 'rules', article: '第一条', inForceFrom: '2022-04-01' }];
  const lapse = (changes: Partial<LawDocument>, day: string) =>
    findLapse(basis, new Map([['rules', law(changes)]]), day);

  it('not while its rule stands', () => {
    expect(lapse({}, '2030-01-01')).toBeUndefined();
  });

  it('on the day after the last day of the law, and of the rule itself', () => {
    expect(lapse({ inForceTo: '2026-12-31' }, '2026-12-31')).toBeUndefined();
    expect(lapse({ inForceTo: '2026-12-31' }, '2027-01-01')).toBe('《示例规定》自 2027-01-01 起废止');
    const ending = [{ law: 'unknown', article: '第二条', inForceTo: '2026-12-31' }];
    expect(findLapse(ending, new Map(), '2027-01-01')).toBe('《unknown》第二条自 2027-01-01 起失效');
  });

  it('on the day on which the article is amended, announced as long before as may be', () => {
    const articles = [{ article: '第一条', topic: '示例', summary: '改了', inForceFrom: '2027-03-01' }];
    expect(lapse({ articles }, '2027-02-28')).toBeUndefined();
    expect(lapse({ articles }, '2027-03-01')).toBe('《示例规定》第一条自 2027-03-01 起已修改');
  });

  it('when its article is no longer there', () => {
    expect(lapse({ articles: [] }, '2026-11-23')).toBe('《示例规定》第一条已不在法规库中');
  });

  it('at midnight in China, not of the server', () => {
    expect(chinaDay('2026-12-31T15:59:59.999Z')).toBe('2026-12-31');
    expect(chinaDay('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
  });
});
