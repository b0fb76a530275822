import * as v from 'valibot';
import { fillAddress } from '#domain/feed-address';
import {
  RESTRICTION_KINDS,
  ROAD_DIRECTIONS,
  ROAD_EVENT_SUBTYPES,
  ROAD_EVENT_TYPES,
  ROAD_FORMAT_IDS,
  ROAD_STATES,
  VEHICLE_CLASSES,
} from '#domain/road-event';
import type { Action } from './action.ts';
import { deliveryKey, partCount } from './desk-parts.ts';
import { adcode, id, instant, requiredText, text, webAddress } from './fields.ts';
import { position } from './roads.ts';

/** Part of every event's id. */
const feedId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,60}$/, 'must be 1 to 60 of A-Z a-z 0-9 . _ -'));

/** Metres from the road's zero. */
const stake = v.pipe(v.number(), v.minValue(0), v.maxValue(6_000_000));

/** Counts from 1. */
const revision = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999));
/** 0 for what isn't there yet. */
const revisionOrNone = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999));

/** An address with `${FEED_NAME}` where a variable of the environment stands. */
const feedAddress = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.check((address) => {
    const plain = fillAddress(address, () => 'x');
    return !plain.includes('${') && v.is(webAddress, plain);
  }, 'must be an http(s) address, its variables named FEED_…'),
);

/** See `RoadFeedSettings`. */
export const roadFeed = v.object({
  id: feedId,
  name: requiredText(60),
  format: v.picklist(ROAD_FORMAT_IDS),
  mode: v.optional(v.picklist(['snapshot', 'delta']), 'snapshot'),
  intervalSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(2_592_000)), 300),
  url: v.optional(feedAddress),
  region: v.optional(adcode),
  timeZone: v.optional(requiredText(40)),
});

const counts = v.object({ created: v.number(), updated: v.number(), closed: v.number() });
const remarks = v.array(v.object({ where: v.string(), why: v.string() }));

const restriction = v.object({
  kind: v.picklist(RESTRICTION_KINDS),
  /** km/h, metres or kilograms, by the kind. */
  limit: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))),
  vehicles: v.optional(v.pipe(v.array(v.picklist(VEHICLE_CLASSES)), v.minLength(1), v.maxLength(9))),
  text: v.optional(requiredText(100)),
});

/** What an officer at the roadside says of an event; the rest follows. */
const officerEvent = v.object({
  type: v.picklist(ROAD_EVENT_TYPES),
  subtypes: v.optional(v.pipe(v.array(v.picklist(ROAD_EVENT_SUBTYPES)), v.maxLength(8)), []),
  severity: v.picklist(['minor', 'moderate', 'major', 'critical']),
  headline: requiredText(60),
  description: v.optional(text(500)),
  advice: v.optional(text(100)),
  /** In words, where a stake doesn't tell: 鹿寨服务区附近. */
  location: v.optional(text(60)),
  road: v.optional(
    v.object({
      code: v.optional(requiredText(12)),
      name: v.optional(requiredText(30)),
      direction: v.optional(v.picklist(ROAD_DIRECTIONS), 'unknown'),
      directionText: v.optional(requiredText(30)),
      from: v.optional(requiredText(30)),
      to: v.optional(requiredText(30)),
      stake: v.optional(v.object({ from: stake, to: stake })),
      state: v.optional(v.picklist(ROAD_STATES), 'unknown'),
    }),
  ),
  /** Those of the agency when none is named. */
  regions: v.optional(v.pipe(v.array(adcode), v.maxLength(5)), []),
  restrictions: v.optional(v.pipe(v.array(restriction), v.maxLength(5)), []),
  detour: v.optional(requiredText(200)),
  /** Now, when it isn't said. */
  start: v.optional(instant),
  end: v.optional(instant),
  endEstimated: v.optional(v.boolean()),
  /** WGS-84. */
  point: v.optional(position),
});

/** What a sentence of a notice gives for the form; an officer adds the rest and confirms. */
const noticeDraft = v.object({
  status: v.picklist(['planned', 'active', 'suspended', 'ended', 'cancelled']),
  /** Ready for the form; its times are still to be confirmed. */
  event: v.object({
    ...v.omit(officerEvent, ['severity', 'regions']).entries,
    severity: v.picklist(['unknown', 'minor', 'moderate', 'major', 'critical']),
  }),
});

const guideStretch = v.object({
  name: requiredText(60),
  road: v.pipe(
    v.object({
      code: v.optional(requiredText(12)),
      name: v.optional(requiredText(30)),
      direction: v.optional(v.picklist(ROAD_DIRECTIONS), 'unknown'),
      stake: v.optional(v.object({ from: stake, to: stake })),
    }),
    v.check(({ code, name }) => code !== undefined || name !== undefined, 'needs a number or a name'),
  ),
  regions: v.pipe(v.array(adcode), v.minLength(1), v.maxLength(5)),
  hours: v.optional(requiredText(60)),
  reason: requiredText(120),
  advice: requiredText(120),
  point: v.optional(position),
});

const stretches = v.pipe(v.array(guideStretch), v.maxLength(200));

/** See `HolidayGuideDocument`. */
const holidayGuide = v.pipe(
  v.object({
    name: requiredText(40),
    from: instant,
    to: instant,
    intro: text(300),
    peaks: v.pipe(
      v.array(
        v.object({
          kind: v.picklist(['out', 'back']),
          from: instant,
          to: instant,
          level: v.picklist(['busy', 'jammed']),
          text: requiredText(100),
        }),
      ),
      v.maxLength(30),
    ),
    chokePoints: stretches,
    accidentProne: stretches,
    tips: v.pipe(v.array(requiredText(100)), v.maxLength(20)),
  }),
  v.check(
    ({ from, to, peaks }) => [{ from, to }, ...peaks].every((span) => span.from < span.to),
    'must end after it begins',
  ),
);

const saved = v.object({ id: v.string(), revision });

/** Actions of the desk about road conditions; part of `deskContract`. */
export const deskRoadActions = {
  /** Takes feeds, each whole, under its own id; what is known of their health stays. */
  saveRoadFeeds: {
    access: { roles: ['operator'], site: true },
    input: v.object({ feeds: v.pipe(v.array(roadFeed), v.minLength(1), v.maxLength(20)) }),
    output: v.object({ saved: v.number() }),
  },
  /** Feeds with their health: when each last delivered, what it brought, what went wrong. */
  listRoadFeeds: {
    access: { roles: ['operator', 'duty'] },
    input: v.object({}),
    output: v.object({
      feeds: v.array(
        v.object({
          id: v.string(),
          name: v.string(),
          format: v.string(),
          intervalSeconds: v.number(),
          state: v.picklist(['current', 'no-events', 'late', 'no-data']),
          deliveredAt: v.nullable(instant),
          publishedAt: v.optional(instant),
          eventCount: v.number(),
          failures: v.number(),
          nextAt: instant,
          /** It is not asked until somebody resumes it. */
          paused: v.boolean(),
          lastAttempt: v.optional(
            v.object({
              at: instant,
              outcome: v.picklist(['done', 'running', 'refused', 'failed']),
              why: v.optional(v.string()),
              counts,
              rejected: v.number(),
              rejections: remarks,
              warnings: v.number(),
            }),
          ),
        }),
      ),
    }),
  },
  /**
   * Takes a document into a feed that is known: gzipped and as base64 it was handed in by `handInPart`. Repeat it while it
   * answers `running`; `busy` is another run on the same feed. Errors: `not_found` for a feed or a part, `invalid_input` for parts that are no document.
   */
  ingestRoadDocument: {
    access: { roles: ['operator'], site: true },
    input: v.object({
      feed: feedId,
      delivery: deliveryKey,
      parts: partCount,
      /** When it was fetched. */
      receivedAt: instant,
      /** How long this call may take; what is left is for the next one. */
      seconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(45)), 40),
    }),
    output: v.object({
      outcome: v.picklist(['done', 'running', 'refused', 'busy']),
      why: v.optional(v.string()),
      counts,
      unchanged: v.number(),
      outOfOrder: v.number(),
      events: v.number(),
      rejected: v.number(),
      /** The first hundred of each. */
      rejections: remarks,
      warnings: remarks,
    }),
  },
  /** Publishes an event for an agency. The same `key` again is the same event: a call repeated over a bad network publishes once. */
  publishEvent: {
    access: { roles: ['duty'] },
    input: v.object({ agencyId: id, key: id, event: officerEvent }),
    output: saved,
  },
  /** Says anew what an event is. Errors: `not_found`, `forbidden` for another agency's, `conflict` where it is no longer at `revision` or is over. */
  updateEvent: {
    access: { roles: ['duty'] },
    input: v.object({ id, revision, event: officerEvent }),
    output: saved,
  },
  /** It is over: drivers see 已恢复 with the time. Errors as `updateEvent`. */
  closeEvent: {
    access: { roles: ['duty'] },
    input: v.object({ id, revision }),
    output: saved,
  },
  /** What an agency's officers have published and is not over, the latest first. */
  listDutyEvents: {
    access: { roles: ['duty'] },
    input: v.object({ agencyId: id }),
    output: v.object({
      events: v.array(
        v.object({ id: v.string(), revision, changedAt: instant, headline: v.string(), event: officerEvent }),
      ),
      /** There may be more: these are two hundred of them, or as many as can be sent. The others follow as some are closed. */
      isPartial: v.boolean(),
    }),
  },
  /**
   * Writes a holiday guide whole, under its own id. `revision` is the one that it was written on, 0 for a new guide; who says
   * none writes over what stands. Errors: `forbidden` for another agency's, `conflict` for another revision.
   */
  saveHolidayGuide: {
    access: { roles: ['duty', 'editor'] },
    input: v.object({ id, agencyId: id, guide: holidayGuide, revision: v.optional(revisionOrNone) }),
    output: saved,
  },
  /** Reads a notice into drafts of events. Nothing is published. */
  parseNotice: {
    access: { roles: ['duty'] },
    input: v.object({ text: requiredText(5000) }),
    output: v.object({ drafts: v.array(noticeDraft) }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about road conditions: the shape that its handlers are checked against. */
export type DeskRoadContract = { readonly name: 'desk'; readonly actions: typeof deskRoadActions };

export type OfficerEvent = v.InferOutput<typeof officerEvent>;
export type RoadFeedInput = v.InferInput<typeof roadFeed>;
