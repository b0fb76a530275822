import type { LawReference } from './law.ts';
import type { ChannelId, Platform, PostBlock } from './post.ts';

/** Another place where the same notice was published, merged into the post that came first. */
export interface OtherSource {
  /** The merged post's id. */
  postId: string;
  platform: Platform;
  sourceName: string;
  publishedAt: string;
  url?: string;
}

/** What readers did, folded in by a job; a little behind the truth. */
export interface PostCounters {
  views: number;
  likes: number;
  shares: number;
}

/** A citation with the law's short title, which a reader sees. */
export interface CitedLaw extends LawReference {
  title: string;
}

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
  /** See `feedKey`; that of a pinned post stands above all times. */
  feedKey: string;
  /** `merged`: the same notice stands elsewhere, as `duplicateOf`. */
  status: 'published' | 'withdrawn' | 'merged';
  /** Counts from 1. */
  revision: number;
  updatedAt?: string;
  updateNote?: string;
  withdrawnAt?: string;
  withdrawReason?: string;
  /** Digest of what the source said; another one means another revision. */
  contentHash: string;
  /** See `placeKeys`. */
  places: string[];
  /** Search terms of title, digest and body. */
  terms: string[];
  laws?: CitedLaw[];
  /** See `lawKey`. */
  lawKeys: string[];
  duplicateOf?: string;
  alsoAt?: OtherSource[];
  /** Until when it stands at the top; absent where it doesn't. */
  pinnedUntil?: string;
  counters?: PostCounters;
}

/** What a source, or an editor, says of a post; the rest of the document is what became of it here. */
export type PostContent = Omit<
  PostDocument,
  | 'feedKey'
  | 'status'
  | 'revision'
  | 'updatedAt'
  | 'updateNote'
  | 'withdrawnAt'
  | 'withdrawReason'
  | 'duplicateOf'
  | 'alsoAt'
  | 'pinnedUntil'
  | 'counters'
>;
