import type { AnswerSheet } from './exam-answers.ts';
import type { ExamPreset } from './exam-preset.ts';
import { type AnswerKey, gradeAnswer } from './grading.ts';

/** An exam's question as it was when the exam was drawn: a later edit of the bank does not change a running exam. */
export interface ExamQuestion extends AnswerKey {
  id: string;
  chapter: string;
}

/** What ended an exam. */
export type ExamEnd = 'submitted' | 'time' | 'misses';

export interface ExamResult {
  /** 0 to 100, one decimal. */
  score: number;
  passed: boolean;
  /** Questions answered wholly right. */
  right: number;
  total: number;
  /** In the order in which the chapters first appear. */
  byChapter: { chapter: string; right: number; total: number }[];
  /** Indices of the questions that were not answered wholly right. */
  missed: number[];
}

/**
 * Grades an exam. What was not answered is a miss, also after a miss that ended the exam early; the score is the share
 * of all questions, so leaving early never helps.
 */
export function gradeExam(
  questions: readonly ExamQuestion[],
  answers: AnswerSheet,
  preset: Pick<ExamPreset, 'passScore' | 'endsAtMiss'>,
): ExamResult {
  const chapters = new Map<string, { chapter: string; right: number; total: number }>();
  const missed: number[] = [];
  let worth = 0;
  for (const [index, question] of questions.entries()) {
    const grade = gradeAnswer(question, answers[String(index)]?.chosen ?? []);
    const tally = chapters.get(question.chapter) ?? { chapter: question.chapter, right: 0, total: 0 };
    tally.total += 1;
    if (grade === 1) tally.right += 1;
    else missed.push(index);
    chapters.set(question.chapter, tally);
    worth += grade;
  }
  // Down, never up: 89.96 is not a pass at 90.
  const score = questions.length === 0 ? 0 : Math.floor((worth / questions.length) * 1000 + 1e-9) / 10;
  return {
    score,
    passed: score >= preset.passScore && !(preset.endsAtMiss !== undefined && missed.length >= preset.endsAtMiss),
    right: questions.length - missed.length,
    total: questions.length,
    byChapter: [...chapters.values()],
    missed,
  };
}

/** How many of the first `asked` questions were missed. */
export function countMisses(questions: readonly ExamQuestion[], answers: AnswerSheet, asked: number): number {
  return questions
    .slice(0, asked)
    .filter((question, index) => gradeAnswer(question, answers[String(index)]?.chosen ?? []) < 1).length;
}
