import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { StaleNotice } from '#components/stale-notice';
import { FailurePanel, StatePanel } from '#components/state-panel';
import { failureWords } from '#domain/failure-words';
import { usePullDownRefresh, useReachBottom } from '#platform/lifecycle';
import { endPullDownRefresh } from '#platform/navigation';
import { PostList, PostListSkeleton } from './post-list.tsx';
import type { Feed } from './use-feed.ts';
import './timeline.scss';

function TimelineEnd<Item>({ feed }: { feed: Feed<Item> }) {
  const { nextCursor, failure } = feed.state;
  if (nextCursor === undefined) return <View className="feed__end">已经到底了</View>;
  if (failure !== undefined) {
    return (
      <View className="feed__end feed__end--retry" ariaRole="button" onClick={feed.extend}>
        {`${failureWords(failure).title}，点此继续加载`}
      </View>
    );
  }
  // Reaching it is what fetches the next page: words that change then would cost the view an update of their own.
  return <View className="feed__end">正在加载更多…</View>;
}

interface Props<Item> {
  feed: Feed<Item>;
  /** What is said where nothing was published. */
  empty: { title: string; hint: string };
  /** Draws one page; given the same items again it must draw nothing. */
  drawPage(items: readonly Item[], pictureBase: string): ReactNode;
}

function TimelineBody<Item extends { id: string }>({ feed, empty, drawPage }: Props<Item>) {
  const { state, refresh } = feed;
  const { pages, pictureBase, phase, failure, asOf } = state;
  const isEmpty = pages.flat().length === 0;
  if (isEmpty && !asOf) {
    if (!failure) return <PostListSkeleton />;
    return <FailurePanel failure={failure} onRetry={refresh} />;
  }
  return (
    <>
      <StaleNotice failure={phase === 'extending' ? undefined : failure} asOf={asOf} onRetry={refresh} />
      {/* Pages only ever come at the end of this view: Taro sends a child that is appended alone, an inserted one with all its siblings. */}
      <View>{pages.map((page) => drawPage(page, pictureBase))}</View>
      {isEmpty ? <StatePanel sign="empty" {...empty} /> : <TimelineEnd feed={feed} />}
    </>
  );
}

/**
 * A list that continues at its end, in any state that a reader can meet it in. All of its states stand in one view, so
 * that a change from one to the next sends that view and not the screen around it.
 */
export function Timeline<Item extends { id: string }>(props: Props<Item>) {
  return (
    <View>
      <TimelineBody {...props} />
    </View>
  );
}

/** A timeline of posts. */
export function PostTimeline(props: Omit<Props<Parameters<typeof PostList>[0]['posts'][number]>, 'drawPage'>) {
  return (
    <Timeline
      {...props}
      drawPage={(posts, pictureBase) => (
        <PostList key={posts[0]?.id ?? 'none'} posts={posts} pictureBase={pictureBase} />
      )}
    />
  );
}

/** Pulling the page down fetches the timeline anew, reaching its end the next page. */
export function useTimelineGestures<Item>(feed: Feed<Item>): void {
  usePullDownRefresh(() => void feed.refresh().finally(endPullDownRefresh));
  useReachBottom(feed.extend);
}
