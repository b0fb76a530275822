import { AppError } from '#domain/app-error';
import {
  type AddedAttempt,
  addAttempts,
  foldOldAttempts,
  type LearnerDocument,
  newLearner,
} from '#domain/practice-learner';
import { chinaDay } from '#domain/question-law';
import { collection } from '#functions/shared/database';

const learners = () => collection<LearnerDocument>('learners');

/** Devices of one person that sync at the same instant are few. */
const TRIES = 6;

export async function readLearner(openid: string): Promise<LearnerDocument> {
  const { data } = await learners().doc(openid).get();
  return data ?? newLearner(openid);
}

export type LearnerChange = Partial<Pick<LearnerDocument, 'questions' | 'favourites' | 'oldDays' | 'profile'>>;

/**
 * Changes a learner from what is stored: `decide` sees the newest state, and again a newer one where another device was faster.
 * Maps are merged by key. @returns the learner after the change
 * @throws AppError `conflict` where others were faster every time
 */
export async function changeLearner(
  openid: string,
  decide: (learner: LearnerDocument) => LearnerChange | undefined,
): Promise<LearnerDocument> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { data: stored } = await learners().doc(openid).get();
    const learner = stored ?? newLearner(openid);
    const change = decide(learner);
    if (change === undefined) return learner;
    const revision = learner.revision + 1;
    const after: LearnerDocument = {
      ...learner,
      ...change,
      questions: { ...learner.questions, ...change.questions },
      favourites: { ...learner.favourites, ...change.favourites },
      revision,
    };
    if (await write(stored, after, { ...change, revision })) return after;
  }
  throw new AppError('conflict', 'the learner changed at the same time; try again');
}

async function write(before: LearnerDocument | null, after: LearnerDocument, change: object): Promise<boolean> {
  if (before !== null) {
    const written = await learners().where({ _id: before._id, revision: before.revision }).update({ data: change });
    return written.stats.updated > 0;
  }
  try {
    await learners().add({ data: after });
    return true;
  } catch (error) {
    // Another device has made it meanwhile, and its word for that is the database's own.
    const { data } = await learners().doc(after._id).get();
    if (data === null) throw error;
    return false;
  }
}

/** Adds attempts to a learner's log, once each, and folds what has grown old there. */
export function recordAttempts(openid: string, attempts: readonly AddedAttempt[], now: Date): Promise<LearnerDocument> {
  return changeLearner(openid, (learner) => {
    const changed = addAttempts(learner, attempts);
    if (Object.keys(changed).length === 0) return undefined;
    const oldDays = new Set(learner.oldDays);
    for (const [questionId, entry] of Object.entries(changed)) {
      const folded = foldOldAttempts(questionId, entry, now);
      if (folded === undefined) continue;
      const kept = new Set(folded.log.map(({ id }) => id));
      for (const { id, at } of entry.log) if (!kept.has(id)) oldDays.add(chinaDay(at));
      changed[questionId] = folded;
    }
    return { questions: changed, oldDays: [...oldDays].sort() };
  });
}
