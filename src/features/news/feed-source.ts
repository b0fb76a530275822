import type { ChannelId } from '#domain/post';
import type { SnapshotName } from '#domain/snapshot';
import type { FeedPage } from './feed-state.ts';
import { news } from './news-cloud.ts';

/** Where a timeline's pages come from. */
export interface FeedSource<Item = FeedPage['posts'][number]> {
  /** Names the timeline on this phone; the same key is the same timeline. Its first page is kept under it for the next time. */
  key: string;
  /** Whether the reader waits for a change of it, so that even a minute's age is too old. */
  isAwaited?: boolean;
  /** The snapshot that holds its first page, where one does. */
  snapshot?: SnapshotName;
  /** The first page, or the one after a cursor. */
  fetchPage(cursor?: string): Promise<FeedPage<Item>>;
}

type Selection = { channel: ChannelId } | { agencies: string[] } | { region: string } | Record<never, never>;

function timeline(key: string, selection: Selection): FeedSource {
  return {
    key: `feed:${key}`,
    fetchPage: (cursor) => news('listPosts', { ...selection, ...(cursor !== undefined && { cursor }) }),
  };
}

export type FeedChannel = ChannelId | 'all';

export function channelFeed(channel: FeedChannel): FeedSource {
  return channel === 'all' ? { ...timeline(channel, {}), snapshot: 'news' } : timeline(channel, { channel });
}

/** What these agencies publish; at most fifty. */
export function agenciesFeed(agencies: string[]): FeedSource {
  return timeline(`agencies:${[...agencies].sort().join(',')}`, { agencies });
}

/** What is heard in a region: its agencies, those within it, and those above it. */
export function regionFeed(region: string): FeedSource {
  return timeline(`region:${region}`, { region });
}

/** Posts that cite an article of a law. */
export function articleFeed(law: string, article: string): FeedSource {
  return {
    key: `feed:law:${law}#${article}`,
    fetchPage: (cursor) => news('listPostsOfArticle', { law, article, ...(cursor !== undefined && { cursor }) }),
  };
}
