import { useCallback, useEffect, useRef, useState } from 'react';
import type { FinishedExamView } from '#contract/quiz';
import type { ClientErrorCode } from '#domain/app-error';
import { failureCode } from '#platform/answer';
import { readStored, removeStored, writeStored } from '#platform/storage';
import { syncAttempts } from './attempt-store.ts';
import { confirmSaved, type ExamSheet, openSheet, secondsLeft, unsavedAnswers, writeAnswer } from './exam-sheet.ts';
import { beginExam, type ExamSource, sourceKey } from './exam-source.ts';
import { quiz } from './quiz-cloud.ts';

export type ExamState =
  | { phase: 'intro'; isRunning: boolean; failure?: ClientErrorCode }
  | { phase: 'starting' }
  | { phase: 'running'; sheet: ExamSheet; failure?: ClientErrorCode; isHandingIn: boolean }
  | { phase: 'finished'; result: FinishedExamView };

/** Answers are saved when the driver has rested so long, milliseconds; after a failure later. */
const REST = 1500;
const REST_AFTER_FAILURE = 8000;

function recallSheet(key: string): ExamSheet | undefined {
  const sheet = readStored<ExamSheet>(key);
  return sheet !== undefined && secondsLeft(sheet, new Date()) > 0 ? sheet : undefined;
}

const withFailure = (failure: ClientErrorCode | undefined) => (failure === undefined ? {} : { failure });

/**
 * One exam, from its start to its result. Every answer is on the phone before it is on the way, so neither a lost network nor a
 * killed app loses one; the bell is the server's.
 */
export function useExam(source: ExamSource) {
  const key = sourceKey(source);
  const [state, setState] = useState<ExamState>(() => ({
    phase: 'intro',
    isRunning: recallSheet(key) !== undefined,
  }));
  const latest = useRef(state);
  latest.current = state;

  const show = useCallback((next: ExamState) => {
    latest.current = next;
    setState(next);
  }, []);

  const run = useCallback(
    (sheet: ExamSheet, change: { failure?: ClientErrorCode; isHandingIn?: boolean } = {}) => {
      writeStored(key, sheet);
      show({ phase: 'running', sheet, isHandingIn: change.isHandingIn ?? false, ...withFailure(change.failure) });
    },
    [key, show],
  );

  const finish = useCallback(
    (result: FinishedExamView) => {
      removeStored(key);
      show({ phase: 'finished', result });
      // Its misses are due for review, on this phone too.
      void syncAttempts();
    },
    [key, show],
  );

  const start = useCallback(async () => {
    const known = readStored<ExamSheet>(key);
    show({ phase: 'starting' });
    try {
      const view = await beginExam(source);
      if (view.state === 'finished') finish(view);
      else run(openSheet(view, known, new Date()));
    } catch (error) {
      const failure = failureCode(error);
      const going = recallSheet(key);
      // Begun before, it goes on in a tunnel too.
      if (going !== undefined) run(going, { failure });
      else show({ phase: 'intro', isRunning: false, failure });
    }
  }, [source, key, show, run, finish]);

  const handIn = useCallback(async () => {
    const before = latest.current;
    if (before.phase !== 'running' || before.isHandingIn) return;
    run(before.sheet, { isHandingIn: true });
    try {
      finish(await quiz('submitExam', { id: before.sheet.exam.id, answers: unsavedAnswers(before.sheet) }));
    } catch (error) {
      run(before.sheet, { failure: failureCode(error) });
    }
  }, [run, finish]);

  const save = useCallback(async () => {
    const before = latest.current;
    if (before.phase !== 'running' || before.isHandingIn) return;
    const sent = unsavedAnswers(before.sheet);
    if (sent.length === 0) return;
    let failure: ClientErrorCode | undefined;
    let saved: number[] = [];
    try {
      const reply = await quiz('answerExam', { id: before.sheet.exam.id, answers: sent });
      saved = reply.saved;
      if (reply.state === 'finished') return void handIn();
    } catch (error) {
      failure = failureCode(error);
    }
    const now = latest.current;
    // Handing in sends everything itself.
    if (now.phase === 'running' && !now.isHandingIn) run(confirmSaved(now.sheet, sent, saved), withFailure(failure));
  }, [run, handIn]);

  const sheet = state.phase === 'running' ? state.sheet : undefined;
  const failed = state.phase === 'running' && state.failure !== undefined;
  useEffect(() => {
    if (sheet === undefined) return;
    // Whoever could not hand in at the bell does as soon as it goes.
    const isOver = failed && secondsLeft(sheet, new Date()) === 0;
    if (!isOver && sheet.unsaved.length === 0) return;
    const timer = setTimeout(() => void (isOver ? handIn() : save()), failed ? REST_AFTER_FAILURE : REST);
    return () => clearTimeout(timer);
  }, [sheet, failed, save, handIn]);

  useEffect(() => () => void save(), [save]);

  return {
    state,
    start: () => void start(),
    handIn: () => void handIn(),
    answer(index: number, chosen: number[]) {
      const before = latest.current;
      if (before.phase !== 'running' || before.isHandingIn) return;
      run(writeAnswer(before.sheet, index, chosen), withFailure(before.failure));
    },
  };
}
