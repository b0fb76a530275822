import type { InquiryDocument } from './inquiry.ts';

/** Within so many hours a driver should have an answer: our own measure, three days. */
export const ANSWER_WITHIN_HOURS = 72;

export interface AnswerTimes {
  answered: number;
  /** Of those, within `ANSWER_WITHIN_HOURS`. */
  inTime: number;
  waiting: number;
  /** Of those, longer than `ANSWER_WITHIN_HOURS`. */
  overdue: number;
}

type Timed = Pick<InquiryDocument, 'askedAt' | 'repliedAt'>;

/** How fast questions are answered. @param answered those of the time that is looked at */
export function measureAnswers(answered: readonly Timed[], waiting: readonly Timed[], now: Date): AnswerTimes {
  const limit = ANSWER_WITHIN_HOURS * 3600_000;
  const took = ({ askedAt, repliedAt }: Timed) =>
    (repliedAt === undefined ? now.getTime() : Date.parse(repliedAt)) - Date.parse(askedAt);
  return {
    answered: answered.length,
    inTime: answered.filter((one) => took(one) <= limit).length,
    waiting: waiting.length,
    overdue: waiting.filter((one) => took(one) > limit).length,
  };
}
