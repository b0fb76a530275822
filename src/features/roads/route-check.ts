import type { ActionOutput } from '#contract/action';
import type { RoadEventSummary, RoadsContract, RouteEvent } from '#contract/roads';
import { distanceFromStart, matchRoute, type RouteMatch, summarizeRoute } from '#domain/road-route';
import type { KeptRoute } from '#domain/saved-route';

/** An event on a route. */
export interface EventOnRoute {
  summary: RoadEventSummary;
  /** Metres from the start of the route, where that is known. */
  fromStart?: number;
  /** What is not known of where it is; nothing when it is certainly on the way. */
  doubt?: RouteMatch['doubt'];
}

/** The state of a route before leaving. */
export interface RouteCheck {
  /** In the order in which they are met; what holds now, and what is announced for later. */
  now: EventOnRoute[];
  later: EventOnRoute[];
  /** Of those that hold now. */
  closures: number;
  state: RegionsAnswer['state'];
  asOf?: string;
  /** Names of the sources for these regions that are silent: what they know is missing here. */
  silent: string[];
  /** There were more events than the phone asked for; the mildest were not looked at. */
  isCut?: true;
}

type RegionsAnswer = ActionOutput<RoadsContract, 'listEventsForRegions'>;

/** Finds what lies on the route among all that goes on in its regions. */
export function checkRoute(
  route: Pick<KeptRoute, 'legs'>,
  events: readonly RouteEvent[],
  { state, asOf, feeds, isCut = false }: Pick<RegionsAnswer, 'state' | 'asOf' | 'feeds'> & { isCut?: boolean },
): RouteCheck {
  const matches = matchRoute(route, events);
  const inState = (isPlanned: boolean) =>
    matches.filter(({ event: { summary } }) => summary.state !== 'over' && (summary.state === 'planned') === isPlanned);
  const now = inState(false);
  const present = (match: RouteMatch<RouteEvent>): EventOnRoute => {
    const fromStart = distanceFromStart(route, match);
    return {
      summary: match.event.summary,
      ...(match.doubt !== undefined && { doubt: match.doubt }),
      ...(fromStart !== undefined && { fromStart: Math.round(fromStart) }),
    };
  };
  return {
    now: now.map(present),
    later: inState(true).map(present),
    closures: summarizeRoute(now).closures,
    state,
    ...(asOf !== undefined && { asOf }),
    silent: feeds.filter((feed) => feed.state === 'no-data' || feed.state === 'late').map(({ name }) => name),
    ...(isCut && { isCut: true as const }),
  };
}
