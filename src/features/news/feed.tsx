import { View } from '@tarojs/components';
import { useState } from 'react';
import { StatePanel } from '#components/state-panel';
import { clockTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import { usePullDownRefresh, useReachBottom } from '#platform/lifecycle';
import { endPullDownRefresh } from '#platform/navigation';
import { ChannelTabs } from './channel-tabs.tsx';
import type { FeedState } from './feed-state.ts';
import { PostList, PostListSkeleton } from './post-list.tsx';
import { type Feed, type FeedChannel, useFeed } from './use-feed.ts';
import './feed.scss';

/** The line above a feed that is not of now: why, and of when it is. */
function StaleNotice({ state, onRetry }: { state: FeedState; onRetry(): void }) {
  if (state.failure === undefined || state.asOf === undefined || state.phase === 'extending') return null;
  return (
    <View className="feed__notice" onClick={onRetry}>
      {`${failureWords(state.failure).title}，显示 ${clockTime(state.asOf, new Date())} 的内容 · 点此重试`}
    </View>
  );
}

function FeedEnd({ feed }: { feed: Feed }) {
  const { nextCursor, phase, failure } = feed.state;
  if (nextCursor === undefined) return <View className="feed__end">已经到底了</View>;
  if (failure !== undefined) {
    return (
      <View className="feed__end feed__end--retry" onClick={feed.extend}>
        {`${failureWords(failure).title}，点此继续加载`}
      </View>
    );
  }
  return <View className="feed__end">{phase === 'extending' ? '正在加载…' : '上滑加载更多'}</View>;
}

function FeedBody({ feed }: { feed: Feed }) {
  const { state, refresh } = feed;
  const posts = state.pages.reduce((sum, page) => sum + page.length, 0);
  if (posts > 0) {
    return (
      <>
        <StaleNotice state={state} onRetry={refresh} />
        {/* Pages only ever come at the end of this view: Taro sends a child that is appended alone, an inserted one with all its siblings. */}
        <View>
          {state.pages.map((page) => (
            <PostList key={page[0]?.id ?? 'none'} posts={page} pictureBase={state.pictureBase} />
          ))}
        </View>
        <FeedEnd feed={feed} />
      </>
    );
  }
  if (state.failure !== undefined) {
    const words = failureWords(state.failure);
    const sign = state.failure === 'offline' ? 'offline' : 'failed';
    return <StatePanel sign={sign} {...words} action={{ label: '重试', run: refresh }} />;
  }
  if (state.asOf === undefined) return <PostListSkeleton />;
  return <StatePanel sign="empty" title="这个栏目还没有内容" hint="有新内容发布时会出现在这里。" />;
}

/** The publishing hall's timeline, by channel. */
export function NewsFeed() {
  const [channel, setChannel] = useState<FeedChannel>('all');
  const feed = useFeed(channel);
  usePullDownRefresh(() => void feed.refresh().finally(endPullDownRefresh));
  useReachBottom(feed.extend);
  return (
    <>
      <ChannelTabs selected={channel} onSelect={setChannel} />
      <FeedBody feed={feed} />
    </>
  );
}
