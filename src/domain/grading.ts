import type { QuestionType, ScoringRule } from './question.ts';

/** What a question needs to be graded: never more than the server's side of an exam may know. */
export interface AnswerKey {
  type: QuestionType;
  /** Indices of the right options. */
  correct: readonly number[];
  scoring: ScoringRule;
}

/** Why an answer can't be an answer to the question; undefined when it can. An empty answer is one: it is worth nothing. */
export function findAnswerFault(
  question: { type: QuestionType; optionCount: number },
  chosen: readonly number[],
): string | undefined {
  if (chosen.some((index) => !Number.isInteger(index) || index < 0 || index >= question.optionCount)) {
    return `chosen must be indices of ${question.optionCount} options`;
  }
  if (new Set(chosen).size !== chosen.length) return 'an option is chosen twice';
  if (question.type !== 'multiple' && chosen.length > 1) return `a ${question.type} question takes one choice`;
  return undefined;
}

/**
 * What an answer is worth, from 0 to 1. A wrong choice is worth nothing whatever else was chosen; an incomplete one what
 * the question's scoring rule says.
 */
export function gradeAnswer(key: AnswerKey, chosen: readonly number[]): number {
  const right = new Set(key.correct);
  const distinct = new Set(chosen);
  if (distinct.size === 0 || right.size === 0) return 0;
  for (const index of distinct) if (!right.has(index)) return 0;
  if (distinct.size === right.size) return 1;
  if (key.type !== 'multiple' || key.scoring === 'exact') return 0;
  return key.scoring === 'half' ? 0.5 : distinct.size / right.size;
}

/** Whether the answer is wholly right: what a driver is told, and what review goes by. */
export function isRight(key: AnswerKey, chosen: readonly number[]): boolean {
  return gradeAnswer(key, chosen) === 1;
}
