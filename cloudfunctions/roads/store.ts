import type { Bounds, Position } from '#domain/geo-json';
import type { DerivedFields, RoadEventDocument, RoadRevisionDocument } from '#domain/road-document';
import type { AffectedRoad, RoadEvent } from '#domain/road-event';
import { command, type Query } from '#functions/shared/database';
import { nearTo, withinBounds } from '#functions/shared/geo-query';
import { asStored, roadEvents, roadRevisions } from '#functions/shared/road-store';

const LISTED = {
  feed: true,
  'mark.missingSince': true,
  'derived.summary': true,
  'derived.listKey': true,
  'derived.rank': true,
  'derived.fading': true,
  'derived.believed': true,
  'derived.confirmedAt': true,
  'event.status': true,
  'event.schedule': true,
};

/** The part of an event that a list is made of. */
export interface ListedEvent {
  _id: string;
  feed: string;
  mark?: { missingSince?: string };
  derived: Pick<DerivedFields, 'summary' | 'listKey' | 'rank' | 'fading' | 'believed' | 'confirmedAt'>;
  event: Pick<RoadEvent, 'status' | 'schedule'>;
}

const ROUTABLE = {
  ...LISTED,
  'event.severity': true,
  'event.subtypes': true,
  'event.effect.roadState': true,
  'event.roads': true,
  'event.geometry': true,
  'event.point': true,
};

/** The part of an event by which a phone finds it on a route. */
export interface RoutableEvent extends ListedEvent {
  event: ListedEvent['event'] &
    Pick<RoadEvent, 'severity' | 'subtypes' | 'geometry' | 'point'> & {
      effect: Pick<RoadEvent['effect'], 'roadState'>;
      roads: AffectedRoad[];
    };
}

/** The SDK's typings know no paths within documents. */
function project<T>(query: Query<RoadEventDocument>, fields: Record<string, boolean>): Query<T> {
  return query.field(fields as object) as unknown as Query<T>;
}

/** Where in a list to go on, and how far. */
export interface Page {
  /** List key of the last event that the reader has. */
  before: string | undefined;
  limit: number;
}

function onShelves(shelves: readonly string[], { before, limit }: Page, terms: readonly string[]) {
  return roadEvents()
    .where({
      ...(terms.length > 0 && { 'derived.terms': command.all([...terms]) }),
      'derived.shelves': shelves.length === 1 ? shelves[0] : command.in([...shelves]),
      ...(before !== undefined && { 'derived.listKey': command.lt(before) }),
    })
    .orderBy('derived.listKey', 'desc')
    .limit(limit);
}

/** Events of any of these shelves that have all of these terms, in the order of a list. */
export async function findListed(
  shelves: readonly string[],
  page: Page,
  terms: readonly string[] = [],
): Promise<ListedEvent[]> {
  const found = await project<ListedEvent>(onShelves(shelves, page, terms), LISTED).get();
  return found.data;
}

export async function findRoutable(shelves: readonly string[], page: Page): Promise<RoutableEvent[]> {
  const found = await project<RoutableEvent>(onShelves(shelves, page, []), ROUTABLE).get();
  return asStored(found.data);
}

const DRAWN = { ...LISTED, 'event.geometry': true };

/** The part of an event that a map draws. */
export interface DrawnEvent extends ListedEvent {
  event: ListedEvent['event'] & Pick<RoadEvent, 'geometry'>;
}

/** Events of any of these shelves, as a map draws them, worst first. */
export async function findDrawn(shelves: readonly string[], limit: number): Promise<DrawnEvent[]> {
  const found = await project<DrawnEvent>(onShelves(shelves, { before: undefined, limit }, []), DRAWN).get();
  return asStored(found.data);
}

/** Events within a box, in no order. The ranks stand in the index between shelf and place, so they are always named. */
export async function findWithin(
  shelves: readonly string[],
  ranks: readonly number[],
  bounds: Bounds,
  limit: number,
): Promise<DrawnEvent[]> {
  const query = roadEvents()
    .where({
      'derived.viewShelves': command.in([...shelves]),
      'derived.rank': command.in([...ranks]),
      'derived.place': withinBounds(bounds),
    })
    .limit(limit);
  const found = await project<DrawnEvent>(query, DRAWN).get();
  return asStored(found.data);
}

/** Events around a place, the nearest first. */
export async function findNear(
  shelves: readonly string[],
  ranks: readonly number[],
  { at, metres, limit }: { at: Position; metres: number; limit: number },
): Promise<ListedEvent[]> {
  const query = roadEvents()
    .where({
      'derived.viewShelves': command.in([...shelves]),
      'derived.rank': command.in([...ranks]),
      'derived.place': nearTo(at, metres),
    })
    .limit(limit);
  const found = await project<ListedEvent>(query, LISTED).get();
  return found.data;
}

/** Versions that were replaced, the latest first. */
export async function findReplaced(key: string, before: string, limit: number): Promise<RoadRevisionDocument[]> {
  const found = await roadRevisions()
    .where({ _id: command.and(command.gt(`${key}~`), command.lt(before)) })
    .orderBy('_id', 'desc')
    .limit(limit)
    .get();
  return asStored(found.data);
}
