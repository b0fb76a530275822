import { StatePanel } from '#components/state-panel';
import { leavePage } from '#platform/navigation';
import type { FeedSource } from './feed-source.ts';
import { news } from './news-cloud.ts';
import { markedIds } from './phone-shelf.ts';
import { useReaderShelf, useShelfSync } from './reader-shelf.ts';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';

/** What one look-up takes. */
const PAGE = 20;

/** Posts by their ids, in this order; what was withdrawn meanwhile stands there still, and its page says why. */
function postsById(ids: readonly string[]): FeedSource {
  return {
    // The first page and how many there are: longer names would only fill the phone.
    key: `favourites:${ids.length}:${ids.slice(0, PAGE).join(',')}`,
    isKept: true,
    async fetchPage(cursor) {
      const start = Number(cursor ?? 0);
      const end = start + PAGE;
      const { posts, pictureBase } = await news('lookUpPosts', { ids: ids.slice(start, end) });
      return { posts, pictureBase, ...(end < ids.length && { nextCursor: String(end) }) };
    },
  };
}

function KeptPosts({ ids }: { ids: readonly string[] }) {
  const feed = useFeed(postsById(ids));
  useTimelineGestures(feed);
  return <PostTimeline feed={feed} empty={{ title: '收藏的内容已不存在', hint: '它们可能已被删除。' }} />;
}

/** The articles that a reader has kept, the latest first. */
export function Favourites() {
  useShelfSync({ onOpen: true });
  const ids = markedIds(useReaderShelf(), 'favourite');
  if (ids.length > 0) return <KeptPosts ids={ids} />;
  return (
    <StatePanel
      sign="empty"
      title="还没有收藏"
      hint="在文章末尾点“收藏”，就能在这里找到它。"
      action={{ label: '看看最新资讯', run: leavePage }}
    />
  );
}
