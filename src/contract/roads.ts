import * as v from 'valibot';
import type { Geometry } from '#domain/geo-json';
import {
  AUTHORITIES,
  CERTAINTIES,
  LANE_USE_STATES,
  RESTRICTION_KINDS,
  ROAD_DIRECTIONS,
  ROAD_EVENT_SUBTYPES,
  ROAD_EVENT_TYPES,
  ROAD_STATES,
  SEVERITY_LEVELS,
  TRAFFIC_LEVELS,
  VEHICLE_CLASSES,
} from '#domain/road-event';
import { ROAD_CONCERNS, SEVERITY_FLOORS } from '#domain/road-shelf';
import type { Contract } from './action.ts';
import { adcode, cursor, id, instant, pageSize, requiredText } from './fields.ts';

/** Degrees, WGS-84: a client that draws on WeChat's map converts from and to GCJ-02. */
const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
export const position = v.tuple([longitude, latitude]);

const bounds = v.pipe(
  v.tuple([longitude, latitude, longitude, latitude]),
  v.check(([west, south, east, north]) => west < east && south < north, 'must be [west, south, east, north]'),
);

/** GeoJSON, as it is stored. */
const geometry = v.custom<Geometry>((value) => typeof value === 'object' && value !== null);

const severity = v.picklist(SEVERITY_LEVELS);
const direction = v.picklist(ROAD_DIRECTIONS);
const stakeRange = v.object({ from: v.number(), to: v.number() });

/** For what is drawn or matched rather than read. */
const largePage = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 100);

/** What holds for the list and the map alike. */
const filters = {
  /** Any of these. */
  types: v.optional(v.pipe(v.array(v.picklist(ROAD_EVENT_TYPES)), v.minLength(1), v.maxLength(5))),
  /** At least so bad. */
  severityFrom: v.optional(v.picklist(SEVERITY_FLOORS)),
  /** Only what shuts the road; only what binds trucks; with both, what does both. */
  only: v.optional(v.pipe(v.array(v.picklist(ROAD_CONCERNS)), v.minLength(1), v.maxLength(ROAD_CONCERNS.length))),
};

/**
 * Where an event stands at the moment of the answer: `over` is 已恢复, `resting` between its hours. Absent in a summary for
 * what holds now.
 */
const state = v.picklist(['planned', 'in-force', 'resting', 'over']);

const summary = v.object({
  id: v.string(),
  type: v.picklist(ROAD_EVENT_TYPES),
  severity,
  where: v.string(),
  what: v.string(),
  closed: v.optional(v.literal(true)),
  trucks: v.optional(v.literal(true)),
  /** ISO 8601 UTC to the minute. */
  until: v.optional(v.string()),
  /** `until` is a guess. */
  estimated: v.optional(v.literal(true)),
  detour: v.optional(v.string()),
  point: v.optional(position),
  state: v.optional(state),
  /** Probably over: its end has passed, or nobody has confirmed it for long. */
  fading: v.optional(v.literal(true)),
  /** Index into `feeds`; absent for what an agency's officer published here. */
  feed: v.optional(v.number()),
});

const freshness = v.picklist(['current', 'no-events', 'late', 'no-data']);

const feed = v.object({
  id: v.string(),
  name: v.string(),
  state: freshness,
  /** Of when its data speak. */
  asOf: v.optional(instant),
});

/** How much to trust a page. `no-events` says that nothing is going on; `no-data` that nobody knows. */
const asOf = {
  state: freshness,
  /** Of its oldest living feed. */
  asOf: v.optional(instant),
  /** Those that cover what was asked for. */
  feeds: v.array(feed),
};

const restriction = v.object({
  kind: v.picklist(RESTRICTION_KINDS),
  limit: v.optional(v.number()),
  vehicles: v.optional(v.array(v.picklist(VEHICLE_CLASSES))),
  text: v.optional(v.string()),
});

const lanes = v.object({
  total: v.optional(v.number()),
  open: v.optional(v.number()),
  closed: v.optional(v.number()),
  each: v.optional(v.array(v.object({ order: v.number(), kind: v.string(), use: v.picklist(LANE_USE_STATES) }))),
});

const road = v.object({
  code: v.optional(v.string()),
  name: v.optional(v.string()),
  direction,
  directionText: v.optional(v.string()),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  stake: v.optional(stakeRange),
  state: v.picklist(ROAD_STATES),
});

const affectedRoad = v.object({
  ...road.entries,
  lanes: v.optional(lanes),
  restrictions: v.optional(v.array(restriction)),
});

const window = v.object({
  firstDate: v.optional(v.string()),
  lastDate: v.optional(v.string()),
  weekdays: v.optional(v.array(v.number())),
  dailyStart: v.string(),
  dailyEnd: v.string(),
  utcOffsetMinutes: v.number(),
});

const schedule = v.object({
  start: v.nullable(instant),
  end: v.nullable(instant),
  startEstimated: v.optional(v.boolean()),
  endEstimated: v.optional(v.boolean()),
  intervals: v.array(v.object({ start: instant, end: v.nullable(instant) })),
  recurring: v.array(window),
  exceptions: v.array(
    v.object({ date: v.string(), windows: v.array(v.object({ start: v.string(), end: v.string() })) }),
  ),
});

const eventText = v.object({
  lang: v.string(),
  headline: v.string(),
  description: v.optional(v.string()),
  location: v.optional(v.string()),
  advice: v.optional(v.string()),
});

const eventPage = v.object({
  id: v.string(),
  /** Counts from 1. */
  revision: v.number(),
  changedAt: instant,
  state,
  visibility: v.picklist(['shown', 'fading', 'gone']),
  /** For `over`. */
  endedAt: v.optional(instant),
  /** Announced, and taken back before it began. */
  cancelled: v.optional(v.literal(true)),
  summary,
  type: v.picklist(ROAD_EVENT_TYPES),
  subtypes: v.array(v.picklist(ROAD_EVENT_SUBTYPES)),
  severity: v.object({ level: severity, from: v.picklist(['source', 'officer', 'rule']) }),
  certainty: v.picklist(CERTAINTIES),
  /** In Chinese first, where there is Chinese. */
  texts: v.array(eventText),
  cause: v.optional(v.object({ type: v.optional(v.picklist(ROAD_EVENT_TYPES)), text: v.optional(v.string()) })),
  effect: v.object({
    roadState: v.picklist(ROAD_STATES),
    traffic: v.optional(v.picklist(TRAFFIC_LEVELS)),
    delaySeconds: v.optional(v.number()),
    queueMetres: v.optional(v.number()),
    speedKph: v.optional(v.number()),
    vehiclesInvolved: v.optional(v.number()),
  }),
  roads: v.array(affectedRoad),
  regions: v.array(v.object({ adcode: v.optional(v.string()), name: v.optional(v.string()) })),
  restrictions: v.array(restriction),
  detour: v.optional(
    v.object({ texts: v.array(v.object({ lang: v.string(), text: v.string() })), geometry: v.optional(geometry) }),
  ),
  schedule,
  geometry: v.nullable(geometry),
  point: v.nullable(position),
  updated: v.optional(instant),
  nextUpdate: v.optional(instant),
  /** When its source last confirmed it. */
  confirmedAt: instant,
  publisher: v.object({ name: v.string(), authority: v.picklist(AUTHORITIES), contact: v.optional(v.string()) }),
  source: v.object({ name: v.string(), url: v.optional(v.string()), feed: v.optional(feed) }),
  attachments: v.array(v.object({ url: v.string(), title: v.optional(v.string()) })),
});

/** What a phone needs to tell whether an event lies on a route that it alone knows. See `matchRoute`. */
const routeEvent = v.object({
  id: v.string(),
  summary,
  severity: v.object({ level: severity, from: v.picklist(['source', 'officer', 'rule']) }),
  subtypes: v.array(v.picklist(ROAD_EVENT_SUBTYPES)),
  effect: v.object({ roadState: v.picklist(ROAD_STATES) }),
  roads: v.array(road),
  geometry: v.nullable(geometry),
  point: v.nullable(position),
});

const revision = v.object({
  revision: v.number(),
  at: instant,
  /** Against the revision before; empty for the first. */
  changed: v.array(v.string()),
  major: v.boolean(),
  /** What it said. */
  summary,
});

const namedRoad = v.object({
  code: v.string(),
  name: v.string(),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
});

const guideSummary = {
  id: v.string(),
  name: v.string(),
  publisher: v.string(),
  from: instant,
  to: instant,
};

const guideStretch = v.object({
  name: v.string(),
  road: v.object({
    code: v.optional(v.string()),
    name: v.optional(v.string()),
    direction,
    stake: v.optional(stakeRange),
  }),
  regions: v.array(v.string()),
  hours: v.optional(v.string()),
  reason: v.string(),
  advice: v.string(),
  point: v.optional(position),
});

/** For who is about to change it: not out of an instance's memory. */
const reading = v.optional(v.literal('now'));

/** See `HolidayGuideDocument`. */
const guide = v.object({
  ...guideSummary,
  intro: v.string(),
  peaks: v.array(
    v.object({
      kind: v.picklist(['out', 'back']),
      from: instant,
      to: instant,
      level: v.picklist(['busy', 'jammed']),
      text: v.string(),
    }),
  ),
  chokePoints: v.array(guideStretch),
  accidentProne: v.array(guideStretch),
  tips: v.array(v.string()),
  revision: v.number(),
  updatedAt: instant,
});

/** Public reading of road conditions. No action here looks at who calls. */
export const roadsContract = {
  name: 'roads',
  actions: {
    /**
     * What is going on: everywhere, in a region, on a road, or where a text says. What holds now comes first, worst first,
     * newest first; then what is announced, then what has just ended. `cursor` continues the list.
     */
    listEvents: {
      access: 'public',
      remember: { seconds: 5, unlessGiven: ['cursor', 'text'] },
      input: v.pipe(
        v.object({
          region: v.optional(adcode),
          /** Number (`G72`, `318国道`) or name (`南宁绕城高速`). */
          road: v.optional(requiredText(30)),
          text: v.optional(requiredText(40)),
          ...filters,
          cursor: v.optional(cursor),
          limit: pageSize,
        }),
        v.check(
          ({ region, road, text }) => [region, road, text].filter((part) => part !== undefined).length <= 1,
          'region, road and text exclude each other',
        ),
      ),
      output: v.object({ events: v.array(summary), nextCursor: v.optional(cursor), ...asOf }),
    },
    /** What a map's view shows: all of it, or the worst of it with `more` where it is too much for one screen. */
    listEventsInView: {
      access: 'public',
      input: v.object({ bounds, ...filters, limit: largePage }),
      output: v.object({
        /** `geometry` where the view is near enough to see a line or an area. */
        events: v.array(v.object({ ...summary.entries, geometry: v.optional(geometry) })),
        more: v.optional(v.literal(true)),
        ...asOf,
      }),
    },
    /** The nearest first, from a place that may be fuzzy. */
    listNearby: {
      access: 'public',
      input: v.object({
        at: position,
        /** How far around. */
        metres: v.pipe(v.number(), v.minValue(100), v.maxValue(200_000)),
        ...filters,
        limit: pageSize,
      }),
      output: v.object({
        /** `metres` from the place, to the event's point. */
        events: v.array(v.object({ ...summary.entries, metres: v.number() })),
        ...asOf,
      }),
    },
    /**
     * All that is needed to find the events on a route, for whole regions: the route stays on the phone. What holds now comes
     * first; ask on with `cursor` until there is none.
     */
    listEventsForRegions: {
      access: 'public',
      remember: { seconds: 5, unlessGiven: ['cursor'] },
      input: v.object({
        regions: v.pipe(v.array(adcode), v.minLength(1), v.maxLength(20)),
        cursor: v.optional(cursor),
        limit: largePage,
      }),
      output: v.object({ events: v.array(routeEvent), nextCursor: v.optional(cursor), ...asOf }),
    },
    /** One event as it is now; over, or long gone, it still tells how it ended. Errors: `not_found`. */
    getEvent: { access: 'public', remember: { seconds: 5 }, input: v.object({ id }), output: eventPage },
    /** How it came to be what it is: the latest first. Errors: `not_found`. */
    listRevisions: {
      access: 'public',
      remember: { seconds: 5, unlessGiven: ['cursor'] },
      input: v.object({ id, cursor: v.optional(cursor), limit: pageSize }),
      output: v.object({ revisions: v.array(revision), nextCursor: v.optional(cursor) }),
    },
    /** National expressways that we know by number and name; those whose number or name begins so, or has it within. */
    listRoads: {
      access: 'public',
      input: v.object({ text: v.optional(requiredText(20)) }),
      output: v.object({ roads: v.array(namedRoad) }),
    },
    /** Guides for the holidays of now and those to come, the next first. */
    listHolidayGuides: {
      access: 'public',
      remember: { seconds: 60, unlessGiven: ['reading'] },
      input: v.object({ reading }),
      output: v.object({ guides: v.array(v.object(guideSummary)) }),
    },
    /** Peak hours, choke points and accident-prone stretches; which of them lie on a route, the phone finds out. Errors: `not_found`. */
    getHolidayGuide: {
      access: 'public',
      remember: { seconds: 60, unlessGiven: ['reading'] },
      input: v.object({ id, reading }),
      output: guide,
    },
  },
} as const satisfies Contract;

export type RoadsContract = typeof roadsContract;
export type RoadEventSummary = v.InferOutput<typeof summary>;
export type RoadEventPage = v.InferOutput<typeof eventPage>;
export type RouteEvent = v.InferOutput<typeof routeEvent>;
export type HolidayGuide = v.InferOutput<typeof guide>;
export type RoadFeedState = v.InferOutput<typeof feed>;
