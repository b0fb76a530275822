import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { PostSummary } from '#contract/news';
import { failureCode } from '#platform/answer';
import { isOfNow, keepLastGood, type LastGood, recallLastGood } from '#platform/last-good';
import { takePrefetched } from '#platform/prefetch';
import { readFirstPage } from '#platform/snapshots';
import type { FeedSource } from './feed-source.ts';
import { type FeedEvent, type FeedPage, type FeedState, openFeed, reduceFeed } from './feed-state.ts';

interface AllFeeds<Item> {
  [key: string]: FeedState<Item>;
}

interface KeyedEvent<Item> {
  key: string;
  event: FeedEvent<Item>;
}

function openKept<Item>(key: string): FeedState<Item> {
  const kept = recallLastGood<FeedPage<Item>>(key);
  return openFeed(kept, kept !== undefined && isOfNow(kept));
}

function reduceFeeds<Item extends { id: string }>(
  feeds: AllFeeds<Item>,
  { key, event }: KeyedEvent<Item>,
): AllFeeds<Item> {
  const next = reduceFeed(feeds[key] ?? openKept<Item>(key), event);
  return feeds[key] === next ? feeds : { ...feeds, [key]: next };
}

export interface Feed<Item = PostSummary> {
  state: FeedState<Item>;
  refresh(): Promise<void>;
  /** Fetches the next page, unless one is under way or there is none. */
  extend(): void;
}

/** One timeline: shown at once from what the phone kept, then refreshed unless that is of now. Those that were shown before stay as they were. */
export function useFeed<Item extends { id: string } = PostSummary>(source: FeedSource<Item>): Feed<Item> {
  const { key } = source;
  const [feeds, dispatch] = useReducer(
    reduceFeeds<Item>,
    key,
    (first): AllFeeds<Item> => ({ [first]: openKept(first) }),
  );
  const state = feeds[key] ?? openKept<Item>(key);
  const current = useRef({ state, source });
  current.current = { state, source };

  const fetchFirst = useCallback(
    async (from: FeedSource<Item>, ahead?: Promise<LastGood<FeedPage<Item>> | undefined>) => {
      try {
        const { answer: page, asOf } =
          (await ahead) ?? (await readFirstPage(from.snapshot, from.key, () => from.fetchPage()));
        if (from.isKept) keepLastGood(from.key, page, asOf);
        dispatch({ key: from.key, event: { type: 'refreshed', page, asOf } });
      } catch (error) {
        dispatch({ key: from.key, event: { type: 'failed', code: failureCode(error) } });
      }
    },
    [],
  );

  useEffect(() => {
    const { state: opened, source: from } = current.current;
    // WeChat may have fetched it while the app was starting.
    if (opened.phase !== 'idle') void fetchFirst(from, takePrefetched(from.key));
    else dispatch({ key, event: { type: 'opened' } });
  }, [key, fetchFirst]);

  const extend = useCallback(() => {
    const { state: shown, source: from } = current.current;
    const { phase, nextCursor } = shown;
    if (phase !== 'idle' || nextCursor === undefined) return;
    dispatch({ key: from.key, event: { type: 'extend' } });
    from.fetchPage(nextCursor).then(
      (page) => dispatch({ key: from.key, event: { type: 'extended', page, after: nextCursor } }),
      (error) => dispatch({ key: from.key, event: { type: 'failed', code: failureCode(error) } }),
    );
  }, []);

  const refresh = useCallback(async () => {
    const { source: from } = current.current;
    dispatch({ key: from.key, event: { type: 'refresh' } });
    await fetchFirst(from);
  }, [fetchFirst]);

  return { state, refresh, extend };
}
