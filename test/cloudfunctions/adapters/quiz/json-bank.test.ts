import { describe, expect, it } from 'vitest';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { OPTIONS, refused, said } from './bank-samples.ts';

const read = (value: unknown, options = OPTIONS) =>
  readBank(typeof value === 'string' ? value : JSON.stringify(value), options);

describe('our own JSON', () => {
  const own = {
    subject: 4,
    chapter: { id: 'weather', name: '恶劣天气' },
    vehicleClasses: ['C1', 'C2'],
    source: '我们',
    licence: 'MIT',
    questions: [
      {
        id: 's4-weather-001',
        type: 'multiple',
        stem: '雾天行车应当怎样做？',
        options: ['开雾灯', '降低车速', '开远光灯', '紧跟前车'],
        correct: [0, 1],
        scoring: 'half',
        explanation: '看得见，停得住。',
        law: [{ law: 'rtslr', article: '第八十一条', inForceTo: '2027-12-31' }],
        points: ['雾天行车'],
        difficulty: 2,
        picture: 'signs/fog.svg',
        pictureAlt: '浓雾',
      },
    ],
  };

  it('is read whole, and its key counts from 0 even where the document alone would not tell', async () => {
    const bank = await read(own);
    expect(bank.questions[0]?.draft).toEqual({
      ...{ subject: 4, chapter: own.chapter, vehicleClasses: ['C1', 'C2'], source: '我们', licence: 'MIT' },
      ...{ type: 'multiple', stem: '雾天行车应当怎样做？', correct: [0, 1], scoring: 'half', difficulty: 2 },
      options: own.questions[0]?.options.map((text) => ({ text })),
      explanation: '看得见，停得住。',
      law: [{ law: 'rtslr', article: '第八十一条', inForceTo: '2027-12-31' }],
      points: ['雾天行车'],
      picture: 'signs/fog.svg',
      pictureAlt: '浓雾',
      externalId: 's4-weather-001',
    });
  });
});

describe('banks of others', () => {
  const question = (changes: object) => ({
    question: '黄灯亮起怎样做？',
    options: ['停', '行', '绕', '抢'],
    answer: 'A',
    ...changes,
  });

  it('are read under the names that they use', async () => {
    const bank = await read([
      question({ question: '一', answer: 'B' }),
      { title: '二', item1: '停', item2: '行', item3: '绕', item4: '抢', answer: 'C', explains: '因为' },
      { stem: '三', options: { B: '行', A: '停' }, correct_answer: 'A' },
      {
        content: '四',
        options: [
          { text: '停', isCorrect: true },
          { text: '行', isCorrect: false },
        ],
      },
      { question: '五', options: ['', '', '', ''], answer: '错误' },
      { question: '六', option_a: '停', option_b: '行', answer: '行' },
    ]);
    expect(said(bank).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'single 一 [停|行|绕|抢] B',
      'single 二 [停|行|绕|抢] C',
      'single 三 [停|行] A',
      'single 四 [停|行] A',
      'truefalse 五 [正确|错误] B',
      'single 六 [停|行] B',
    ]);
  });

  it('whose key is a number are read from 0 or from 1 as the document shows, and not guessed', async () => {
    const keys = (...answers: number[]) => answers.map((answer, at) => question({ question: `第${at}题`, answer }));
    const letters = async (value: unknown, options = OPTIONS) =>
      said(await read(value, options)).map((line) => line.at(-1));
    expect(await letters(keys(0, 2))).toEqual(['A', 'C']);
    expect(await letters(keys(4, 2))).toEqual(['D', 'B']);
    expect(await letters(keys(1, 2))).toEqual([]);
    expect(await letters(keys(0, 4))).toEqual([]);
    expect(await letters(keys(1, 2), { ...OPTIONS, answersCountFrom: 1 })).toEqual(['A', 'B']);
    expect(refused(await read(keys(1, 2)))[0]).toContain('无法判断从 0 还是从 1 数起');
  });

  it('tell the same stem with another picture apart, and drop true copies', async () => {
    const sign = (image: string, answer: string) => question({ question: '标志的含义？', image, answer });
    const bank = await read([sign('a.png', 'A'), sign('b.png', 'B'), sign('a.png', 'A')]);
    expect(bank.questions.map(({ draft }) => draft.picture)).toEqual(['a.png', 'b.png']);
    expect(bank.duplicates).toHaveLength(1);
  });

  it('are refused where copies disagree about the answer, also when their options are shuffled', async () => {
    const bank = await read([
      question({ answer: 'A' }),
      question({ options: ['行', '停', '绕', '抢'], answer: 'A' }),
      question({ question: '另一题' }),
    ]);
    expect(bank.questions.map(({ draft }) => draft.stem)).toEqual(['另一题']);
    expect(refused(bank)).toHaveLength(2);
    expect(refused(bank)[0]).toContain('题目相同而答案不同');
  });

  it('refuse a single question with several answers, animations, and another number of options than asked for', async () => {
    const bank = await read(
      [
        question({ question: '一', type: '单选题', answer: 'AB' }),
        question({ question: '二', image: 'move.swf' }),
        question({ question: '三', options: ['停', '行', '绕'] }),
      ],
      { ...OPTIONS, optionCount: 4 },
    );
    expect(refused(bank).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      '单选题却有 2 个答案 AB',
      '题目要看动画 move.swf，暂不支持',
      '有 3 个选项，应为 4 个',
    ]);
  });

  it('may be a JavaScript file: comments, bare names, single quotes, a broken record, an end cut off', async () => {
    const bank = await read(`// 题库 [ 旧 ]
export const QUESTIONS = [
  { question: '第一题 ] }', options: ['甲', '乙'], answer: 'A', }, // 注释 {
  { question: '坏了', options: ['甲' '乙'], answer: 'A' },
  /* [ */ { "question": "第二题", options: ["甲", "乙"], answer: "B" },
  { question: '断`);
    expect(said(bank)).toEqual(['第3行 single 第一题 ] } [甲|乙] A', '第5行 single 第二题 [甲|乙] B']);
    expect(refused(bank).map((line) => line.slice(0, 11))).toEqual(['第4行 这一题不是有效', '第6行 文件在这一题中']);
  });
});

describe('odd shapes of JSON', () => {
  it.each([
    ['correctOption', { optionA: '停', optionB: '行', correctOption: 'B' }, 'single [停|行] B'],
    ['right_answer and letters as fields', { a: '停', b: '行', right_answer: 'a' }, 'single [停|行] A'],
    ['options by key', { choices: { A: '停', B: '行' }, answer: '行' }, 'single [停|行] B'],
    [
      'options that say it themselves',
      {
        options: [
          { content: '停', isCorrect: 1 },
          { content: '行', isCorrect: 0 },
        ],
      },
      'single [停|行] A',
    ],
    [
      'the wrong ones apart',
      { type: 'multiple', correct_answer: '停', incorrect_answers: ['行', '绕'] },
      'single [停|绕|行] A',
    ],
    ['a truth without options', { type: 'boolean', answer: false }, 'truefalse [正确|错误] B'],
    ['letters in a list', { options: ['停', '行', '绕'], answer: ['A', 'C'] }, 'multiple [停|行|绕] AC'],
    ['Chinese names', { 选项A: '停', 选项B: '行', 答案: 'Ｂ' }, 'single [停|行] B'],
  ])('%s', async (_, fields, expected) => {
    const bank = await read([{ question: '黄灯亮起怎样做？', ...fields }]);
    expect(refused(bank)).toEqual([]);
    expect(said(bank)).toEqual([`第1行 ${expected.replace(' ', ' 黄灯亮起怎样做？ ')}`]);
  });

  it('answers as sums of flags, where all of them are', async () => {
    const one = (question: string, answer: number) => ({
      question,
      optionA: '停',
      optionB: '行',
      optionC: '绕',
      answer,
    });
    expect(said(await read([one('甲', 16), one('乙', 64), one('丙', 48)]))).toEqual([
      '第1行第1题 single 甲 [停|行|绕] A',
      '第1行第2题 single 乙 [停|行|绕] C',
      '第1行第3题 multiple 丙 [停|行|绕] AB',
    ]);
    expect(refused(await read([one('甲', 16), one('乙', 3)]))).toEqual(['第1行第1题 答案 P 不在 3 个选项之内']);
    expect(refused(await read([one('甲', 128)]))).toEqual(['第1行 答案 D 不在 3 个选项之内']);
  });

  it('one object a line, an object of objects, many on one line: each by its place', async () => {
    const one = (question: string) => JSON.stringify({ question, options: ['停', '行'], answer: 'A' });
    expect(said(await read(`${one('甲')}\n${one('乙')}\n`))).toEqual([
      '第1行 single 甲 [停|行] A',
      '第2行 single 乙 [停|行] A',
    ]);
    expect(said(await read(`{"7":${one('甲')},"8":${one('乙')}}`))).toEqual([
      '“7” single 甲 [停|行] A',
      '“8” single 乙 [停|行] A',
    ]);
    expect(said(await read(`[${one('甲')},${one('乙')}]`))).toEqual([
      '第1行第1题 single 甲 [停|行] A',
      '第1行第2题 single 乙 [停|行] A',
    ]);
    expect(refused(await read('{"a": 1}'))).toEqual(['整个文件 没有题目的数组']);
  });
});
