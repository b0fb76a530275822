import { useShareAppMessage, useShareTimeline } from '@tarojs/taro';

/** What a friend gets: a page of ours, under a title, with a 5:4 picture where there is one. */
export interface ShareCard {
  title: string;
  path: string;
  query: string;
  imageUrl?: string;
}

/** Whether a button may send the page's card (`openType="share"`): a browser has nobody to send it to. */
export const canSendCards = process.env.TARO_ENV === 'weapp';

/**
 * Lets a page be sent to a friend and to Moments. The page's config must also say `enableShareAppMessage` and
 * `enableShareTimeline`: Taro doesn't find the hooks behind this function.
 */
export function useSharing(card: () => ShareCard): void {
  useShareAppMessage(() => {
    const { title, path, query, imageUrl } = card();
    return { title, path: `${path}?${query}`, ...(imageUrl !== undefined && { imageUrl }) };
  });
  // Moments takes the page itself; only the query can be said.
  useShareTimeline(() => {
    const { title, query, imageUrl } = card();
    return { title, query, ...(imageUrl !== undefined && { imageUrl }) };
  });
}
