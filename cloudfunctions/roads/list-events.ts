import type { RoadsContract } from '#contract/roads';
import { searchTermsFor } from '#domain/road-search';
import { placeOfRoad, placesOfRegion, shelvesFor } from '#domain/road-shelf';
import { readFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { presentSummary } from './event-summary.ts';
import { answerState, feedsFor } from './feed-states.ts';
import { findListed } from './store.ts';

export const listEvents: Handlers<RoadsContract>['listEvents'] = async (input, { now }) => {
  const { region, road, text, types = [], severityFrom, only = [], cursor, limit } = input;
  const places = region === undefined ? (road === undefined ? [] : [placeOfRoad(road)]) : placesOfRegion(region);
  const shelves = shelvesFor(places, { types, severityFrom, only });
  const terms = text === undefined ? [] : searchTermsFor(text);
  const asksNothing = text !== undefined && terms.length === 0;
  const [all, found] = await Promise.all([
    readFeeds(),
    // One more than the page tells whether there is a next one, without a count.
    asksNothing ? [] : findListed(shelves, { before: cursor, limit: limit + 1 }, terms),
  ]);
  const answering = feedsFor(all, region === undefined ? [] : [region]);
  const page = found.slice(0, limit);
  const events = page.flatMap((listed) => presentSummary(listed, { all, answering, now }));
  const last = page.at(-1);
  return {
    events,
    ...(found.length > limit && last !== undefined && { nextCursor: last.derived.listKey }),
    ...answerState(answering, events.length === 0 && cursor === undefined, now),
  };
};
