import { normalizeRoadCode } from '#domain/road-code';
import type {
  AffectedRoad,
  EventPublisher,
  EventStatus,
  Lane,
  LaneUse,
  LaneUseState,
  RelatedEvent,
  Restriction,
  RestrictionKind,
  RoadDirection,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  RoadState,
  VehicleClass,
} from '#domain/road-event';
import type { WzdxExtension } from '#domain/road-extensions';
import type { StakeRange } from '#domain/stake';
import { assembleEvent, geometryFrom } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { FeedRecord, isPlainObject, RejectedEvent } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { present } from './present.ts';
import { termTable } from './term-table.ts';

/**
 * WZDx work zone feeds (US DOT), versions 2 to 4.2. Since 4.0 what every event has is in `core_details`; before, it
 * stood among the properties, with `road_event_feed_info` for `feed_info`, restrictions as words, and speeds in mph.
 */
export function readWzdx(text: string, report: FeedReport): void {
  const document = parseJson(text);
  if (!isPlainObject(document)) throw new UnreadableDocument('document', 'no GeoJSON object');
  const features = document.features;
  const header = FeedRecord.maybe(document.feed_info ?? document.road_event_feed_info, 'feed_info', report.warn);
  if (!Array.isArray(features)) throw new UnreadableDocument('features', 'missing: not a WZDx feed');
  if (!header) throw new UnreadableDocument('feed_info', 'missing: GeoJSON, but not a WZDx feed');
  report.coverage = 'snapshot';
  report.version = header.text('version');
  report.publishedAt = header.time(['update_date', 'feed_update_date'], 'UTC');
  report.updateIntervalSeconds = header.amount('update_frequency', 'feed_update_frequency');
  const sources = new Map(
    header.records('data_sources').map((source) => [source.text('data_source_id', 'data_feed_id'), source]),
  );
  const feed: WzdxFeed = {
    version: report.version,
    publisher: header.text('publisher') ?? report.options.sourceName,
    sources,
  };
  report.each(
    features,
    (index) => `features[${index}]`,
    (feature, where) => [readFeature(feature, where, feed, report)],
  );
}

interface WzdxFeed {
  version: string | undefined;
  publisher: string;
  sources: Map<string | undefined, FeedRecord>;
}

const METRES_PER_MILE = 1609.344;
const KPH_PER_MPH = 1.609344;

const TYPES = termTable<RoadEventType>({
  'work-zone': 'roadworks',
  detour: 'detour',
  restriction: 'restriction',
  incident: 'hazard',
});

const STATUSES = termTable<EventStatus>({
  planned: 'planned',
  pending: 'planned',
  active: 'active',
  completed: 'ended',
  cancelled: 'cancelled',
});

const STATES = termTable<RoadState>({
  'all-lanes-closed': 'closed',
  'some-lanes-closed': 'some-lanes-closed',
  'some-lanes-closed-merge-left': 'some-lanes-closed',
  'some-lanes-closed-merge-right': 'some-lanes-closed',
  'some-lanes-closed-split': 'some-lanes-closed',
  'all-lanes-open': 'open',
  'all-lanes-open-shift-left': 'open',
  'all-lanes-open-shift-right': 'open',
  'alternating-one-way': 'alternating',
  flagging: 'alternating',
  'temporary-traffic-signal': 'alternating',
});

const WORK_SUBTYPES = termTable<RoadEventSubtype>({
  maintenance: 'maintenance',
  'minor-road-defect-repair': 'maintenance',
  'roadside-work': 'roadside-works',
  'surface-work': 'resurfacing',
  painting: 'marking',
  'roadway-relocation': 'construction',
  'roadway-creation': 'construction',
});

const DIRECTIONS = termTable<RoadDirection>({
  northbound: 'n',
  eastbound: 'e',
  southbound: 's',
  westbound: 'w',
  'inner-loop': 'clockwise',
  'outer-loop': 'counterclockwise',
  undefined: 'none',
});

function readFeature(item: unknown, where: string, feed: WzdxFeed, report: FeedReport): RoadEvent {
  const feature = FeedRecord.of(item, where, report.warn);
  const properties = FeedRecord.of(feature.raw('properties'), `${where}.properties`, report.warn);
  const core = properties.record('core_details') ?? properties;
  if (core.has('device_type')) throw new RejectedEvent(where, 'a field device, not a road event');
  const typeTerm = core.text('event_type') ?? 'unknown';
  if (!(typeTerm in TYPES)) core.warn('event_type', `"${typeTerm}" is not a WZDx road event: kept as other`);
  const externalId = feature.text('id') ?? properties.requireText('road_event_id');
  const impact = properties.text('vehicle_impact') ?? 'unknown';
  const works = properties
    .records('types_of_work')
    .map((work) =>
      present({ name: work.text('type_name') ?? 'unknown', changesRoad: work.flag('is_architectural_change') }),
    );
  const movingWorks = properties.text('work_zone_type') ?? '';
  const names = roadNames(core);
  const restrictions = properties
    .list('restrictions')
    .flatMap((member) => readRestriction(member, properties.where, report));
  const speed = speedLimit(properties);
  const description = core.text('description');
  const headline = description ?? core.text('name') ?? [names[0], typeTerm.replace('-', ' ')].filter(Boolean).join(' ');
  const dataSourceId = core.text('data_source_id');
  return assembleEvent(
    {
      externalId,
      type: TYPES[typeTerm] ?? 'other',
      subtypes: [
        ...works.flatMap((work) => WORK_SUBTYPES[work.name] ?? []),
        ...(movingWorks.includes('moving') ? (['mobile-works'] as const) : []),
      ],
      terms: [typeTerm, ...works.map((work) => work.name)],
      texts: [present({ lang: 'en', headline, description: headline === description ? undefined : description })],
      status: STATUSES[properties.text('event_status') ?? ''],
      publisher: publisherOf(feed, dataSourceId),
      certainty: 'unknown',
      geometry: geometryFrom(feature.raw('geometry'), `${where}.geometry`, report),
      roads: readRoads(names, core, properties, STATES[impact] ?? 'unknown', report),
      restrictions: speed === undefined ? restrictions : [{ kind: 'speed', limit: speed }, ...restrictions],
      start: properties.time('start_date', 'UTC'),
      end: properties.time('end_date', 'UTC'),
      startEstimated: isEstimated(properties, 'start_date'),
      endEstimated: isEstimated(properties, 'end_date'),
      created: core.time('creation_date', 'UTC'),
      updated: core.time('update_date', 'UTC'),
      related: readRelated(core),
      extensions: { wzdx: readExtension(feature, properties, core, feed, { impact, works, dataSourceId }) },
    },
    where,
    report,
  );
}

function publisherOf(feed: WzdxFeed, dataSourceId: string | undefined): EventPublisher {
  const source = feed.sources.get(dataSourceId);
  const name = source?.text('organization_name') ?? feed.publisher;
  return present({ name, authority: 'official' as const, contact: source?.text('contact_email') });
}

function roadNames(core: FeedRecord): string[] {
  const names = core.texts('road_names');
  return names.length > 0 ? names : core.texts('road_name');
}

/** The first road carries the mileposts and lanes: a concurrency (I-80, I-35) has one pavement and one count. */
function readRoads(
  names: string[],
  core: FeedRecord,
  properties: FeedRecord,
  state: RoadState,
  report: FeedReport,
): AffectedRoad[] {
  const direction = DIRECTIONS[core.text('direction') ?? ''] ?? 'unknown';
  const from = properties.text('beginning_cross_street');
  const to = properties.text('ending_cross_street');
  const stake = stakeOf(properties);
  const lanes = readLanes(properties, report);
  return names.map((name, index) =>
    present({
      code: normalizeRoadCode(name) ?? undefined,
      name,
      direction,
      from,
      to,
      stake: index === 0 ? stake : undefined,
      state,
      lanes: index === 0 ? lanes : undefined,
    }),
  );
}

function stakeOf(properties: FeedRecord): StakeRange | undefined {
  const from = properties.amount('beginning_milepost');
  const to = properties.amount('ending_milepost');
  const first = from ?? to;
  const last = to ?? from;
  if (first === undefined || last === undefined) return undefined;
  return { from: Math.round(first * METRES_PER_MILE), to: Math.round(last * METRES_PER_MILE) };
}

/** Lanes that carry no traffic along the road: they don't count when it is asked how many are left. */
const BESIDE = /shoulder|sidewalk|bike|parking|median|ramp|exit|entrance|merge/u;

function readLanes(properties: FeedRecord, report: FeedReport): LaneUse | undefined {
  const lanes = properties.records('lanes');
  const total = properties.amount('total_num_lanes');
  if (lanes.length === 0) return total === undefined ? undefined : { total };
  const each = lanes.map((lane, index): Lane => {
    const restrictions = lane.list('restrictions').flatMap((member) => readRestriction(member, lane.where, report));
    return present({
      order: lane.amount('order', 'lane_number') ?? index + 1,
      kind: lane.text('type', 'lane_type') ?? 'general',
      use: laneUse(lane.text('status', 'lane_status')),
      restrictions: restrictions.length > 0 ? restrictions : undefined,
    });
  });
  const through = each.filter((lane) => !BESIDE.test(lane.kind));
  const closed = through.filter((lane) => lane.use === 'closed').length;
  // Before 4.0 some list the lanes only that something is done to: the others of the count are open.
  const all = Math.max(total ?? 0, through.length);
  return { total: all, open: all - closed, closed, each };
}

function laneUse(term: string | undefined): LaneUseState {
  switch (term) {
    case 'open':
    case 'closed':
    case 'shift-left':
    case 'shift-right':
    case 'merge-left':
    case 'merge-right':
      return term;
    case 'alternating-flow':
    case 'alternating-one-way':
      return 'alternating';
    default:
      return 'unknown';
  }
}

const RESTRICTIONS = termTable<{ kind: RestrictionKind; vehicles?: VehicleClass[]; limit?: number }>({
  'no-trucks': { kind: 'no-entry', vehicles: ['truck'] },
  'travel-peak-hours-only': { kind: 'peak-hours-only' },
  'hov-3': { kind: 'occupancy', limit: 3 },
  'hov-2': { kind: 'occupancy', limit: 2 },
  'no-parking': { kind: 'no-parking' },
  'reduced-width': { kind: 'width' },
  'reduced-height': { kind: 'height' },
  'reduced-length': { kind: 'length' },
  'reduced-weight': { kind: 'gross-weight' },
  'gross-weight-limit': { kind: 'gross-weight' },
  'axle-load-limit': { kind: 'axle-weight' },
  'towing-prohibited': { kind: 'no-towing', vehicles: ['trailer'] },
  'permitted-oversize-loads-prohibited': { kind: 'no-oversize', vehicles: ['oversize'] },
  'local-access-only': { kind: 'local-access-only' },
  'no-passing': { kind: 'no-overtaking' },
});

/** To metres and kilograms. A ton is a US short ton. */
const UNITS = termTable<number>({
  feet: 0.3048,
  inches: 0.0254,
  centimeters: 0.01,
  meters: 1,
  pounds: 0.45359237,
  tons: 907.18474,
  kilograms: 1,
});

function readRestriction(member: unknown, where: string, report: FeedReport): Restriction[] {
  const record =
    typeof member === 'string' ? undefined : FeedRecord.maybe(member, `${where}.restrictions`, report.warn);
  const term = typeof member === 'string' ? member : record?.text('type', 'restriction_type');
  if (term === undefined) return [];
  const known = RESTRICTIONS[term];
  const value = record?.amount('value', 'restriction_value');
  const unit = record?.text('unit', 'restriction_units', 'restriction_unit');
  const scale = unit === undefined ? undefined : UNITS[unit];
  const limit = value !== undefined && scale !== undefined ? Math.round(value * scale * 1000) / 1000 : undefined;
  if (!known) return [present({ kind: 'other' as const, limit, text: term })];
  const said = value !== undefined && scale === undefined ? `${value} ${unit ?? ''}`.trim() : undefined;
  return [present({ ...known, limit: limit ?? known.limit, text: said })];
}

function speedLimit(properties: FeedRecord): number | undefined {
  const kph = properties.amount('reduced_speed_limit_kph');
  if (kph !== undefined) return kph;
  const mph = properties.amount('reduced_speed_limit');
  return mph === undefined ? undefined : Math.round(mph * KPH_PER_MPH * 10) / 10;
}

function isEstimated(properties: FeedRecord, field: 'start_date' | 'end_date'): boolean | undefined {
  const verified = properties.flag(`is_${field}_verified`);
  if (verified !== undefined) return !verified;
  const accuracy = properties.text(`${field}_accuracy`);
  return accuracy === undefined ? undefined : accuracy !== 'verified';
}

const RELATIONS = termTable<RelatedEvent['relation']>({
  'first-in-sequence': 'first',
  'first-occurrence': 'first',
  'next-in-sequence': 'next',
  'next-occurrence': 'next',
  'related-detour': 'detour',
  'related-work-zone': 'works',
});

function readRelated(core: FeedRecord): RelatedEvent[] {
  const named = core.records('related_road_events').flatMap((related): RelatedEvent[] => {
    const externalId = related.text('id');
    const term = related.text('type');
    if (externalId === undefined) return [];
    return [present({ externalId, relation: RELATIONS[term ?? ''] ?? ('other' as const), term })];
  });
  const relationship = core.record('relationship');
  if (!relationship) return named;
  const older = (field: string, relation: RelatedEvent['relation']): RelatedEvent[] =>
    relationship.texts(field).map((externalId) => ({ externalId, relation, term: field }));
  return [
    ...named,
    ...older('first', 'first'),
    ...older('next', 'next'),
    ...older('parents', 'group'),
    ...older('children', 'other'),
  ];
}

function readExtension(
  feature: FeedRecord,
  properties: FeedRecord,
  core: FeedRecord,
  feed: WzdxFeed,
  read: { impact: string; works: { name: string; changesRoad?: boolean }[]; dataSourceId: string | undefined },
): WzdxExtension {
  const workers = properties.record('worker_presence');
  feature.raw('type', 'bbox');
  properties.raw('road_event_id');
  return present({
    version: feed.version,
    dataSourceId: read.dataSourceId,
    dataSourceName: feed.sources.get(read.dataSourceId)?.text('organization_name'),
    name: core.text('name'),
    workZoneType: properties.text('work_zone_type'),
    locationMethod: properties.text('location_method'),
    startPositionVerified: positionVerified(properties, 'is_start_position_verified', 'beginning_accuracy'),
    endPositionVerified: positionVerified(properties, 'is_end_position_verified', 'ending_accuracy'),
    vehicleImpact: read.impact,
    typesOfWork: read.works.length > 0 ? read.works : undefined,
    workers: workers && readWorkers(workers),
    unmapped: unmappedOf(feature, properties, core),
  });
}

function positionVerified(properties: FeedRecord, flag: string, accuracy: string): boolean | undefined {
  const verified = properties.flag(flag);
  const term = properties.text(accuracy);
  return verified ?? (term === undefined ? undefined : term === 'verified');
}

function readWorkers(workers: FeedRecord): NonNullable<WzdxExtension['workers']> {
  const definition = workers.texts('definition');
  return present({
    present: workers.flag('are_workers_present') ?? false,
    method: workers.text('method'),
    confirmedAt: workers.time('worker_presence_last_confirmed_date', 'UTC'),
    confidence: workers.text('confidence'),
    definition: definition.length > 0 ? definition : undefined,
  });
}

function unmappedOf(feature: FeedRecord, properties: FeedRecord, core: FeedRecord): WzdxExtension['unmapped'] {
  const rest = { ...feature.unread(), ...properties.unread(), ...(core === properties ? {} : core.unread()) };
  return Object.keys(rest).length > 0 ? rest : undefined;
}
