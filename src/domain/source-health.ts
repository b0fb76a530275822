/** How a source of posts fares, in collection `sources`: an operator sees at once which one is silent, since when and why. */
export interface SourceHealth {
  /** The source's id, as the jobs' environment names it. */
  _id: string;
  /** ISO 8601 UTC; when it is asked next. */
  nextAt: string;
  lastAttemptAt?: string;
  lastSuccessAt?: string;
  /** Where the last run stopped, in the source's own terms. */
  cursor?: string;
  /** Since when nothing could be had from it; absent while it answers. */
  lateSince?: string;
  /** Runs that failed since the last one that didn't. */
  failures: number;
  lastError?: string;
  /** Since the beginning. */
  items: number;
  rejected: number;
  /** Of the last run with any: what could not be used, and why. */
  lastRejections?: { where: string; why: string }[];
}

/** What one run of a source brought. */
export interface SourceRun {
  items: number;
  rejected: { where: string; why: string }[];
  cursor: string | undefined;
}

const MAX_BACKOFF_MINUTES = 6 * 60;
const MAX_REJECTIONS = 20;

export function newSource(id: string, now: Date): SourceHealth {
  return { _id: id, nextAt: now.toISOString(), failures: 0, items: 0, rejected: 0 };
}

function afterMinutes(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}

/** @param every minutes between two runs */
export function afterSuccess(health: SourceHealth, run: SourceRun, every: number, now: Date): SourceHealth {
  const { lateSince, lastError, cursor, ...kept } = health;
  const reached = run.cursor ?? cursor;
  return {
    ...kept,
    nextAt: afterMinutes(now, every),
    lastAttemptAt: now.toISOString(),
    lastSuccessAt: now.toISOString(),
    failures: 0,
    items: health.items + run.items,
    rejected: health.rejected + run.rejected.length,
    ...(reached !== undefined && { cursor: reached }),
    ...(run.rejected.length > 0 && { lastRejections: run.rejected.slice(0, MAX_REJECTIONS) }),
  };
}

/**
 * A source that fails is asked less and less often, at most every six hours; never before it says that it may be.
 * @param retryAfter minutes that the source itself asks for
 */
export function afterFailure(
  health: SourceHealth,
  failure: { message: string; retryAfter?: number | undefined },
  every: number,
  now: Date,
): SourceHealth {
  const failures = health.failures + 1;
  const backoff = Math.min(every * 2 ** Math.min(failures - 1, 10), Math.max(every, MAX_BACKOFF_MINUTES));
  return {
    ...health,
    nextAt: afterMinutes(now, Math.max(backoff, failure.retryAfter ?? 0)),
    lastAttemptAt: now.toISOString(),
    failures,
    lastError: failure.message.slice(0, 300),
    lateSince: health.lateSince ?? now.toISOString(),
  };
}
