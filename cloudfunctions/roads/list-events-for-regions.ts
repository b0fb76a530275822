import type { RoadsContract } from '#contract/roads';
import { placesOfRegion, shelvesFor } from '#domain/road-shelf';
import { fittingStart } from '#functions/shared/answer-size';
import { readFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { presentSummary } from './event-summary.ts';
import { answerState, feedsFor } from './feed-states.ts';
import { thinGeometry } from './shown-geometry.ts';
import { findRoutable, type RoutableEvent } from './store.ts';

function routePart({ event }: RoutableEvent) {
  const { severity, subtypes, effect, roads, geometry, point } = event;
  return {
    severity,
    subtypes,
    effect,
    roads,
    geometry: geometry && thinGeometry(geometry),
    point,
  };
}

export const listEventsForRegions: Handlers<RoadsContract>['listEventsForRegions'] = async (input, { now }) => {
  const { regions, cursor, limit } = input;
  const places = [...new Set(regions.flatMap(placesOfRegion))];
  const shelves = shelvesFor(places, { types: [], only: [] });
  const [all, found] = await Promise.all([readFeeds(), findRoutable(shelves, { before: cursor, limit: limit + 1 })]);
  const answering = feedsFor(all, regions);
  const page = found.slice(0, limit);
  const shown = page.flatMap((routable) =>
    presentSummary(routable, { all, answering, now }).map((summary) => ({ routable, summary })),
  );
  const parts = shown.map(({ routable, summary }) => ({ id: routable._id, summary, ...routePart(routable) }));
  // A page may be shorter than asked for, but never more than can be sent.
  const events = fittingStart(parts);
  const isCut = events.length < parts.length;
  const last = isCut ? shown[events.length - 1]?.routable : page.at(-1);
  return {
    events,
    ...((isCut || found.length > limit) && last !== undefined && { nextCursor: last.derived.listKey }),
    ...answerState(answering, events.length === 0 && cursor === undefined, now),
  };
};
