import { BANNER_ID, type Banner, type BannerDocument, isBannerDue } from '#domain/banner';
import { PINNED_FROM } from '#domain/feed-key';
import type { PostDocument } from '#domain/post-document';
import type { RevisionDocument } from '#domain/revision';
import { collection, command } from '#functions/shared/database';

const posts = () => collection<PostDocument>('posts');

/** The fields that a list shows. */
export const SUMMARY = {
  _id: true,
  title: true,
  agency: true,
  channel: true,
  publishedAt: true,
  cover: true,
  feedKey: true,
  pinnedUntil: true,
} as const;

export type PostSummaryDocument = Pick<PostDocument, keyof typeof SUMMARY>;

/** The ways in which a feed is asked for; each has its index, with `status` before it and `feedKey` after it. */
export type FeedSelection = Partial<
  Record<'channel' | 'agencyId' | 'places' | 'lawKeys', string | ReturnType<typeof command.in>>
>;

/** A stretch of a feed: newest first, what is pinned before that. */
export interface FeedRows {
  posts: PostSummaryDocument[];
  /** What the reader has then, for the next stretch; absent at the end. */
  last?: string;
  /** The emergency banner, which stands above the feed of everything. */
  banner?: Banner;
}

/**
 * Published posts below a feed key (or from the top), in one request of an index. One row more than asked for tells
 * whether there is a next page, without a count.
 */
export async function readFeed(
  selection: FeedSelection,
  { before, limit, now }: { before: string | undefined; limit: number; now: Date },
): Promise<FeedRows> {
  const found = await posts()
    .where({ status: 'published', ...selection, ...(before !== undefined && { feedKey: command.lt(before) }) })
    .orderBy('feedKey', 'desc')
    .limit(limit + 1)
    .field({ ...SUMMARY, banner: true } as typeof SUMMARY)
    .get();
  const rows = found.data.slice(0, limit) as (PostSummaryDocument | BannerDocument)[];
  const banner = rows.flatMap((row) => ('banner' in row ? row.banner : []))[0];
  const last = found.data.length > limit ? rows.at(-1)?.feedKey : undefined;
  return {
    posts: rows.filter((row) => !('banner' in row)) as PostSummaryDocument[],
    ...(last !== undefined && { last }),
    ...(banner !== undefined && isBannerDue(banner, now) && { banner }),
  };
}

export async function readPost(id: string): Promise<PostDocument | null> {
  const found = await posts().doc(id).get();
  // The banner's row is no post, whatever its id is asked for.
  return found.data === null || id === BANNER_ID ? null : found.data;
}

export async function readBanner(now: Date): Promise<Banner | undefined> {
  const found = await collection<BannerDocument>('posts').doc(BANNER_ID).get();
  if (found.data === null || found.data.status !== 'published') return undefined;
  return isBannerDue(found.data.banner, now) ? found.data.banner : undefined;
}

const FOUND = { ...SUMMARY, status: true, duplicateOf: true } as const;

export type FoundPost = Pick<PostDocument, keyof typeof FOUND>;

/** Posts by id, in any state. */
export async function readPosts(ids: readonly string[]): Promise<FoundPost[]> {
  const wanted = ids.filter((id) => id !== BANNER_ID);
  const found = await posts()
    .where({ _id: command.in(wanted) })
    .limit(Math.max(wanted.length, 1))
    .field(FOUND)
    .get();
  return found.data;
}

/** The post of a channel that stands next to a position, on its newer or older side. */
export async function readNeighbour(
  channel: string,
  position: string,
  side: 'newer' | 'older',
): Promise<PostSummaryDocument | undefined> {
  const found = await posts()
    .where({
      status: 'published',
      channel,
      feedKey: side === 'older' ? command.lt(position) : command.gt(position).and(command.lt(PINNED_FROM)),
    })
    .orderBy('feedKey', side === 'older' ? 'desc' : 'asc')
    .limit(1)
    .field(SUMMARY)
    .get();
  return found.data[0];
}

/** The latest changes of a post, latest first; a post that changes more often has a trail that nobody reads to its end. */
const MAX_REVISIONS = 50;

export async function readRevisions(postId: string): Promise<RevisionDocument[]> {
  const found = await collection<RevisionDocument>('revisions')
    .where({ postId })
    .orderBy('revision', 'desc')
    .limit(MAX_REVISIONS)
    .get();
  return found.data;
}
