/** The one site-wide emergency banner. It is kept in collection `posts`, above the feed, so that the first screen brings it along. */
export interface Banner {
  /** Stays while the same emergency is spoken of; with `revision` it is what a phone remembers as dismissed. */
  id: string;
  /** Counts from 1 with every change of the text: a changed banner is shown again. */
  revision: number;
  text: string;
  /** ISO 8601 UTC; shown from the one until before the other. */
  from: string;
  to: string;
  /** A post that says more. */
  postId?: string;
}

/** At most so many characters: what a driver takes in at a glance. */
export const BANNER_LENGTH = 90;

export const BANNER_ID = 'banner';

/** The banner's row among the posts; `status` is that of a post, so that one index range finds both. */
export interface BannerDocument {
  _id: typeof BANNER_ID;
  status: 'published' | 'withdrawn';
  feedKey: string;
  banner: Banner;
}

export function isBannerDue(banner: Banner, now: Date): boolean {
  return Date.parse(banner.from) <= now.getTime() && now.getTime() < Date.parse(banner.to);
}
