import * as v from 'valibot';
import { AGENCY_LEVELS } from '#domain/agency';
import { CHANNEL_IDS, PLATFORMS } from '#domain/post';
import { VERDICTS } from '#domain/rebuttal';
import { REVISED_FIELDS, REVISION_KINDS } from '#domain/revision';
import type { Contract } from './action.ts';
import { adcode, cursor, id, instant, pageSize, requiredText } from './fields.ts';

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
  /** Stands at the top for now. */
  pinned: v.optional(v.literal(true)),
});

const banner = v.object({
  id: v.string(),
  /** A dismissal holds for this id and revision only. */
  revision: v.number(),
  text: v.string(),
  from: instant,
  to: instant,
  postId: v.optional(v.string()),
});

/** See `PostBlock`. */
export const block = v.variant('kind', [
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
  /** The agency's page in the hall, where it has one. */
  agencyId: v.optional(v.string()),
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
  /** Where else the same notice was published; it appears once. */
  alsoAt: v.array(
    v.object({
      platform: v.picklist(PLATFORMS),
      sourceName: v.string(),
      publishedAt: instant,
      url: v.optional(v.string()),
    }),
  ),
  /** Articles that it cites; `law` opens `getLaw`. */
  laws: v.array(v.object({ law: v.string(), article: v.string(), title: v.string() })),
  /** A few minutes behind the truth. */
  counters: v.object({ views: v.number(), likes: v.number(), shares: v.number() }),
  pictureBase,
});

/** What is left of a withdrawn post: that it was, and why it is no more. */
const tombstone = v.object({
  ...heading,
  state: v.literal('withdrawn'),
  withdrawnAt: instant,
  reason: v.string(),
});

const diffPart = v.object({ op: v.picklist(['same', 'added', 'removed']), text: v.string() });

const revision = v.object({
  revision: v.number(),
  at: instant,
  kind: v.picklist(REVISION_KINDS),
  /** Who answers for the change. */
  agency: v.string(),
  reason: v.string(),
  changes: v.array(v.object({ field: v.picklist(REVISED_FIELDS), parts: v.array(diffPart) })),
});

const agencySummary = v.object({
  id: v.string(),
  name: v.string(),
  shortName: v.string(),
  level: v.picklist(AGENCY_LEVELS),
  adcode: v.string(),
});

const agencyPage = v.object({
  ...agencySummary.entries,
  about: v.string(),
  parent: v.optional(v.object({ id: v.string(), shortName: v.string() })),
  accounts: v.array(v.object({ platform: v.picklist(PLATFORMS), name: v.string(), verified: v.boolean() })),
});

/** A text with the places that a search hit. */
const markedText = v.array(v.object({ text: v.string(), hit: v.boolean() }));

const searchHit = v.object({
  ...v.omit(postSummary, ['title', 'pinned']).entries,
  title: markedText,
  /** The passage of digest or body that says most of what was asked. */
  passage: markedText,
});

const rebuttalCard = v.object({
  id: v.string(),
  claim: v.string(),
  verdict: v.picklist(VERDICTS),
  truth: v.string(),
  basis: v.string(),
  /** ISO 8601 date in China. */
  checkedOn: v.string(),
  /** The post that rebuts it. */
  postId: v.optional(v.string()),
});

const lawHeading = {
  id: v.string(),
  title: v.string(),
  shortTitle: v.string(),
  number: v.string(),
  issuer: v.string(),
  /** ISO 8601 dates in China. */
  inForceFrom: v.string(),
  amendedFrom: v.optional(v.string()),
  /** Its last day; absent while it holds. */
  inForceTo: v.optional(v.string()),
};

/** Public reading of the publishing hall. No action here looks at who calls. */
export const newsContract = {
  name: 'news',
  actions: {
    /**
     * Newest first, pinned ones above: everything, one channel, the agencies that a reader follows, or what is heard in a
     * region (its agencies, those within it, and those above it). `cursor` continues where the page before ended, whatever
     * has arrived since. The first page of everything brings the emergency banner while there is one; then it may hold one
     * post less.
     */
    listPosts: {
      access: 'public',
      remember: { seconds: 5, unlessGiven: ['cursor', 'agencies'] },
      input: v.pipe(
        v.object({
          channel: v.optional(channel),
          agencies: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(50))),
          region: v.optional(adcode),
          cursor: v.optional(cursor),
          limit: pageSize,
        }),
        // Each way of asking has its own index.
        v.check(
          ({ channel, agencies, region }) => [channel, agencies, region].filter((one) => one !== undefined).length <= 1,
          'channel, agencies and region exclude each other',
        ),
      ),
      output: v.object({
        posts: v.array(postSummary),
        nextCursor: v.optional(cursor),
        banner: v.optional(banner),
        pictureBase,
        /** With the first page of everything, while it can be had as a file: see `SnapshotSwitch`. */
        snapshots: v.optional(v.object({ percent: v.number(), pointer: v.string() })),
      }),
    },
    /** The state of now, whatever state the link was made from; a merged post answers as the one it was merged into. Errors: `not_found`. */
    getPost: {
      access: 'public',
      remember: { seconds: 5 },
      input: v.object({ id }),
      output: v.variant('state', [publishedPost, tombstone]),
    },
    /**
     * The mini program code of a post, for its poster: whoever scans it gets `scene`, which is the post's id. It is drawn
     * once and kept. Errors: `not_found`, also for a withdrawn post; `rate_limited` where WeChat draws no more for now;
     * `unavailable` where it draws none.
     */
    getPostCode: {
      access: 'public',
      input: v.object({ id }),
      output: v.object({
        /** A `data:` address: a canvas draws it without a domain to allow, and stays readable. */
        code: v.string(),
      }),
    },
    /** Posts by id, for a reader's favourites and history; in the order asked for. Those that are no more say so, unknown ones are left out. */
    lookUpPosts: {
      access: 'public',
      input: v.object({ ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(50)) }),
      output: v.object({
        posts: v.array(v.object({ ...postSummary.entries, withdrawn: v.optional(v.literal(true)) })),
        pictureBase,
      }),
    },
    /** The emergency banner, for screens other than the feed. */
    getBanner: {
      access: 'public',
      remember: { seconds: 5 },
      input: v.object({}),
      output: v.object({ banner: v.optional(banner) }),
    },
    /** How a post came to say what it says, the latest change first; the last fifty of them, or as many as can be sent. */
    listRevisions: {
      access: 'public',
      remember: { seconds: 5 },
      input: v.object({ id }),
      output: v.object({ revisions: v.array(revision) }),
    },
    /** Where to read on: the neighbours in the post's channel, and posts on the same matter. Errors: `not_found`. */
    readOn: {
      access: 'public',
      remember: { seconds: 30 },
      input: v.object({ id }),
      output: v.object({
        newer: v.optional(postSummary),
        older: v.optional(postSummary),
        related: v.array(postSummary),
        pictureBase,
      }),
    },
    /** Best first. */
    searchPosts: {
      access: 'public',
      input: v.object({ query: requiredText(60), limit: pageSize }),
      output: v.object({ hits: v.array(searchHit), pictureBase }),
    },
    /** What somebody who has typed this may be looking for. */
    suggestSearches: {
      access: 'public',
      input: v.object({ text: requiredText(60) }),
      output: v.object({ suggestions: v.array(v.string()) }),
    },
    /**
     * Rebuttals of what a text claims, the likeliest first. An empty list means that none was found, never that the text
     * is true: say 没有找到相关辟谣（不代表属实）.
     */
    checkRumour: {
      access: 'public',
      input: v.object({ text: requiredText(2000) }),
      output: v.object({
        /** When it was checked: the answer is of that time. */
        checkedAt: instant,
        matches: v.array(v.object({ ...rebuttalCard.entries, score: v.number() })),
      }),
    },
    /** Published answers of 你问我答, the latest first; each is a post of the hall, too. */
    listAnswers: {
      access: 'public',
      remember: { seconds: 5, unlessGiven: ['cursor'] },
      input: v.object({ cursor: v.optional(cursor), limit: pageSize }),
      output: v.object({
        answers: v.array(
          v.object({
            id: v.string(),
            text: v.string(),
            reply: v.string(),
            repliedAt: instant,
            repliedBy: v.string(),
            postId: v.string(),
          }),
        ),
        nextCursor: v.optional(cursor),
      }),
    },
    /** A rebuttal's state of now, for a card that was shared. Errors: `not_found`. */
    getRebuttal: {
      access: 'public',
      input: v.object({ id }),
      output: rebuttalCard,
    },
    /** Agencies of the hall, from the ministry down; of one level, or those heard in a region. */
    listAgencies: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({ level: v.optional(v.picklist(AGENCY_LEVELS)), region: v.optional(adcode) }),
      output: v.object({ agencies: v.array(agencySummary) }),
    },
    /** Errors: `not_found`. */
    getAgency: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({ id }),
      output: agencyPage,
    },
    listLaws: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({}),
      output: v.object({ laws: v.array(v.object(lawHeading)) }),
    },
    /** A law with its articles. Errors: `not_found`. */
    getLaw: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({ id }),
      output: v.object({
        ...lawHeading,
        officialLink: v.string(),
        articles: v.array(
          v.object({
            article: v.string(),
            topic: v.string(),
            summary: v.string(),
            inForceFrom: v.optional(v.string()),
          }),
        ),
      }),
    },
    /** Posts that cite an article, newest first. */
    listPostsOfArticle: {
      access: 'public',
      remember: { seconds: 5, unlessGiven: ['cursor'] },
      input: v.object({
        law: id,
        article: requiredText(20),
        cursor: v.optional(cursor),
        limit: pageSize,
      }),
      output: v.object({ posts: v.array(postSummary), nextCursor: v.optional(cursor), pictureBase }),
    },
  },
} as const satisfies Contract;

export type NewsContract = typeof newsContract;
export type PostSummary = v.InferOutput<typeof postSummary>;
export type PostView = v.InferOutput<(typeof newsContract)['actions']['getPost']['output']>;
export type PublishedPost = v.InferOutput<typeof publishedPost>;
export type BannerView = v.InferOutput<typeof banner>;
export type RevisionView = v.InferOutput<typeof revision>;
export type AgencySummary = v.InferOutput<typeof agencySummary>;
export type AgencyPage = v.InferOutput<typeof agencyPage>;
export type SearchHit = v.InferOutput<typeof searchHit>;
export type AnswerView = v.InferOutput<(typeof newsContract)['actions']['listAnswers']['output']>['answers'][number];
export type RebuttalCard = v.InferOutput<typeof rebuttalCard>;
