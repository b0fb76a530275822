import * as v from 'valibot';
import type { Action } from './action.ts';
import { instant } from './fields.ts';

const count = v.number();

/** Milliseconds within which half, or 99 of 100, of the calls ended: a class's upper bound; absent where beyond the last one. */
const callNumbers = v.object({
  /** `<function>.<action>`; of a function that timers call the job. */
  of: v.string(),
  calls: count,
  /** By the caller's fault. */
  refused: count,
  /** By ours. */
  failed: count,
  half: v.optional(count),
  most: v.optional(count),
});

/** Actions of the desk about whether it all works; part of `deskContract`. */
export const deskHealthActions = {
  /**
   * How the functions fare, from what their instances count and write every few minutes: a few calls of an instance that was put
   * away are missing. Nothing in it is about a person.
   */
  getHealth: {
    access: { roles: ['operator'], site: true },
    input: v.object({}),
    output: v.object({
      /** What an operator should look at, the one that stands longest first; see `findProblems` of function `jobs`. */
      problems: v.array(v.object({ key: v.string(), says: v.string(), since: instant, told: count })),
      watch: v.object({
        /** When the job last looked around; absent where it never did. */
        at: v.optional(instant),
        /** It has missed its runs: nothing above is of now. */
        isLate: v.boolean(),
        webhook: v.picklist(['unset', 'ok', 'failing']),
        toldAt: v.optional(instant),
      }),
      /** Of the last hour, and of today in China; what failed most first, then what was called most. */
      hour: v.array(callNumbers),
      today: v.array(callNumbers),
      /** All functions' calls of a day in China, the earliest first. */
      days: v.array(v.object({ day: v.string(), calls: count, failed: count })),
      /** Subscribe messages of the last day, to ten minutes; those that wait now are counted up to a hundred. */
      messages: v.object({ sent: count, refused: count, failed: count, waiting: count }),
      /** How many of a hundred phones read first pages from files; see `setSnapshotShare`. */
      snapshotPercent: count,
    }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about health: the shape that its handlers are checked against. */
export type DeskHealthContract = { readonly name: 'desk'; readonly actions: typeof deskHealthActions };
