import type { Position } from './geo-json.ts';
import { normalizeRoadCode } from './road-code.ts';
import { ROAD_DIRECTIONS, type RoadDirection } from './road-event.ts';
import type { RouteLeg, SavedRoute } from './road-route.ts';
import { checkStake, type StakeRange } from './stake.ts';

/** A driver's own route as the phone keeps it. It is never sent anywhere: the server is asked for `regions` only. */
export interface KeptRoute extends SavedRoute {
  /** GB/T 2260 codes of the provinces that it leads through. */
  regions: string[];
  /** When it was last changed, ISO 8601 UTC. */
  savedAt: string;
}

/** What stands in the phone's storage. A later shape gets a later version, and reads the earlier ones. */
export interface RouteShelf {
  version: 1;
  routes: KeptRoute[];
}

export const MOST_ROUTES = 10;
export const MOST_LEGS = 20;
/** As many as the server takes in one question. */
export const MOST_REGIONS = 20;
export const MOST_POINTS = 200;
export const LONGEST_ROUTE_NAME = 20;

export type RouteLack = 'name' | 'legs' | 'regions';

/** What a route still lacks before it can be saved; undefined when nothing. */
export function lackOf({ name, legs, regions }: Pick<KeptRoute, 'name' | 'legs' | 'regions'>): RouteLack | undefined {
  if (name.trim() === '') return 'name';
  if (legs.length === 0) return 'legs';
  return regions.length === 0 ? 'regions' : undefined;
}

/** The routes as read from the phone; what is not as we wrote it is left out, since nobody can be asked about it. */
export function readRoutes(stored: unknown): KeptRoute[] {
  if (!isRecord(stored) || stored.version !== 1 || !Array.isArray(stored.routes)) return [];
  const routes = stored.routes.flatMap((route) => readRoute(route) ?? []);
  return routes.filter(({ id }, at) => routes.findIndex((other) => other.id === id) === at).slice(0, MOST_ROUTES);
}

export function shelve(routes: readonly KeptRoute[]): RouteShelf {
  return { version: 1, routes: [...routes] };
}

/** With a route in its place, or at the end when it is new. */
export function withRoute(routes: readonly KeptRoute[], route: KeptRoute): KeptRoute[] {
  return routes.some(({ id }) => id === route.id)
    ? routes.map((known) => (known.id === route.id ? route : known))
    : [...routes, route].slice(0, MOST_ROUTES);
}

export function withoutRoute(routes: readonly KeptRoute[], id: string): KeptRoute[] {
  return routes.filter((route) => route.id !== id);
}

/** The way back: the legs from last to first, each in the other direction. */
export function turnedRound(legs: readonly RouteLeg[]): RouteLeg[] {
  return [...legs].reverse().map((leg) => {
    if (leg.kind === 'line') return { ...leg, points: [...leg.points].reverse() };
    const { stake, direction, ...road } = leg;
    return {
      ...road,
      ...(stake && { stake: { from: stake.to, to: stake.from } }),
      ...(direction && { direction: opposite(direction) }),
    };
  });
}

const COMPASS: readonly RoadDirection[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

function opposite(direction: RoadDirection): RoadDirection {
  const at = COMPASS.indexOf(direction);
  return at === -1 ? direction : (COMPASS[(at + 4) % COMPASS.length] ?? direction);
}

function readRoute(value: unknown): KeptRoute | null {
  if (!isRecord(value)) return null;
  const { id, name, savedAt } = value;
  if (typeof id !== 'string' || id === '' || typeof name !== 'string' || typeof savedAt !== 'string') return null;
  const legs = listOf(value.legs, readLeg).slice(0, MOST_LEGS);
  const regions = listOf(value.regions, (region) =>
    typeof region === 'string' && /^\d{6}$/u.test(region) ? region : null,
  ).slice(0, MOST_REGIONS);
  return legs.length === 0 ? null : { id, name, savedAt, legs, regions };
}

function readLeg(value: unknown): RouteLeg | null {
  if (!isRecord(value)) return null;
  if (value.kind === 'line') {
    const points = listOf(value.points, readPosition).slice(0, MOST_POINTS);
    return points.length === 0 ? null : { kind: 'line', points };
  }
  const code = typeof value.code === 'string' ? normalizeRoadCode(value.code) : null;
  if (value.kind !== 'road' || code === null) return null;
  const stake = readStakes(value.stake);
  const direction = ROAD_DIRECTIONS.find((known) => known === value.direction);
  return {
    kind: 'road',
    code,
    ...(typeof value.name === 'string' && { name: value.name }),
    ...(stake && { stake }),
    ...(direction && { direction }),
  };
}

function readStakes(value: unknown): StakeRange | null {
  if (!isRecord(value) || typeof value.from !== 'number' || typeof value.to !== 'number') return null;
  const from = checkStake(value.from);
  const to = checkStake(value.to);
  return from === null || to === null ? null : { from, to };
}

function readPosition(value: unknown): Position | null {
  if (!Array.isArray(value)) return null;
  const [lon, lat] = value as unknown[];
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

function listOf<T>(value: unknown, read: (one: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return [];
  return value.map(read).filter((one): one is Exclude<typeof one, null> => one !== null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
