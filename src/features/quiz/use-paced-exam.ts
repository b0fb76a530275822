import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExamView, FinishedExamView } from '#contract/quiz';
import type { ClientErrorCode } from '#domain/app-error';
import { failureCode } from '#platform/answer';
import { readStored, removeStored, writeStored } from '#platform/storage';
import { syncAttempts } from './attempt-store.ts';
import { beginExam, type ExamSource, sourceKey } from './exam-source.ts';
import { type AskedNow, askedAfter, askedOf } from './paced-sheet.ts';
import { quiz } from './quiz-cloud.ts';

export type PacedState =
  | { phase: 'intro'; isRunning: boolean; failure?: ClientErrorCode }
  | { phase: 'starting' }
  | { phase: 'running'; asked: AskedNow; chosen: number[]; isSending: boolean; failure?: ClientErrorCode }
  | { phase: 'finished'; result: FinishedExamView };

/** An answer that did not get through is sent again after so many milliseconds: its question has a minute. */
const REST_AFTER_FAILURE = 2000;

const isGoingOn = (key: string) =>
  (readStored<{ deadlineAt: string }>(key)?.deadlineAt ?? '') > new Date().toISOString();

/**
 * An exam that hands out one question at a time, each with a bell of its own. The server alone knows which one is asked and
 * since when, so every step is its answer; without a network the step is tried again, and time runs on.
 */
export function usePacedExam(source: ExamSource) {
  const key = sourceKey(source);
  const [state, setState] = useState<PacedState>(() => ({ phase: 'intro', isRunning: isGoingOn(key) }));
  const latest = useRef(state);
  const show = useCallback((next: PacedState) => {
    latest.current = next;
    setState(next);
  }, []);

  const take = useCallback(
    (view: ExamView) => {
      const asked = view.state === 'running' ? askedOf(view, new Date()) : undefined;
      if (view.state === 'finished') {
        removeStored(key);
        show({ phase: 'finished', result: view });
        // Its misses are due for review, on this phone too.
        void syncAttempts();
      } else if (asked === undefined) show({ phase: 'intro', isRunning: false, failure: 'unavailable' });
      else {
        writeStored(key, { deadlineAt: view.deadlineAt });
        show({ phase: 'running', asked, chosen: [], isSending: false });
      }
    },
    [key, show],
  );

  const start = useCallback(async () => {
    show({ phase: 'starting' });
    try {
      take(await beginExam(source));
    } catch (error) {
      show({ phase: 'intro', isRunning: isGoingOn(key), failure: failureCode(error) });
    }
  }, [source, key, show, take]);

  /** Hands in what is chosen for the question that is asked, also nothing; then shows what the server asks next. */
  const send = useCallback(async () => {
    const before = latest.current;
    if (before.phase !== 'running' || before.isSending) return;
    const { asked, chosen } = before;
    const { examId, position } = asked;
    show({ phase: 'running', asked, chosen, isSending: true });
    try {
      const answers = [{ index: position, chosen, seq: position + 1 }];
      const reply = await quiz('answerExam', { id: examId, answers });
      const next = reply.state === 'running' ? askedAfter(asked, reply, new Date()) : undefined;
      if (next === undefined) take(await quiz('getExam', { id: examId }));
      else show({ phase: 'running', asked: next, chosen: [], isSending: false });
    } catch (error) {
      const failure = failureCode(error);
      // Its minute ran out, or another phone answered: the server says what is asked now.
      const isBehind = failure === 'conflict' || failure === 'invalid_input';
      try {
        if (isBehind) take(await quiz('getExam', { id: examId }));
        else show({ phase: 'running', asked, chosen, isSending: false, failure });
      } catch (again) {
        show({ phase: 'running', asked, chosen, isSending: false, failure: failureCode(again) });
      }
    }
  }, [show, take]);

  const failed = state.phase === 'running' && state.failure !== undefined;
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(() => void send(), REST_AFTER_FAILURE);
    return () => clearTimeout(timer);
  }, [failed, send]);

  return {
    state,
    start: () => void start(),
    choose(chosen: number[]) {
      const before = latest.current;
      // What is on its way can't be changed any more.
      if (before.phase === 'running' && !before.isSending && before.failure === undefined) show({ ...before, chosen });
    },
    send: () => void send(),
  };
}
