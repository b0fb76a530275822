import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import type { BannerView } from '#contract/news';
import { ChannelTabs } from './channel-tabs.tsx';
import { EmergencyBanner } from './emergency-banner.tsx';
import { channelFeed, type FeedChannel } from './feed-source.ts';
import { HallEntries } from './hall-entries.tsx';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';

/** The first screen: what is urgent, the ways into the hall, and the timeline by channel. */
export function NewsFeed() {
  const [channel, setChannel] = useState<FeedChannel>('all');
  const feed = useFeed(channelFeed(channel));
  useTimelineGestures(feed);
  // Only the feed of everything brings the banner; it stays above the other channels.
  const banner = useRef<BannerView | undefined>(undefined);
  if (channel === 'all') banner.current = feed.state.banner;
  return (
    <>
      <View>
        <EmergencyBanner banner={banner.current} />
        <HallEntries />
      </View>
      <ChannelTabs selected={channel} onSelect={setChannel} />
      <PostTimeline feed={feed} empty={{ title: '这个栏目还没有内容', hint: '有新内容发布时会出现在这里。' }} />
    </>
  );
}
