import * as v from 'valibot';
import { DRAFT_SHELVES, DRAFT_STATES } from '#domain/draft';
import { CHANNEL_IDS } from '#domain/post';
import { REVISED_FIELDS } from '#domain/revision';
import { EVERY_AGENCY } from '#domain/roles';
import type { Action } from './action.ts';
import { cursor, id, instant, pageSize, picture, text } from './fields.ts';
import { block } from './news.ts';

/** Counts from 1; 0 for what isn't kept yet. */
const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const versionOrNone = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** Made by the phone, so that a retry meets what the first try has kept. */
const draftId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -'));

/** One run of saves by one phone: its key, and a count of the changes of the words. */
const run = { key: draftId, turn: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)) };

const state = v.picklist(DRAFT_STATES.map(({ id }) => id));

/** A picture that an editor has put into the storage, in the one folder for it. */
const uploadId = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^cloud:\/\/[\w.-]+\/uploads\/[a-z0-9]+\.(jpg|png|webp)$/, 'must be the file id of a picture in uploads/'),
);

/** A draft may lack everything; what a post can't be without is asked for when it is published. */
const content = v.object({
  /** `*` for a correction of a post that is no agency's. */
  agencyId: v.union([v.literal(EVERY_AGENCY), id], 'must be an agency'),
  channel: v.picklist(CHANNEL_IDS),
  title: text(100),
  digest: text(120),
  /** Marked text; see `markedToHtml`. */
  body: text(50_000),
  cover: v.optional(picture),
  laws: v.optional(
    v.pipe(v.array(v.object({ law: id, article: v.pipe(text(20), v.minLength(1)) })), v.maxLength(20)),
    [],
  ),
  reason: v.optional(text(200)),
});

const review = v.object({
  /** The name by which the desk knows the person. */
  by: v.string(),
  at: instant,
  decision: v.picklist(['approve', 'return']),
  note: v.string(),
});

const corrects = v.object({ postId: v.string(), revision: v.number() });

const summary = v.object({
  id: v.string(),
  agencyId: v.string(),
  title: v.string(),
  state,
  version,
  savedAt: instant,
  savedBy: v.string(),
  /** The caller has written in it, and can't review it. */
  isMine: v.boolean(),
  dueAt: v.optional(instant),
  postId: v.optional(v.string()),
  corrects: v.optional(corrects),
  note: v.optional(v.string()),
});

const draft = v.object({
  id: v.string(),
  ...content.entries,
  state,
  version,
  savedAt: instant,
  savedBy: v.string(),
  /** Where the caller saved it last: the run, and the version on which it was written. */
  lastSave: v.optional(v.object({ ...run, on: versionOrNone })),
  isMine: v.boolean(),
  /** Whether its agency wants a second pair of eyes. */
  fourEyes: v.boolean(),
  corrects: v.optional(corrects),
  review: v.optional(review),
  dueAt: v.optional(instant),
  postId: v.optional(v.string()),
});

const moved = v.object({ version, state });
const step = { id: draftId, version };

const deskPost = v.object({
  id: v.string(),
  title: v.string(),
  agencyId: v.optional(v.string()),
  agency: v.string(),
  channel: v.picklist(CHANNEL_IDS),
  publishedAt: instant,
  revision: v.number(),
  status: v.picklist(['published', 'withdrawn']),
  pinnedUntil: v.optional(instant),
  views: v.number(),
});

/** Actions of the desk about posts on their way; part of `deskContract`. */
export const deskDraftActions = {
  /**
   * Keeps what an editor has written, under an id that the phone made. `version` is the one that it was written on, 0 for a
   * new draft. The same words again (a retry) change nothing. A phone that never heard of its last save sends the old version
   * again with more words: `run` tells its own save from others', and older words that come late from newer ones. Errors:
   * `conflict` with `details.reason` saying who saved when: nothing is overwritten.
   */
  saveDraft: {
    access: { roles: ['editor'] },
    input: v.object({ id: draftId, version: versionOrNone, run: v.optional(v.object(run)), content }),
    output: v.object({ version, state, savedAt: instant }),
  },
  /**
   * Takes a picture out of the sender's folder `uploads/` into the one that everybody may read; `path` is what a draft says of
   * it. The upload is deleted, a refused one too. Again, it answers the same. Errors: `not_found`; `invalid_input` with
   * `details.reason` for more than 1 MB, or what is no JPEG, PNG or WebP.
   */
  keepPicture: {
    access: { roles: ['editor'] },
    input: v.object({ fileId: uploadId }),
    output: v.object({ path: v.string() }),
  },
  /** Errors: `not_found`, `forbidden` for another agency's. */
  getDraft: {
    access: { roles: ['editor', 'reviewer'] },
    input: v.object({ id: draftId }),
    output: draft,
  },
  /** Of the caller's agencies, the last changed first. */
  listDrafts: {
    access: { roles: ['editor', 'reviewer'] },
    input: v.object({ shelf: v.picklist(DRAFT_SHELVES), cursor: v.optional(cursor), limit: pageSize }),
    output: v.object({ drafts: v.array(summary), nextCursor: v.optional(cursor) }),
  },
  /** A draft as its readers would see it; of a correction, with what would change. Errors as `getDraft`, and `invalid_input` for one that can't be shown. */
  previewDraft: {
    access: { roles: ['editor', 'reviewer'] },
    input: v.object({ id: draftId }),
    output: v.object({
      version,
      title: v.string(),
      digest: v.string(),
      agency: v.string(),
      channel: v.picklist(CHANNEL_IDS),
      cover: v.optional(v.string()),
      blocks: v.array(block),
      /** What stands before the path of a picture of ours. */
      pictureBase: v.string(),
      laws: v.array(v.object({ law: v.string(), article: v.string(), title: v.string() })),
      /** What the sanitizer took out. */
      dropped: v.array(v.string()),
      changes: v.optional(
        v.array(
          v.object({
            field: v.picklist(REVISED_FIELDS),
            parts: v.array(v.object({ op: v.picklist(['same', 'added', 'removed']), text: v.string() })),
          }),
        ),
      ),
    }),
  },
  /** Hands a draft to a second person. Errors: `conflict` where it is at another version or state, `invalid_input` for one that isn't complete. */
  submitDraft: { access: { roles: ['editor'] }, input: v.object(step), output: moved },
  /** Takes a draft back from review, or from the timetable, to write on. */
  reopenDraft: { access: { roles: ['editor'] }, input: v.object(step), output: moved },
  /** Approves a draft or returns it with a note. Errors: `forbidden` for one of its authors; else as `submitDraft`. */
  reviewDraft: {
    access: { roles: ['reviewer'] },
    input: v.pipe(
      v.object({ ...step, decision: v.picklist(['approve', 'return']), note: v.optional(text(500), '') }),
      v.check(({ decision, note }) => decision === 'approve' || note.trim() !== '', 'needs a note'),
    ),
    output: moved,
  },
  /** Has a draft published by itself at an instant, a minute late at most. Errors as `publishDraft`. */
  scheduleDraft: {
    access: { roles: ['editor'] },
    input: v.object({ ...step, publishAt: instant }),
    output: moved,
  },
  /**
   * Publishes a draft, or brings its correction into public. Again, it answers what became of it. Errors: `conflict` with
   * `details.reason` for another version or state, a missing review, or a post that has changed meanwhile; `invalid_input`.
   */
  publishDraft: {
    access: { roles: ['editor'] },
    input: v.object(step),
    output: v.object({ postId: v.string(), version, mergedInto: v.optional(v.string()) }),
  },
  discardDraft: { access: { roles: ['editor'] }, input: v.object(step), output: moved },
  /**
   * Opens the draft in which a published post is corrected: one for each revision, whoever opens it. `isWhole` says whether
   * its body can be typed anew without loss: where not, the body is better left as it is. Errors: `not_found`, `forbidden`,
   * `conflict` for a withdrawn or merged one.
   */
  startCorrection: {
    access: { roles: ['editor'] },
    input: v.object({ postId: id }),
    output: v.object({ id: v.string(), version, isWhole: v.boolean() }),
  },
  /** Posts that the caller may change, the newest first. */
  listDeskPosts: {
    access: { roles: ['editor'] },
    input: v.object({
      status: v.optional(v.picklist(['published', 'withdrawn']), 'published'),
      agencyId: v.optional(id),
      cursor: v.optional(cursor),
      limit: pageSize,
    }),
    output: v.object({ posts: v.array(deskPost), nextCursor: v.optional(cursor) }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about drafts: the shape that its handlers are checked against. */
export type DeskDraftsContract = { readonly name: 'desk'; readonly actions: typeof deskDraftActions };
