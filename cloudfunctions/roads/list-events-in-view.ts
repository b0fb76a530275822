import type { RoadsContract } from '#contract/roads';
import type { Bounds } from '#domain/geo-json';
import { shelvesFor } from '#domain/road-shelf';
import { fittingStart } from '#functions/shared/answer-size';
import { readFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { presentSummary } from './event-summary.ts';
import { answerState, feedsFor } from './feed-states.ts';
import { thinGeometry } from './shown-geometry.ts';
import { type DrawnEvent, findDrawn, findWithin, type ListedEvent } from './store.ts';

/** Every rank, worst first: full closures by severity, then the rest by severity. */
export const RANKS = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
/** The ranks as a crowded map gives way: closures, what is major, what is moderate, the rest. */
const TIERS = [[9, 8, 7, 6, 5], [4, 3], [2], [1, 0]];
/** Wider than this, a stretch of road is a point on the screen. */
const WIDEST_WITH_LINES_DEGREES = 5;
/** A polygon of more than half the globe is its other half. */
const WIDEST_VIEW_DEGREES = 90;

/** The events of a view, at least one more than `limit` where there are more; the worst where there are too many. */
async function findInView(shelves: readonly string[], bounds: Bounds, limit: number): Promise<DrawnEvent[]> {
  const [west, south, east, north] = bounds;
  if (east - west > WIDEST_VIEW_DEGREES || north - south > WIDEST_VIEW_DEGREES) {
    return findDrawn(shelves, limit + 1);
  }
  const all = await findWithin(shelves, RANKS, bounds, limit + 1);
  if (all.length <= limit) return all;
  const worst: DrawnEvent[] = [];
  for (const tier of TIERS) {
    const missing = limit + 1 - worst.length;
    if (missing > 0) worst.push(...(await findWithin(shelves, tier, bounds, missing)));
  }
  return worst;
}

function isInside({ derived: { summary } }: ListedEvent, [west, south, east, north]: Bounds): boolean {
  if (summary.point === undefined) return false;
  const [lon, lat] = summary.point;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

export const listEventsInView: Handlers<RoadsContract>['listEventsInView'] = async (input, { now }) => {
  const { bounds, types = [], severityFrom, only = [], limit } = input;
  const shelves = shelvesFor([], { types, severityFrom, only });
  const [all, found] = await Promise.all([readFeeds(), findInView(shelves, bounds, limit)]);
  const answering = feedsFor(all, []);
  const inside = found.filter((listed) => isInside(listed, bounds));
  inside.sort((one, other) => (one.derived.listKey > other.derived.listKey ? -1 : 1));
  const [west, south, east, north] = bounds;
  const isNear = east - west <= WIDEST_WITH_LINES_DEGREES && north - south <= WIDEST_WITH_LINES_DEGREES;
  const events = inside.slice(0, limit).flatMap((drawn) => {
    const { geometry } = drawn.event;
    const hasShape = isNear && geometry !== null && geometry.type !== 'Point';
    const thin = hasShape ? thinGeometry(geometry) : null;
    const shape = thin !== null && { geometry: thin };
    return presentSummary(drawn, { all, answering, now }).map((summary) => ({ ...summary, ...shape }));
  });
  const sent = fittingStart(events);
  return {
    events: sent,
    ...((found.length > limit || sent.length < events.length) && { more: true as const }),
    ...answerState(answering, events.length === 0, now),
  };
};
