import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClientErrorCode } from '#domain/app-error';
import { failureCode } from '#platform/answer';
import { useReturning } from '#platform/leaving';

interface Page<T> {
  items: readonly T[];
  nextCursor?: string | undefined;
}

/** A list of the desk, page by page. At the desk nothing old is shown for new: without a network there is no list. */
export interface Pages<T> {
  /** Undefined until the first page came. */
  items: readonly T[] | undefined;
  failure: ClientErrorCode | undefined;
  hasMore: boolean;
  isBusy: boolean;
  more(): void;
  reload(): void;
}

/**
 * @param key what the list is of: another key begins anew
 * @param fetchPage one page, from a cursor on
 */
export function usePages<T>(key: string, fetchPage: (cursor: string | undefined) => Promise<Page<T>>): Pages<T> {
  const [state, setState] = useState<{ key: string; items?: readonly T[]; next?: string; failure?: ClientErrorCode }>({
    key,
  });
  const [isBusy, setBusy] = useState(false);
  const latest = useRef({ key, fetchPage });
  latest.current = { key, fetchPage };

  const load = useCallback((cursor: string | undefined) => {
    const asked = latest.current;
    setBusy(true);
    const settle = (change: (known: readonly T[]) => typeof state) => {
      if (latest.current.key !== asked.key) return;
      setBusy(false);
      setState((known) => change(known.key === asked.key ? (known.items ?? []) : []));
    };
    asked.fetchPage(cursor).then(
      ({ items, nextCursor }) =>
        settle((known) => ({
          key: asked.key,
          items: cursor === undefined ? items : [...known, ...items],
          ...(nextCursor !== undefined && { next: nextCursor }),
        })),
      (error: unknown) =>
        settle((known) => ({
          key: asked.key,
          failure: failureCode(error),
          ...(cursor !== undefined && { items: known, next: cursor }),
        })),
    );
  }, []);

  useEffect(() => {
    setState((known) => (known.key === key ? known : { key }));
    load(undefined);
  }, [key, load]);

  useReturning(() => load(undefined));

  const shown = state.key === key ? state : { key };
  const { items, next, failure } = shown as typeof state;
  return {
    items,
    failure,
    isBusy,
    hasMore: next !== undefined,
    more: () => next !== undefined && !isBusy && load(next),
    reload: () => load(undefined),
  };
}
