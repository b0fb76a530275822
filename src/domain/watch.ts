/** How the watch fares, in collection `settings` under `WATCH`. Instants are ISO 8601 UTC. */
export interface WatchDocument {
  _id: string;
  /** When it last looked around. */
  at: string;
  /** Messages in a row that the webhook did not take. */
  failures: number;
  /** It is not asked before. */
  nextTryAt?: string;
  /** When it last took one. */
  toldAt?: string;
  webhook: 'unset' | 'ok' | 'failing';
}

export const WATCH = 'watch';

const MINUTE = 60_000;

/** When to try again after so many failures in a row: five minutes, ten, twenty, forty, then hourly. */
export function nextTryAt(failures: number, now: Date): string {
  return new Date(now.getTime() + Math.min(5 * 2 ** (failures - 1), 60) * MINUTE).toISOString();
}
