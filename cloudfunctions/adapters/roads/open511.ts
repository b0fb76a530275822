import { normalizeRoadCode } from '#domain/road-code';
import type {
  AffectedRoad,
  Attachment,
  Certainty,
  EventText,
  Restriction,
  RoadDirection,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  RoadState,
  RoadSystem,
  Severity,
} from '#domain/road-event';
import { ROAD_SYSTEMS } from '#domain/road-event';
import { assembleEvent, geometryFrom } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { describe, FeedRecord, isPlainObject } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { childrenOf, parseXml } from './feed-xml.ts';
import { readSchedule, wallClockOf, zoneOf } from './open511-schedule.ts';
import { eventFromXml } from './open511-xml.ts';
import { present, presentOrNothing } from './present.ts';
import { termTable } from './term-table.ts';

/**
 * Open511 v1 (open511.org), JSON and XML, with what DriveBC adds to it: `+` fields, intervals with an offset, and its
 * own store's names (`first_created`, `location`, `route_at`…).
 *
 * Open511 gives schedule times without a zone: they are in the event's `timezone`, else in the feed's, else taken as
 * UTC, which is what DriveBC means by `2021-04-26T15:19/`.
 */
export function readOpen511(text: string, report: FeedReport): void {
  const isXml = text.trimStart().startsWith('<');
  const { items, more } = isXml ? itemsOfXml(text) : itemsOfJson(text);
  report.coverage = more ? 'partial' : 'unspecified';
  report.version = 'v1';
  report.each(
    items,
    (index) => `events[${index}]`,
    (item, where) => [readEvent(item, where, report)],
  );
}

interface Items {
  items: unknown[];
  /** The document is one page of several. */
  more: boolean;
}

function itemsOfJson(text: string): Items {
  const document = parseJson(text);
  if (Array.isArray(document)) {
    if (document.some((member) => isPlainObject(member) && 'pk' in member && 'fields' in member)) {
      throw new UnreadableDocument('document', "rows of open511-server's own tables, not an Open511 document");
    }
    return { items: document, more: false };
  }
  if (!isPlainObject(document)) throw new UnreadableDocument('document', 'no object with a list of events');
  if (Array.isArray(document.events)) return { items: document.events, more: isOnePage(document.pagination) };
  if ('event_type' in document && 'id' in document) return { items: [document], more: true };
  throw new UnreadableDocument('events', 'missing: not an Open511 document');
}

function itemsOfXml(text: string): Items {
  const { name, root } = parseXml(text);
  if (name !== 'open511') throw new UnreadableDocument(name, 'the root element is not <open511>');
  if (!('events' in root)) throw new UnreadableDocument('open511', 'has no <events>');
  const items = childrenOf(root.events, 'event').map(eventFromXml);
  const nextPage = childrenOf(root.pagination, 'link').some((link) => isPlainObject(link) && link['@rel'] === 'next');
  return { items, more: nextPage };
}

function isOnePage(pagination: unknown): boolean {
  return isPlainObject(pagination) && (Boolean(pagination.next_url) || Number(pagination.offset ?? 0) > 0);
}

const TYPES = termTable<RoadEventType>({
  CONSTRUCTION: 'roadworks',
  SPECIAL_EVENT: 'activity',
  INCIDENT: 'hazard',
  WEATHER_CONDITION: 'weather',
  ROAD_CONDITION: 'surface',
});

/** Subtypes that say better than INCIDENT what it is. */
const TYPES_BY_SUBTYPE = termTable<RoadEventType>({
  ACCIDENT: 'accident',
  SPILL: 'obstruction',
  OBSTRUCTION: 'obstruction',
  AVALANCHE_HAZARD: 'disaster',
});

const SUBTYPES = termTable<RoadEventSubtype>({
  SPILL: 'spill',
  OBSTRUCTION: 'debris',
  ROAD_MAINTENANCE: 'maintenance',
  ROAD_CONSTRUCTION: 'construction',
  EMERGENCY_MAINTENANCE: 'emergency-maintenance',
  CROWD: 'crowd',
  HAIL: 'hail',
  THUNDERSTORM: 'thunderstorm',
  HEAVY_DOWNPOUR: 'rain',
  STRONG_WINDS: 'strong-wind',
  BLOWING_DUST: 'sandstorm',
  SANDSTORM: 'sandstorm',
  INSECT_SWARMS: 'animal',
  AVALANCHE_HAZARD: 'avalanche',
  SURFACE_WATER_HAZARD: 'waterlogging',
  MUD: 'mud',
  LOOSE_GRAVEL: 'loose-gravel',
  OIL_ON_ROADWAY: 'oil',
  FIRE: 'fire',
  SIGNAL_LIGHT_FAILURE: 'signal-failure',
  PARTLY_ICY: 'ice',
  ICE_COVERED: 'ice',
  PARTLY_SNOW_PACKED: 'snow-covered',
  SNOW_PACKED: 'snow-covered',
  PARTLY_SNOW_COVERED: 'snow-covered',
  SNOW_COVERED: 'snow-covered',
  DRIFTING_SNOW: 'snow',
  POOR_VISIBILITY: 'low-visibility',
});

const SEVERITIES = termTable<Severity['level']>({ MINOR: 'minor', MODERATE: 'moderate', MAJOR: 'major' });

const CERTAINTIES = termTable<Certainty>({ OBSERVED: 'observed', LIKELY: 'likely', POSSIBLE: 'possible' });

const STATES = termTable<RoadState>({
  CLOSED: 'closed',
  SOME_LANES_CLOSED: 'some-lanes-closed',
  SINGLE_LANE_ALTERNATING: 'alternating',
  ALL_LANES_OPEN: 'open',
});

function readEvent(item: unknown, where: string, report: FeedReport): RoadEvent {
  const event = FeedRecord.of(item, where, report.warn);
  const externalId = event.requireText('id');
  const typeTerm = event.text('event_type') ?? 'UNKNOWN';
  if (!(typeTerm in TYPES)) event.warn('event_type', `${describe(typeTerm)} is not an Open511 type: kept as other`);
  const subtypeTerms = event.texts('event_subtypes', 'event_sub_type');
  const zone = zoneOf(event, report);
  const texts = readTexts(event, typeTerm);
  const words = texts.map((text) => `${text.headline} ${text.description ?? ''}`).join(' ');
  const roads = readRoads(event, words);
  const schedule = readSchedule(event, zone, wallClockOf(event, zone), report);
  const closed = event.flag('closed');
  const severityTerm = event.text('severity');
  return assembleEvent(
    {
      externalId,
      type: subtypeTerms.map((term) => TYPES_BY_SUBTYPE[term]).find(Boolean) ?? TYPES[typeTerm] ?? 'other',
      subtypes: subtypeTerms.flatMap((term) => SUBTYPES[term] ?? []),
      terms: [typeTerm, ...subtypeTerms],
      texts,
      // ACTIVE means "not archived": whether it holds now is for the schedule to say.
      status: event.text('status')?.toUpperCase() === 'ARCHIVED' ? 'ended' : undefined,
      url: event.text('url'),
      severity: severityTerm
        ? { level: SEVERITIES[severityTerm.toUpperCase()] ?? 'unknown', from: 'source', term: severityTerm }
        : undefined,
      certainty: CERTAINTIES[event.text('certainty')?.toUpperCase() ?? ''],
      publisher: { name: report.options.sourceName, authority: 'official' },
      effect: { roadState: closed ? 'closed' : roads.length === 0 ? stateFromWords(words) : 'unknown' },
      geometry: geometryFrom(event.raw('geography', 'location'), `${where}.geography`, report),
      roads,
      regions: event
        .records('areas')
        .map((area) => present({ name: area.text('name'), key: area.text('id'), url: area.text('url') })),
      detour: readDetour(event),
      ...schedule,
      created: event.time(['created', 'first_created'], zone),
      updated: event.time(['updated', 'last_updated'], zone),
      related: event.texts('grouped_events').map((externalId) => ({ externalId, relation: 'group' as const })),
      attachments: readAttachments(event),
      extensions: { open511: readExtension(event, zone) },
    },
    where,
    report,
  );
}

function readExtension(event: FeedRecord, zone: string) {
  const kilometres = event.amount('+linear_reference_km');
  return present({
    jurisdictionUrl: event.text('jurisdiction_url'),
    linearReference: kilometres === undefined ? undefined : Math.round(kilometres * 1000),
    timeZone: zone,
    unmapped: event.unread(),
  });
}

/**
 * One text per language. A headline that only repeats the type (DriveBC writes CONSTRUCTION) tells nobody anything: the
 * first sentence of the description does.
 */
function readTexts(event: FeedRecord, typeTerm: string): EventText[] {
  const byLanguage = new Map<string, { headline?: string; description?: string }>();
  const language = event.text('lang') ?? 'und';
  for (const field of ['headline', 'description'] as const) {
    for (const { lang, text } of translationsOf(event, field)) {
      byLanguage.set(lang ?? language, { ...byLanguage.get(lang ?? language), [field]: text });
    }
  }
  return [...byLanguage].flatMap(([lang, { headline, description }]) => {
    const telling = headline !== undefined && headline !== typeTerm ? headline : undefined;
    const chosen = telling ?? firstSentence(description) ?? headline;
    return chosen === undefined ? [] : [present({ lang, headline: chosen, description })];
  });
}

function translationsOf(record: FeedRecord, field: string): { lang?: string; text: string }[] {
  return record.list(field).flatMap((value) => {
    if (typeof value === 'string') return [{ text: value.trim() }];
    if (isPlainObject(value) && typeof value.text === 'string') return [{ lang: String(value.lang), text: value.text }];
    return [];
  });
}

function firstSentence(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [road = text, what] = text.split(/(?<=[^.\s]{2}[.。!?])\s+(?=\p{Lu})/u);
  return what === undefined ? road : `${road} ${what}`;
}

function readRoads(event: FeedRecord, words: string): AffectedRoad[] {
  const roads = event.records('roads');
  if (roads.length > 0) return roads.map((road) => readRoad(road, roads.length === 1 ? words : ''));
  const name = event.text('route_at');
  if (name === undefined) return [];
  const code = codeIn(name);
  return [
    present({
      code,
      name,
      direction: directionOf(event.text('direction')),
      from: event.text('route_from', 'route_display'),
      to: event.text('route_to'),
      state: stateFromWords(words),
    }),
  ];
}

function readRoad(road: FeedRecord, words: string): AffectedRoad {
  const [name] = translationsOf(road, 'name');
  const term = road.text('state')?.toUpperCase();
  const lanes = presentOrNothing({ open: road.amount('lanes_open'), closed: road.amount('lanes_closed') });
  const restrictions = road.records('restrictions').flatMap(readRestriction);
  const systems = road
    .texts('impacted_systems')
    .map((system) => system.toLowerCase() as RoadSystem)
    .filter((system) => ROAD_SYSTEMS.includes(system));
  return present({
    code: name ? codeIn(name.text) : undefined,
    name: name?.text,
    direction: directionOf(road.text('direction')),
    from: translationsOf(road, 'from')[0]?.text,
    to: translationsOf(road, 'to')[0]?.text,
    state: term === undefined ? stateFromWords(words) : (STATES[term] ?? 'unknown'),
    lanes,
    systems: systems.length > 0 ? systems : undefined,
    restrictions: restrictions.length > 0 ? restrictions : undefined,
  });
}

/** The open one of a road whose state nobody gave in a field: `Road closed.` stands only in DriveBC's sentences. */
function stateFromWords(words: string): RoadState {
  if (/\b(?:road|highway|bridge|tunnel) (?:is )?closed\b|\bclosed in both directions\b/iu.test(words)) return 'closed';
  if (/\bsingle lane alternating\b/iu.test(words)) return 'alternating';
  if (/\blanes? (?:is |are )?(?:closed|closures?|blocked)\b/iu.test(words)) return 'some-lanes-closed';
  return 'unknown';
}

function readRestriction(restriction: FeedRecord): Restriction[] {
  const term = restriction.text('restriction_type')?.toUpperCase();
  const value = restriction.amount('value');
  const limit = value === undefined ? {} : { limit: value };
  switch (term) {
    case 'SPEED':
      return [{ kind: 'speed', ...limit }];
    case 'WIDTH':
      return [{ kind: 'width', ...limit }];
    case 'HEIGHT':
      return [{ kind: 'height', ...limit }];
    case 'WEIGHT':
      return [{ kind: 'gross-weight', ...weight(value) }];
    case 'AXLE_WEIGHT':
      return [{ kind: 'axle-weight', ...weight(value) }];
    default:
      return term === undefined ? [] : [{ kind: 'other', ...limit, text: term }];
  }
}

/** Jurisdictions write tonnes or kilograms; no road is limited to 200 kg, none to 200 t. */
function weight(value: number | undefined): { limit?: number } {
  if (value === undefined) return {};
  return { limit: value < 200 ? value * 1000 : value };
}

function directionOf(term: string | undefined): RoadDirection {
  const word = term?.toLowerCase() ?? '';
  const directions: readonly string[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw', 'both', 'none'];
  return directions.includes(word) ? (word as RoadDirection) : 'unknown';
}

/** `Highway 14` → HWY14 would be an invention: only a name that is a number itself gives a code. */
function codeIn(name: string): string | undefined {
  return normalizeRoadCode(name) ?? undefined;
}

function readDetour(event: FeedRecord) {
  const texts = translationsOf(event, 'detour').map(({ lang, text }) => ({
    lang: lang ?? event.text('lang') ?? 'und',
    text,
  }));
  return texts.length > 0 ? { texts } : undefined;
}

function readAttachments(event: FeedRecord): Attachment[] {
  return event.list('attachments').flatMap((value): Attachment[] => {
    if (typeof value === 'string') return [{ url: value }];
    if (!isPlainObject(value) || typeof value.url !== 'string') return [];
    const { url, title, type, length, hreflang } = value;
    return [
      present({
        url,
        title: typeof title === 'string' ? title : undefined,
        mediaType: typeof type === 'string' ? type : undefined,
        bytes: Number(length) > 0 ? Number(length) : undefined,
        lang: typeof hreflang === 'string' ? hreflang : undefined,
      }),
    ];
  });
}
