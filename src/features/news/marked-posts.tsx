import { FailurePanel, StatePanel } from '#components/state-panel';
import { leavePage } from '#platform/navigation';
import type { FeedSource } from './feed-source.ts';
import { news } from './news-cloud.ts';
import { type ShelfSync, useReaderShelf } from './reader-shelf.ts';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';

/** What one look-up takes. */
const PAGE = 20;

/** Posts by their ids, in this order; what was withdrawn meanwhile stands there still, and its page says why. */
function postsById(name: string, ids: readonly string[]): FeedSource {
  return {
    // The first page and how many there are: longer names would only fill the phone.
    key: `${name}:${ids.length}:${ids.slice(0, PAGE).join(',')}`,
    async fetchPage(cursor) {
      const start = Number(cursor ?? 0);
      const end = start + PAGE;
      const { posts, pictureBase } = await news('lookUpPosts', { ids: ids.slice(start, end) });
      return { posts, pictureBase, ...(end < ids.length && { nextCursor: String(end) }) };
    },
  };
}

interface Props {
  /** Names the list on this phone. */
  name: string;
  ids: readonly string[];
  empty: { title: string; hint: string };
}

/** Posts that a reader has marked, the latest first. */
export function MarkedPosts({ name, ids, empty }: Props) {
  const feed = useFeed(postsById(name, ids));
  useTimelineGestures(feed);
  return <PostTimeline feed={feed} empty={empty} />;
}

/** What stands where nothing is marked. A phone that has never met the cloud doesn't know that, and says why. */
export function NoMarks({ sync: { failure, retry }, title, hint }: { sync: ShelfSync; title: string; hint: string }) {
  const isKnown = useReaderShelf().revision > 0;
  if (failure !== undefined && !isKnown) return <FailurePanel failure={failure} onRetry={retry} />;
  return <StatePanel sign="empty" title={title} hint={hint} action={{ label: '看看最新资讯', run: leavePage }} />;
}
