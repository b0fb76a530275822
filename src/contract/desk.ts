import * as v from 'valibot';
import { AGENCY_LEVELS } from '#domain/agency';
import { BANNER_LENGTH } from '#domain/banner';
import { byteLength } from '#domain/byte-length';
import { INQUIRY_KINDS, INQUIRY_STATES } from '#domain/inquiry';
import { MOST_LAW_BYTES } from '#domain/law';
import { CHANNEL_IDS, PLATFORMS } from '#domain/post';
import { VERDICTS } from '#domain/rebuttal';
import type { Contract } from './action.ts';
import { deskDraftActions } from './desk-drafts.ts';
import { deskFeedActions } from './desk-feeds.ts';
import { deskHealthActions } from './desk-health.ts';
import { deskNumberActions } from './desk-numbers.ts';
import { deskPartActions } from './desk-parts.ts';
import { deskQuestionActions } from './desk-questions.ts';
import { deskRoadActions } from './desk-roads.ts';
import { deskStaffActions } from './desk-staff.ts';
import { adcode, cursor, id, instant, pageSize, picture, requiredText, text, webAddress } from './fields.ts';

/** A day of the calendar, ISO 8601. */
const day = v.pipe(v.string(), v.isoDate('must be an ISO 8601 date'));

const lawReferences = v.pipe(v.array(v.object({ law: id, article: requiredText(20) })), v.maxLength(20));

/** Counts from 1. */
const revision = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** Why, in words that readers see. */
const reason = requiredText(200);

/** A post as its source published it; the body is untrusted until the desk has sanitized it. See `PostDraft`. */
export const postDraft = v.object({
  sourceId: id,
  sourceName: requiredText(60),
  platform: v.picklist(PLATFORMS),
  externalId: requiredText(200),
  title: requiredText(100),
  digest: text(120),
  html: text(500_000),
  publishedAt: instant,
  channel: v.picklist(CHANNEL_IDS),
  url: v.optional(webAddress),
  cover: v.optional(picture),
  agencyId: v.optional(id),
  laws: v.optional(lawReferences),
});

const importResult = v.object({
  externalId: v.string(),
  outcome: v.picklist(['created', 'updated', 'unchanged', 'rejected']),
  /** The same notice is here from another platform, as the post of this id, which names this source, too. */
  mergedInto: v.optional(v.string()),
  /** For `rejected`: why, in words for an editor. */
  reason: v.optional(v.string()),
  /** What the sanitizer took out of the body, by kind. */
  dropped: v.optional(v.array(v.string())),
});

const agency = v.object({
  id,
  name: requiredText(60),
  shortName: requiredText(20),
  level: v.picklist(AGENCY_LEVELS),
  adcode,
  parentId: v.optional(id),
  about: text(500),
  accounts: v.pipe(
    v.array(
      v.object({
        platform: v.picklist(PLATFORMS),
        externalId: requiredText(64),
        name: requiredText(60),
        verified: v.boolean(),
      }),
    ),
    v.maxLength(10),
  ),
});

const lawArticle = v.object({
  article: requiredText(20),
  topic: requiredText(40),
  summary: requiredText(1000),
  inForceFrom: v.optional(day),
});

const lawHead = v.object({
  title: requiredText(80),
  shortTitle: requiredText(40),
  number: requiredText(80),
  issuer: requiredText(60),
  inForceFrom: day,
  amendedFrom: v.optional(day),
  inForceTo: v.nullable(day),
  officialLink: webAddress,
});

const law = v.object({
  id,
  ...lawHead.entries,
  articles: v.pipe(
    v.array(lawArticle),
    v.minLength(1),
    v.maxLength(500),
    v.check((articles) => byteLength(JSON.stringify(articles)) <= MOST_LAW_BYTES, 'must not be so long in all'),
  ),
});

const rebuttal = v.object({
  id,
  claim: requiredText(100),
  variants: v.pipe(v.array(requiredText(120)), v.maxLength(20)),
  verdict: v.picklist(VERDICTS),
  truth: requiredText(500),
  postId: v.optional(id),
  basis: requiredText(300),
  checkedOn: day,
});

const inquiry = v.object({
  id: v.string(),
  kind: v.picklist(INQUIRY_KINDS),
  text: v.string(),
  /** Addresses that hold for an hour. */
  pictures: v.array(v.string()),
  askedAt: instant,
  state: v.picklist(INQUIRY_STATES),
  /** WeChat's check was not sure of it. */
  doubtful: v.optional(v.literal(true)),
  reply: v.optional(v.string()),
  repliedAt: v.optional(instant),
  repliedBy: v.optional(v.string()),
  postId: v.optional(v.string()),
});

const source = v.object({
  id: v.string(),
  nextAt: instant,
  lastAttemptAt: v.optional(instant),
  lastSuccessAt: v.optional(instant),
  /** Since when it gives nothing; absent while it answers. */
  lateSince: v.optional(instant),
  failures: v.number(),
  lastError: v.optional(v.string()),
  items: v.number(),
  rejected: v.number(),
  lastRejections: v.optional(v.array(v.object({ where: v.string(), why: v.string() }))),
  /** It is not asked until somebody resumes it. */
  paused: v.boolean(),
});

/** The desk: publishing, for people with a role. Every write is traced in the audit log. */
export const deskContract = {
  name: 'desk',
  actions: {
    /**
     * Takes posts from their sources. Idempotent by source and external id: the same document again is `unchanged`,
     * a changed one becomes the next revision. Each post stands for itself: one that is rejected harms no other. Rejected
     * are other agencies' posts, and those of an agency that wants every post reviewed: a person's way there is a draft.
     * What such an agency publishes in WeChat or on Weibo comes from its source (`NEWS_SOURCES`), which no person fetches.
     */
    importPosts: {
      access: { roles: ['editor'] },
      input: v.object({ posts: v.pipe(v.array(postDraft), v.minLength(1), v.maxLength(20)) }),
      output: v.object({ results: v.array(importResult) }),
    },
    /** Takes back what its source has deleted. Where another platform still carries the notice, it stands on from there. */
    withdrawPosts: {
      access: { roles: ['editor'] },
      input: v.object({
        posts: v.pipe(
          v.array(v.object({ sourceId: id, externalId: requiredText(200) })),
          v.minLength(1),
          v.maxLength(50),
        ),
      }),
      output: v.object({
        results: v.array(
          v.object({ externalId: v.string(), outcome: v.picklist(['withdrawn', 'unchanged', 'unknown', 'rejected']) }),
        ),
      }),
    },
    /**
     * Corrects a published post in public; fields that are absent stay. Errors: `not_found`, `forbidden` for another
     * agency's post, `conflict` where the post is no longer at `revision`, or with `details.reason` where its agency wants
     * corrections reviewed (see `startCorrection`), `invalid_input` for a body without content.
     */
    correctPost: {
      access: { roles: ['editor'] },
      input: v.object({
        id,
        /** The revision that the editor has corrected. */
        revision,
        reason,
        title: v.optional(requiredText(100)),
        digest: v.optional(text(120)),
        html: v.optional(text(500_000)),
        channel: v.optional(v.picklist(CHANNEL_IDS)),
        cover: v.optional(picture),
        laws: v.optional(lawReferences),
      }),
      output: v.object({ revision }),
    },
    /** Takes a post back for good, leaving the reason. Errors as `correctPost`. */
    withdrawPost: {
      access: { roles: ['editor'] },
      input: v.object({ id, revision, reason }),
      output: v.object({ revision }),
    },
    /** Puts a post at the top of the feed until an instant, or back. At most five stand there: `conflict` beyond. */
    pinPost: {
      access: { roles: ['editor'], site: true },
      input: v.object({ id, until: v.optional(instant) }),
      output: v.object({ pinned: v.boolean() }),
    },
    /** Shows the site-wide emergency banner. The same id again is its next revision, which readers see anew. */
    setBanner: {
      access: { roles: ['editor', 'duty'], site: true },
      input: v.object({ id, text: requiredText(BANNER_LENGTH), from: instant, to: instant, postId: v.optional(id) }),
      output: v.object({ revision: v.number() }),
    },
    clearBanner: {
      access: { roles: ['editor', 'duty'], site: true },
      input: v.object({}),
      output: v.object({ cleared: v.boolean() }),
    },
    /** Takes agencies of the hall, each whole, under its own id. */
    saveAgencies: {
      access: { roles: ['operator'], site: true },
      input: v.object({ agencies: v.pipe(v.array(agency), v.minLength(1), v.maxLength(50)) }),
      output: v.object({ saved: v.number() }),
    },
    /** Takes laws of the library, each whole, under its own id. */
    saveLaws: {
      access: { roles: ['editor'], site: true },
      input: v.object({ laws: v.pipe(v.array(law), v.minLength(1), v.maxLength(20)) }),
      output: v.object({ saved: v.number() }),
    },
    /**
     * Changes a law's particulars, or one of its articles: that of the same name, else a new one at the end. The rest stays,
     * whoever has changed it meanwhile. Gives the law as it then is. Errors: `not_found`, `conflict` beyond 500 articles.
     */
    changeLaw: {
      access: { roles: ['editor'], site: true },
      input: v.object({ id, head: v.optional(lawHead), article: v.optional(lawArticle) }),
      output: law,
    },
    /** Takes rebuttals, each whole, under its own id; readers' checks go by them within five minutes. */
    saveRebuttals: {
      access: { roles: ['editor'], site: true },
      input: v.object({ rebuttals: v.pipe(v.array(rebuttal), v.minLength(1), v.maxLength(100)) }),
      output: v.object({ saved: v.number(), total: v.number() }),
    },
    /** Rebuttals as they are kept, the last checked first. */
    listRebuttals: {
      access: { roles: ['editor'], site: true },
      input: v.object({ cursor: v.optional(cursor), limit: pageSize }),
      output: v.object({ rebuttals: v.array(rebuttal), nextCursor: v.optional(cursor) }),
    },
    /** What drivers ask and suggest, the oldest that waits first; answered and declined ones the latest first. */
    listInquiries: {
      access: { roles: ['editor'], site: true },
      input: v.object({
        state: v.picklist(INQUIRY_STATES),
        /** Those of whose words WeChat's check was not sure. */
        only: v.optional(v.literal('doubtful')),
        cursor: v.optional(cursor),
        limit: pageSize,
      }),
      output: v.object({ inquiries: v.array(inquiry), nextCursor: v.optional(cursor) }),
    },
    /**
     * Answers an inquiry; where `publish` is given, the answer becomes a post of the hall, or, where the agency wants every
     * post reviewed, a draft in review: the driver is answered at once, the hall when it is published. Idempotent by its
     * words. Errors: `not_found`, `conflict` where it is no longer waiting, `forbidden` for an agency that the editor doesn't
     * speak for.
     */
    answerInquiry: {
      access: { roles: ['editor'] },
      input: v.object({
        id,
        reply: requiredText(2000),
        agencyId: id,
        publish: v.optional(
          v.object({
            title: requiredText(100),
            /** The question as everybody may read it. */
            text: requiredText(500),
            channel: v.picklist(CHANNEL_IDS),
          }),
        ),
      }),
      output: v.object({
        postId: v.optional(v.string()),
        /** The draft that is to become the post. */
        draftId: v.optional(v.string()),
      }),
    },
    /** Declines an inquiry with a reason, which the driver reads. Errors as `answerInquiry`. */
    declineInquiry: {
      access: { roles: ['editor'] },
      input: v.object({ id, reason: requiredText(2000), agencyId: id }),
      output: v.object({ state: v.literal('declined') }),
    },
    /** How each source of posts fares; see `SourceHealth`. */
    listSources: {
      access: { roles: ['operator', 'editor'], site: true },
      input: v.object({}),
      output: v.object({ sources: v.array(source) }),
    },
    /**
     * Lets so many of a hundred clients read the first pages from files of the cloud storage instead of calling the function;
     * 0 turns that off. Known to every instance within half a minute, and to a phone with its next answer.
     */
    setSnapshotShare: {
      access: { roles: ['operator'], site: true },
      input: v.object({ percent: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)) }),
      output: v.object({ percent: v.number() }),
    },
    /** Who changed what at the desk, the latest first; of one document where `subject` names it as `<collection>/<id>`. */
    listAudit: {
      access: { roles: ['operator'], site: true },
      input: v.object({
        subject: v.optional(id),
        /** OPENID of a person, or `jobs:<source>`. */
        by: v.optional(id),
        cursor: v.optional(cursor),
        limit: pageSize,
      }),
      output: v.object({
        entries: v.array(
          v.object({
            at: instant,
            by: v.string(),
            action: v.string(),
            subject: v.string(),
            before: v.optional(v.record(v.string(), v.unknown())),
            after: v.optional(v.record(v.string(), v.unknown())),
          }),
        ),
        nextCursor: v.optional(cursor),
      }),
    },
    ...deskStaffActions,
    ...deskDraftActions,
    ...deskFeedActions,
    ...deskNumberActions,
    ...deskHealthActions,
    ...deskRoadActions,
    ...deskQuestionActions,
    ...deskPartActions,
  },
} as const satisfies Contract;

export type DeskContract = typeof deskContract;
export type ImportResult = v.InferOutput<typeof importResult>;
