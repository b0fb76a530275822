import * as v from 'valibot';
import { ALERT_GRADES, DEFAULT_ALERT_GRADE } from '#domain/alert-rule';
import { ROAD_EVENT_TYPES } from '#domain/road-event';
import type { Contract } from './action.ts';
import { adcode, id, requiredText } from './fields.ts';

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'));

const wish = {
  regions: v.optional(v.pipe(v.array(adcode), v.maxLength(10)), []),
  /** Numbers (`G72`) or names. */
  roads: v.optional(v.pipe(v.array(requiredText(30)), v.maxLength(10)), []),
  types: v.optional(v.pipe(v.array(v.picklist(ROAD_EVENT_TYPES)), v.maxLength(ROAD_EVENT_TYPES.length)), []),
  /** The least that is worth a message: closures and major changes unless more is asked for. */
  least: v.optional(v.picklist(ALERT_GRADES), DEFAULT_ALERT_GRADE),
  /** Of the day in China; at any hour when absent. A window may reach past midnight. */
  hours: v.optional(v.object({ from: clock, to: clock })),
};

/** How often the person has just tapped "allow": one tap is one message. */
const granted = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5));

/** Names the tap, the same for a retry: one tap counts once, however often the call is repeated. */
const tap = v.optional(v.pipe(id, v.maxLength(64)));

const grants = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * Messages about roads that a person watches. Only here does the server know what somebody watches: regions and roads, never
 * a route; it is deleted on unsubscribing.
 */
export const alertsContract = {
  name: 'alerts',
  actions: {
    /** Watches regions or roads. The same places again change the wish. Errors: `conflict` beyond ten, `rate_limited`. */
    subscribeAlerts: {
      access: 'caller',
      input: v.pipe(
        v.object({ ...wish, granted: v.optional(granted, 0), tap }),
        v.check(({ regions, roads }) => regions.length + roads.length > 0, 'needs a region or a road'),
      ),
      output: v.object({ id: v.string(), grants }),
    },
    /** Counts what the person has just allowed. Errors: `rate_limited`. */
    addAlertGrants: {
      access: 'caller',
      input: v.object({ granted, tap }),
      output: v.object({ grants }),
    },
    listAlertSubscriptions: {
      access: 'caller',
      input: v.object({}),
      output: v.object({
        subscriptions: v.array(
          v.object({
            id: v.string(),
            regions: v.array(v.string()),
            roads: v.array(v.string()),
            types: v.array(v.picklist(ROAD_EVENT_TYPES)),
            least: v.picklist(ALERT_GRADES),
            hours: v.optional(v.object({ from: v.string(), to: v.string() })),
          }),
        ),
        /** Messages that are still allowed. */
        grants,
        /** What to ask the person to allow; absent where the deployment sends no messages. */
        templateId: v.optional(v.string()),
      }),
    },
    /** Stops one, or all when none is named. With the last one all that is known of the person here is deleted. */
    unsubscribeAlerts: {
      access: 'caller',
      input: v.object({ id: v.optional(id) }),
      output: v.object({ left: v.number() }),
    },
  },
} as const satisfies Contract;

export type AlertsContract = typeof alertsContract;
