import { distanceBetween } from './geo-distance.ts';
import type { RoadEvent } from './road-event.ts';
import { compareSeverity, isFullClosure, restrictsTrucks } from './road-impact.ts';

/**
 * What changed between two versions of an event, and whether it matters. Feeds touch events without changing them
 * (a new time stamp, "Last updated …" within the text): that is no revision, and nobody is alerted for it.
 */

export type ChangedField =
  | 'status'
  | 'type'
  | 'severity'
  | 'effect'
  | 'texts'
  | 'place'
  | 'roads'
  | 'restrictions'
  | 'schedule'
  | 'detour'
  | 'details';

export interface Revision {
  /** Empty when the two say the same. */
  changed: ChangedField[];
  /** Worth an alert to who asked only for major changes. */
  major: boolean;
}

/** A closure that lasts so much longer is news. */
const MAJOR_DELAY_MS = 60 * 60_000;
/** A marker corrected by less is the same place. */
const MAJOR_MOVE_M = 2000;
/** About a metre: feeds recompute their lines. */
const COORDINATE_DECIMALS = 1e5;

export function reviseEvent(before: RoadEvent, after: RoadEvent): Revision {
  const one = partsOf(before);
  const other = partsOf(after);
  const changed = (Object.keys(one) as ChangedField[]).filter((field) => one[field] !== other[field]);
  return { changed, major: changed.length > 0 && isMajor(before, after) };
}

/**
 * A short mark of everything in an event that matters: equal marks, equal events. Kept beside a stored event, so that
 * a run over thousands reads marks instead of documents. It only ever meets the mark of the same event's last version,
 * so that 64 bits are far more than enough.
 */
export function fingerprintOf(event: RoadEvent): string {
  return hash64(JSON.stringify(partsOf(event)));
}

function partsOf(event: RoadEvent): Record<ChangedField, string> {
  return {
    status: event.status,
    type: canonical([event.type, [...event.subtypes].sort(), event.cause]),
    severity: event.severity.level,
    effect: canonical(event.effect),
    texts: canonical(
      event.texts.map((text) => ({
        ...text,
        description: withoutStamps(text.description),
        headline: withoutStamps(text.headline),
      })),
    ),
    place: canonical([event.geometry, event.point]),
    roads: canonical(event.roads),
    restrictions: canonical(event.restrictions),
    schedule: canonical([event.schedule, event.expires]),
    detour: canonical(event.detour),
    details: canonical([
      event.certainty,
      event.publisher,
      event.regions,
      event.attachments,
      event.related,
      event.source.url,
    ]),
  };
}

function isMajor(before: RoadEvent, after: RoadEvent): boolean {
  if (isFullClosure(before) !== isFullClosure(after)) return true;
  if (restrictsTrucks(before) !== restrictsTrucks(after)) return true;
  if (before.status !== after.status && (isOver(before) || isOver(after))) return true;
  const grade = Math.max(gradeOf(before), gradeOf(after));
  if (before.severity.level !== after.severity.level && grade >= 0) return true;
  if (before.status === 'planned' && after.status === 'active' && grade >= 0) return true;
  const lasting = isFullClosure(after) || grade >= 0;
  if (lasting && endsLater(before, after)) return true;
  if (before.point && after.point && distanceBetween(before.point, after.point) > MAJOR_MOVE_M) return true;
  return false;
}

/** Zero for a major event, more for a critical one, negative below. */
function gradeOf(event: RoadEvent): number {
  return compareSeverity(event.severity.level, 'major');
}

function isOver(event: RoadEvent): boolean {
  return event.status === 'ended' || event.status === 'cancelled';
}

function endsLater(before: RoadEvent, after: RoadEvent): boolean {
  if (before.schedule.end === null || after.schedule.end === null) return before.schedule.end !== after.schedule.end;
  return Date.parse(after.schedule.end) - Date.parse(before.schedule.end) >= MAJOR_DELAY_MS;
}

/** DriveBC and others write the time of their last touch into the sentence. */
function withoutStamps(text: string | undefined): string | undefined {
  return text
    ?.replace(/\b(?:Last updated|Next update time)\b[^.]*?(?:\d{1,2}:\d{2}\s*(?:AM|PM)?(?:\s*[A-Z]{3,4})?)\.?/giu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** JSON with sorted keys and rounded coordinates. */
function canonical(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? '';
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Math.round(value * COORDINATE_DECIMALS) / COORDINATE_DECIMALS;
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, sorted(member)]),
  );
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits each from the front and from the back of the text. */
function hash64(text: string): string {
  let front = 0x811c9dc5;
  let back = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    front = Math.imul(front ^ text.charCodeAt(index), 0x01000193);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return `${(front >>> 0).toString(36)}.${(back >>> 0).toString(36)}`;
}
