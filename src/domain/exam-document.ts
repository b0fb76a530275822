import type { AnswerSheet } from './exam-answers.ts';
import type { ExamTimes } from './exam-clock.ts';
import type { ExamPresetId } from './exam-preset.ts';
import type { ExamEnd, ExamQuestion, ExamResult } from './exam-result.ts';

/** An exam's question with what its paper shows; the key in it is the server's alone until the end. */
export interface PaperQuestion extends ExamQuestion {
  chapterName: string;
  optionCount: number;
}

/** An exam as the database keeps it, in collection `exams`. */
export interface ExamDocument extends ExamTimes {
  _id: string;
  openid: string;
  preset: ExamPresetId;
  name: string;
  passScore: number;
  endsAtMiss?: number;
  rankingPoints: number;
  questions: PaperQuestion[];
  answers: AnswerSheet;
  challengeId?: string;
  state: 'running' | 'finished';
  /** ISO 8601 UTC; `''` while it runs. */
  finishedAt: string;
  /** Position among the finished ones: the time and the id, as one text that sorts; `''` while it runs. */
  finishedKey: string;
  end?: ExamEnd;
  result?: ExamResult;
  seconds?: number;
  /** Ranking points that it brought. */
  points: number;
  /** Counts the changes of a running exam: a change made from an older state is made again. */
  saves: number;
  /** Whether progress, ranking and challenge know of the result; a crash in between is made good at the next look. */
  settled: boolean;
}
