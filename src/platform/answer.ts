import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError, type ClientErrorCode } from '#domain/app-error';
import { timeOfAnswer } from './answer-time.ts';
import { forgetLastGood, keepLastGood, recallLastGood } from './last-good.ts';

/** What a screen knows of the one thing that it shows. Neither data nor failure: it is still under way. */
export interface Answer<T> {
  data?: T | undefined;
  /** When the data was good, ISO 8601 UTC. */
  asOf?: string | undefined;
  /** Why it is not of now. */
  failure?: ClientErrorCode | undefined;
  retry(): void;
}

interface AnswerState<T> extends Omit<Answer<T>, 'retry'> {
  key: string;
}

function openAnswer<T>(key: string): AnswerState<T> {
  const kept = recallLastGood<T>(key);
  return kept === undefined ? { key } : { key, data: kept.answer, asOf: kept.asOf };
}

/** Why a call of the cloud failed; what nobody foresaw counts as the service being unavailable. */
export function failureCode(error: unknown): ClientErrorCode {
  return error instanceof AppError ? error.code : 'unavailable';
}

/** What is gone must not be shown from memory. */
function isGone(failure: ClientErrorCode): boolean {
  return failure === 'not_found' || failure === 'forbidden';
}

/**
 * One thing from the cloud, known on this phone by `key`: what was kept at once, then the state of now. An answer that
 * says the same again keeps its identity, so nothing is drawn again.
 */
export function useAnswer<T>(key: string, fetchAnswer: () => Promise<T>): Answer<T> {
  const [state, setState] = useState<AnswerState<T>>(() => openAnswer(key));
  const latest = useRef({ key, fetchAnswer });
  latest.current = { key, fetchAnswer };

  const fetchNow = useCallback(async () => {
    const asked = latest.current;
    // An answer to what the screen no longer asks comes too late.
    const settle = (next: (known: AnswerState<T>) => AnswerState<T>) =>
      setState((known) => (known.key === asked.key ? next(known) : known));
    try {
      const data = await asked.fetchAnswer();
      const asOf = timeOfAnswer(data);
      keepLastGood(asked.key, data, asOf);
      settle((known) => {
        const isSame = JSON.stringify(known.data) === JSON.stringify(data);
        return { key: asked.key, data: isSame ? known.data : data, asOf };
      });
    } catch (error) {
      const failure = failureCode(error);
      if (isGone(failure)) forgetLastGood(asked.key);
      settle((known) => (isGone(failure) ? { key: asked.key, failure } : { ...known, failure }));
    }
  }, []);

  useEffect(() => {
    setState((known) => (known.key === key ? known : openAnswer(key)));
    void fetchNow();
  }, [key, fetchNow]);

  const retry = useCallback(() => {
    setState(({ failure, ...known }) => known);
    void fetchNow();
  }, [fetchNow]);

  const { key: known, ...shown } = state.key === key ? state : openAnswer<T>(key);
  return { ...shown, retry };
}
