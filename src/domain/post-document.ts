import type { ChannelId, Platform, PostBlock } from './post.ts';

/** A post as the database keeps it, in collection `posts`. */
export interface PostDocument {
  /** `postId(sourceId, externalId)`: the same notice always lands on the same document. */
  _id: string;
  sourceId: string;
  sourceName: string;
  platform: Platform;
  externalId: string;
  agencyId?: string;
  /** Name of the agency as the feed shows it; kept here so that a feed costs one query. */
  agency: string;
  channel: ChannelId;
  title: string;
  digest: string;
  cover?: string;
  url?: string;
  blocks: PostBlock[];
  /** The body without markup, for search. */
  text: string;
  publishedAt: string;
  /** See `feedKey`. */
  feedKey: string;
  status: 'published' | 'withdrawn';
  /** Counts from 1. */
  revision: number;
  updatedAt?: string;
  updateNote?: string;
  withdrawnAt?: string;
  withdrawReason?: string;
  /** Digest of what the source said; another one means another revision. */
  contentHash: string;
}
