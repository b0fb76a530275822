import type { ActionOutput } from '#contract/action';
import type { PracticeQuestion, QuizContract } from '#contract/quiz';
import type { ClientErrorCode } from '#domain/app-error';
import type { LawReference } from '#domain/law';
import { orderPractice, type PracticeMode } from '#domain/practice-order';
import type { Subject } from '#domain/question';
import { chinaDay } from '#domain/question-law';
import { failureCode } from '#platform/answer';
import { keepLastGood, recallLastGood } from '#platform/last-good';
import { syncAttempts } from './attempt-store.ts';
import { readProgress } from './chapter-tally.ts';
import { readFavourites } from './favourite-store.ts';
import { openQuestions } from './pack-store.ts';
import { quiz } from './quiz-cloud.ts';

/** What somebody sat down to practise. */
export type PracticePlan =
  | { mode: PracticeMode; subject: Subject; chapter?: string | undefined }
  /** Mistakes that are due today. */
  | { mode: 'review'; subject: Subject }
  /** What belongs to an article or a road event. */
  | { mode: 'related'; laws: LawReference[]; chapters: string[] };

export interface OpenedQuestions {
  questions: PracticeQuestion[];
  pictureBase: string;
  /** Index at which to begin. */
  start: number;
  /** Present where they are not of now: why, and of when they are (ISO 8601 UTC). */
  kept?: { failure: ClientErrorCode; asOf: string };
}

/** Most cards that one sitting of review brings; the next sitting brings the next. */
const REVIEW_SITTING = 20;

/** An answer of now, or the last good one with the reason why it is that. */
async function freshOrKept<T>(
  key: string,
  fetchAnswer: () => Promise<T>,
): Promise<{ answer: T; kept?: OpenedQuestions['kept'] }> {
  try {
    const answer = await fetchAnswer();
    keepLastGood(key, answer, new Date().toISOString());
    return { answer };
  } catch (error) {
    const known = recallLastGood<T>(key);
    if (known === undefined) throw error;
    return { answer: known.answer, kept: { failure: failureCode(error), asOf: known.asOf } };
  }
}

async function openReview(subject: Subject): Promise<OpenedQuestions> {
  // What was answered without a network decides what is due.
  await syncAttempts();
  const { answer, kept } = await freshOrKept<ActionOutput<QuizContract, 'getReview'>>(`quiz-due:${subject}`, () =>
    quiz('getReview', { subject, limit: REVIEW_SITTING }),
  );
  const progress = readProgress(subject);
  const today = chinaDay(new Date());
  // Of a list from before, what was reviewed meanwhile is due no more.
  const questions = answer.questions.filter(
    ({ id }) => kept === undefined || (progress[id]?.card?.due ?? today) <= today,
  );
  return { questions, pictureBase: answer.pictureBase, start: 0, ...(kept !== undefined && { kept }) };
}

async function openRelated(laws: LawReference[], chapters: string[]): Promise<OpenedQuestions> {
  const key = `quiz-related:${JSON.stringify([laws, chapters])}`;
  const { answer, kept } = await freshOrKept<ActionOutput<QuizContract, 'listRelated'>>(key, () =>
    quiz('listRelated', { laws, chapters }),
  );
  return { ...answer, start: 0, ...(kept !== undefined && { kept }) };
}

async function openBank(plan: Extract<PracticePlan, { mode: PracticeMode }>): Promise<OpenedQuestions> {
  const { subject, mode, chapter } = plan;
  const { questions, missRates, ...rest } = await openQuestions(subject, chapter);
  const progress = readProgress(subject);
  const ordered = orderPractice(questions, mode, {
    progress: new Map(Object.entries(progress)),
    favourites: readFavourites(),
    missRates,
    seed: String(Date.now()),
    ...(chapter !== undefined && { chapter }),
  });
  // The bank's own order goes on at the first question that was never answered.
  const goesOn = mode === 'chapter' || mode === 'in-order';
  return {
    ...rest,
    questions: ordered,
    start: goesOn
      ? Math.max(
          0,
          ordered.findIndex(({ id }) => !(id in progress)),
        )
      : 0,
  };
}

/**
 * The questions of a plan, as they are now; without a network those that the phone has.
 * @throws AppError where they can't be fetched and the phone has none
 */
export function openPlan(plan: PracticePlan): Promise<OpenedQuestions> {
  switch (plan.mode) {
    case 'review':
      return openReview(plan.subject);
    case 'related':
      return openRelated(plan.laws, plan.chapters);
    default:
      return openBank(plan);
  }
}
