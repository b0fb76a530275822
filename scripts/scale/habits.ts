/**
 * What drivers are taken to do; nobody has counted it. `npm run scale` is there to be run again with what the first holiday
 * shows.
 */
export const HABITS = {
  /** How often a driver opens the app on such a day. */
  opensPerDay: 3,
  /** The part of a day's opens that falls into its busiest hour. */
  peakHourShare: 0.2,
  /** The part of the opens that come within a minute of the last: back from another app, or tapped twice. */
  reopened: 0.15,
  /** Articles read in an open. */
  articles: 0.6,
  /** Visits of the road board in an open. */
  boards: 0.4,
  /** Of the twenty articles of the first page the n-th is read as often as 1/n says. */
  articlesOnOffer: 20,
} as const;

/** How long an instance is busy with a call, seconds: from memory, and with each request of the database. Verify by the cloud's logs. */
export const BUSY = { call: 0.01, databaseRequest: 0.015 } as const;

/** Memory of the functions that drivers call, GB: see their config.json. */
export const MEMORY_GB = 0.25;

/** How full an instance is before the service starts another. */
const LOAD = 0.7;

/** Instances that so many calls a second need. */
export function instancesFor(callsPerSecond: number, databaseRequestsPerCall: number): number {
  return Math.ceil((callsPerSecond * (BUSY.call + databaseRequestsPerCall * BUSY.databaseRequest)) / LOAD);
}
