import type { ActionOutput } from '#contract/action';
import type { AskedQuestionView, QuizContract, RunningExamView } from '#contract/quiz';

/** The one question that an exam paced by question asks now, as the phone holds it. */
export interface AskedNow {
  examId: string;
  questionCount: number;
  pictureBase: string;
  position: number;
  question: AskedQuestionView;
  /** The question's bell, on the server's clock. ISO 8601 UTC. */
  bellAt: string;
  /** By how many milliseconds the server's clock is ahead of the phone's. */
  clockAhead: number;
}

type NextAnswer = Extract<ActionOutput<QuizContract, 'answerExam'>, { state: 'running' }>;

interface Told {
  serverNow: string;
  position?: number | undefined;
  questionDeadlineAt?: string | undefined;
  question?: AskedQuestionView | undefined;
}

function askedIn(
  exam: Pick<AskedNow, 'examId' | 'questionCount' | 'pictureBase'>,
  { serverNow, position, questionDeadlineAt, question }: Told,
  phoneNow: Date,
): AskedNow | undefined {
  if (position === undefined || questionDeadlineAt === undefined || question === undefined) return undefined;
  const clockAhead = Date.parse(serverNow) - phoneNow.getTime();
  return { ...exam, position, question, bellAt: questionDeadlineAt, clockAhead };
}

/** What a running exam asks now; undefined for one that is not paced by question. */
export function askedOf(view: RunningExamView, phoneNow: Date): AskedNow | undefined {
  const { id: examId, questionCount, pictureBase } = view;
  return askedIn({ examId, questionCount, pictureBase }, { ...view, question: view.questions[0] }, phoneNow);
}

/** What it asks after an answer. */
export function askedAfter(
  { examId, questionCount, pictureBase }: AskedNow,
  reply: NextAnswer,
  phoneNow: Date,
): AskedNow | undefined {
  return askedIn({ examId, questionCount, pictureBase }, reply, phoneNow);
}

/** Seconds to the question's bell on the server's clock; 0 after it. */
export function secondsToBell({ bellAt, clockAhead }: AskedNow, phoneNow: Date): number {
  return Math.max(0, (Date.parse(bellAt) - phoneNow.getTime() - clockAhead) / 1000);
}
