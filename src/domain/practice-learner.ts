import {
  type Attempt,
  foldAttempts,
  OLDEST_ATTEMPT_DAYS,
  practiceDays,
  type QuestionProgress,
} from './practice-attempt.ts';
import type { Favourites } from './practice-favourite.ts';
import type { Subject } from './question.ts';
import type { PlayerProfile } from './ranking-player.ts';

/** An attempt as a learner's document keeps it. */
export type LoggedAttempt = Omit<Attempt, 'questionId'>;

/** A learner's history with one question: what old attempts came to, and the log of the others. */
export interface QuestionLog {
  subject: Subject;
  base?: QuestionProgress;
  log: LoggedAttempt[];
  /** Revision of the learner's document at which this changed last. */
  revision: number;
}

/**
 * Everything that is kept of a learner, one document in collection `learners`: a sync reads it, adds to it and writes it back
 * where nobody else has. Progress is never stored, it is what the log comes to: so the order of arrival can't matter.
 */
export interface LearnerDocument {
  /** OPENID. */
  _id: string;
  revision: number;
  questions: Record<string, QuestionLog>;
  favourites: Favourites;
  /** Days in China of attempts that are no longer in a log. */
  oldDays: string[];
  profile?: PlayerProfile;
}

export function newLearner(openid: string): LearnerDocument {
  return { _id: openid, revision: 0, questions: {}, favourites: {}, oldDays: [] };
}

export interface AddedAttempt extends Attempt {
  subject: Subject;
}

/** The questions whose logs change by these attempts, with their new logs; the attempts that are there already change none. */
export function addAttempts(
  learner: Pick<LearnerDocument, 'questions' | 'revision'>,
  attempts: readonly AddedAttempt[],
): Record<string, QuestionLog> {
  const changed: Record<string, QuestionLog> = {};
  for (const { questionId, subject, id, at, right } of attempts) {
    const before = changed[questionId] ?? learner.questions[questionId];
    const log = before?.log ?? [];
    if (log.some((known) => known.id === id)) continue;
    changed[questionId] = {
      ...(before ?? { subject }),
      log: [...log, { id, at, right }],
      revision: learner.revision + 1,
    };
  }
  return changed;
}

/** What a question's log comes to. */
export function progressOf(questionId: string, { base, log }: QuestionLog): QuestionProgress | undefined {
  const attempts = log.map((attempt) => ({ ...attempt, questionId }));
  return foldAttempts(attempts, base === undefined ? [] : [[questionId, base]]).get(questionId);
}

/** Days in China on which the learner practised. */
export function daysPractised({ questions, oldDays }: Pick<LearnerDocument, 'questions' | 'oldDays'>): Set<string> {
  const days = new Set(oldDays);
  for (const [questionId, { log }] of Object.entries(questions)) {
    for (const day of practiceDays(log.map((attempt) => ({ ...attempt, questionId })))) days.add(day);
  }
  return days;
}

/**
 * The log with attempts that nothing can precede any more folded into its base: no device may send any as old as these.
 * Undefined where there are none.
 */
export function foldOldAttempts(questionId: string, entry: QuestionLog, now: Date): QuestionLog | undefined {
  const limit = new Date(now.getTime() - (OLDEST_ATTEMPT_DAYS + 1) * 86_400_000).toISOString();
  const old = entry.log.filter(({ at }) => at < limit);
  if (old.length === 0) return undefined;
  const base = progressOf(questionId, { ...entry, log: old });
  return { ...entry, ...(base !== undefined && { base }), log: entry.log.filter(({ at }) => at >= limit) };
}
