import type { SearchHit } from '#contract/news';
import type { FeedSource } from './feed-source.ts';
import { news } from './news-cloud.ts';

const FIRST = 20;
/** The contract's most. A ranking has no position to continue from: more of it is asked for as a whole, and what is known left out. */
const ALL = 50;

/** Under which key the phone keeps what was found. */
export const searchKey = (query: string) => `search:${query}`;

/** Posts that answer a query, best first, as a list that continues once. */
export function searchSource(query: string): FeedSource<SearchHit> {
  return {
    key: searchKey(query),
    async fetchPage(cursor) {
      const limit = cursor === undefined ? FIRST : ALL;
      const { hits, pictureBase } = await news('searchPosts', { query, limit });
      const hasMore = limit === FIRST && hits.length === FIRST;
      return { posts: hits, pictureBase, ...(hasMore && { nextCursor: 'all' }) };
    },
  };
}
