import { pictureAddress } from '#domain/picture-address';
import type { ChannelId } from '#domain/post';

/** Our own card of a kind, in the package: 5:4, there without a network. See scripts/draw-share-cards.ts. */
export function shareCard(kind: ChannelId | 'agency' | 'answers'): string {
  return `/pages/news/cards/${kind}.png`;
}

/** WeChat's card takes PNG and JPEG; addresses of its own pictures say their kind in the query. */
function isTaken(address: string): boolean {
  return !/\.(webp|gif|svg|avif)([?#]|$)|wx_fmt=(gif|svg|webp)/i.test(address);
}

/** The picture that a post is sent with: its cover where WeChat can show that, else the card of its channel. */
export function postCard(post: { cover?: string | undefined; channel: ChannelId }, pictureBase: string): string {
  const cover = pictureAddress(post.cover, pictureBase);
  return cover !== undefined && isTaken(cover) ? cover : shareCard(post.channel);
}
