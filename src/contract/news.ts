import * as v from 'valibot';
import { CHANNEL_IDS, PLATFORMS } from '#domain/post';
import type { Contract } from './action.ts';
import { cursor, id, instant, pageSize } from './fields.ts';

const channel = v.picklist(CHANNEL_IDS);

/** What stands before a picture's path `pictures/…`: said once an answer, not once a picture. */
const pictureBase = v.string();

/** A post as the feed shows it; about 230 bytes, since twenty of them are the first screen. */
const postSummary = v.object({
  id,
  title: v.string(),
  /** Short name of the agency that speaks. */
  agency: v.string(),
  channel,
  publishedAt: instant,
  cover: v.optional(v.string()),
});

const block = v.variant('kind', [
  v.object({ kind: v.literal('text'), html: v.string() }),
  v.object({
    kind: v.literal('image'),
    src: v.string(),
    alt: v.string(),
    width: v.optional(v.number()),
    height: v.optional(v.number()),
  }),
  v.object({
    kind: v.literal('video'),
    title: v.string(),
    src: v.optional(v.string()),
    poster: v.optional(v.string()),
    page: v.optional(v.string()),
  }),
  v.object({
    kind: v.literal('audio'),
    title: v.string(),
    src: v.optional(v.string()),
    page: v.optional(v.string()),
  }),
  v.object({ kind: v.literal('link'), text: v.string(), href: v.string() }),
]);

const heading = {
  id,
  title: v.string(),
  agency: v.string(),
  channel,
  /** Where it was first published, and the account's name there. */
  platform: v.picklist(PLATFORMS),
  sourceName: v.string(),
  publishedAt: instant,
  /** Counts from 1; a shared link carries the revision that its sender saw. */
  revision: v.number(),
};

const publishedPost = v.object({
  ...heading,
  state: v.literal('published'),
  digest: v.string(),
  cover: v.optional(v.string()),
  url: v.optional(v.string()),
  /** When this revision replaced the one before, and what it says about the change. */
  updatedAt: v.optional(instant),
  updateNote: v.optional(v.string()),
  blocks: v.array(block),
  pictureBase,
});

/** What is left of a withdrawn post: that it was, and why it is no more. */
const tombstone = v.object({
  ...heading,
  state: v.literal('withdrawn'),
  withdrawnAt: instant,
  reason: v.string(),
});

/** Public reading of the publishing hall. No action here looks at who calls. */
export const newsContract = {
  name: 'news',
  actions: {
    /** Newest first, one channel or all; `cursor` continues where the page before ended, whatever has arrived since. */
    listPosts: {
      access: 'public',
      input: v.object({ channel: v.optional(channel), cursor: v.optional(cursor), limit: pageSize }),
      output: v.object({ posts: v.array(postSummary), nextCursor: v.optional(cursor), pictureBase }),
    },
    /** The state of now, whatever state the link was made from. Errors: `not_found`. */
    getPost: {
      access: 'public',
      input: v.object({ id }),
      output: v.variant('state', [publishedPost, tombstone]),
    },
  },
} as const satisfies Contract;

export type NewsContract = typeof newsContract;
export type PostSummary = v.InferOutput<typeof postSummary>;
export type PostView = v.InferOutput<(typeof newsContract)['actions']['getPost']['output']>;
export type PublishedPost = v.InferOutput<typeof publishedPost>;
