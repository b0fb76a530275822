import type { ChannelId } from '#domain/post';
import type { PostDocument } from '#domain/post-document';
import { collection, command } from '#functions/shared/database';

const posts = () => collection<PostDocument>('posts');

const SUMMARY = { _id: true, title: true, agency: true, channel: true, publishedAt: true, cover: true, feedKey: true };

export type PostSummaryDocument = Pick<PostDocument, keyof typeof SUMMARY>;

/** Published posts, newest first. `before` is the feed key of the last post that the reader has. */
export async function findPublished(wanted: {
  channel: ChannelId | undefined;
  before: string | undefined;
  limit: number;
}): Promise<PostSummaryDocument[]> {
  const found = await posts()
    .where({
      status: 'published',
      ...(wanted.channel !== undefined && { channel: wanted.channel }),
      ...(wanted.before !== undefined && { feedKey: command.lt(wanted.before) }),
    })
    .orderBy('feedKey', 'desc')
    .limit(wanted.limit)
    .field(SUMMARY)
    .get();
  return found.data;
}

export async function readPost(id: string): Promise<PostDocument | null> {
  const found = await posts().doc(id).get();
  return found.data;
}
