import type { BannerView, PostSummary } from '#contract/news';
import type { ClientErrorCode } from '#domain/app-error';

/** One timeline as a reader has it. Pages are kept apart: a page that stands is not drawn again when the next one comes. */
export interface FeedState<Item = PostSummary> {
  pages: readonly (readonly Item[])[];
  nextCursor?: string | undefined;
  pictureBase: string;
  banner?: BannerView | undefined;
  /** When the first page was fetched; undefined until there is one. */
  asOf?: string | undefined;
  /** `opening`: nothing to show yet; `refreshing`: showing what was kept; `extending`: fetching the next page. */
  phase: 'opening' | 'refreshing' | 'extending' | 'idle';
  failure?: ClientErrorCode | undefined;
}

export interface FeedPage<Item = PostSummary> {
  posts: Item[];
  nextCursor?: string | undefined;
  pictureBase: string;
  /** Stands above the timeline of everything while there is an emergency. */
  banner?: BannerView | undefined;
}

export type FeedEvent<Item = PostSummary> =
  | { type: 'opened' }
  | { type: 'refresh' }
  | { type: 'refreshed'; page: FeedPage<Item>; asOf: string }
  | { type: 'extend' }
  | { type: 'extended'; page: FeedPage<Item>; after: string }
  | { type: 'failed'; code: ClientErrorCode };

interface Identified {
  id: string;
}

/** A timeline that has not been looked at, or what was kept of it; what is of now needs no refreshing. */
export function openFeed<Item = PostSummary>(
  kept?: { answer: FeedPage<Item>; asOf: string },
  isOfNow = false,
): FeedState<Item> {
  if (kept === undefined) return { pages: [], pictureBase: '', phase: 'opening' };
  const { posts, nextCursor, pictureBase, banner } = kept.answer;
  return { pages: [posts], nextCursor, pictureBase, banner, asOf: kept.asOf, phase: isOfNow ? 'idle' : 'refreshing' };
}

/** Posts may move into a later page when something is published meanwhile; each is shown once. */
function withoutKnown<Item extends Identified>(posts: Item[], pages: FeedState<Item>['pages']): Item[] {
  const known = new Set(pages.flat().map((post) => post.id));
  return posts.filter((post) => !known.has(post.id));
}

function sameFirstPage<Item>(state: FeedState<Item>, page: FeedPage<Item>): boolean {
  return JSON.stringify(state.pages[0]) === JSON.stringify(page.posts);
}

export function reduceFeed<Item extends Identified>(state: FeedState<Item>, event: FeedEvent<Item>): FeedState<Item> {
  switch (event.type) {
    case 'opened':
      return state;
    case 'refresh':
      return { ...state, phase: state.pages.length === 0 ? 'opening' : 'refreshing', failure: undefined };
    case 'refreshed': {
      const { page, asOf } = event;
      // Nothing new: the pages that stand keep their identity, so that nothing is drawn again.
      const { posts, nextCursor, pictureBase, banner } = page;
      if (sameFirstPage(state, page)) return { ...state, banner, asOf, phase: 'idle', failure: undefined };
      return { pages: [posts], nextCursor, pictureBase, banner, asOf, phase: 'idle' };
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
