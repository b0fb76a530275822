import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { PostSummary } from '#contract/news';
import { failureCode } from '#platform/answer';
import { isOfNow, keepLastGood, type LastGood, recallLastGood } from '#platform/last-good';
import { useLateReturn } from '#platform/leaving';
import { takePrefetched } from '#platform/prefetch';
import { readFirstPage } from '#platform/snapshots';
import type { FeedSource } from './feed-source.ts';
import { type FeedEvent, type FeedPage, type FeedState, openFeed, reduceFeed } from './feed-state.ts';

interface AllFeeds<Item> {
  [key: string]: FeedState<Item>;
}

interface EventOfFeed<Item> {
  source: FeedSource<Item>;
  event: FeedEvent<Item>;
}

function openKept<Item>({ key, isAwaited }: FeedSource<Item>): FeedState<Item> {
  const kept = recallLastGood<FeedPage<Item>>(key);
  return openFeed(kept, !isAwaited && kept !== undefined && isOfNow(kept));
}

function reduceFeeds<Item extends { id: string }>(
  feeds: AllFeeds<Item>,
  { source, event }: EventOfFeed<Item>,
): AllFeeds<Item> {
  const { key } = source;
  const next = reduceFeed(feeds[key] ?? openKept(source), event);
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
    source,
    (first): AllFeeds<Item> => ({ [first.key]: openKept(first) }),
  );
  const state = feeds[key] ?? openKept(source);
  const current = useRef({ state, source });
  current.current = { state, source };

  const fetchFirst = useCallback(
    async (from: FeedSource<Item>, ahead?: Promise<LastGood<FeedPage<Item>> | undefined>) => {
      try {
        const { answer: page, asOf } =
          (await ahead) ?? (await readFirstPage(from.snapshot, from.key, () => from.fetchPage()));
        keepLastGood(from.key, page, asOf);
        dispatch({ source: from, event: { type: 'refreshed', page, asOf } });
      } catch (error) {
        dispatch({ source: from, event: { type: 'failed', code: failureCode(error) } });
      }
    },
    [],
  );

  useEffect(() => {
    const { state: opened, source: from } = current.current;
    if (from.key !== key) return;
    // WeChat may have fetched it while the app was starting.
    if (opened.phase !== 'idle') void fetchFirst(from, takePrefetched(from.key));
    else dispatch({ source: from, event: { type: 'opened' } });
  }, [key, fetchFirst]);

  const extend = useCallback(() => {
    const { state: shown, source: from } = current.current;
    const { phase, nextCursor } = shown;
    if (phase !== 'idle' || nextCursor === undefined) return;
    dispatch({ source: from, event: { type: 'extend' } });
    from.fetchPage(nextCursor).then(
      (page) => dispatch({ source: from, event: { type: 'extended', page, after: nextCursor } }),
      (error) => dispatch({ source: from, event: { type: 'failed', code: failureCode(error) } }),
    );
  }, []);

  const refresh = useCallback(async () => {
    const { source: from } = current.current;
    dispatch({ source: from, event: { type: 'refresh' } });
    await fetchFirst(from);
  }, [fetchFirst]);

  useLateReturn({ asOf: state.asOf, isFarDown: state.pages.length > 1 }, () => {
    if (current.current.state.phase === 'idle') void refresh();
  });

  return { state, refresh, extend };
}
