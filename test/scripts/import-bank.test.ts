import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QuizContract } from '#contract/quiz';
import { EXAM_PRESET_IDS, EXAM_PRESETS } from '#domain/exam-preset';
import { readContent } from '../../scripts/check-content/read.ts';
import { sessionOf } from '../../scripts/cloud-session.ts';
import { readOwnQuestions, sendQuestions } from '../../scripts/import-bank.ts';
import { startTestCloud, type TestCloud } from '../test-cloud.ts';

let test: TestCloud;
beforeAll(async () => {
  test = await startTestCloud();
  await test.grant('editor-1', 'editor');
  const { content } = await readContent();
  const { ok } = await test.send('desk', { action: 'saveLaws', input: { laws: content.laws } }, 'editor-1');
  expect(ok).toBe(true);
});
afterAll(() => test.close());

it('our own bank goes through the desk whole, and every exam can be drawn from it', { timeout: 120_000 }, async () => {
  const questions = await readOwnQuestions();
  const { counts, remarks } = await sendQuestions(sessionOf(test.cloud), questions, {
    mode: 'import',
    openid: 'editor-1',
  });
  expect(remarks).toEqual([]);
  expect(counts).toEqual({ new: questions.length, changed: 0, unchanged: 0, duplicate: 0, refused: 0 });
  for (const preset of EXAM_PRESET_IDS) {
    const exam = await test.call<QuizContract, 'startExam'>('quiz', 'startExam', { preset }, 'driver-1');
    expect(exam.questionCount).toBe(EXAM_PRESETS[preset].questionCount);
  }
});
