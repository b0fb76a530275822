import { chinaDay } from './question-law.ts';
import { type ReviewCard, reviewAfter } from './review-card.ts';

/** One answer given in practice, as the server keeps it: graded by the server, its time not in the server's future. */
export interface Attempt {
  /** Made by the device, unique for the driver; the same attempt may arrive any number of times. */
  id: string;
  questionId: string;
  right: boolean;
  /** ISO 8601 UTC. */
  at: string;
}

/** What a driver's attempts at one question come to. */
export interface QuestionProgress {
  attempts: number;
  misses: number;
  lastRight: boolean;
  lastAt: string;
  /** Right answers in a row, up to the last. */
  run: number;
  /** Absent while it was never missed. */
  card?: ReviewCard;
}

/** A mistake leaves the mistakes book when it was answered right this often in a row. */
const RUN_THAT_CLEARS = 3;

/** Time, then id: the one order in which attempts count, however they arrived. */
function compareAttempts(a: Attempt, b: Attempt): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Progress by question from a log of attempts: the log is a set, so repeats count once, and any order and any split
 * between devices gives the same progress. `base` is what older attempts, no longer in the log, came to.
 */
export function foldAttempts(
  log: Iterable<Attempt>,
  base: Iterable<readonly [string, QuestionProgress]> = [],
): Map<string, QuestionProgress> {
  const distinct = new Map<string, Attempt>();
  for (const attempt of log) {
    const known = distinct.get(attempt.id);
    // Two different attempts under one id: keep one, the same one everywhere.
    if (known === undefined || attempt.at < known.at) distinct.set(attempt.id, attempt);
  }
  const progress = new Map<string, QuestionProgress>(base);
  for (const attempt of [...distinct.values()].sort(compareAttempts)) {
    progress.set(attempt.questionId, addAttempt(progress.get(attempt.questionId), attempt));
  }
  return progress;
}

function addAttempt(before: QuestionProgress | undefined, { right, at }: Attempt): QuestionProgress {
  const card = reviewAfter(before?.card, right, at);
  return {
    attempts: (before?.attempts ?? 0) + 1,
    misses: (before?.misses ?? 0) + (right ? 0 : 1),
    lastRight: right,
    lastAt: at,
    run: right ? (before?.run ?? 0) + 1 : 0,
    ...(card !== undefined && { card }),
  };
}

/** Whether the question stands in the driver's mistakes book. */
export function isMistake(progress: QuestionProgress): boolean {
  return progress.misses > 0 && progress.run < RUN_THAT_CLEARS;
}

/** Days in China on which these attempts were made. */
export function practiceDays(log: Iterable<Attempt>): Set<string> {
  const days = new Set<string>();
  for (const { at } of log) days.add(chinaDay(at));
  return days;
}

/** Longest time that an attempt may wait on a device, in days. */
export const OLDEST_ATTEMPT_DAYS = 180;

/**
 * The instant that counts for an attempt which a device dates: its own, but never later than its arrival, since a phone's
 * clock may run ahead. Undefined for one so old that its clock can't be right.
 */
export function datedAttempt(at: string, arrivedAt: Date): string | undefined {
  const said = Date.parse(at);
  if (said < arrivedAt.getTime() - OLDEST_ATTEMPT_DAYS * 86_400_000) return undefined;
  return new Date(Math.min(said, arrivedAt.getTime())).toISOString();
}
