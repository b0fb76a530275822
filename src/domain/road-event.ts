import type { Geometry, Position } from './geo-json.ts';
import type { SourceExtensions } from './road-extensions.ts';
import type { StakeRange } from './stake.ts';

/**
 * One event on the road, whoever reported it. Wide enough to hold Open511 v1, WZDx 4, DATEX II 1 to 3, the Autobahn
 * API, Digitraffic, Amap, DiDi and our own notices without loss of meaning: what this model has no field for stands in
 * `extensions`, typed per source, and the source's own words for its classes in `source.terms`.
 *
 * Times are ISO 8601 in UTC with milliseconds, so that they sort as text; lengths and stakes are metres, speeds km/h,
 * masses kilograms, durations seconds; positions are WGS-84 [longitude, latitude]. A value that the source doesn't
 * know is absent, never -1, 0 or an empty string.
 */
export interface RoadEvent {
  /** `<source id>:<external id>`; unique across sources and stable across deliveries. */
  id: string;
  source: EventSource;
  publisher: EventPublisher;
  status: EventStatus;
  /** What it is, in one word; `subtypes` say more, `effect` says what it does to traffic. */
  type: RoadEventType;
  subtypes: RoadEventSubtype[];
  /** Code of GB/T 29100 (classification of traffic incidents), where the source gives it. Never guessed. */
  standardCode?: string;
  cause?: EventCause;
  effect: EventEffect;
  severity: Severity;
  certainty: Certainty;
  /** In the order of the source, one per language; never empty. */
  texts: EventText[];
  geometry: Geometry | null;
  /** Where a marker stands. Null when only words say where the event is: such an event is listed, not mapped. */
  point: Position | null;
  roads: AffectedRoad[];
  regions: Region[];
  /** Those that hold for the event as a whole; a road's or a lane's own stand there. */
  restrictions: Restriction[];
  detour?: Detour;
  schedule: Schedule;
  created?: string;
  /** When the source last changed or confirmed the event. Absent when it doesn't say (Autobahn). */
  updated?: string;
  /** When the source promises to say more. */
  nextUpdate?: string;
  /** After this the source no longer stands by the event. */
  expires?: string;
  related: RelatedEvent[];
  attachments: Attachment[];
  extensions?: SourceExtensions;
}

/** Identifiers of the feed formats that we read; `desk` is a duty officer. */
export const ROAD_FORMAT_IDS = [
  'open511',
  'wzdx',
  'datex2',
  'autobahn',
  'digitraffic',
  'amap',
  'didi',
  'own-json',
  'own-csv',
] as const;

export type RoadFormatId = (typeof ROAD_FORMAT_IDS)[number];

export interface EventSource {
  /** Key of the feed, `[A-Za-z0-9._-]+`. */
  id: string;
  /** What a reader is told: 数据来自…. */
  name: string;
  format: RoadFormatId | 'desk' | 'prose';
  externalId: string;
  /** The event's own public page. */
  url?: string;
  /** The source's own version mark; larger is newer when both are numbers. */
  revision?: string;
  /** External ids that this event replaces. */
  supersedes?: string[];
  /** The source's own words for what it is, verbatim and in order: `INCIDENT`, `HAZARD`; `201`; `Accident`, `overturnedHeavyLorry`. */
  terms: string[];
}

export interface EventPublisher {
  name: string;
  authority: Authority;
  contact?: string;
}

/** Whose word it is: the road's own agency, a body that collects from such agencies, a company's measurement, or road users. */
export const AUTHORITIES = ['official', 'authoritative', 'commercial', 'user', 'unknown'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** `suspended` is announced but not in force now (works at rest, validity suspended by the source). */
export const EVENT_STATUSES = ['planned', 'active', 'suspended', 'ended', 'cancelled'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

export const ROAD_EVENT_TYPES = [
  'accident',
  'obstruction',
  'hazard',
  'roadworks',
  'control',
  'restriction',
  'congestion',
  'weather',
  'surface',
  'disaster',
  'activity',
  'detour',
  'service',
  'other',
] as const;
export type RoadEventType = (typeof ROAD_EVENT_TYPES)[number];

// biome-ignore format: a vocabulary, a paragraph per type
export const ROAD_EVENT_SUBTYPES = [
  // accident
  'collision', 'rear-end', 'multi-vehicle', 'rollover', 'vehicle-fire', 'heavy-vehicle', 'hazmat-accident',
  'pedestrian', 'earlier-accident',
  // obstruction, hazard
  'breakdown', 'debris', 'spill', 'animal', 'stationary-vehicle', 'fallen-tree', 'wrong-way-driver', 'people-on-road',
  'oil', 'loose-gravel', 'fire',
  // roadworks
  'maintenance', 'construction', 'emergency-maintenance', 'resurfacing', 'bridge-works', 'tunnel-works', 'marking',
  'mobile-works', 'roadside-works', 'survey',
  // control, restriction
  'road-closed', 'carriageway-closed', 'lane-closed', 'entrance-closed', 'exit-closed', 'ramp-closed',
  'toll-station-closed', 'contraflow', 'convoy', 'diversion', 'flow-control', 'signal-failure', 'bridge-closed',
  'tunnel-closed', 'width-limit', 'height-limit', 'weight-limit', 'speed-limit', 'no-trucks', 'no-hazmat', 'odd-even',
  'checkpoint',
  // congestion
  'slow-traffic', 'queue', 'stationary-traffic', 'holiday-peak', 'toll-queue',
  // weather, surface
  'fog', 'dense-fog', 'patchy-fog', 'rain', 'snow', 'hail', 'thunderstorm', 'strong-wind', 'typhoon', 'sandstorm',
  'smoke', 'low-visibility', 'ice', 'black-ice', 'snow-covered', 'waterlogging', 'mud', 'pothole', 'slippery',
  'flooding',
  // disaster
  'landslide', 'rockfall', 'subsidence', 'avalanche', 'earthquake', 'mudslide',
  // activity, service
  'crowd', 'sport', 'ceremony', 'procession', 'market', 'demonstration', 'service-area', 'parking', 'charging',
  'ferry', 'toll-station', 'rest-area-full',
] as const;
export type RoadEventSubtype = (typeof ROAD_EVENT_SUBTYPES)[number];

/** Why the event is: another thing on the road, and the source's words for it. */
export interface EventCause {
  type?: RoadEventType;
  subtypes?: RoadEventSubtype[];
  text?: string;
}

/** From worst to best; `intermittent`: closed for short times and opened again. */
export const ROAD_STATES = ['closed', 'intermittent', 'alternating', 'some-lanes-closed', 'open', 'unknown'] as const;
export type RoadState = (typeof ROAD_STATES)[number];

/** China's four grades of road traffic (畅通、缓行、拥堵、严重拥堵), which DATEX II's and Autobahn's terms map onto. */
export const TRAFFIC_LEVELS = ['free', 'slow', 'congested', 'blocked'] as const;
export type TrafficLevel = (typeof TRAFFIC_LEVELS)[number];

/** What it does to those who drive there. */
export interface EventEffect {
  /** The worst of the roads' states, or what the source says of the whole. */
  roadState: RoadState;
  traffic?: TrafficLevel;
  delaySeconds?: number;
  queueMetres?: number;
  /** Speed now, km/h. */
  speedKph?: number;
  /** Share of the road's capacity that is left, 0 to 1. */
  capacityLeft?: number;
  vehiclesInvolved?: number;
}

export const SEVERITY_LEVELS = ['unknown', 'minor', 'moderate', 'major', 'critical'] as const;
export type SeverityLevel = (typeof SEVERITY_LEVELS)[number];

export interface Severity {
  level: SeverityLevel;
  /** Who judged: the source, an officer, or our rule (`deriveSeverity`) where the source is silent. */
  from: 'source' | 'officer' | 'rule';
  /** The source's own word, where it gave one: `MAJOR`, `highest`. */
  term?: string;
}

/** As in the Common Alerting Protocol 1.2; Open511 uses all but `unlikely`. */
export const CERTAINTIES = ['observed', 'likely', 'possible', 'unlikely', 'unknown'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface EventText {
  /** BCP 47; `und` where the source doesn't say. */
  lang: string;
  headline: string;
  description?: string;
  /** Where it is, in words: 张河高速服务区附近南向北. */
  location?: string;
  /** What to do: 请减速慢行. */
  advice?: string;
}

/**
 * `increasing` and `decreasing` follow the stakes (上行, 下行: JTG 5210 counts 上行 with rising stakes); `none` is a
 * source's word for "direction doesn't apply".
 */
// biome-ignore format: compass order
export const ROAD_DIRECTIONS = [
  'n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw', 'both', 'increasing', 'decreasing', 'clockwise', 'counterclockwise',
  'none', 'unknown',
] as const;
export type RoadDirection = (typeof ROAD_DIRECTIONS)[number];

export interface AffectedRoad {
  /** One spelling, see `normalizeRoadCode`. */
  code?: string;
  name?: string;
  direction: RoadDirection;
  /** The direction in the source's words: 柳州往南宁方向, `Lübeck Richtung Fehmarn`. */
  directionText?: string;
  /** Names of the places between which it is, in the source's order. */
  from?: string;
  to?: string;
  stake?: StakeRange;
  state: RoadState;
  lanes?: LaneUse;
  /** Who is affected beside the carriageway: pavement, cycle track, parking. */
  systems?: RoadSystem[];
  restrictions?: Restriction[];
}

export const ROAD_SYSTEMS = ['road', 'sidewalk', 'bikelane', 'parking', 'transit'] as const;
export type RoadSystem = (typeof ROAD_SYSTEMS)[number];

export interface LaneUse {
  total?: number;
  open?: number;
  closed?: number;
  /** From the left edge in the direction of travel. */
  each?: Lane[];
}

export interface Lane {
  /** 1 is the leftmost in the direction of travel. */
  order: number;
  /** `general`, `shoulder`, `exit-ramp`…: WZDx 4.2's lane types. */
  kind: string;
  use: LaneUseState;
  restrictions?: Restriction[];
}

// biome-ignore format: a short vocabulary
export const LANE_USE_STATES = [
  'open', 'closed', 'shift-left', 'shift-right', 'merge-left', 'merge-right', 'alternating', 'unknown',
] as const;
export type LaneUseState = (typeof LANE_USE_STATES)[number];

export const RESTRICTION_KINDS = [
  'no-entry',
  'speed',
  'width',
  'height',
  'length',
  'gross-weight',
  'axle-weight',
  'no-overtaking',
  'no-parking',
  'no-towing',
  'no-oversize',
  'local-access-only',
  'occupancy',
  'peak-hours-only',
  'winter-equipment',
  'odd-even',
  'other',
] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

export const VEHICLE_CLASSES = [
  'car',
  'truck',
  'bus',
  'coach',
  'hazmat',
  'trailer',
  'oversize',
  'motorcycle',
  'other',
] as const;
export type VehicleClass = (typeof VEHICLE_CLASSES)[number];

export interface Restriction {
  kind: RestrictionKind;
  /** What is still allowed: km/h for `speed`, metres for widths, heights and lengths, kilograms for weights, persons for `occupancy`. */
  limit?: number;
  /** Whom it concerns; everyone when absent. */
  vehicles?: VehicleClass[];
  text?: string;
}

export interface Region {
  /** GB/T 2260 code of a Chinese province, city or county. */
  adcode?: string;
  name?: string;
  /** The source's own key. */
  key?: string;
  url?: string;
}

export interface Detour {
  texts: { lang: string; text: string }[];
  geometry?: Geometry;
}

export interface Schedule {
  /** Null when the source doesn't say. */
  start: string | null;
  /** Null when it is open or not known. */
  end: string | null;
  /** True when the source calls the time a guess; absent when it doesn't say. */
  startEstimated?: boolean;
  endEstimated?: boolean;
  /** The stretches of time in which it holds, ordered; empty when start and end say it all. */
  intervals: { start: string; end: string | null }[];
  recurring: RecurringWindow[];
  /** Days on which the recurring windows differ. */
  exceptions: ScheduleException[];
}

export interface RecurringWindow {
  /** Local dates, YYYY-MM-DD, both included. */
  firstDate?: string;
  lastDate?: string;
  /** ISO weekdays, 1 is Monday; every day when absent. */
  weekdays?: number[];
  /** Local time HH:MM; a window whose end is not after its start reaches into the next day. */
  dailyStart: string;
  dailyEnd: string;
  /** Offset of the local time from UTC in minutes: China 480. */
  utcOffsetMinutes: number;
}

export interface ScheduleException {
  /** Local date, YYYY-MM-DD. */
  date: string;
  /** The windows of that day in place of the usual ones; none: it doesn't hold that day. */
  windows: { start: string; end: string }[];
}

export interface RelatedEvent {
  /** External id within the same source. */
  externalId: string;
  relation: 'group' | 'cause' | 'next' | 'first' | 'detour' | 'works' | 'other';
  /** The source's word. */
  term?: string;
}

export interface Attachment {
  url: string;
  title?: string;
  /** MIME type. */
  mediaType?: string;
  bytes?: number;
  lang?: string;
}
