import type { ExamView, FinishedExamView, RunningExamView } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import { questionDeadline } from '#domain/exam-clock';
import type { ExamDocument } from '#domain/exam-document';
import { pictureBase } from '#functions/news/pictures';
import { readQuestions } from './question-store.ts';
import { askedView, practiceView } from './question-views.ts';

function headOf(exam: ExamDocument) {
  const { _id, preset, name, questions, startedAt, deadlineAt, challengeId } = exam;
  return {
    ...{ id: _id, preset, name, questionCount: questions.length, startedAt, deadlineAt },
    ...(challengeId !== undefined && { challengeId }),
  };
}

/** The exam's questions as they are asked; each stands under its index, whatever was edited meanwhile. */
async function readAsked(exam: ExamDocument, indices: readonly number[]) {
  const ids = indices.map((index) => exam.questions[index]?.id ?? '');
  const found = new Map((await readQuestions(ids)).map((question) => [question._id, question]));
  return indices.map((index) => {
    const question = found.get(exam.questions[index]?.id ?? '');
    if (question === undefined) throw new AppError('unavailable', `question ${index} of exam ${exam._id} is gone`);
    return askedView(question, index);
  });
}

/** Which question is asked now, of an exam paced by question. */
export async function askedNow(exam: ExamDocument) {
  if (exam.position === undefined) return {};
  const [question] = await readAsked(exam, [exam.position]);
  if (question === undefined) return {};
  return { position: exam.position, questionDeadlineAt: questionDeadline(exam), question };
}

async function runningView(exam: ExamDocument, now: Date): Promise<RunningExamView> {
  const indices = exam.position === undefined ? exam.questions.map((_, index) => index) : [exam.position];
  return {
    state: 'running',
    ...headOf(exam),
    serverNow: now.toISOString(),
    pace: exam.pace,
    passScore: exam.passScore,
    questions: await readAsked(exam, indices),
    ...(exam.position !== undefined && { position: exam.position, questionDeadlineAt: questionDeadline(exam) }),
    answers: Object.entries(exam.answers).map(([index, answer]) => ({ index: Number(index), ...answer })),
    pictureBase: pictureBase(),
  };
}

/** What an exam came to, for lists. */
export function summaryOf({ result, seconds, end, finishedAt }: ExamDocument) {
  if (result === undefined || end === undefined) throw new Error('a finished exam has a result');
  const { score, passed, right, total } = result;
  return { finishedAt, score, passed, right, total, seconds: seconds ?? 0, end };
}

export async function finishedView(exam: ExamDocument): Promise<FinishedExamView> {
  const names = new Map(exam.questions.map(({ chapter, chapterName }) => [chapter, chapterName]));
  const missed = exam.result?.missed ?? [];
  const ids = missed.map((index) => exam.questions[index]?.id ?? '');
  const found = new Map((await readQuestions(ids)).map((question) => [question._id, question]));
  return {
    state: 'finished',
    ...headOf(exam),
    ...summaryOf(exam),
    passScore: exam.passScore,
    byChapter: (exam.result?.byChapter ?? []).map(({ chapter, right, total }) => ({
      chapter: { id: chapter, name: names.get(chapter) ?? chapter },
      right,
      total,
    })),
    missed: missed.flatMap((index) => {
      const question = found.get(exam.questions[index]?.id ?? '');
      if (question === undefined) return [];
      // By the key that the exam was graded with, should the question have been edited since.
      const correct = [...(exam.questions[index]?.correct ?? question.correct)];
      return [{ ...practiceView(question), correct, index, chosen: exam.answers[String(index)]?.chosen ?? [] }];
    }),
    pictureBase: pictureBase(),
  };
}

export function examView(exam: ExamDocument, now: Date): Promise<ExamView> {
  return exam.state === 'running' ? runningView(exam, now) : finishedView(exam);
}

export function examSummaryHead(exam: ExamDocument) {
  const { _id, preset, name, startedAt, deadlineAt, challengeId } = exam;
  return {
    ...{ id: _id, preset, name, questionCount: exam.result?.total ?? 0, startedAt, deadlineAt },
    ...(challengeId !== undefined && { challengeId }),
  };
}
