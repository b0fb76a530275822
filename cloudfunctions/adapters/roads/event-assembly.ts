import { convertGeometry, type Datum } from '#domain/geo-datum';
import { displayPointOf } from '#domain/geo-distance';
import { type Geometry, GeometryError, isPlace, lineFrom, type Position, readGeometry } from '#domain/geo-json';
import type {
  AffectedRoad,
  Attachment,
  Certainty,
  Detour,
  EventCause,
  EventEffect,
  EventPublisher,
  EventStatus,
  EventText,
  RecurringWindow,
  Region,
  RelatedEvent,
  Restriction,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  ScheduleException,
  Severity,
} from '#domain/road-event';
import type { SourceExtensions } from '#domain/road-extensions';
import { deriveSeverity, worstState } from '#domain/road-impact';
import { RejectedEvent } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { present } from './present.ts';

/** What a format's parser found; `assembleEvent` completes it by the rules that hold for every format. */
export interface EventParts {
  externalId: string;
  type: RoadEventType;
  subtypes?: RoadEventSubtype[];
  terms: (string | undefined)[];
  texts: EventText[];
  /** The source's word. Without one, the schedule and the time of receipt tell planned, active and ended. */
  status?: EventStatus | undefined;
  url?: string | undefined;
  revision?: string | undefined;
  supersedes?: string[] | undefined;
  standardCode?: string | undefined;
  cause?: EventCause | undefined;
  effect?: Partial<EventEffect> | undefined;
  severity?: Severity | undefined;
  certainty?: Certainty | undefined;
  publisher?: EventPublisher | undefined;
  geometry?: Geometry | null | undefined;
  point?: Position | null | undefined;
  roads?: AffectedRoad[];
  regions?: Region[];
  restrictions?: Restriction[];
  detour?: Detour | undefined;
  start?: string | undefined;
  end?: string | undefined;
  startEstimated?: boolean | undefined;
  endEstimated?: boolean | undefined;
  intervals?: { start: string; end: string | null }[];
  recurring?: RecurringWindow[];
  exceptions?: ScheduleException[];
  created?: string | undefined;
  updated?: string | undefined;
  nextUpdate?: string | undefined;
  expires?: string | undefined;
  related?: RelatedEvent[];
  attachments?: Attachment[];
  extensions?: SourceExtensions | undefined;
}

/** Longest external id: with the source's key it must stay within a database key. */
const LONGEST_ID = 400;

/** @throws {RejectedEvent} when nothing could be told to a driver: no id, no words */
export function assembleEvent(parts: EventParts, where: string, report: FeedReport): RoadEvent {
  const { options, format } = report;
  const { externalId } = parts;
  if (externalId.length > LONGEST_ID) throw new RejectedEvent(where, `id longer than ${LONGEST_ID} characters`);
  const texts = parts.texts.filter((text) => text.headline !== '');
  if (texts.length === 0) throw new RejectedEvent(where, 'no headline or description');
  const roads = parts.roads ?? [];
  const times = orderTimes(parts, where, report);
  const roadState = worstState([parts.effect?.roadState ?? 'unknown', ...roads.map((road) => road.state)]);
  const effect: EventEffect = { ...parts.effect, roadState };
  const subtypes = [...new Set(parts.subtypes ?? [])];
  const geometry = parts.geometry ?? (parts.point ? { type: 'Point' as const, coordinates: parts.point } : null);
  return present({
    id: `${options.sourceId}:${externalId}`,
    source: present({
      id: options.sourceId,
      name: options.sourceName,
      format,
      externalId,
      url: parts.url,
      revision: parts.revision,
      supersedes: parts.supersedes?.length ? parts.supersedes : undefined,
      terms: parts.terms.filter((term) => term !== undefined),
    }),
    publisher: parts.publisher ?? { name: options.sourceName, authority: 'unknown' as const },
    status: parts.status ?? statusByTime(times.start, times.end, options.receivedAt),
    type: parts.type,
    subtypes,
    standardCode: parts.standardCode,
    cause: parts.cause,
    effect,
    severity: parts.severity ?? deriveSeverity({ type: parts.type, subtypes, effect }),
    certainty: parts.certainty ?? 'unknown',
    texts,
    geometry,
    point: parts.point ?? (geometry ? displayPointOf(geometry) : null),
    roads,
    regions: regionsOf(parts.regions ?? [], options.region),
    restrictions: parts.restrictions ?? [],
    detour: parts.detour,
    schedule: present({
      start: times.start,
      end: times.end,
      startEstimated: parts.startEstimated,
      endEstimated: parts.endEstimated,
      intervals: times.intervals,
      recurring: parts.recurring ?? [],
      exceptions: parts.exceptions ?? [],
    }),
    created: times.created,
    updated: times.updated,
    nextUpdate: parts.nextUpdate,
    expires: parts.expires,
    related: parts.related ?? [],
    attachments: parts.attachments ?? [],
    extensions: parts.extensions,
  });
}

/**
 * The geometry of a document's value in WGS-84; null, with a warning, when it can't be one: the event is then listed
 * by its words only.
 */
export function geometryFrom(
  value: unknown,
  where: string,
  report: FeedReport,
  datum: Datum = 'WGS84',
): Geometry | null {
  if (value === undefined || value === null) return null;
  try {
    return convertGeometry(readGeometry(value), datum, 'WGS84');
  } catch (error) {
    if (!(error instanceof GeometryError)) throw error;
    report.warn(
      `${where}.${error.message.split(':')[0]}`,
      `${error.message.replace(/^[^:]*:\s*/u, '')}: geometry left out`,
    );
    return null;
  }
}

/** A geometry of [longitude, latitude] pairs; those that are no place on earth are left out with a warning. */
export function geometryOfPairs(
  pairs: readonly (readonly [number, number])[],
  where: string,
  report: FeedReport,
  datum: Datum = 'WGS84',
): Geometry | null {
  const places = pairs.filter(([lon, lat]) => isPlace(lon, lat)).map(([lon, lat]): Position => [lon, lat]);
  if (places.length < pairs.length)
    report.warn(where, `${pairs.length - places.length} positions off the earth: left out`);
  return places.length === 0 ? null : convertGeometry(lineFrom(places), datum, 'WGS84');
}

interface OrderedTimes {
  start: string | null;
  end: string | null;
  intervals: { start: string; end: string | null }[];
  created: string | undefined;
  updated: string | undefined;
}

/**
 * Times in an order that can be: an end before its start is not believed (a live closure must not vanish by a typing
 * error), and nothing is changed before it is made.
 */
function orderTimes(parts: EventParts, where: string, report: FeedReport): OrderedTimes {
  const intervals = (parts.intervals ?? []).map((interval, index) => {
    if (interval.end === null || interval.end >= interval.start) return interval;
    report.warn(`${where}.intervals[${index}]`, 'ends before it starts: its end is left out');
    return { start: interval.start, end: null };
  });
  intervals.sort((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0));
  const start = parts.start ?? intervals[0]?.start ?? null;
  let end = parts.end ?? null;
  if (end === null && intervals.length > 0 && intervals.every((interval) => interval.end !== null)) {
    end = intervals.reduce((latest, interval) => ((interval.end ?? '') > latest ? (interval.end ?? '') : latest), '');
  }
  if (start !== null && end !== null && end < start) {
    report.warn(`${where}`, `ends (${end}) before it starts (${start}): the end is left out`);
    end = null;
  }
  const { updated } = parts;
  const created =
    parts.created !== undefined && updated !== undefined && updated < parts.created ? updated : parts.created;
  return { start, end, intervals: intervals.length > 1 ? intervals : [], created, updated };
}

function statusByTime(start: string | null, end: string | null, receivedAt: string): EventStatus {
  if (end !== null && end <= receivedAt) return 'ended';
  return start !== null && start > receivedAt ? 'planned' : 'active';
}

function regionsOf(regions: Region[], adcode: string | undefined): Region[] {
  if (adcode === undefined || regions.some((region) => region.adcode === adcode)) return regions;
  return [...regions, { adcode }];
}
