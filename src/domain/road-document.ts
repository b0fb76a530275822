import { type Fading, fadingOf, visibilityAt } from './freshness.ts';
import type { Position } from './geo-json.ts';
import type { RoadEvent } from './road-event.ts';
import { compareSeverity, isFullClosure } from './road-impact.ts';
import type { StoredEvent } from './road-ingest.ts';
import { type EventPhase, phaseAt } from './road-schedule.ts';
import { searchTermsOf } from './road-search.ts';
import { shelvesOf, viewShelvesOf } from './road-shelf.ts';
import { type RoadSummary, summarizeEvent } from './road-summary.ts';

/** An event as the database keeps it, in collection `road-events`. */
export interface RoadEventDocument {
  /** Sixteen hex digits made of the event's id: short enough for a link or a code, and the same at every delivery. */
  _id: string;
  /** Key of the feed; events of a duty officer have their agency's. */
  feed: string;
  event: RoadEvent;
  /** Counts from 1; a share carries the revision that its sender saw. */
  revision: number;
  /** When this revision was written; ISO 8601 UTC. */
  changedAt: string;
  /** What ingest needs, so that a run over thousands reads no events. */
  mark: StoredEvent;
  /** Its feed still has it. */
  open: boolean;
  /** What follows from the event and the moment of writing. */
  derived: DerivedFields;
}

export interface DerivedFields {
  /** Where it can be found; empty once it is gone from lists. */
  shelves: string[];
  /** Those for a map, which has its own index. */
  viewShelves: string[];
  terms: string[];
  /** 0 to 9: severity, and five more for a full closure. */
  rank: number;
  /** Position in a list: what holds now, worst first, newest first. */
  listKey: string;
  place?: { type: 'Point'; coordinates: Position };
  summary: RoadSummary;
  fading: Fading | null;
  /** No end is known: how long it is believed goes by when its feed last confirmed it. */
  believed: boolean;
  /** When its source last spoke of it, as far as was known at writing. */
  confirmedAt: string;
  /** When the clock alone changes what a list should say of it; ISO 8601 UTC. Absent when it never does. */
  lookAgainAt?: string;
}

/** An event that was replaced, in collection `road-revisions` under `<event>~<revision>`. Written once. */
export interface RoadRevisionDocument {
  _id: string;
  revision: number;
  event: RoadEvent;
  /** From when to when it stood; ISO 8601 UTC. */
  changedAt: string;
  replacedAt: string;
  /** What its successor changed. */
  changed: string[];
  major: boolean;
}

/**
 * Highest first: what holds now, what is announced, what is over. Night works by day stand with what holds: to move them
 * twice a day would be two writes a day for each.
 */
const PHASE_ORDER: Record<EventPhase, number> = { 'in-force': 2, resting: 2, planned: 1, over: 0 };

/**
 * The fields by which an event is listed and found.
 *
 * @param confirmedAt when its source last spoke of it; ISO 8601 UTC
 */
export function deriveFields(id: string, event: RoadEvent, now: Date, confirmedAt: string): DerivedFields {
  const at = now.getTime();
  const fading = fadingOf(event, at, confirmedAt);
  const gone = visibilityAt(fading, at) === 'gone';
  const rank = rankOf(event);
  const said = event.updated ?? event.schedule.start ?? event.created ?? confirmedAt;
  const lookAgainAt = nextLook(event, fading, at);
  return {
    shelves: gone ? [] : shelvesOf(event),
    viewShelves: gone ? [] : viewShelvesOf(event),
    terms: gone ? [] : searchTermsOf(event),
    rank,
    listKey: `${PHASE_ORDER[phaseAt(event, at)]}${rank}~${said}~${id}`,
    ...(event.point && { place: { type: 'Point' as const, coordinates: event.point } }),
    summary: summarizeEvent(id, event),
    fading,
    believed: isBelieved(event),
    confirmedAt,
    ...(!gone && lookAgainAt !== null && { lookAgainAt: new Date(lookAgainAt).toISOString() }),
  };
}

/** When an event fades, its feed having confirmed it since it was written. */
export function fadingSince(
  { fading, believed, confirmedAt }: Pick<DerivedFields, 'fading' | 'believed' | 'confirmedAt'>,
  feedConfirmedAt: string | undefined,
): Fading | null {
  if (fading === null || !believed || feedConfirmedAt === undefined || feedConfirmedAt <= confirmedAt) return fading;
  const longer = Date.parse(feedConfirmedAt) - Date.parse(confirmedAt);
  return { from: fading.from + longer, until: fading.until + longer };
}

function isBelieved({ status, schedule, expires }: RoadEvent): boolean {
  return status !== 'ended' && status !== 'cancelled' && schedule.end === null && expires === undefined;
}

function rankOf(event: RoadEvent): number {
  return Math.max(0, compareSeverity(event.severity.level, 'unknown')) + (isFullClosure(event) ? 5 : 0);
}

/** The instants at which its place in a list changes by itself: it begins, it ends, it goes. */
function nextLook({ schedule }: RoadEvent, fading: Fading | null, now: number): number | null {
  const times = [schedule.start, schedule.end].flatMap((time) => (time === null ? [] : Date.parse(time)));
  const ahead = [...times, ...(fading === null ? [] : [fading.until])].filter((time) => time > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
