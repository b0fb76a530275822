import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuestionFaults } from '#domain/question-rules';
import { detectFormat, readBank } from '#functions/adapters/quiz/read-bank';
import { OPTIONS } from './bank-samples.ts';

describe('any bank at all', () => {
  const record = fc.record(
    {
      question: fc.oneof(fc.constantFrom('甲？', '乙？', '如图？', ''), fc.string()),
      type: fc.constantFrom('单选题', '多选题', '判断题', '填空题', '1', ''),
      options: fc.array(fc.constantFrom('', '停', '行', '绕', '正确', '错误', '抢'), { maxLength: 6 }),
      answer: fc.oneof(
        fc.constantFrom('A', 'B', 'AB', 'C;D', '对', '×', '停', ''),
        fc.nat(5),
        fc.boolean(),
        fc.constant(null),
      ),
      image: fc.constantFrom('a.png', 'b.png', '../x.png', 'x.mp4', ''),
    },
    { requiredKeys: [] },
  );

  it('ends each record once: as a sound question, a copy, or a refusal that says why', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async (records) => {
        const bank = await readBank(JSON.stringify(records, null, 1), OPTIONS);
        const ends = [...bank.questions, ...bank.duplicates, ...bank.rejected];
        expect(ends).toHaveLength(records.length);
        expect(new Set(ends.map(({ where }) => where)).size).toBe(records.length);
        for (const { draft } of bank.questions) expect(findQuestionFaults(draft)).toEqual([]);
        for (const { why } of bank.rejected) expect(why).not.toBe('');
      }),
    );
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const bank = await readBank(bytes, OPTIONS);
        expect(bank.questions.length + bank.rejected.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the format of a document', () => {
  it.each([
    ['qti', '<?xml version="1.0"?><assessmentItem/>'],
    ['json', '[{"question": "甲"}]'],
    ['json', '// 题库\nexport const A = [{}]'],
    ['aiken', '甲？\nA) 一\nB) 二\nANSWER: A'],
    ['csv', '题型,题干,选项A,选项B,答案\n'],
    ['gift', '甲？{=一 ~二}'],
    ['chinese-text', '1. 甲？\nA. 一\nB. 二\n答案：A'],
  ])('%s is told by its text', (format, text) => {
    expect(detectFormat(text)).toBe(format);
  });
});

const SAMPLES = '../shared/samples/quiz';

describe.skipIf(!existsSync(SAMPLES))(`real banks (skipped where ${SAMPLES} is absent)`, () => {
  const counts = async (file: string) => {
    const bank = await readBank(readFileSync(`${SAMPLES}/${file}`), { ...OPTIONS, pictureFolder: 'foreign/' });
    for (const { draft } of bank.questions) expect(findQuestionFaults(draft)).toEqual([]);
    return [bank.questions.length, bank.duplicates.length, bank.rejected.length];
  };

  it.each([
    ['aiken/questions.aiken.txt', [2, 0, 0]],
    ['aiken/aiken_errors.txt', [2, 0, 3]],
    ['ie-theory/questions_data.js', [805, 0, 0]],
    ['qti/choice.xml', [1, 0, 0]],
    ['qti/choice_aria.xml', [1, 0, 0]],
    ['qti/choice_fixed.xml', [1, 0, 0]],
    ['qti/choice_multiple.xml', [1, 0, 0]],
    ['qti/QTI3multiplechoice2.xml', [1, 0, 0]],
  ])('%s gives %j questions, copies and refusals', async (file, expected) => {
    expect(await counts(file)).toEqual(expected);
  });

  it('gift: every choice and true-or-false question stands, every other kind is refused by name', async () => {
    const [file] = readdirSync(`${SAMPLES}/gift`);
    const bank = await readBank(readFileSync(`${SAMPLES}/gift/${file}`), OPTIONS);
    expect([bank.questions.length, bank.duplicates.length, bank.rejected.length]).toEqual([10, 10, 23]);
    for (const { why } of bank.rejected) expect(why).toMatch(/不支持/);
  });
});
