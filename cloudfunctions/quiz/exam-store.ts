import { AppError } from '#domain/app-error';
import type { ExamDocument } from '#domain/exam-document';
import { collection, command } from '#functions/shared/database';

const exams = () => collection<ExamDocument>('exams');

/** Devices that change one exam at the same instant are few. */
const TRIES = 6;

/** @throws AppError `not_found`, also for an exam of somebody else: its existence is nobody's business */
export async function readExam(id: string, openid: string): Promise<ExamDocument> {
  const { data: exam } = await exams().doc(id).get();
  if (exam === null || exam.openid !== openid) throw new AppError('not_found', `no exam ${id}`);
  return exam;
}

export async function findExam(id: string): Promise<ExamDocument | null> {
  const { data } = await exams().doc(id).get();
  return data;
}

export async function addExam(exam: ExamDocument): Promise<ExamDocument> {
  try {
    await exams().add({ data: exam });
    return exam;
  } catch (error) {
    // Exams with an id of their own (a day's five, a challenge) may be begun on two devices at once.
    const known = await findExam(exam._id);
    if (known === null) throw error;
    return known;
  }
}

/** The caller's exams that run, the latest first. */
export async function findRunning(openid: string): Promise<ExamDocument[]> {
  const found = await exams().where({ openid, state: 'running' }).orderBy('startedAt', 'desc').limit(20).get();
  return found.data;
}

const SUMMARY = {
  _id: true,
  preset: true,
  name: true,
  startedAt: true,
  deadlineAt: true,
  challengeId: true,
  finishedAt: true,
  finishedKey: true,
  'result.score': true,
  'result.passed': true,
  'result.right': true,
  'result.total': true,
  seconds: true,
  end: true,
} as object;

/** Finished exams of the caller, the latest first, without their papers. */
export async function findFinished(openid: string, before: string | undefined, limit: number): Promise<ExamDocument[]> {
  const found = await exams()
    .where({ openid, finishedKey: before === undefined ? command.gt('') : command.gt('').and(command.lt(before)) })
    .orderBy('finishedKey', 'desc')
    .limit(limit)
    .field(SUMMARY)
    .get();
  return found.data as ExamDocument[];
}

/** When the caller's exams since an instant were finished, and the points that they brought. */
export async function findPoints(
  openid: string,
  since: string,
): Promise<Pick<ExamDocument, 'finishedAt' | 'points'>[]> {
  const found = await exams()
    .where({ openid, finishedKey: command.gte(since) })
    .orderBy('finishedKey', 'desc')
    .limit(1000)
    .field({ finishedAt: true, points: true })
    .get();
  return found.data;
}

/** A change of a running exam, as the fields that it sets. */
export type ExamChange = Partial<Omit<ExamDocument, '_id' | 'openid'>>;

/**
 * Changes a running exam from its newest state: `decide` is asked again where another call was faster, and says undefined where
 * nothing is to be changed. Answers are merged by question.
 *
 * @throws AppError `conflict` where others were faster every time
 */
export async function changeExam(
  exam: ExamDocument,
  decide: (exam: ExamDocument) => ExamChange | undefined,
): Promise<ExamDocument> {
  let current = exam;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const change = current.state === 'running' ? decide(current) : undefined;
    if (change === undefined) return current;
    const saves = current.saves + 1;
    const written = await exams()
      .where({ _id: current._id, state: 'running', saves: current.saves })
      .update({ data: { ...change, saves } });
    if (written.stats.updated > 0) {
      return { ...current, ...change, answers: { ...current.answers, ...change.answers }, saves };
    }
    current = await readExam(exam._id, exam.openid);
  }
  throw new AppError('conflict', 'the exam changed at the same time; try again');
}

export async function markSettled(id: string): Promise<void> {
  await exams()
    .doc(id)
    .update({ data: { settled: true } });
}
