import type { RoadFeedState } from '#contract/roads';
import { freshnessOf, freshnessOfAll } from '#domain/freshness';
import { liesWithin } from '#domain/region';
import { deliveryOf, type RoadFeedDocument } from '#domain/road-feed';

/** How much to trust an answer that these feeds fill. */
export interface AnswerState {
  state: RoadFeedState['state'];
  asOf?: string;
  feeds: RoadFeedState[];
}

/** The feeds that would tell of something in one of these regions; all of them when none is named. */
export function feedsFor(feeds: readonly RoadFeedDocument[], regions: readonly string[]): RoadFeedDocument[] {
  return feeds.filter(
    ({ region: covered }) =>
      covered === undefined ||
      regions.length === 0 ||
      regions.some((region) => liesWithin(region, covered) || liesWithin(covered, region)),
  );
}

export function stateOfFeed(feed: RoadFeedDocument, now: Date): RoadFeedState {
  const { state, asOf } = freshnessOf(deliveryOf(feed), now.getTime());
  return { id: feed._id, name: feed.name, state, ...(asOf !== null && { asOf }) };
}

/**
 * @param isEmpty the answer has no event, and is not the end of a list that had some
 */
export function answerState(feeds: readonly RoadFeedDocument[], isEmpty: boolean, now: Date): AnswerState {
  const states = feeds.map((feed) => stateOfFeed(feed, now));
  if (feeds.length === 0) {
    // Nobody delivers here, yet officers publish: what they say is as of now, what they don't say is unknown.
    return isEmpty ? { state: 'no-data', feeds: states } : { state: 'current', asOf: now.toISOString(), feeds: states };
  }
  const { state, asOf } = freshnessOfAll(feeds.map(deliveryOf), now.getTime());
  return {
    state: state === 'current' && isEmpty ? 'no-events' : state === 'no-events' && !isEmpty ? 'current' : state,
    ...(asOf !== null && { asOf }),
    feeds: states,
  };
}
