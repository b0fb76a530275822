import * as v from 'valibot';
import type { Action } from './action.ts';
import { id } from './fields.ts';

/** `news`: a source of posts; `roads`: a road feed. */
const feed = { kind: v.picklist(['news', 'roads']), id };

/** Actions of the desk about when sources and feeds are asked; part of `deskContract`. */
export const deskFeedActions = {
  /** Has a source or feed asked at the jobs' next run, whatever it had to wait for. Errors: `not_found`, `conflict` while it is paused. */
  runFeedNow: {
    access: { roles: ['operator'], site: true },
    input: v.object(feed),
    output: v.object({ kind: feed.kind }),
  },
  /** Asks a source or feed no more, or again. What it brought stays. Errors: `not_found`. */
  pauseFeed: {
    access: { roles: ['operator'], site: true },
    input: v.object({ ...feed, mode: v.picklist(['pause', 'resume']) }),
    output: v.object({ mode: v.picklist(['pause', 'resume']) }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about feeds: the shape that its handlers are checked against. */
export type DeskFeedsContract = { readonly name: 'desk'; readonly actions: typeof deskFeedActions };
