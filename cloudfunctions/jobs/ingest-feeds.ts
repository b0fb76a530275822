import * as v from 'valibot';
import { roadFeed } from '#contract/desk-roads';
import { fillAddress } from '#domain/feed-address';
import {
  type FeedAttempt,
  NO_COUNTS,
  newFeed,
  nextAttemptAt,
  type RoadFeedDocument,
  resetFeed,
} from '#domain/road-feed';
import { parseRoadFeed } from '#functions/adapters/roads/formats';
import { command } from '#functions/shared/database';
import { readPaused } from '#functions/shared/feed-pauses';
import type { Log } from '#functions/shared/log';
import { ingestDelivery } from '#functions/shared/road-ingest';
import { readFeeds, roadFeeds, writeFeed } from '#functions/shared/road-store';
import { type FetchedDocument, fetchDocument, SourceError } from './sync/fetch-document.ts';

/** No feed is begun later than this after the call, and none goes on longer, so that the function ends within its minute. */
const TIME_MS = 42_000;

/**
 * Asks every feed that is due for its document, the longest overdue first, and takes it in. A feed that fails is asked again
 * later and later, and harms no other.
 */
export async function ingestFeeds(now: Date, log: Log): Promise<void> {
  const until = performance.now() + TIME_MS;
  const hasTime = () => performance.now() < until;
  const [known, paused] = await Promise.all([readFeeds(), readPaused('roads')]);
  const feeds = [...known, ...(await addConfigured(known, now))];
  const due = feeds.filter(
    ({ _id, url, nextAt }) => url !== undefined && nextAt <= now.toISOString() && !paused.has(_id),
  );
  due.sort((one, other) => (one.nextAt < other.nextAt ? -1 : 1));
  let failed = 0;
  for (const feed of due) {
    if (!hasTime()) break;
    try {
      await ingestFeed(feed, now, hasTime);
    } catch (error) {
      failed += 1;
      await keepFailure(feed, error, now);
    }
  }
  log.note('due', due.length);
  log.note('failed', failed);
}

const configured = v.array(roadFeed);

/**
 * The feeds that the deployment names in ROAD_FEEDS, a JSON list of what `saveRoadFeeds` takes: those that are new, or said
 * otherwise than before, are written.
 * @throws Error that says which entry does not hold, and why
 */
async function addConfigured(known: RoadFeedDocument[], now: Date): Promise<RoadFeedDocument[]> {
  const { ROAD_FEEDS } = process.env;
  if (ROAD_FEEDS === undefined || ROAD_FEEDS.trim() === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(ROAD_FEEDS);
  } catch (error) {
    throw new Error(`ROAD_FEEDS is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(configured, list);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`ROAD_FEEDS: ${v.getDotPath(issue) ?? 'the list'}: ${issue.message}`);
  }
  const added: RoadFeedDocument[] = [];
  for (const { id, ...settings } of parsed.output) {
    const before = known.find(({ _id }) => _id === id);
    if (before === undefined) {
      const feed = newFeed(id, settings, now);
      await writeFeed(feed);
      added.push(feed);
    } else if (isChanged(before, settings)) {
      const feed = resetFeed(before, settings, now);
      await writeFeed(feed);
      Object.assign(before, feed);
    }
  }
  return added;
}

function isChanged(feed: RoadFeedDocument, settings: Omit<v.InferOutput<typeof roadFeed>, 'id'>): boolean {
  const fields = ['name', 'format', 'mode', 'intervalSeconds', 'url', 'region', 'timeZone'] as const;
  return fields.some((field) => feed[field] !== settings[field]);
}

async function ingestFeed(feed: RoadFeedDocument, now: Date, hasTime: () => boolean): Promise<void> {
  const receivedAt = now.toISOString();
  const document = await fetchFeed(feed);
  if (document.status === 304) {
    await keepUnchanged(feed, now);
    return;
  }
  const delivery = parseRoadFeed(feed.format, document.bytes, {
    sourceId: feed._id,
    sourceName: feed.name,
    receivedAt,
    ...(feed.region !== undefined && { region: feed.region }),
    ...(feed.timeZone !== undefined && { timeZone: feed.timeZone }),
  });
  const result = await ingestDelivery({ feed, delivery, receivedAt, now, hasTime });
  // Only a document that was taken whole may be answered with "unchanged" the next time.
  const etag = document.headers.get('etag');
  const lastModified = document.headers.get('last-modified');
  const validators = { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) };
  await roadFeeds()
    .doc(feed._id)
    .update({ data: { validators: result?.outcome === 'done' ? command.set(validators) : command.remove() } });
}

/** @throws SourceError whose message names no key */
async function fetchFeed({ url = '', validators = {} }: RoadFeedDocument): Promise<FetchedDocument> {
  const address = fillAddress(url, (name) => {
    const value = process.env[name];
    if (value === undefined || value === '') throw new SourceError(`the environment variable ${name} is not set`);
    return encodeURIComponent(value);
  });
  return fetchDocument(address, {
    headers: {
      ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
      ...(validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
    },
  });
}

/** The source has nothing newer: what it said last is confirmed as of now. */
async function keepUnchanged(feed: RoadFeedDocument, now: Date): Promise<void> {
  const at = now.toISOString();
  const attempt: FeedAttempt = { at, outcome: 'done', counts: NO_COUNTS, rejected: 0, rejections: [], warnings: 0 };
  await roadFeeds()
    .doc(feed._id)
    .update({
      data: {
        deliveredAt: at,
        // It would be as old as its document, though its source has just stood by it.
        publishedAt: command.remove(),
        ...(feed.confirmedAt !== undefined && { confirmedAt: at }),
        failures: 0,
        nextAt: nextAttemptAt(feed, 0, now),
        lastAttempt: command.set(attempt),
      },
    });
}

async function keepFailure(feed: RoadFeedDocument, error: unknown, now: Date): Promise<void> {
  const failures = feed.failures + 1;
  const attempt: FeedAttempt = {
    at: now.toISOString(),
    outcome: 'failed',
    why: error instanceof Error ? error.message : String(error),
    counts: NO_COUNTS,
    rejected: 0,
    rejections: [],
    warnings: 0,
  };
  await roadFeeds()
    .doc(feed._id)
    .update({
      data: { failures, nextAt: nextAttemptAt(feed, failures, now), lastAttempt: command.set(attempt) },
    });
}
