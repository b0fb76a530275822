import type { ExamDocument } from '#domain/exam-document';
import { EXAM_PRESETS } from '#domain/exam-preset';
import { gradeAnswer } from '#domain/grading';
import type { AddedAttempt } from '#domain/practice-learner';
import { recordEntry } from './challenge-store.ts';
import { markSettled } from './exam-store.ts';
import { recordAttempts } from './learner-store.ts';
import { recordWeek } from './rank-store.ts';

/**
 * Tells progress, ranking and challenge of a finished exam. Every step may be done again without harm, so an exam whose
 * settling broke off is settled at the next look at it.
 */
export async function settle(exam: ExamDocument, now: Date): Promise<ExamDocument> {
  if (exam.state === 'running' || exam.settled) return exam;
  const learner = await recordAttempts(exam.openid, attemptsOf(exam), now);
  await recordWeek(exam.openid, learner.profile, exam.finishedAt);
  if (exam.challengeId !== undefined) await recordEntry(exam.challengeId, exam, learner.profile);
  await markSettled(exam._id);
  return { ...exam, settled: true };
}

/** What was answered, as attempts: misses go to the mistakes book; what was not reached says nothing. */
function attemptsOf(exam: ExamDocument): AddedAttempt[] {
  const { subject } = EXAM_PRESETS[exam.preset];
  return exam.questions.flatMap((question, index): AddedAttempt[] => {
    const chosen = exam.answers[String(index)]?.chosen ?? [];
    if (chosen.length === 0) return [];
    const right = gradeAnswer(question, chosen) === 1;
    return [{ id: `${exam._id}-${index}`, questionId: question.id, subject, right, at: exam.finishedAt }];
  });
}
