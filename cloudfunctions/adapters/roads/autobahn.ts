import type { Geometry } from '#domain/geo-json';
import { normalizeRoadCode } from '#domain/road-code';
import type {
  AffectedRoad,
  EventEffect,
  EventText,
  LaneUse,
  Restriction,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  RoadState,
  TrafficLevel,
} from '#domain/road-event';
import type { AutobahnExtension } from '#domain/road-extensions';
import { assembleEvent, geometryFrom, geometryOfPairs } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { FeedRecord, isPlainObject } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { readTime } from './feed-time.ts';
import { present, presentOrNothing } from './present.ts';
import { termTable } from './term-table.ts';

/**
 * The Autobahn App's API (verkehr.autobahn.de): lists of roadworks, warnings and closures of one motorway, or one
 * item's details. Times in fields are UTC or carry an offset, times in the text are German local time; strings of
 * coordinates are latitude first (the published description's examples are not), `geometry` is GeoJSON.
 */
export function readAutobahn(text: string, report: FeedReport): void {
  const document = parseJson(text);
  if (!isPlainObject(document)) throw new UnreadableDocument('document', 'no object');
  const services = Object.keys(document).filter((name) => EVENT_SERVICES.includes(name));
  if (services.length > 0) {
    report.coverage = 'snapshot';
    for (const service of services) readService(service, document[service], report);
    return;
  }
  if ('identifier' in document && 'title' in document) {
    report.coverage = 'partial';
    report.each(
      [document],
      () => 'document',
      (item, where) => [readItem(item, where, report)],
    );
    return;
  }
  const other = Object.keys(document).find((name) => OTHER_SERVICES.includes(name));
  throw new UnreadableDocument(
    other ?? 'document',
    other ? 'a list of the Autobahn API, but not one of events' : 'not an answer of the Autobahn API',
  );
}

const EVENT_SERVICES = ['roadworks', 'warning', 'closure'];
const OTHER_SERVICES = ['roads', 'webcam', 'parking_lorry', 'electric_charging_station'];
const ZONE = 'Europe/Berlin';

function readService(service: string, items: unknown, report: FeedReport): void {
  if (!Array.isArray(items)) throw new UnreadableDocument(service, 'not a list');
  report.each(
    items,
    (index) => `${service}[${index}]`,
    (item, where) => [readItem(item, where, report)],
  );
}

const TYPES = termTable<RoadEventType>({
  ROADWORKS: 'roadworks',
  SHORT_TERM_ROADWORKS: 'roadworks',
  WARNING: 'hazard',
  CLOSURE: 'control',
  CLOSURE_ENTRY_EXIT: 'control',
  WEIGHT_LIMIT_35: 'restriction',
});

const SUBTYPES = termTable<RoadEventSubtype[]>({
  SHORT_TERM_ROADWORKS: ['mobile-works'],
  CLOSURE: ['road-closed'],
  CLOSURE_ENTRY_EXIT: ['ramp-closed'],
  WEIGHT_LIMIT_35: ['weight-limit'],
});

/** DATEX II's abnormal traffic types, in capitals. */
const TRAFFIC = termTable<{ level: TrafficLevel; subtype?: RoadEventSubtype }>({
  STATIONARY_TRAFFIC: { level: 'blocked', subtype: 'stationary-traffic' },
  QUEUING_TRAFFIC: { level: 'congested', subtype: 'queue' },
  SLOW_TRAFFIC: { level: 'slow', subtype: 'slow-traffic' },
  HEAVY_TRAFFIC: { level: 'slow' },
  UNSPECIFIED_ABNORMAL_TRAFFIC: { level: 'slow' },
});

/** What a warning's German words say it is, the first that matches. */
const WORDS: readonly [RegExp, RoadEventType, RoadEventSubtype | null][] = [
  [/Geisterfahrer|Falschfahrer/iu, 'hazard', 'wrong-way-driver'],
  [/Unfall/iu, 'accident', null],
  [/Gegenstände|Gegenstand|Reifenteile/iu, 'obstruction', 'debris'],
  [/defekte[rsn]? (?:LKW|PKW|Fahrzeug)|liegengebliebene|Pannenfahrzeug/iu, 'obstruction', 'breakdown'],
  [/Ölspur/iu, 'obstruction', 'oil'],
  [/Tiere? auf/iu, 'obstruction', 'animal'],
  [/Personen auf/iu, 'hazard', 'people-on-road'],
  [/Nebel/iu, 'weather', 'fog'],
  [/Glätte|Eis/u, 'surface', 'ice'],
  [/Baustelle|Bauarbeiten|Fahrbahnverengung/iu, 'roadworks', null],
  [/Stau|stockend|Reisezeitverlust|dichter Verkehr/iu, 'congestion', null],
];

function readItem(item: unknown, where: string, report: FeedReport): RoadEvent {
  const event = FeedRecord.of(item, where, report.warn);
  const externalId = event.requireText('identifier');
  const displayType = event.text('display_type');
  const lines = event.texts('description');
  const rawLines = event.list('description').map((line) => (typeof line === 'string' ? line.trim() : ''));
  const words = lines.join('\n');
  const abnormal = event.text('abnormalTrafficType');
  const type = typeOf(displayType, abnormal, words);
  const blocked = event.flag('isBlocked');
  const state = stateOf(displayType, blocked, words);
  const location = readPlace(event, where, report);
  const impact = event.record('impact');
  const future = event.flag('future');
  const times = timesInText(words);
  const recommendations = event.texts('routeRecommendation');
  return assembleEvent(
    {
      externalId,
      type: type.type,
      subtypes: [...(SUBTYPES[displayType ?? ''] ?? []), ...(type.subtype ? [type.subtype] : [])],
      terms: [displayType, abnormal],
      texts: readTexts(event, rawLines),
      status: future === undefined ? undefined : future ? 'planned' : 'active',
      publisher: { name: 'Die Autobahn GmbH des Bundes', authority: 'official' },
      effect: present({
        roadState: state,
        traffic: TRAFFIC[abnormal ?? '']?.level,
        delaySeconds: minutes(event.amount('delayTimeValue')),
        speedKph: event.amount('averageSpeed'),
        queueMetres: queueInText(words),
      } satisfies { [K in keyof EventEffect]?: EventEffect[K] | undefined }),
      geometry: location.geometry,
      point: location.point,
      roads: readRoads(event, state, lanesInText(words)),
      restrictions: restrictionsInText(words, displayType),
      detour: recommendations.length > 0 ? { texts: recommendations.map((text) => ({ lang: 'de', text })) } : undefined,
      start: event.time('startTimestamp', ZONE) ?? times.start,
      end: times.end,
      endEstimated: /voraussichtlich/iu.test(words) || undefined,
      extensions: { autobahn: readExtension(event, { displayType, blocked, abnormal, impact }) },
    },
    where,
    report,
  );
}

function typeOf(displayType: string | undefined, abnormal: string | undefined, words: string) {
  const byList = TYPES[displayType ?? ''] ?? 'other';
  const traffic = TRAFFIC[abnormal ?? ''];
  if (byList !== 'hazard' && byList !== 'other') return { type: byList, subtype: null };
  const byWords = WORDS.find(([pattern]) => pattern.test(words));
  if (byWords && byWords[1] !== 'congestion') return { type: byWords[1], subtype: byWords[2] };
  if (traffic || byWords) return { type: 'congestion' as const, subtype: traffic?.subtype ?? null };
  return { type: byList, subtype: null };
}

/**
 * `isBlocked` is "false" on items that the service itself lists as closures, so only a "true" says something. A closed
 * entry or exit is not a closed road, nor is a bridge that only lorries may not use.
 */
function stateOf(displayType: string | undefined, blocked: boolean | undefined, words: string): RoadState {
  if (displayType === 'CLOSURE_ENTRY_EXIT' || displayType === 'WEIGHT_LIMIT_35') return 'unknown';
  if (blocked === true) return 'closed';
  const forLorries = /gesperrt für L[Kk][Ww]/u.test(words);
  const ofWhole =
    /(?<!AS )Vollsperrung(?! der (?:AS|Anschlussstelle|Ein|Aus))|(?:in beiden Richtungen|Fahrbahn|Tunnel|Brücke) gesperrt|^gesperrt/imu;
  if (!forLorries && ofWhole.test(words)) return 'closed';
  if (displayType === 'CLOSURE' && !forLorries) return 'closed';
  if (/Fahrstreifen (?:ist |sind )?gesperrt|steht? nur \d|Fahrbahnverengung|nur ein Fahrstreifen/iu.test(words))
    return 'some-lanes-closed';
  return 'unknown';
}

/** What stands before the first blank line is begin and end, for the fields; the rest tells what it is. */
function readTexts(event: FeedRecord, lines: string[]): EventText[] {
  const title = event.text('title');
  const subtitle = event.text('subtitle');
  const description = lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return [
    present({
      lang: 'de',
      headline: title ?? subtitle ?? lines.find(Boolean) ?? '',
      description: description === '' ? undefined : description,
      location: subtitle,
    }),
  ];
}

/** `A1 | AS Pansdorf (17) - AS Neustadt-Mitte (14)`; several roads as `A1/A4`. */
function readRoads(event: FeedRecord, state: RoadState, lanes: LaneUse | undefined): AffectedRoad[] {
  const [codes = '', stretch] = (event.text('title') ?? '').split('|').map((part) => part.trim());
  const [from, to] = (stretch ?? '').split(/\s+[-–]\s+/u).map((part) => part.trim());
  const directionText = event.text('subtitle');
  const roads = codes.split('/').flatMap((text) => normalizeRoadCode(text) ?? []);
  return roads.map((code, index) =>
    present({
      code,
      name: code,
      direction: /beide[nr]? Richtungen?/iu.test(directionText ?? '') ? ('both' as const) : ('unknown' as const),
      directionText,
      from: from || undefined,
      to: to || undefined,
      state,
      lanes: index === 0 ? lanes : undefined,
    }),
  );
}

/** Latitudes and longitudes of Germany don't overlap: whichever order a string has, 47 to 56 is the latitude. */
function pairOf(one: number, other: number): [number, number] {
  return one >= 47 && one <= 56 ? [other, one] : [one, other];
}

function readPlace(event: FeedRecord, where: string, report: FeedReport) {
  const coordinate = event.record('coordinate');
  const lat = coordinate?.number('lat', 'latitude');
  const lon = coordinate?.number('long', 'lon', 'lng', 'longitude');
  const named: [number, number][] = lat !== undefined && lon !== undefined ? [[lon, lat]] : [];
  const [one, other] = (event.text('point') ?? '').split(',').map(Number);
  if (named.length === 0 && one !== undefined && other !== undefined && Number.isFinite(one + other)) {
    named.push(pairOf(one, other));
  }
  const place = geometryOfPairs(named, `${where}.coordinate`, report);
  const geometry: Geometry | null = geometryFrom(event.raw('geometry'), `${where}.geometry`, report) ?? place;
  return { geometry, point: place?.type === 'Point' ? place.coordinates : null };
}

/** `Beginn: 29.06.2021 09:00`, `Ende: 29.03.26 um 14:42 Uhr`: local time. */
function timesInText(words: string): { start?: string; end?: string } {
  return present({ start: timeAfter(words, /Beginn/u), end: timeAfter(words, /Ende/u) });
}

function timeAfter(words: string, label: RegExp): string | undefined {
  const pattern = new RegExp(
    `${label.source}:?\\s*(\\d{1,2})\\.(\\d{1,2})\\.(\\d{2,4})(?:,?\\s*(?:um\\s*)?(\\d{1,2}):(\\d{2}))?`,
    'u',
  );
  const [, day, month, year, hour, minute] = pattern.exec(words) ?? [];
  if (!day || !month || !year) return undefined;
  const fullYear = year.length === 2 ? `20${year}` : year;
  const time = readTime(
    `${fullYear}-${month}-${day}${hour ? ` ${hour}:${minute}` : ''}`,
    ZONE,
    label.source === 'Ende',
  );
  return time.kind === 'time' ? time.iso : undefined;
}

/** `12 km Stau`, `Stau, Länge: 3,5 km`. */
function queueInText(words: string): number | undefined {
  const [, before, after] =
    /(\d+(?:[.,]\d+)?)\s*km\s+Stau|Stau[^\n]{0,20}?(\d+(?:[.,]\d+)?)\s*km\b(?!\/)/iu.exec(words) ?? [];
  const kilometres = before ?? after;
  return kilometres === undefined ? undefined : Math.round(decimal(kilometres) * 1000);
}

function lanesInText(words: string): LaneUse | undefined {
  const open = /nur (\d+|ein) Fahrstreifen/iu.exec(words)?.[1];
  const closed = /(\d+|ein) (?:von (\d+) )?Fahrstreifen (?:ist |sind )?gesperrt/iu.exec(words);
  return presentOrNothing({ open: count(open), closed: count(closed?.[1]), total: count(closed?.[2]) });
}

function count(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^ein$/iu.test(text) ? 1 : Number(text);
}

function restrictionsInText(words: string, displayType: string | undefined): Restriction[] {
  const width = /Durchfahr(?:t)?sbreite:?\s*(\d+(?:[.,]\d+)?)/iu.exec(words)?.[1];
  const height = /Durchfahr(?:t)?shöhe:?\s*(\d+(?:[.,]\d+)?)|(?:Maximale|max\.?) Höhe:?\s*(\d+(?:[.,]\d+)?)/iu.exec(
    words,
  );
  const tall = height?.[1] ?? height?.[2];
  const speed = /(?:Höchstgeschwindigkeit|Geschwindigkeitsbegrenzung|Tempolimit)[^\d\n]*(\d{2,3})/iu.exec(words)?.[1];
  const lorries = /gesperrt für L[Kk][Ww](?:\s+über\s+(\d+(?:[.,]\d+)?)\s*t)?/u.exec(words);
  const tonnes = lorries?.[1] ?? (displayType === 'WEIGHT_LIMIT_35' ? '3.5' : undefined);
  return [
    ...(width ? [{ kind: 'width' as const, limit: decimal(width) }] : []),
    ...(tall ? [{ kind: 'height' as const, limit: decimal(tall) }] : []),
    ...(speed ? [{ kind: 'speed' as const, limit: Number(speed) }] : []),
    ...(tonnes ? [{ kind: 'gross-weight' as const, limit: decimal(tonnes) * 1000, vehicles: ['truck' as const] }] : []),
    ...(lorries && !tonnes ? [{ kind: 'no-entry' as const, vehicles: ['truck' as const] }] : []),
  ];
}

function decimal(text: string): number {
  return Number(text.replace(',', '.'));
}

function minutes(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 60);
}

function readExtension(
  event: FeedRecord,
  read: {
    displayType: string | undefined;
    blocked: boolean | undefined;
    abnormal: string | undefined;
    impact: FeedRecord | undefined;
  },
): AutobahnExtension {
  const [south, west, north, east] = extentOf(event.text('extent'));
  const footer = event.texts('footer');
  event.raw('lorryParkingFeatureIcons');
  return present({
    displayType: read.displayType,
    icon: event.text('icon'),
    isBlocked: read.blocked,
    startLcPosition: event.text('startLcPosition'),
    dataSource: event.text('source'),
    abnormalTrafficType: read.abnormal,
    impact:
      read.impact &&
      present({
        lower: read.impact.text('lower'),
        upper: read.impact.text('upper'),
        symbols: read.impact.texts('symbols'),
      }),
    extent:
      west === undefined || south === undefined || east === undefined || north === undefined
        ? undefined
        : ([west, south, east, north] as [number, number, number, number]),
    footer: footer.length > 0 ? footer : undefined,
    unmapped: event.unread(),
  });
}

/** South, west, north, east of a string of two corners in either order of their values. */
function extentOf(text: string | undefined): number[] {
  const numbers = (text ?? '').split(',').map(Number);
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined || numbers.some(Number.isNaN)) return [];
  const [lon1, lat1] = pairOf(a, b);
  const [lon2, lat2] = pairOf(c, d);
  return [Math.min(lat1, lat2), Math.min(lon1, lon2), Math.max(lat1, lat2), Math.max(lon1, lon2)];
}
