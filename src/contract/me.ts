import * as v from 'valibot';
import { INQUIRY_KINDS, INQUIRY_STATES } from '#domain/inquiry';
import { ROLE_IDS } from '#domain/roles';
import { SHELF_KINDS } from '#domain/shelf';
import type { Contract } from './action.ts';
import { cursor, id, instant, pageSize, requiredText } from './fields.ts';

const mark = v.object({
  kind: v.picklist(SHELF_KINDS),
  /** `<what>:<id>`, e.g. `post:3f2a…`, `agency:bj`. */
  subject: v.pipe(id, v.regex(/^[a-z-]+:/, 'must be <what>:<id>')),
  on: v.boolean(),
  at: instant,
  position: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});

const revision = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** A picture that a driver has put into the storage, in the one folder for it: whoever names a file may have it deleted. */
const fileId = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^cloud:\/\/[\w.-]+\/inquiries\/[\w.-]+$/, 'must be the file id of a picture in inquiries/'),
);

const myQuestion = v.object({
  id: v.string(),
  kind: v.picklist(INQUIRY_KINDS),
  text: v.string(),
  pictures: v.array(v.string()),
  askedAt: instant,
  state: v.picklist(INQUIRY_STATES),
  /** The answer, or why there is none. */
  reply: v.optional(v.string()),
  repliedAt: v.optional(instant),
  repliedBy: v.optional(v.string()),
  /** The answer as a post that can be shared, where it was published. */
  postId: v.optional(v.string()),
});

/** What belongs to the caller. */
export const meContract = {
  name: 'me',
  actions: {
    /**
     * Brings marks made on this phone, and takes those of the others: favourites, history, follows, likes, shares. The last
     * word on each thing holds; sending the same again changes nothing. Counters of posts follow from it: a view and a
     * share once for each reader and post, a like as it stands. Send what was collected when the app is left, not mark by mark.
     * Errors: `rate_limited` beyond 120 an hour.
     */
    syncShelf: {
      access: 'caller',
      input: v.object({
        marks: v.pipe(v.array(mark), v.maxLength(200)),
        /** The revision that this phone knows; entries that came later are answered. 0 for all. */
        since: v.optional(revision, 0),
      }),
      output: v.object({ revision, entries: v.array(mark) }),
    },
    /**
     * Asks or suggests; idempotent by `clientId`. Errors: `invalid_input` with `details.reason` where the text is not
     * allowed, `rate_limited` beyond five a day, `unavailable` where the check can't be made: unchecked, nothing is taken.
     */
    askQuestion: {
      access: 'caller',
      input: v.object({
        /** Made by the phone, the same for a retry. */
        clientId: v.pipe(id, v.maxLength(64)),
        kind: v.picklist(INQUIRY_KINDS),
        text: requiredText(500),
        pictures: v.optional(v.pipe(v.array(fileId), v.maxLength(3)), []),
      }),
      output: myQuestion,
    },
    /** The caller's own, the latest first, with what became of each. */
    listMyQuestions: {
      access: 'caller',
      input: v.object({ cursor: v.optional(cursor), limit: pageSize }),
      output: v.object({ questions: v.array(myQuestion), nextCursor: v.optional(cursor) }),
    },
    /** What the caller may do at the desk; no roles for a driver. */
    getStanding: {
      access: 'caller',
      input: v.object({}),
      output: v.object({ roles: v.array(v.picklist(ROLE_IDS)) }),
    },
    /**
     * Everything that is kept of the caller, as it is kept; where their OPENID stood there is `me`. In parts: ask with each
     * `nextCursor` until there is none, join the texts, and `domain/personal-export` reads them. Errors: `invalid_input` for a cursor
     * of no export, `conflict` where a document that goes on in this part has changed since the one before; begin again.
     */
    exportMyData: {
      access: 'caller',
      input: v.object({ cursor: v.optional(cursor) }),
      output: v.object({
        exportedAt: instant,
        /** At most 450 KB as it is carried: the platform loses larger answers. */
        text: v.string(),
        nextCursor: v.optional(cursor),
      }),
    },
    /** Deletes everything that is kept of the caller; answers that were published stay, without their asker. For good. */
    deleteMyData: {
      access: 'caller',
      input: v.object({ confirm: v.literal('delete') }),
      output: v.object({ deleted: v.number() }),
    },
  },
} as const satisfies Contract;

export type MeContract = typeof meContract;
export type ShelfMarkView = v.InferOutput<typeof mark>;
export type MyQuestion = v.InferOutput<typeof myQuestion>;
