import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClientErrorCode } from '#domain/app-error';
import { failureCode } from '#platform/answer';
import { buzz } from '#platform/haptics';
import { recordAttempt, sendAttempts, syncAttempts } from './attempt-store.ts';
import { type OpenedQuestions, openPlan, type PracticePlan } from './practice-source.ts';

export interface PracticeRun extends Omit<OpenedQuestions, 'start'> {
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

function beginRun({ start, ...opened }: OpenedQuestions): PracticeRun {
  return { ...opened, position: start, chosen: [], isAnswered: false, answered: 0, right: 0 };
}

export const withOption = (chosen: readonly number[], option: number) =>
  chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort((a, b) => a - b);

/** One sitting of practice. What other devices did is asked for once, when it opens. */
export function usePractice(plan: PracticePlan) {
  const [state, setState] = useState<PracticeState>({ phase: 'opening' });
  const wanted = useRef(plan);

  const open = useCallback(async () => {
    setState({ phase: 'opening' });
    try {
      setState({ phase: 'open', run: beginRun(await openPlan(wanted.current)) });
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
    const right = recordAttempt(question, chosen, new Date());
    buzz(right ? 'light' : 'heavy');
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
    goBack() {
      if (run !== undefined && run.position > 0) change({ position: run.position - 1, chosen: [], isAnswered: false });
    },
  };
}
