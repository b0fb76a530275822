import { distanceBetween, locateOnLine } from './geo-distance.ts';
import { type Bounds, boundsOf, chainsOf, type Position } from './geo-json.ts';
import type { AffectedRoad, RoadDirection, RoadEvent } from './road-event.ts';
import { compareSeverity, isFullClosure } from './road-impact.ts';
import { type StakeRange, stretchesMeet } from './stake.ts';

/**
 * Which events lie on a driver's way. It runs on the device: the server is asked for regions and is never told the
 * route.
 */

export interface SavedRoute {
  id: string;
  name: string;
  /** In the order of travel. */
  legs: RouteLeg[];
}

export type RouteLeg =
  /** A stretch of a numbered road; `stake.from` to `stake.to` is the direction of travel. Without it, all of the road. */
  | { kind: 'road'; code: string; name?: string; stake?: StakeRange; direction?: RoadDirection }
  /** Points picked on the map, WGS-84, in the order of travel. */
  | { kind: 'line'; points: Position[] };

/** What of an event tells whether it lies on a route. */
export type RoutableEvent = Pick<RoadEvent, 'id' | 'roads' | 'geometry' | 'point'>;

export interface RouteMatch<E extends RoutableEvent = RoadEvent> {
  event: E;
  /** Which leg, from 0. */
  leg: number;
  /** Metres from the start of that leg. */
  along: number;
  /**
   * `certain`: stakes or positions put it on the way. `likely`: only the road is known, or the direction is not: it is
   * shown, with the words of its place, because leaving it out would be worse.
   */
  sureness: 'certain' | 'likely';
  /** What is not known, when it is not certain: which carriageway, or where on the road. */
  doubt?: 'direction' | 'place';
}

export interface RouteSummary {
  events: number;
  closures: number;
  worst: RoadEvent['severity']['level'];
}

/** Posts are set every hundred metres and read from a moving car. */
const STAKE_SLACK_M = 500;
/** Half the width of an interchange, plus what a picked line is off the road. */
const CORRIDOR_M = 400;
/** Directions further apart than this are the other carriageway. */
const OPPOSITE_DEGREES = 120;

/** The events on a route, in the order in which a driver meets them. */
export function matchRoute<E extends RoutableEvent>(
  route: Pick<SavedRoute, 'legs'>,
  events: readonly E[],
): RouteMatch<E>[] {
  const matches = new Map<string, RouteMatch<E>>();
  route.legs.forEach((leg, index) => {
    const line = leg.kind === 'line' ? { points: leg.points, bounds: widened(leg.points) } : null;
    for (const event of events) {
      if (matches.has(event.id)) continue;
      const found = leg.kind === 'road' ? matchRoad(leg, event) : line && matchLine(line, event);
      if (found) matches.set(event.id, { event, leg: index, ...found });
    }
  });
  return [...matches.values()].sort(
    (one, other) => one.leg - other.leg || one.along - other.along || compareId(one, other),
  );
}

/** Metres of a leg; undefined for a road whose stretch nobody gave. */
function legLength(leg: RouteLeg): number | undefined {
  if (leg.kind === 'road') return leg.stake && Math.abs(leg.stake.to - leg.stake.from);
  return leg.points.reduce((sum, point, index) => {
    const previous = leg.points[index - 1];
    return previous ? sum + distanceBetween(previous, point) : sum;
  }, 0);
}

/** Metres from the start of the whole route; undefined where a leg up to there has no known length. */
export function distanceFromStart(
  { legs }: Pick<SavedRoute, 'legs'>,
  { leg, along }: Pick<RouteMatch, 'leg' | 'along'>,
): number | undefined {
  return legs.slice(0, leg + 1).reduce<number | undefined>((sum, one, index) => {
    const length = legLength(one);
    if (sum === undefined || length === undefined) return undefined;
    return sum + (index === leg ? along : length);
  }, 0);
}

type Weighed = RoutableEvent & Pick<RoadEvent, 'effect' | 'subtypes' | 'severity'>;

export function summarizeRoute(matches: readonly RouteMatch<Weighed>[]): RouteSummary {
  return {
    events: matches.length,
    closures: matches.filter(({ event }) => isFullClosure(event)).length,
    worst: matches.reduce<RouteSummary['worst']>(
      (worst, { event }) => (compareSeverity(event.severity.level, worst) > 0 ? event.severity.level : worst),
      'unknown',
    ),
  };
}

type Found = Pick<RouteMatch, 'along' | 'sureness' | 'doubt'>;

function matchRoad(leg: Extract<RouteLeg, { kind: 'road' }>, event: RoutableEvent): Found | null {
  const found = event.roads.flatMap((road) => {
    if (!isSameRoad(leg, road) || isOpposite(legDirections(leg), road.direction)) return [];
    return placeOnLeg(leg, road) ?? [];
  });
  return found.sort((one, other) => one.along - other.along)[0] ?? null;
}

function placeOnLeg(leg: Extract<RouteLeg, { kind: 'road' }>, road: AffectedRoad): Found | null {
  if (!road.stake) return { along: 0, sureness: 'likely', doubt: 'place' };
  if (!leg.stake) return { along: Math.min(road.stake.from, road.stake.to), sureness: 'certain' };
  if (!stretchesMeet(leg.stake, road.stake, STAKE_SLACK_M)) return null;
  const ends = [road.stake.from, road.stake.to].map((metres) => distanceAlong(leg.stake ?? { from: 0, to: 0 }, metres));
  return { along: Math.max(0, Math.min(...ends)), ...surenessOf(road.direction !== 'unknown') };
}

/** Metres from where the leg begins, negative before it. */
function distanceAlong(leg: StakeRange, metres: number): number {
  return leg.from <= leg.to ? metres - leg.from : leg.from - metres;
}

function isSameRoad(leg: { code: string; name?: string }, road: AffectedRoad): boolean {
  if (road.code !== undefined) return road.code === leg.code;
  return leg.name !== undefined && road.name !== undefined && plainName(leg.name) === plainName(road.name);
}

/** 京港澳高速公路, 京港澳高速 and G4京港澳高速 are one road. */
function plainName(name: string): string {
  return name
    .replace(/^[GSXY]\d{1,4}/u, '')
    .replace(/(?:高速)?公路$|高速$/u, '')
    .replace(/\s/gu, '');
}

/** What is known of the way one drives: the compass where the leg says it, the sense of the stakes. */
function legDirections(leg: Extract<RouteLeg, { kind: 'road' }>): RoadDirection[] {
  const bySense: RoadDirection[] =
    leg.stake && leg.stake.from !== leg.stake.to ? [leg.stake.from < leg.stake.to ? 'increasing' : 'decreasing'] : [];
  return leg.direction === undefined ? bySense : [...bySense, leg.direction];
}

const BEARINGS: Partial<Record<RoadDirection, number>> = {
  n: 0,
  ne: 45,
  e: 90,
  se: 135,
  s: 180,
  sw: 225,
  w: 270,
  nw: 315,
};
const OPPOSITES: Partial<Record<RoadDirection, RoadDirection>> = {
  increasing: 'decreasing',
  decreasing: 'increasing',
  clockwise: 'counterclockwise',
  counterclockwise: 'clockwise',
};

function isOpposite(travel: readonly RoadDirection[], direction: RoadDirection): boolean {
  return travel.some((mine) => {
    if (OPPOSITES[mine] === direction) return true;
    const bearing = BEARINGS[mine];
    return bearing !== undefined && isAgainst(bearing, direction);
  });
}

function isAgainst(bearing: number, direction: RoadDirection): boolean {
  const other = BEARINGS[direction];
  if (other === undefined) return false;
  const apart = Math.abs(((bearing - other + 540) % 360) - 180);
  return apart > OPPOSITE_DEGREES;
}

interface BoundedLine {
  points: readonly Position[];
  bounds: Bounds | null;
}

function matchLine(line: BoundedLine, event: RoutableEvent): Found | null {
  const geometry = event.geometry ?? (event.point ? { type: 'Point' as const, coordinates: event.point } : null);
  const eventBounds = geometry && boundsOf(geometry);
  if (!geometry || !eventBounds || !line.bounds || !boundsMeet(line.bounds, eventBounds)) return null;
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
    return matchArea(line.points, chainsOf(geometry));
  let nearest: number | null = null;
  for (const chain of chainsOf(geometry)) {
    for (const along of [...alongOfPlaces(line.points, chain), ...alongOfMiddle(line.points, chain)]) {
      if (nearest === null || along < nearest) nearest = along;
    }
  }
  if (nearest === null) return null;
  const bearing = bearingAt(line.points, nearest);
  const directions = event.roads.map((road) => road.direction);
  if (bearing !== null && directions.length > 0 && directions.every((direction) => isAgainst(bearing, direction)))
    return null;
  return { along: nearest, ...surenessOf(directions.some((direction) => direction !== 'unknown')) };
}

function surenessOf(isDirectionKnown: boolean): Pick<Found, 'sureness' | 'doubt'> {
  return isDirectionKnown ? { sureness: 'certain' } : { sureness: 'likely', doubt: 'direction' };
}

/** Where along the way the event's own positions lie. */
function alongOfPlaces(points: readonly Position[], chain: readonly Position[]): number[] {
  return chain.flatMap((place) => {
    const found = locateOnLine(points, place);
    return found && found.offset <= CORRIDOR_M ? [found.along] : [];
  });
}

/** An event longer than the way, or with its positions far apart, still covers points of the way. */
function alongOfMiddle(points: readonly Position[], chain: readonly Position[]): number[] {
  if (chain.length < 2) return [];
  let travelled = 0;
  for (const [index, point] of points.entries()) {
    const previous = points[index - 1];
    if (previous) travelled += distanceBetween(previous, point);
    const found = locateOnLine(chain, point);
    if (found && found.offset <= CORRIDOR_M) return [travelled];
  }
  return [];
}

function matchArea(points: readonly Position[], rings: readonly (readonly Position[])[]): Found | null {
  let travelled = 0;
  for (const [index, point] of points.entries()) {
    const previous = points[index - 1];
    if (previous) travelled += distanceBetween(previous, point);
    if (rings.some((ring) => isInside(point, ring))) return { along: travelled, sureness: 'likely', doubt: 'place' };
  }
  return null;
}

/** Even-odd rule, on the plane: exact enough for a county under fog. */
function isInside([lon, lat]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring.at(index - 1) ?? [x1, y1];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

/** Degrees clockwise from north in which the way runs there; null where it is too short to tell. */
function bearingAt(points: readonly Position[], along: number): number | null {
  let travelled = 0;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (!from || !to) continue;
    const length = distanceBetween(from, to);
    if (length > 1 && travelled + length >= along) {
      const east = (to[0] - from[0]) * Math.cos((from[1] * Math.PI) / 180);
      return ((Math.atan2(east, to[1] - from[1]) * 180) / Math.PI + 360) % 360;
    }
    travelled += length;
  }
  return null;
}

/** The line's box, widened by the corridor. */
function widened(points: readonly Position[]): Bounds | null {
  const bounds = points.length === 0 ? null : boundsOf({ type: 'MultiPoint', coordinates: [...points] });
  if (!bounds) return null;
  const lat = CORRIDOR_M / 111_000;
  const lon = lat / Math.max(0.1, Math.cos((Math.max(Math.abs(bounds[1]), Math.abs(bounds[3])) * Math.PI) / 180));
  return [bounds[0] - lon, bounds[1] - lat, bounds[2] + lon, bounds[3] + lat];
}

function boundsMeet(one: Bounds, other: Bounds): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

function compareId(one: RouteMatch<RoutableEvent>, other: RouteMatch<RoutableEvent>): number {
  return one.event.id < other.event.id ? -1 : 1;
}
