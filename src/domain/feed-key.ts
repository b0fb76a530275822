/**
 * Position of a post in a feed: its time, then its id, as one text that sorts in the order in which posts are read.
 * One field, one index, one range: a page needs no skip and stays stable while new posts arrive.
 */
export function feedKey(publishedAt: string, id: string): string {
  return `${publishedAt}~${id}`;
}

/** Keys from here on stand above every time: `~` comes after the digits. */
export const PINNED_FROM = '~';

/** A pinned post stands above the feed, in the same index, so that the first page stays one request. */
export function pinnedFeedKey(publishedAt: string, id: string): string {
  return `${PINNED_FROM}${feedKey(publishedAt, id)}`;
}

/** The emergency banner stands above everything. */
export const BANNER_FEED_KEY = '~~banner';
