/**
 * Position of a post in a feed: its time, then its id, as one text that sorts in the order in which posts are read.
 * One field, one index, one range: a page needs no skip and stays stable while new posts arrive.
 */
export function feedKey(publishedAt: string, id: string): string {
  return `${publishedAt}~${id}`;
}
