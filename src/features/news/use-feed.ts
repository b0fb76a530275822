import { useCallback, useEffect, useReducer, useRef } from 'react';
import { AppError } from '#domain/app-error';
import type { ChannelId } from '#domain/post';
import { keepLastGood, recallLastGood } from '#platform/last-good';
import { type FeedEvent, type FeedPage, type FeedState, openFeed, reduceFeed } from './feed-state.ts';
import { news } from './news-cloud.ts';

export type FeedChannel = ChannelId | 'all';

interface AllFeeds {
  [channel: string]: FeedState;
}

function reduceFeeds(feeds: AllFeeds, { channel, event }: { channel: FeedChannel; event: FeedEvent }): AllFeeds {
  return { ...feeds, [channel]: reduceFeed(feeds[channel] ?? openChannel(channel), event) };
}

function openChannel(channel: FeedChannel): FeedState {
  return openFeed(recallLastGood<FeedPage>(`feed:${channel}`));
}

function fetchPage(channel: FeedChannel, cursor?: string): Promise<FeedPage> {
  return news('listPosts', {
    ...(channel !== 'all' && { channel }),
    ...(cursor !== undefined && { cursor }),
  });
}

export interface Feed {
  state: FeedState;
  refresh(): Promise<void>;
  /** Fetches the next page, unless one is under way or there is none. */
  extend(): void;
}

/** The feed of one channel: shown at once from what the phone kept, then refreshed. The feeds of other channels stay as they were. */
export function useFeed(channel: FeedChannel): Feed {
  const [feeds, dispatch] = useReducer(reduceFeeds, channel, (first) => ({ [first]: openChannel(first) }));
  const state = feeds[channel] ?? openChannel(channel);
  const current = useRef(state);
  current.current = state;

  const refresh = useCallback(async () => {
    try {
      const page = await fetchPage(channel);
      const asOf = new Date().toISOString();
      keepLastGood(`feed:${channel}`, page, asOf);
      dispatch({ channel, event: { type: 'refreshed', page, asOf } });
    } catch (error) {
      dispatch({ channel, event: { type: 'failed', code: codeOf(error) } });
    }
  }, [channel]);

  useEffect(() => {
    if (current.current.phase !== 'idle') void refresh();
  }, [refresh]);

  const extend = useCallback(() => {
    const { phase, nextCursor } = current.current;
    if (phase !== 'idle' || nextCursor === undefined) return;
    dispatch({ channel, event: { type: 'extend' } });
    fetchPage(channel, nextCursor).then(
      (page) => dispatch({ channel, event: { type: 'extended', page, after: nextCursor } }),
      (error) => dispatch({ channel, event: { type: 'failed', code: codeOf(error) } }),
    );
  }, [channel]);

  const retry = useCallback(async () => {
    dispatch({ channel, event: { type: 'refresh' } });
    await refresh();
  }, [channel, refresh]);

  return { state, refresh: retry, extend };
}

function codeOf(error: unknown) {
  return error instanceof AppError ? error.code : 'unavailable';
}
