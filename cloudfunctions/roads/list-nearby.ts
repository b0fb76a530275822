import type { RoadsContract } from '#contract/roads';
import { distanceBetween } from '#domain/geo-distance';
import { shelvesFor } from '#domain/road-shelf';
import { readFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { presentSummary } from './event-summary.ts';
import { answerState, feedsFor } from './feed-states.ts';
import { RANKS } from './list-events-in-view.ts';
import { findNear } from './store.ts';

export const listNearby: Handlers<RoadsContract>['listNearby'] = async (input, { now }) => {
  const { at, metres, types = [], severityFrom, only = [], limit } = input;
  const shelves = shelvesFor([], { types, severityFrom, only });
  const [all, found] = await Promise.all([readFeeds(), findNear(shelves, RANKS, { at, metres, limit })]);
  const answering = feedsFor(all, []);
  const events = found.flatMap((listed) =>
    presentSummary(listed, { all, answering, now }).flatMap((summary) =>
      summary.point === undefined ? [] : [{ ...summary, metres: Math.round(distanceBetween(at, summary.point)) }],
    ),
  );
  return { events, ...answerState(answering, events.length === 0, now) };
};
