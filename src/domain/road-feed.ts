import type { FeedDelivery } from './freshness.ts';
import type { RoadFormatId } from './road-event.ts';
import type { FeedMemory } from './road-ingest.ts';

/** What an operator says of a feed. */
export interface RoadFeedSettings {
  /** Named to drivers as where the data come from. */
  name: string;
  format: RoadFormatId;
  /** What its documents are when they don't say: all that is in force, or only what changed. */
  mode: 'snapshot' | 'delta';
  /** How often the source makes a new document, and how often it is asked for. */
  intervalSeconds: number;
  /** Fetched from here; `${FEED_NAME}` stands for a variable of the environment, so that no key is kept here. Absent: delivered by hand. */
  url?: string;
  /** GB/T 2260 code of the region that it covers; the whole country without one. */
  region?: string;
  /** Zone of times that name none, where the format has no rule of its own. */
  timeZone?: string;
}

export interface IngestCounts {
  created: number;
  updated: number;
  closed: number;
}

export const NO_COUNTS: IngestCounts = { created: 0, updated: 0, closed: 0 };

/** How the last attempt went, for the operator. */
export interface FeedAttempt {
  at: string;
  /** `failed`: there was no document to read. */
  outcome: 'done' | 'running' | 'refused' | 'failed';
  /** For `refused` and `failed`. */
  why?: string;
  counts: IngestCounts;
  rejected: number;
  /** The first of them. */
  rejections: { where: string; why: string }[];
  warnings: number;
}

/** A feed with its health, as the database keeps it in collection `road-feeds`. Instants are ISO 8601 UTC. */
export interface RoadFeedDocument extends RoadFeedSettings {
  /** `[A-Za-z0-9._-]+`; the first part of its events' ids. */
  _id: string;
  /** When the last document was taken whole; null while none was. */
  deliveredAt: string | null;
  /** When the source made it, where it says. */
  publishedAt?: string;
  /** When all that it still lists was last confirmed: a snapshot does that, a list of changes doesn't. */
  confirmedAt?: string;
  /** Events that are not over. */
  eventCount: number;
  memory: FeedMemory;
  /** Attempts in a row that brought nothing. */
  failures: number;
  lastAttempt?: FeedAttempt;
  /** When it is due. */
  nextAt: string;
  /** One run at a time: nobody else writes before this. */
  leasedUntil?: string;
  /** What a run that ran out of time has done so far, of the document that arrived then. */
  progress?: { receivedAt: string; counts: IngestCounts };
  /** The server's marks of the last document, sent back so that an unchanged one needs no body. */
  validators?: { etag?: string; lastModified?: string };
}

export function newFeed(id: string, settings: RoadFeedSettings, now: Date): RoadFeedDocument {
  return {
    _id: id,
    ...settings,
    deliveredAt: null,
    eventCount: 0,
    memory: {},
    failures: 0,
    nextAt: now.toISOString(),
  };
}

/** The same feed with other settings; its health stays, its address is asked anew. */
export function resetFeed(feed: RoadFeedDocument, settings: RoadFeedSettings, now: Date): RoadFeedDocument {
  const { url: _url, region: _region, timeZone: _timeZone, validators: _validators, ...kept } = feed;
  return { ...kept, ...settings, nextAt: now.toISOString() };
}

export function deliveryOf(feed: RoadFeedDocument): FeedDelivery {
  return {
    expectedIntervalSeconds: feed.intervalSeconds,
    deliveredAt: feed.deliveredAt,
    eventCount: feed.eventCount,
    ...(feed.publishedAt !== undefined && { publishedAt: feed.publishedAt }),
  };
}

const LONGEST_BACKOFF_SECONDS = 3600;

/**
 * When to ask again: at the feed's own interval, after failures in a row at twice, four times… as long, an hour at most. A
 * feed slower than that is asked at its own pace.
 */
export function nextAttemptAt(feed: Pick<RoadFeedDocument, 'intervalSeconds'>, failures: number, now: Date): string {
  const { intervalSeconds } = feed;
  const patient = Math.min(intervalSeconds * 2 ** failures, Math.max(LONGEST_BACKOFF_SECONDS, intervalSeconds));
  return new Date(now.getTime() + patient * 1000).toISOString();
}
