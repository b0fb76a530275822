import type { PostSummary } from '#contract/news';
import type { ClientErrorCode } from '#domain/app-error';

/** One channel's feed as a reader has it. Pages are kept apart: a page that stands is not drawn again when the next one comes. */
export interface FeedState {
  pages: readonly (readonly PostSummary[])[];
  nextCursor?: string | undefined;
  pictureBase: string;
  /** When the first page was fetched; undefined until there is one. */
  asOf?: string | undefined;
  /** `opening`: nothing to show yet; `refreshing`: showing what was kept; `extending`: fetching the next page. */
  phase: 'opening' | 'refreshing' | 'extending' | 'idle';
  failure?: ClientErrorCode | undefined;
}

export interface FeedPage {
  posts: PostSummary[];
  nextCursor?: string | undefined;
  pictureBase: string;
}

export type FeedEvent =
  | { type: 'refresh' }
  | { type: 'refreshed'; page: FeedPage; asOf: string }
  | { type: 'extend' }
  | { type: 'extended'; page: FeedPage; after: string }
  | { type: 'failed'; code: ClientErrorCode };

/** A feed that has not been looked at, or what was kept of it. */
export function openFeed(kept?: { answer: FeedPage; asOf: string }): FeedState {
  if (kept === undefined) return { pages: [], pictureBase: '', phase: 'opening' };
  const { posts, nextCursor, pictureBase } = kept.answer;
  return { pages: [posts], nextCursor, pictureBase, asOf: kept.asOf, phase: 'refreshing' };
}

/** Posts may move into a later page when something is published meanwhile; each is shown once. */
function withoutKnown(posts: PostSummary[], pages: FeedState['pages']): PostSummary[] {
  const known = new Set(pages.flat().map((post) => post.id));
  return posts.filter((post) => !known.has(post.id));
}

function sameFirstPage(state: FeedState, page: FeedPage): boolean {
  return JSON.stringify(state.pages[0]) === JSON.stringify(page.posts);
}

export function reduceFeed(state: FeedState, event: FeedEvent): FeedState {
  switch (event.type) {
    case 'refresh':
      return { ...state, phase: state.pages.length === 0 ? 'opening' : 'refreshing', failure: undefined };
    case 'refreshed': {
      const { page, asOf } = event;
      // Nothing new: the pages that stand keep their identity, so that nothing is drawn again.
      if (sameFirstPage(state, page)) return { ...state, asOf, phase: 'idle', failure: undefined };
      return { pages: [page.posts], nextCursor: page.nextCursor, pictureBase: page.pictureBase, asOf, phase: 'idle' };
    }
    case 'extend':
      return { ...state, phase: 'extending', failure: undefined };
    case 'extended': {
      // The feed was refreshed while this page was under way: it continues something that is no longer there.
      if (state.nextCursor !== event.after) return state;
      const fresh = withoutKnown(event.page.posts, state.pages);
      return { ...state, pages: [...state.pages, fresh], nextCursor: event.page.nextCursor, phase: 'idle' };
    }
    case 'failed':
      return { ...state, phase: 'idle', failure: event.code };
  }
}
