import { AppError } from '#domain/app-error';
import { type IncomingAnswer, newerAnswers } from '#domain/exam-answers';
import { isExamOver, isQuestionOver, secondsTaken } from '#domain/exam-clock';
import type { ExamDocument } from '#domain/exam-document';
import { countMisses, type ExamEnd, gradeExam } from '#domain/exam-result';
import { findAnswerFault } from '#domain/grading';
import { examPoints } from '#domain/ranking';
import { changeExam, type ExamChange } from './exam-store.ts';

/** The change that ends an exam, with the answers that it has and those that come with it. */
function ending(exam: ExamDocument, end: ExamEnd, now: Date, change: ExamChange = {}): ExamChange {
  const answers = { ...exam.answers, ...change.answers };
  const finishedAt = end === 'time' && exam.deadlineAt < now.toISOString() ? exam.deadlineAt : now.toISOString();
  const result = gradeExam(exam.questions, answers, exam);
  return {
    ...change,
    state: 'finished',
    end,
    finishedAt,
    finishedKey: `${finishedAt}~${exam._id}`,
    result,
    points: examPoints(result.score, exam.rankingPoints),
    seconds: secondsTaken(exam, finishedAt),
  };
}

/** Goes on to the next question of an exam paced by question, or ends it: by its last question, or by a miss too many. */
function nextQuestion(exam: ExamDocument, now: Date, change: ExamChange = {}): ExamChange {
  const position = (exam.position ?? 0) + 1;
  const answers = { ...exam.answers, ...change.answers };
  if (exam.endsAtMiss !== undefined && countMisses(exam.questions, answers, position) >= exam.endsAtMiss) {
    return ending(exam, 'misses', now, { ...change, position });
  }
  if (position >= exam.questions.length) return ending(exam, 'submitted', now, { ...change, position });
  return { ...change, position, askedAt: now.toISOString() };
}

/** What the clock alone does to an exam: the end at its bell, or a question that ran out. */
function lapse(exam: ExamDocument, now: Date): ExamChange | undefined {
  if (isExamOver(exam, now)) return ending(exam, 'time', now);
  return isQuestionOver(exam, now) ? nextQuestion(exam, now) : undefined;
}

/** The exam as the server's clock leaves it now. */
export function bringUpToDate(exam: ExamDocument, now: Date): Promise<ExamDocument> {
  return changeExam(exam, (current) => lapse(current, now));
}

/** @throws AppError `invalid_input` naming the answer that can't be one, whoever made it */
function refuseForged(exam: ExamDocument, incoming: readonly IncomingAnswer[]): void {
  for (const [at, { index, chosen }] of incoming.entries()) {
    const question = exam.questions[index];
    const fault =
      question === undefined ? `the exam has ${exam.questions.length} questions` : findAnswerFault(question, chosen);
    if (fault !== undefined) {
      const path = `answers.${at}.${question === undefined ? 'index' : 'chosen'}`;
      throw new AppError('invalid_input', `${path}: ${fault}`, { issues: [{ path, message: fault }] });
    }
  }
}

const sheetOf = (exam: ExamDocument, incoming: readonly IncomingAnswer[]) =>
  Object.fromEntries([...newerAnswers(exam.answers, incoming)].map(([index, answer]) => [String(index), answer]));

/** One answer, to the question that is asked now; the same one again, after its reply was lost, changes nothing. */
function answerAsked(exam: ExamDocument, incoming: readonly IncomingAnswer[], now: Date): ExamChange | undefined {
  const position = exam.position ?? 0;
  const open = incoming.filter(({ index, chosen }) => {
    const known = exam.answers[String(index)];
    return !(index < position && known?.chosen.join() === [...chosen].sort((a, b) => a - b).join());
  });
  const [answer, ...more] = open;
  if (answer === undefined) return undefined;
  if (more.length > 0 || answer.index !== position) {
    throw new AppError('conflict', `question ${position} is asked now, and no other`);
  }
  return nextQuestion(exam, now, { answers: sheetOf(exam, [answer]) });
}

/** The exam with answers saved that came in time; those that came late are left out. */
export async function saveAnswers(
  exam: ExamDocument,
  incoming: readonly IncomingAnswer[],
  now: Date,
): Promise<ExamDocument> {
  refuseForged(exam, incoming);
  const current = await bringUpToDate(exam, now);
  return changeExam(current, (newest) => {
    if (newest.pace.kind === 'each') return answerAsked(newest, incoming, now);
    const answers = sheetOf(newest, incoming);
    return Object.keys(answers).length === 0 ? undefined : { answers };
  });
}

/** Hands the exam in with these last answers; one that has ended stays as it ended. */
export async function handIn(
  exam: ExamDocument,
  incoming: readonly IncomingAnswer[],
  now: Date,
): Promise<ExamDocument> {
  const saved = incoming.length === 0 ? await bringUpToDate(exam, now) : await saveAnswers(exam, incoming, now);
  return changeExam(saved, (current) => lapse(current, now) ?? ending(current, 'submitted', now));
}
