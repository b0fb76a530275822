import { placeKeys, placesHeardIn } from './region.ts';
import { normalizeRoadCode } from './road-code.ts';
import type { RoadEvent, RoadEventType, SeverityLevel } from './road-event.ts';
import { compareSeverity, isFullClosure, restrictsTrucks } from './road-impact.ts';

/**
 * Shelves: an event stands on one for every combination of place and filter by which it can be asked for, so that any
 * list is one range of one index, already in order, and reads no event that it doesn't show. A minor event stands on
 * about a dozen, a critical closure on a hundred.
 */

/** The lowest severity that a reader may ask for. Below, a filter would leave out nearly nothing. */
export const SEVERITY_FLOORS = ['moderate', 'major', 'critical'] as const satisfies readonly SeverityLevel[];
export type SeverityFloor = (typeof SEVERITY_FLOORS)[number];

/** The two questions of one tap: is the road shut, and is there something that only trucks need to know. */
export const ROAD_CONCERNS = ['full-closures', 'truck-restrictions'] as const;
export type RoadConcern = (typeof ROAD_CONCERNS)[number];

export interface ShelfFilter {
  /** Any of these; every type when empty. */
  types: readonly RoadEventType[];
  severityFrom?: SeverityFloor | undefined;
  /** All of these. */
  only: readonly RoadConcern[];
}

/** More places than these say "everywhere": an event that names them is found by its regions and its first roads. */
const MOST_PLACES = 16;
/** Of all places. */
const EVERYWHERE = '';

/** The shelves of an event. */
export function shelvesOf(event: RoadEvent): string[] {
  return shelvesAt(placesOf(event), event);
}

/** Those of them that are about everywhere: a map is asked by its view, not by a place's name. */
export function viewShelvesOf(event: RoadEvent): string[] {
  return shelvesAt([EVERYWHERE], event);
}

function shelvesAt(places: readonly string[], event: RoadEvent): string[] {
  const floors = SEVERITY_FLOORS.filter((floor) => compareSeverity(event.severity.level, floor) >= 0);
  const concerns = combinationsOf(concernsOf(event));
  return places.flatMap((place) =>
    ['', event.type].flatMap((type) =>
      [undefined, ...floors].flatMap((floor) => concerns.map((only) => shelf(place, type, floor, only))),
    ),
  );
}

/** The shelves that answer a question about any of these places; about everywhere when there is none. */
export function shelvesFor(places: readonly string[], { types, severityFrom, only }: ShelfFilter): string[] {
  const asked = ROAD_CONCERNS.filter((concern) => only.includes(concern));
  return (places.length === 0 ? [EVERYWHERE] : places).flatMap((place) =>
    (types.length === 0 ? [''] : types).map((type) => shelf(place, type, severityFrom, asked)),
  );
}

/** Places to ask for a region: its events, those of the regions within it, and those known only to the regions above. */
export function placesOfRegion(adcode: string): string[] {
  return placesHeardIn(adcode);
}

/** The place to ask for a road by its number (`G72`, `g 72`, `318国道`) or, for a road without one, by its name. */
export function placeOfRoad(road: string): string {
  return normalizeRoadCode(road) ?? `道${plainRoadName(road)}`;
}

/** The places by which an event is found. */
export function placesOf(event: Pick<RoadEvent, 'regions' | 'roads'>): string[] {
  const regions = event.regions.flatMap(({ adcode }) => (adcode === undefined ? [] : placeKeys(adcode)));
  const roads = event.roads.flatMap(({ code, name }) => [
    ...(code === undefined ? [] : [code]),
    ...(name === undefined ? [] : [placeOfRoad(name)]),
  ]);
  return [...new Set([EVERYWHERE, ...regions, ...roads])].slice(0, MOST_PLACES);
}

/** 京港澳高速公路, 京港澳高速 and G4京港澳高速 are one road. */
function plainRoadName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/^[GSXY]\d{1,4}(?=\D)/iu, '')
    .replace(/高速公路$/u, '高速')
    .slice(0, 30);
}

function concernsOf(event: RoadEvent): RoadConcern[] {
  return [
    ...(isFullClosure(event) ? (['full-closures'] as const) : []),
    ...(restrictsTrucks(event) ? (['truck-restrictions'] as const) : []),
  ];
}

/** Every set of concerns that an event answers to, the empty one first. */
function combinationsOf(concerns: readonly RoadConcern[]): RoadConcern[][] {
  const sets: RoadConcern[][] = [[]];
  for (const concern of concerns) sets.push(...sets.map((set) => [...set, concern]));
  return sets;
}

const CONCERN_LETTERS: Record<RoadConcern, string> = { 'full-closures': 'c', 'truck-restrictions': 't' };

function shelf(
  place: string,
  type: string,
  floor: SeverityFloor | undefined,
  concerns: readonly RoadConcern[],
): string {
  return [place, type, floor ?? '', concerns.map((concern) => CONCERN_LETTERS[concern]).join('')].join('|');
}
