import * as v from 'valibot';
import { AGENCY_LEVELS } from '#domain/agency';
import { CHANNEL_IDS, PLATFORMS } from '#domain/post';
import type { Contract } from './action.ts';
import { adcode, id, instant, picture, requiredText, text, webAddress } from './fields.ts';

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
});

const importResult = v.object({
  externalId: v.string(),
  outcome: v.picklist(['created', 'updated', 'unchanged', 'rejected']),
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

/** The desk: publishing, for people with a role. */
export const deskContract = {
  name: 'desk',
  actions: {
    /**
     * Takes posts from their sources. Idempotent by source and external id: the same document again is `unchanged`,
     * a changed one becomes the next revision. Each post stands for itself: one that is rejected harms no other.
     */
    importPosts: {
      access: { roles: ['editor'] },
      input: v.object({ posts: v.pipe(v.array(postDraft), v.minLength(1), v.maxLength(20)) }),
      output: v.object({ results: v.array(importResult) }),
    },
    /** Takes agencies of the hall, each whole, under its own id. */
    saveAgencies: {
      access: { roles: ['operator'] },
      input: v.object({ agencies: v.pipe(v.array(agency), v.minLength(1), v.maxLength(50)) }),
      output: v.object({ saved: v.number() }),
    },
  },
} as const satisfies Contract;

export type DeskContract = typeof deskContract;
export type ImportResult = v.InferOutput<typeof importResult>;
