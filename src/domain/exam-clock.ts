import type { ExamPace } from './exam-preset.ts';

/**
 * Seconds that an answer may be on its way after the bell: the phone submits at 0:00 and the network takes its time.
 * The phone's own clock is never asked.
 */
const GRACE_SECONDS = 3;

/** What of an exam its clock goes by. Instants are ISO 8601 in UTC, all of the server. */
export interface ExamTimes {
  pace: ExamPace;
  startedAt: string;
  /** The bell of the whole exam. */
  deadlineAt: string;
  /** For an exam paced by question: which one is asked now, from 0, and since when. */
  position?: number;
  askedAt?: string;
}

const secondsAfter = (instant: string, seconds: number) => new Date(Date.parse(instant) + seconds * 1000).toISOString();

export function deadlineOf(startedAt: string, seconds: number): string {
  return secondsAfter(startedAt, seconds);
}

/** The bell of the question that is asked now; the whole exam's where questions have none of their own. */
export function questionDeadline({ pace, askedAt, deadlineAt }: ExamTimes): string {
  if (pace.kind === 'whole' || askedAt === undefined) return deadlineAt;
  const own = secondsAfter(askedAt, pace.seconds);
  return own < deadlineAt ? own : deadlineAt;
}

const isOver = (deadline: string, now: Date) => now.getTime() > Date.parse(deadline) + GRACE_SECONDS * 1000;

/** Whether the bell of the whole exam has rung, grace included. */
export function isExamOver(times: ExamTimes, now: Date): boolean {
  return isOver(times.deadlineAt, now);
}

/**
 * Whether the question that is asked now has run out of time. It is then missed; the next one's time begins when the
 * server hands it out, so a driver who comes out of a tunnel has lost one question and not three.
 */
export function isQuestionOver(times: ExamTimes, now: Date): boolean {
  return times.pace.kind === 'each' && isOver(questionDeadline(times), now);
}

/** Whole seconds that an exam took, never more than it lasts. */
export function secondsTaken({ startedAt, deadlineAt }: ExamTimes, finishedAt: string): number {
  const end = finishedAt < deadlineAt ? finishedAt : deadlineAt;
  return Math.max(0, Math.round((Date.parse(end) - Date.parse(startedAt)) / 1000));
}
