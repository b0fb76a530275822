import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClientErrorCode } from '#domain/app-error';
import { orderPractice, type PracticeMode } from '#domain/practice-order';
import type { Subject } from '#domain/question';
import { failureCode } from '#platform/answer';
import { recordAttempt, sendAttempts, syncAttempts } from './attempt-store.ts';
import { readProgress } from './chapter-tally.ts';
import { type ChapterQuestion, type DownloadedQuestions, openQuestions } from './pack-store.ts';

/** What somebody sat down to practise. */
export interface PracticePlan {
  subject: Subject;
  mode: PracticeMode;
  /** For mode `chapter`. */
  chapter?: string | undefined;
}

export interface PracticeRun extends Omit<DownloadedQuestions, 'questions' | 'missRates'> {
  questions: ChapterQuestion[];
  /** Index of the question that is asked; `questions.length` at the end. */
  position: number;
  chosen: number[];
  /** Whether the question that is asked has been answered. */
  isAnswered: boolean;
  answered: number;
  right: number;
}

type PracticeState =
  | { phase: 'opening' }
  | { phase: 'failed'; failure: ClientErrorCode }
  | { phase: 'open'; run: PracticeRun };

/** Answers are sent after so many, and when the driver stops. */
const SEND_EVERY = 10;

/** Where to begin: a chapter goes on at the first question that was never answered. */
function firstPosition(questions: readonly ChapterQuestion[], { subject, mode }: PracticePlan): number {
  if (mode !== 'chapter' && mode !== 'in-order') return 0;
  const progress = readProgress(subject);
  return Math.max(
    0,
    questions.findIndex(({ id }) => !(id in progress)),
  );
}

function beginRun(downloaded: DownloadedQuestions, plan: PracticePlan): PracticeRun {
  const { questions, missRates, ...rest } = downloaded;
  const { subject, mode, chapter } = plan;
  const ordered = orderPractice(questions, mode, {
    progress: new Map(Object.entries(readProgress(subject))),
    favourites: {},
    missRates,
    seed: String(Date.now()),
    ...(chapter !== undefined && { chapter }),
  });
  return {
    ...rest,
    questions: ordered,
    position: firstPosition(ordered, plan),
    chosen: [],
    isAnswered: false,
    answered: 0,
    right: 0,
  };
}

const withOption = (chosen: readonly number[], option: number) =>
  chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort((a, b) => a - b);

/** One sitting of practice. What other devices did is asked for once, when it opens. */
export function usePractice(plan: PracticePlan) {
  const [state, setState] = useState<PracticeState>({ phase: 'opening' });
  const wanted = useRef(plan);

  const open = useCallback(async () => {
    setState({ phase: 'opening' });
    const { subject, chapter } = wanted.current;
    try {
      const downloaded = await openQuestions(subject, chapter);
      setState({ phase: 'open', run: beginRun(downloaded, wanted.current) });
      void syncAttempts();
    } catch (error) {
      setState({ phase: 'failed', failure: failureCode(error) });
    }
  }, []);

  useEffect(() => {
    void open();
    return () => void sendAttempts();
  }, [open]);

  const run = state.phase === 'open' ? state.run : undefined;
  const change = (next: Partial<PracticeRun>) => run && setState({ phase: 'open', run: { ...run, ...next } });

  const answer = (chosen: number[]) => {
    const question = run?.questions[run.position];
    if (run === undefined || question === undefined || run.isAnswered || chosen.length === 0) return;
    const right = recordAttempt(plan.subject, question, chosen, new Date());
    const answered = run.answered + 1;
    change({ chosen, isAnswered: true, answered, right: run.right + (right ? 1 : 0) });
    if (answered % SEND_EVERY === 0) void sendAttempts();
  };

  return {
    state,
    reopen: () => void open(),
    /** One choice answers at once; of several the driver says when they are all. */
    choose(option: number) {
      const question = run?.questions[run.position];
      if (run === undefined || question === undefined || run.isAnswered) return;
      if (question.type === 'multiple') change({ chosen: withOption(run.chosen, option) });
      else answer([option]);
    },
    confirm: () => run && answer(run.chosen),
    goOn() {
      if (run === undefined) return;
      const position = run.position + 1;
      change({ position, chosen: [], isAnswered: false });
      if (position === run.questions.length) void sendAttempts();
    },
  };
}
