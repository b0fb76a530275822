import { randomUUID } from 'node:crypto';
import type { FinishedExamView, QuizContract } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import type { ExamDocument } from '#domain/exam-document';
import type { ExamPresetId } from '#domain/exam-preset';
import { chinaDay } from '#domain/question-law';
import { digest } from '#functions/shared/digest';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { bringUpToDate, handIn, saveAnswers } from './exam-course.ts';
import { composeExam, drawPaper, readPreset } from './exam-paper.ts';
import { settle } from './exam-settling.ts';
import { addExam, findExam, findFinished, findRunning, readExam } from './exam-store.ts';
import { askedNow, examSummaryHead, examView, finishedView, summaryOf } from './exam-views.ts';

const EXAMS = { what: 'exam', most: 30, seconds: 86_400 };
/** A phone saves every few seconds while somebody answers. */
const SAVES = { what: 'save', most: 2000, seconds: 3600 };

/** Today's seed, for what is the same for everybody. */
export const dailySeed = (now: Date) => `daily ${chinaDay(now)}`;

/** An exam as it stands now, everybody told of its end. */
export async function current(exam: ExamDocument, now: Date): Promise<ExamDocument> {
  return settle(await bringUpToDate(exam, now), now);
}

/** One that runs already, brought up to date; undefined where there is none, or it has just ended. */
async function findOpen(openid: string, preset: ExamPresetId, now: Date): Promise<ExamDocument | undefined> {
  const running = await findRunning(openid);
  const known = running.find((exam) => exam.preset === preset && exam.challengeId === undefined);
  if (known === undefined) return undefined;
  const exam = await current(known, now);
  return exam.state === 'running' ? exam : undefined;
}

/** Longer than a phone goes on repeating a call whose answer was lost. */
const JUST_BEGUN_MS = 3 * 60_000;

/** Begun a moment ago and untouched: the call that began it may be this one, repeated, and must not hand it in. */
function isJustBegun({ answers, startedAt, position = 0 }: ExamDocument, now: Date): boolean {
  const isUntouched = position === 0 && Object.keys(answers).length === 0;
  return isUntouched && now.getTime() - Date.parse(startedAt) < JUST_BEGUN_MS;
}

export const startExam: Handlers<QuizContract>['startExam'] = async (input, { caller, now }) => {
  const { openid } = caller;
  const preset = await readPreset(input.preset, now);
  const daily = preset.sameForAll === true;
  const id = daily ? `daily-${chinaDay(now)}-${digest(16, openid)}` : randomUUID().replaceAll('-', '');
  const known = daily ? await findExam(id) : await findOpen(openid, preset.id, now);
  if (known && (daily || input.ifRunning === 'resume' || isJustBegun(known, now)))
    return examView(await current(known, now), now);
  if (known) await settle(await handIn(known, [], now), now);
  await countUse(openid, EXAMS, now);
  // A seed that nobody can foretell, except where all are to get the same questions.
  const questions = await drawPaper(
    preset,
    daily ? 'C1' : input.vehicleClass,
    daily ? dailySeed(now) : randomUUID(),
    now,
  );
  return examView(await addExam(composeExam({ id, openid }, preset, questions, now)), now);
};

export const getExam: Handlers<QuizContract>['getExam'] = async ({ id }, { caller, now }) =>
  examView(await current(await readExam(id, caller.openid), now), now);

export const answerExam: Handlers<QuizContract>['answerExam'] = async ({ id, answers }, { caller, now }) => {
  const before = await readExam(id, caller.openid);
  await countUse(caller.openid, SAVES, now);
  const exam = await settle(await saveAnswers(before, answers, now), now);
  const saved = answers
    .filter(({ index, seq }) => (exam.answers[String(index)]?.seq ?? -1) >= seq)
    .map(({ index }) => index);
  if (exam.state === 'finished') return { state: 'finished', saved };
  const { deadlineAt } = exam;
  return { state: 'running', saved, serverNow: now.toISOString(), deadlineAt, ...(await askedNow(exam)) };
};

export const submitExam: Handlers<QuizContract>['submitExam'] = async (
  { id, answers },
  { caller, now },
): Promise<FinishedExamView> => {
  const exam = await settle(await handIn(await readExam(id, caller.openid), answers, now), now);
  // An exam paced by question can't end with a question skipped over in between: handing in always ends it.
  if (exam.state !== 'finished') throw new AppError('conflict', 'the exam goes on');
  return finishedView(exam);
};

export const listExams: Handlers<QuizContract>['listExams'] = async ({ cursor, limit }, { caller }) => {
  const found = await findFinished(caller.openid, cursor, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    exams: page.map((exam) => ({ ...examSummaryHead(exam), ...summaryOf(exam) })),
    ...(found.length > limit && last !== undefined && { nextCursor: last.finishedKey }),
  };
};
