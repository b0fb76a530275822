import type { Datum } from '#domain/geo-datum';
import { convertPosition } from '#domain/geo-datum';
import { isPlace } from '#domain/geo-json';
import { normalizeRoadCode } from '#domain/road-code';
import type {
  AffectedRoad,
  Attachment,
  EventCause,
  EventEffect,
  EventPublisher,
  EventText,
  Lane,
  LaneUse,
  RecurringWindow,
  Region,
  RelatedEvent,
  Restriction,
  RoadEvent,
  RoadEventSubtype,
  ScheduleException,
  Severity,
} from '#domain/road-event';
import {
  LANE_USE_STATES,
  RESTRICTION_KINDS,
  ROAD_EVENT_SUBTYPES,
  ROAD_SYSTEMS,
  VEHICLE_CLASSES,
} from '#domain/road-event';
import type { SourceExtensions } from '#domain/road-extensions';
import { checkStake, parseStakeRange, type StakeRange } from '#domain/stake';
import { directionOfChinese } from './chinese-terms.ts';
import { assembleEvent, geometryFrom } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { describe, FeedRecord, isPlainObject, RejectedEvent } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import {
  authorityOfWord,
  certaintyOfWord,
  directionOfWord,
  severityOfWord,
  stateOfWord,
  statusOfWord,
  trafficOfWord,
  typeOfWord,
} from './own-terms.ts';
import { present, presentOrNothing } from './present.ts';

/**
 * Our own JSON: `{"format": "road-events/1", "complete"?: boolean, "asOf"?: time, "events": [...]}`.
 *
 * An event has the fields of the model (so that an export reads back as it was), and short forms for those who write by
 * hand: `headline` for one Chinese text, `start` and `end` for a schedule, `stake: "K10—K12+500"`, `detour` as a
 * sentence, `datum` for GCJ02 or BD09 coordinates. A time is ISO 8601 (Beijing time where it gives no zone), or
 * `{"minutes": -35}`: so long before or after the document is received, for examples that never grow old.
 */
export function readOwnJson(text: string, report: FeedReport): void {
  const document = parseJson(text);
  const items = Array.isArray(document) ? document : isPlainObject(document) ? document.events : undefined;
  if (!Array.isArray(items)) throw new UnreadableDocument('events', 'missing: not a list of events');
  if (isPlainObject(document)) {
    const { format, complete } = document;
    if (format !== undefined && format !== 'road-events/1') {
      throw new UnreadableDocument('format', `${describe(format)} is not road-events/1`);
    }
    if (typeof complete === 'boolean') report.coverage = complete ? 'snapshot' : 'delta';
    const asOf = timeOf(FeedRecord.of(document, 'document', report.warn), 'asOf', report);
    if (asOf !== undefined) report.publishedAt = asOf;
    report.version = '1';
  }
  report.each(
    items,
    (index) => `events[${index}]`,
    (item, where) => [readOwnEvent(item, where, report)],
  );
}

const ZONE = 'Asia/Shanghai';

/** One event of our own, from JSON or from a row of CSV. */
export function readOwnEvent(item: unknown, where: string, report: FeedReport): RoadEvent {
  const event = FeedRecord.of(item, where, report.warn);
  const source = event.record('source');
  const externalId = source?.text('externalId') ?? event.requireText('externalId', 'id');
  event.raw('externalId', 'id');
  const typeWord = event.requireText('type');
  const type = typeOfWord(typeWord);
  if (type === null) throw new RejectedEvent(`${where}.type`, `${describe(typeWord)} is not a type of event`);
  const datum = datumOf(event);
  const schedule = event.record('schedule') ?? event;
  const roads = event.records('roads').map(readRoad);
  const effect = readEffect(event);
  return assembleEvent(
    {
      externalId,
      type,
      subtypes: subtypesOf(event),
      terms: source?.texts('terms') ?? [typeWord],
      texts: readTexts(event),
      status: word(event, 'status', statusOfWord),
      url: source?.text('url') ?? event.text('url'),
      revision: source?.text('revision') ?? event.text('revision'),
      supersedes: source?.texts('supersedes') ?? event.texts('supersedes'),
      standardCode: event.text('standardCode'),
      cause: readCause(event),
      effect,
      severity: readSeverity(event),
      certainty: word(event, 'certainty', certaintyOfWord),
      publisher: readPublisher(event),
      geometry: geometryFrom(event.raw('geometry'), `${where}.geometry`, report, datum),
      point: readPoint(event, datum),
      roads,
      regions: readRegions(event),
      restrictions: event.records('restrictions').flatMap(readRestriction),
      detour: readDetour(event, where, report, datum),
      start: timeOf(schedule, 'start', report),
      end: timeOf(schedule, 'end', report),
      startEstimated: schedule.flag('startEstimated'),
      endEstimated: schedule.flag('endEstimated'),
      intervals: readIntervals(schedule, report),
      recurring: schedule.records('recurring').flatMap(readWindow),
      exceptions: schedule.records('exceptions').flatMap(readException),
      created: timeOf(event, 'created', report),
      updated: timeOf(event, 'updated', report),
      nextUpdate: timeOf(event, 'nextUpdate', report),
      expires: timeOf(event, 'expires', report),
      related: event.records('related').flatMap(readRelated),
      attachments: event.records('attachments').flatMap(readAttachment),
      extensions: readExtensions(event),
    },
    where,
    report,
  );
}

function word<T extends string>(record: FeedRecord, field: string, read: (word: string) => T | null): T | undefined {
  const text = record.text(field);
  if (text === undefined) return undefined;
  const term = read(text);
  if (term === null) record.warn(field, `${describe(text)} is not known here: left out`);
  return term ?? undefined;
}

function timeOf(record: FeedRecord, field: string, report: FeedReport): string | undefined {
  const value = record.raw(field);
  if (!isPlainObject(value)) return record.time(field, ZONE, field === 'end' || field === 'expires');
  const { minutes } = value;
  if (typeof minutes === 'number' && Number.isFinite(minutes)) {
    return new Date(Date.parse(report.options.receivedAt) + Math.round(minutes * 60_000)).toISOString();
  }
  record.warn(field, 'not a time: {"minutes": number} was expected');
  return undefined;
}

function datumOf(event: FeedRecord): Datum {
  const term = event.text('datum')?.toUpperCase().replace(/[-_ ]/gu, '') ?? 'WGS84';
  if (term === 'WGS84' || term === 'GCJ02' || term === 'BD09') return term;
  throw new RejectedEvent(`${event.where}.datum`, `${describe(term)} is none of WGS84, GCJ02, BD09`);
}

function subtypesOf(event: FeedRecord): RoadEventSubtype[] {
  return event.texts('subtypes').flatMap((text) =>
    text.split(/[;；、|]/u).flatMap((part) => {
      const term = ROAD_EVENT_SUBTYPES.find((subtype) => subtype === part.trim());
      if (term === undefined) event.warn('subtypes', `${describe(part)} is not known here: left out`);
      return term ?? [];
    }),
  );
}

function readTexts(event: FeedRecord): EventText[] {
  const texts = event.records('texts').flatMap((text) => {
    const headline = text.text('headline');
    return headline === undefined ? [] : [textParts(text, headline, text.text('lang') ?? 'und')];
  });
  const headline = event.text('headline') ?? (texts.length === 0 ? event.text('description') : undefined);
  return headline === undefined ? texts : [textParts(event, headline, event.text('lang') ?? 'zh-CN'), ...texts];
}

function textParts(record: FeedRecord, headline: string, lang: string): EventText {
  const description = record.text('description');
  return present({
    lang,
    headline,
    description: description === headline ? undefined : description,
    location: record.text('location'),
    advice: record.text('advice'),
  });
}

function readCause(event: FeedRecord): EventCause | undefined {
  const value = event.raw('cause');
  if (typeof value === 'string') return { text: value };
  const cause = event.record('cause');
  if (!cause) return undefined;
  const subtypes = subtypesOf(cause);
  return presentOrNothing({
    type: word(cause, 'type', typeOfWord),
    subtypes: subtypes.length > 0 ? subtypes : undefined,
    text: cause.text('text'),
  });
}

function readEffect(event: FeedRecord): Partial<EventEffect> {
  const effect = event.record('effect') ?? event;
  return present({
    roadState: word(effect, effect === event ? 'state' : 'roadState', stateOfWord),
    traffic: word(effect, 'traffic', trafficOfWord),
    delaySeconds: effect.amount('delaySeconds'),
    queueMetres: effect.amount('queueMetres'),
    speedKph: effect.amount('speedKph'),
    capacityLeft: effect.amount('capacityLeft'),
    vehiclesInvolved: effect.amount('vehiclesInvolved'),
  });
}

function readSeverity(event: FeedRecord): Severity | undefined {
  const value = event.raw('severity');
  const record = isPlainObject(value) ? event.record('severity') : undefined;
  const level = word(record ?? event, record ? 'level' : 'severity', severityOfWord);
  if (level === undefined) return undefined;
  const judge = record?.text('from');
  const from: Severity['from'] = judge === 'officer' || judge === 'rule' ? judge : 'source';
  return present({ level, from, term: record?.text('term') });
}

function readPublisher(event: FeedRecord): EventPublisher | undefined {
  const value = event.raw('publisher');
  if (typeof value === 'string') return { name: value, authority: 'official' };
  const publisher = event.record('publisher');
  const name = publisher?.text('name');
  if (!publisher || name === undefined) return undefined;
  return present({
    name,
    authority: word(publisher, 'authority', authorityOfWord) ?? ('unknown' as const),
    contact: publisher.text('contact'),
  });
}

function readPoint(event: FeedRecord, datum: Datum): [number, number] | null {
  const value = event.raw('point');
  const place = isPlainObject(value) ? event.record('point') : event;
  const [first, second] = Array.isArray(value) ? value : [];
  const lon = typeof first === 'number' ? first : place?.number('lon', 'lng', 'longitude');
  const lat = typeof second === 'number' ? second : place?.number('lat', 'latitude');
  if (lon === undefined || lat === undefined) return null;
  if (isPlace(lon, lat)) return convertPosition([lon, lat], datum, 'WGS84');
  event.warn('point', `${lon},${lat} is no place on earth: left out`);
  return null;
}

function readRoad(road: FeedRecord): AffectedRoad {
  const code = road.text('code');
  const directionText = road.text('directionText');
  const direction = road.text('direction');
  const known = direction === undefined ? null : directionOfWord(direction);
  const restrictions = road.records('restrictions').flatMap(readRestriction);
  const systems = ROAD_SYSTEMS.filter((system) => road.texts('systems').includes(system));
  return present({
    code: code === undefined ? undefined : (normalizeRoadCode(code) ?? code),
    name: road.text('name'),
    direction: known ?? directionOfChinese(direction ?? directionText ?? ''),
    directionText: directionText ?? (known === null ? direction : undefined),
    from: road.text('from'),
    to: road.text('to'),
    stake: readStake(road),
    state: word(road, 'state', stateOfWord) ?? ('unknown' as const),
    lanes: readLanes(road),
    systems: systems.length > 0 ? systems : undefined,
    restrictions: restrictions.length > 0 ? restrictions : undefined,
  });
}

function readStake(road: FeedRecord): StakeRange | undefined {
  const value = road.raw('stake');
  if (value === undefined) return undefined;
  if (isPlainObject(value)) {
    const from = checkStake(Number(value.from));
    const to = checkStake(Number(value.to ?? value.from));
    if (from !== null && to !== null) return { from, to };
  }
  const range = parseStakeRange(String(value));
  if (range === null) road.warn('stake', `${describe(value)} is not a stake such as K12+500 or K10—K12: left out`);
  return range ?? undefined;
}

function readLanes(road: FeedRecord): LaneUse | undefined {
  const lanes = road.record('lanes');
  if (!lanes) return undefined;
  const each = lanes.records('each').map((lane, index): Lane => {
    const restrictions = lane.records('restrictions').flatMap(readRestriction);
    return present({
      order: lane.amount('order') ?? index + 1,
      kind: lane.text('kind') ?? 'general',
      use: LANE_USE_STATES.find((state) => state === lane.text('use')) ?? ('unknown' as const),
      restrictions: restrictions.length > 0 ? restrictions : undefined,
    });
  });
  return presentOrNothing({
    total: lanes.amount('total'),
    open: lanes.amount('open'),
    closed: lanes.amount('closed'),
    each: each.length > 0 ? each : undefined,
  });
}

function readRestriction(restriction: FeedRecord): Restriction[] {
  const term = restriction.text('kind');
  const kind = RESTRICTION_KINDS.find((known) => known === term);
  if (kind === undefined) {
    restriction.warn('kind', `${describe(term)} is not a kind of restriction: left out`);
    return [];
  }
  const vehicles = VEHICLE_CLASSES.filter((vehicle) => restriction.texts('vehicles').includes(vehicle));
  return [
    present({
      kind,
      limit: restriction.amount('limit'),
      vehicles: vehicles.length > 0 ? vehicles : undefined,
      text: restriction.text('text'),
    }),
  ];
}

function readRegions(event: FeedRecord): Region[] {
  const adcodes = event.texts('adcode').map((adcode) => ({ adcode }));
  const listed = event.list('regions').flatMap((value): Region[] => {
    if (typeof value === 'string') return [/^\d{6}$/u.test(value) ? { adcode: value } : { name: value }];
    const region = FeedRecord.maybe(value, `${event.where}.regions`, event.warn.bind(event));
    if (!region) return [];
    return [
      present({
        adcode: region.text('adcode'),
        name: region.text('name'),
        key: region.text('key'),
        url: region.text('url'),
      }),
    ];
  });
  return [...adcodes, ...listed];
}

function readDetour(event: FeedRecord, where: string, report: FeedReport, datum: Datum) {
  const value = event.raw('detour');
  if (typeof value === 'string') return { texts: [{ lang: 'zh-CN', text: value.trim() }] };
  const detour = event.record('detour');
  if (!detour) return undefined;
  const texts = detour.records('texts').flatMap((text) => {
    const words = text.text('text');
    return words === undefined ? [] : [{ lang: text.text('lang') ?? 'und', text: words }];
  });
  const geometry = geometryFrom(detour.raw('geometry'), `${where}.detour.geometry`, report, datum);
  return present({ texts, geometry: geometry ?? undefined });
}

function readIntervals(schedule: FeedRecord, report: FeedReport): { start: string; end: string | null }[] {
  return schedule.records('intervals').flatMap((interval) => {
    const start = timeOf(interval, 'start', report);
    return start === undefined ? [] : [{ start, end: timeOf(interval, 'end', report) ?? null }];
  });
}

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

function readWindow(window: FeedRecord): RecurringWindow[] {
  const dailyStart = window.text('dailyStart');
  const dailyEnd = window.text('dailyEnd');
  if (dailyStart === undefined || dailyEnd === undefined || !CLOCK.test(dailyStart) || !CLOCK.test(dailyEnd)) {
    window.warn(undefined, 'dailyStart and dailyEnd must be HH:MM: left out');
    return [];
  }
  const weekdays = window
    .list('weekdays')
    .map(Number)
    .filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  return [
    present({
      firstDate: window.text('firstDate'),
      lastDate: window.text('lastDate'),
      weekdays: weekdays.length > 0 ? weekdays : undefined,
      dailyStart,
      dailyEnd,
      utcOffsetMinutes: window.number('utcOffsetMinutes') ?? 480,
    }),
  ];
}

function readException(exception: FeedRecord): ScheduleException[] {
  const date = exception.text('date');
  if (date === undefined) return [];
  const windows = exception.records('windows').flatMap((window) => {
    const start = window.text('start');
    const end = window.text('end');
    return start !== undefined && end !== undefined && CLOCK.test(start) && CLOCK.test(end) ? [{ start, end }] : [];
  });
  return [{ date, windows }];
}

const RELATIONS: readonly RelatedEvent['relation'][] = ['group', 'cause', 'next', 'first', 'detour', 'works', 'other'];

function readRelated(related: FeedRecord): RelatedEvent[] {
  const externalId = related.text('externalId');
  if (externalId === undefined) return [];
  const term = related.text('relation');
  const relation = RELATIONS.find((known) => known === term) ?? 'other';
  return [present({ externalId, relation, term: related.text('term') })];
}

function readAttachment(attachment: FeedRecord): Attachment[] {
  const url = attachment.text('url');
  if (url === undefined) return [];
  return [
    present({
      url,
      title: attachment.text('title'),
      mediaType: attachment.text('mediaType'),
      bytes: attachment.amount('bytes'),
      lang: attachment.text('lang'),
    }),
  ];
}

function readExtensions(event: FeedRecord): SourceExtensions | undefined {
  const given = event.raw('extensions');
  const unmapped = event.unread();
  const known = isPlainObject(given) ? (given as SourceExtensions) : {};
  return presentOrNothing({ ...known, own: unmapped ? { unmapped } : known.own });
}
