import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { PostSummary } from '#contract/news';
import { failureCode } from '#platform/answer';
import { keepLastGood, recallLastGood } from '#platform/last-good';
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
  return openFeed(recallLastGood<FeedPage<Item>>(key));
}

function reduceFeeds<Item extends { id: string }>(
  feeds: AllFeeds<Item>,
  { key, event }: KeyedEvent<Item>,
): AllFeeds<Item> {
  return { ...feeds, [key]: reduceFeed(feeds[key] ?? openKept(key), event) };
}

export interface Feed<Item = PostSummary> {
  state: FeedState<Item>;
  refresh(): Promise<void>;
  /** Fetches the next page, unless one is under way or there is none. */
  extend(): void;
}

/** One timeline: shown at once from what the phone kept, then refreshed. Those that were shown before stay as they were. */
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

  const fetchFirst = useCallback(async (from: FeedSource<Item>) => {
    try {
      const page = await from.fetchPage();
      const asOf = new Date().toISOString();
      if (from.isKept) keepLastGood(from.key, page, asOf);
      dispatch({ key: from.key, event: { type: 'refreshed', page, asOf } });
    } catch (error) {
      dispatch({ key: from.key, event: { type: 'failed', code: failureCode(error) } });
    }
  }, []);

  useEffect(() => {
    const { state: opened, source: from } = current.current;
    if (from.key === key && opened.phase !== 'idle') void fetchFirst(from);
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
