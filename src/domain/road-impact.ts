import type {
  AffectedRoad,
  Restriction,
  RoadEvent,
  RoadState,
  Severity,
  SeverityLevel,
  VehicleClass,
} from './road-event.ts';
import { ROAD_STATES, SEVERITY_LEVELS } from './road-event.ts';

/** What an event means for a driver: the two questions that a list must separate in one tap, and how bad it is. */

const HEAVY: readonly VehicleClass[] = ['truck', 'hazmat', 'trailer', 'oversize'];

/** Kinds that bind heavy vehicles though they name nobody: what a car never reaches. */
const HEAVY_LIMITS: readonly Restriction['kind'][] = [
  'gross-weight',
  'axle-weight',
  'height',
  'width',
  'length',
  'no-oversize',
  'no-towing',
];

/** True when nobody gets through on at least one road that it affects. A closed ramp or a lane is not a full closure. */
export function isFullClosure(event: Pick<RoadEvent, 'effect' | 'roads' | 'subtypes'>): boolean {
  if (event.roads.some((road) => road.state === 'closed')) return true;
  return event.effect.roadState === 'closed';
}

/** True when it forbids or limits trucks, trailers, dangerous goods or outsize vehicles. */
export function restrictsTrucks(event: Pick<RoadEvent, 'restrictions' | 'roads' | 'subtypes'>): boolean {
  if (event.subtypes.includes('no-trucks') || event.subtypes.includes('no-hazmat')) return true;
  return restrictionsOf(event).some(
    ({ kind, vehicles }) => vehicles?.some((vehicle) => HEAVY.includes(vehicle)) ?? HEAVY_LIMITS.includes(kind),
  );
}

/** Every restriction of an event: its own, its roads' and their lanes'. */
export function restrictionsOf(event: Pick<RoadEvent, 'restrictions' | 'roads'>): Restriction[] {
  const ofRoads = event.roads.flatMap((road) => [
    ...(road.restrictions ?? []),
    ...(road.lanes?.each ?? []).flatMap((lane) => lane.restrictions ?? []),
  ]);
  return [...event.restrictions, ...ofRoads];
}

/** The worst of several road states; `unknown` when there is none. */
export function worstState(states: Iterable<RoadState>): RoadState {
  let worst: RoadState = 'unknown';
  for (const state of states) {
    if (ROAD_STATES.indexOf(state) < ROAD_STATES.indexOf(worst)) worst = state;
  }
  return worst;
}

/** State of a road whose lanes are known: closed when every lane for traffic is, open when none is. */
export function stateFromLanes(lanes: AffectedRoad['lanes']): RoadState {
  if (!lanes) return 'unknown';
  if (lanes.open === 0 && (lanes.closed ?? lanes.total ?? 0) > 0) return 'closed';
  if (lanes.total !== undefined && lanes.closed !== undefined && lanes.closed >= lanes.total) return 'closed';
  if ((lanes.closed ?? 0) > 0) return 'some-lanes-closed';
  return lanes.closed === 0 ? 'open' : 'unknown';
}

export function compareSeverity(one: SeverityLevel, other: SeverityLevel): number {
  return SEVERITY_LEVELS.indexOf(one) - SEVERITY_LEVELS.indexOf(other);
}

/**
 * How bad an event is where its source doesn't say. Our rule, not a standard's: a closed road is major, a road half
 * closed or badly jammed moderate, a delay counts from ten minutes (moderate) and an hour (major).
 */
export function deriveSeverity(event: Pick<RoadEvent, 'type' | 'subtypes' | 'effect'>): Severity {
  const { effect, subtypes, type } = event;
  const delay = effect.delaySeconds ?? 0;
  const graveKind = subtypes.some((subtype) =>
    ['hazmat-accident', 'wrong-way-driver', 'landslide', 'mudslide'].includes(subtype),
  );
  let level: SeverityLevel = 'minor';
  if (effect.roadState === 'closed' || effect.traffic === 'blocked' || delay >= 3600 || graveKind) level = 'major';
  else if (['intermittent', 'alternating', 'some-lanes-closed'].includes(effect.roadState)) level = 'moderate';
  else if (effect.traffic === 'congested' || delay >= 600 || type === 'accident' || type === 'disaster')
    level = 'moderate';
  return { level, from: 'rule' };
}
