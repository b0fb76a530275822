import type { RouteEvent } from '#contract/roads';
import type { KeptRoute } from '#domain/saved-route';
import { type Answer, useAnswer } from '#platform/answer';
import { useLateReturn } from '#platform/leaving';
import { roads } from './roads-cloud.ts';
import { checkRoute, type RouteCheck } from './route-check.ts';
import { checkKey, glanceAt } from './route-store.ts';

const PAGE = 200;
/** Two thousand events, the worst first: beyond, a phone would load megabytes for what hardly matters. */
const MOST_PAGES = 10;

/** Asks for the route's regions, and for nothing else: the server never learns the route. */
async function fetchRouteCheck(route: KeptRoute): Promise<RouteCheck> {
  const events: RouteEvent[] = [];
  const first = await roads('listEventsForRegions', { regions: route.regions, limit: PAGE });
  events.push(...first.events);
  let cursor = first.nextCursor;
  for (let page = 1; cursor !== undefined && page < MOST_PAGES; page += 1) {
    const next = await roads('listEventsForRegions', { regions: route.regions, limit: PAGE, cursor });
    events.push(...next.events);
    cursor = next.nextCursor;
  }
  const check = checkRoute(route, events, { ...first, isCut: cursor !== undefined });
  glanceAt(route, check);
  return check;
}

/** What goes on on a route: what the phone kept at once, then the state of now. */
export function useRouteCheck(route: KeptRoute): Answer<RouteCheck> {
  const answer = useAnswer(checkKey(route), () => fetchRouteCheck(route));
  useLateReturn(answer, answer.retry);
  return answer;
}
