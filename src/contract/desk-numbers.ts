import * as v from 'valibot';
import type { Action } from './action.ts';
import { id } from './fields.ts';

const count = v.number();

/** Actions of the desk about how it all goes; part of `deskContract`. */
export const deskNumberActions = {
  /**
   * The last thirty days in numbers, from what is stored: of one agency, or of all that the caller has a role for. `days` and
   * `messages` are the whole site's. What can't be counted is left out, never guessed; `cost` is an estimate. Of a kind a thousand are
   * read at most: where there were more, its `is…Partial` says so, and its counts are lower bounds.
   */
  getNumbers: {
    access: { roles: ['editor', 'duty', 'operator'] },
    input: v.object({ agencyId: v.optional(id) }),
    output: v.object({
      /** Of China's calendar, the earliest first. */
      days: v.array(v.object({ day: v.string(), views: count, shares: count })),
      posts: v.object({
        published: count,
        views: count,
        likes: count,
        shares: count,
        top: v.array(v.object({ id: v.string(), title: v.string(), views: count, shares: count })),
        /** All of these are of the latest thousand alone. */
        isPartial: v.boolean(),
      }),
      answers: v.object({
        answered: count,
        inTime: count,
        waiting: count,
        overdue: count,
        withinHours: count,
        /** `answered` and `inTime` are of the thousand that were asked last. */
        isPartial: v.boolean(),
        /** `waiting` and `overdue` are of the thousand that have waited longest. */
        isWaitingPartial: v.boolean(),
      }),
      events: v.object({
        published: count,
        open: count,
        /** Open ones that nobody has confirmed for two hours. */
        stale: count,
        /** Minutes since the open ones were last confirmed, the middle one of them. */
        medianMinutes: v.optional(count),
        /** `published` is. */
        isPartial: v.boolean(),
        /** What is said of the open ones is of a thousand of them. */
        isOpenPartial: v.boolean(),
      }),
      /** Of the same days; those that wait for their person's hours now are counted up to a hundred. */
      messages: v.object({ sent: count, refused: count, failed: count, waiting: count }),
      cost: v.object({
        /** Of this month so far, and at its end if it goes on so; yuan. */
        yuan: count,
        expected: count,
        /** What the deployment set aside, where it says. */
        plan: v.optional(count),
      }),
    }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about numbers: the shape that its handlers are checked against. */
export type DeskNumbersContract = { readonly name: 'desk'; readonly actions: typeof deskNumberActions };
