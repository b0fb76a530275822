import type { RoadEvent, RoadEventType } from './road-event.ts';

/**
 * How much to trust what a screen shows: whether a feed is on time, and whether an event still stands. The two worst
 * things to tell a driver are a stale closure shown as current, and "no events" when it is "no data".
 */

/** What the screen must tell apart. `late` and `no-data` say nothing about the road; `no-events` does. */
export type FreshnessState = 'current' | 'no-events' | 'late' | 'no-data';

export interface FeedDelivery {
  /** Seconds between deliveries that the feed promises or is fetched with. */
  expectedIntervalSeconds: number;
  /** When the last document that could be read arrived; null when none ever did. ISO 8601 UTC. */
  deliveredAt: string | null;
  /** When the source made that document, where it says so. */
  publishedAt?: string;
  /** Events of the feed that are not over. */
  eventCount: number;
}

export interface Freshness {
  state: FreshnessState;
  /** "As of": the moment of which the shown data speak. Null when there are none. */
  asOf: string | null;
}

/** A feed is late when two deliveries in a row are missing and a minute has gone by: one lost delivery is the network. */
const LATE_AFTER_INTERVALS = 2;
const LATE_GRACE_MS = 60_000;
/** After so many intervals, and at least an hour, old data are no data. */
const NO_DATA_AFTER_INTERVALS = 12;
const NO_DATA_AFTER_MS = 3_600_000;

/** @param now milliseconds since 1970 */
export function freshnessOf(feed: FeedDelivery, now: number): Freshness {
  if (feed.deliveredAt === null) return { state: 'no-data', asOf: null };
  // A source that delivers the same old document again and again is as old as the document.
  const asOf =
    feed.publishedAt !== undefined && feed.publishedAt < feed.deliveredAt ? feed.publishedAt : feed.deliveredAt;
  const age = now - Date.parse(asOf);
  const interval = feed.expectedIntervalSeconds * 1000;
  if (age > Math.max(NO_DATA_AFTER_INTERVALS * interval, NO_DATA_AFTER_MS)) return { state: 'no-data', asOf };
  if (age > LATE_AFTER_INTERVALS * interval + LATE_GRACE_MS) return { state: 'late', asOf };
  return { state: feed.eventCount === 0 ? 'no-events' : 'current', asOf };
}

/**
 * One answer for a screen that several feeds fill. It is as old as its oldest living feed; a feed without data is
 * counted in `missing`, so that the screen can say whose part is not there, and never turns into "no events".
 */
export function freshnessOfAll(feeds: readonly FeedDelivery[], now: number): Freshness & { missing: number } {
  const all = feeds.map((feed) => freshnessOf(feed, now));
  const living = all.filter(({ state }) => state !== 'no-data');
  const missing = all.length - living.length;
  const asOf = living.reduce<string | null>(
    (oldest, one) => (oldest === null || (one.asOf ?? '') < oldest ? one.asOf : oldest),
    null,
  );
  if (living.length === 0) return { state: 'no-data', asOf: null, missing };
  if (living.some(({ state }) => state === 'late')) return { state: 'late', asOf, missing };
  if (living.some(({ state }) => state === 'current')) return { state: 'current', asOf, missing };
  // Some of the feeds are silent: the others' "nothing" is not the road's.
  return { state: missing > 0 ? 'late' : 'no-events', asOf, missing };
}

/** `fading`: still shown, as "probably over"; `gone`: left out of lists, while a link to it still tells how it ended. */
export type EventVisibility = 'shown' | 'fading' | 'gone';

/** How long what has ended is still shown as ended: who set out before should learn that the way is free. */
const ENDED_SHOWN_MS = 30 * 60_000;
/** How long past its end an event fades: ends are estimates, and closures overrun. */
const OVERRUN_MS = 2 * 3_600_000;
const ESTIMATED_OVERRUN_MS = 6 * 3_600_000;

/**
 * How long an event without an end is believed after its source last spoke of it, in hours. Our rule: what a tow truck
 * clears, what a shift of police decides, what the weather does, and what is built.
 */
const BELIEVED_HOURS: Record<RoadEventType, number> = {
  congestion: 1,
  accident: 6,
  obstruction: 6,
  hazard: 12,
  weather: 12,
  surface: 24,
  control: 24,
  activity: 24,
  detour: 24 * 7,
  disaster: 24 * 7,
  service: 24 * 7,
  restriction: 24 * 30,
  roadworks: 24 * 30,
  other: 24,
};

/** The part of an event by which its visibility goes. */
export type Fadeable = Pick<RoadEvent, 'status' | 'type' | 'schedule' | 'expires' | 'updated' | 'created'>;

/** When an event stops being shown plainly, and when it goes: milliseconds since 1970. */
export interface Fading {
  from: number;
  until: number;
}

/**
 * When an event fades. What has neither an end nor a time at which anybody spoke of it never does: null.
 *
 * @param now milliseconds since 1970
 * @param confirmedAt when its source last listed it (a snapshot feed confirms all that it still holds); ISO 8601 UTC
 */
export function fadingOf(event: Fadeable, now: number, confirmedAt?: string): Fading | null {
  const spoken = latest([event.updated, event.created, confirmedAt]);
  if (event.status === 'ended' || event.status === 'cancelled') {
    const { end } = event.schedule;
    const since = end !== null && Date.parse(end) <= now ? end : (event.updated ?? spoken);
    return { from: 0, until: since === null ? 0 : Date.parse(since) + ENDED_SHOWN_MS };
  }
  const bound = earliest([event.schedule.end ?? undefined, event.expires]);
  if (bound !== null) {
    return fade(Date.parse(bound), event.schedule.endEstimated ? ESTIMATED_OVERRUN_MS : OVERRUN_MS);
  }
  if (spoken === null) return null;
  const believed = BELIEVED_HOURS[event.type] * 3_600_000;
  return fade(Date.parse(spoken) + believed, believed);
}

/** Whether an event is shown. */
export function visibilityAt(fading: Fading | null, now: number): EventVisibility {
  if (fading === null) return 'shown';
  if (now >= fading.until) return 'gone';
  return now < fading.from ? 'shown' : 'fading';
}

function fade(from: number, length: number): Fading {
  return { from, until: from + length };
}

function latest(times: readonly (string | undefined)[]): string | null {
  return times.reduce<string | null>(
    (last, time) => (time !== undefined && (last === null || time > last) ? time : last),
    null,
  );
}

function earliest(times: readonly (string | undefined)[]): string | null {
  return times.reduce<string | null>(
    (first, time) => (time !== undefined && (first === null || time < first) ? time : first),
    null,
  );
}
