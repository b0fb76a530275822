import { setTimeout as pause } from 'node:timers/promises';
import type { RoadEventDocument } from '#domain/road-document';
import type { RoadEvent } from '#domain/road-event';
import { type IngestCounts, NO_COUNTS, nextAttemptAt, type RoadFeedDocument } from '#domain/road-feed';
import { closeEvent, type IngestPlan, planIngest } from '#domain/road-ingest';
import type { ParsedRoadFeed } from '#functions/adapters/roads/feed-report';
import { alertFor, writeAlert } from './alert-outbox.ts';
import { command, transaction } from './database.ts';
import { inParallel } from './in-parallel.ts';
import {
  composeDocument,
  composeRevision,
  eventKey,
  readEvents,
  readMarks,
  roadEvents,
  roadFeeds,
  writeEvent,
  writeRevisions,
} from './road-store.ts';

/** What became of a delivery. `running`: the time was up, and the same document goes on from here. */
export interface IngestOutcome {
  outcome: 'done' | 'running' | 'refused';
  /** Why nothing was taken. */
  why?: string;
  counts: IngestCounts;
  unchanged: number;
  /** Events that were older than what is stored. */
  outOfOrder: number;
}

/** A document of a feed, read, and the time that there is for it. */
export interface IngestRun {
  feed: RoadFeedDocument;
  delivery: ParsedRoadFeed;
  /** When the document arrived; a run that goes on with it has the same. ISO 8601 UTC. */
  receivedAt: string;
  now: Date;
  /** False once the function should come to its end. */
  hasTime: () => boolean;
}

/** Events written at once. */
const BATCH = 100;
/** Requests under way at once; a small environment takes 500 a second in all. */
const PARALLEL = 20;
/** Longer than a function runs: a lease that is older belongs to a run that was killed. */
const LEASE_MS = 90_000;
const REJECTIONS_KEPT = 20;

/**
 * Takes what a document says into the database. Harmless to repeat, to kill and to run twice: the plan is made anew from
 * what is stored, every write is of a whole document under its own key, and one run at a time holds the feed.
 *
 * @returns null when another run holds the feed
 */
export async function ingestDelivery(run: IngestRun): Promise<IngestOutcome | null> {
  await noticeClosedConnections();
  const feed = await leaseFeed(run.feed._id, run.now);
  if (feed === null) return null;
  try {
    return await takeDelivery({ ...run, feed });
  } catch (error) {
    await roadFeeds()
      .doc(feed._id)
      .update({ data: { leasedUntil: command.remove() } });
    throw error;
  }
}

/**
 * Reading or planning ten thousand events keeps the thread busy for seconds, in which the server may close a connection that
 * it finds idle. In this pause the SDK learns of it; the next request would fail on it.
 */
function noticeClosedConnections(): Promise<void> {
  return pause(1);
}

/** The feed as it is now, held for this run; null while another run holds it. */
async function leaseFeed(id: string, now: Date): Promise<RoadFeedDocument | null> {
  return transaction(async ({ collection }) => {
    const reference = collection<RoadFeedDocument>('road-feeds').doc(id);
    const { data: feed } = await reference.get();
    if (feed === null || (feed.leasedUntil !== undefined && feed.leasedUntil > now.toISOString())) return null;
    await reference.update({ data: { leasedUntil: new Date(now.getTime() + LEASE_MS).toISOString() } });
    return feed;
  });
}

async function takeDelivery(run: IngestRun): Promise<IngestOutcome> {
  const { feed, delivery, receivedAt } = run;
  const stored = await readMarks(
    feed._id,
    delivery.events.map(({ id }) => id),
  );
  const settings = { mode: feed.mode, expectedIntervalSeconds: feed.intervalSeconds };
  const plan = planIngest(stored, delivery, settings, feed.memory, receivedAt);
  await noticeClosedConnections();
  const before = feed.progress?.receivedAt === receivedAt ? feed.progress.counts : NO_COUNTS;
  if (plan.refused) return refuseDelivery(run, plan, plan.refused.why);
  const { counts, complete } = await writePlan(run, plan);
  const total = addCounts(before, counts);
  const result = { counts: total, unchanged: plan.unchanged, outOfOrder: plan.outOfOrder.length };
  if (!complete) {
    await keepProgress(run, total);
    return { outcome: 'running', ...result };
  }
  const open = new Set(stored.filter(({ status }) => isOpen(status)).map(({ id }) => id));
  for (const { id } of plan.closes) open.delete(id);
  for (const { event } of [...plan.creates, ...plan.updates]) {
    if (isOpen(event.status)) open.add(event.id);
    else open.delete(event.id);
  }
  await keepSuccess(run, plan, total, open.size);
  return { outcome: 'done', ...result };
}

/** Writes a plan, batch by batch, as far as the time goes. */
async function writePlan(run: IngestRun, plan: IngestPlan): Promise<{ counts: IngestCounts; complete: boolean }> {
  const counts = { ...NO_COUNTS };
  for (const batch of batchesOf(plan.creates)) {
    if (!run.hasTime()) return { counts, complete: false };
    await createEvents(
      run,
      batch.map(({ event }) => event),
    );
    counts.created += batch.length;
  }
  for (const batch of batchesOf(plan.updates)) {
    if (!run.hasTime()) return { counts, complete: false };
    const after = new Map(batch.map(({ event }) => [eventKey(event.id), event]));
    await replaceEvents(run, [...after.keys()], (before) => after.get(before._id) ?? before.event, 'listed');
    counts.updated += batch.length;
  }
  for (const batch of batchesOf(plan.closes)) {
    if (!run.hasTime()) return { counts, complete: false };
    const at = new Map(batch.map((close) => [eventKey(close.id), close.at]));
    const close = (before: RoadEventDocument) => closeEvent(before.event, at.get(before._id) ?? run.receivedAt);
    await replaceEvents(run, [...at.keys()], close, 'missing');
    counts.closed += batch.length;
  }
  await inParallel(plan.misses, PARALLEL, ({ id, since }) => markMissing(id, since));
  await inParallel(plan.founds, PARALLEL, (id) => markMissing(id, command.remove()));
  return { counts, complete: true };
}

/** The first document of a feed is a state of affairs, not news: it alerts nobody. */
function isFirst(feed: RoadFeedDocument): boolean {
  return feed.deliveredAt === null;
}

/** Of when the document speaks: one that is delivered again and again confirms nothing since it was made. */
function spokenAt({ delivery: { publishedAt }, receivedAt }: IngestRun): string {
  return publishedAt !== undefined && publishedAt < receivedAt ? publishedAt : receivedAt;
}

async function createEvents(run: IngestRun, events: readonly RoadEvent[]): Promise<void> {
  const { feed, now } = run;
  const alerts = isFirst(feed) ? [] : events.flatMap((event) => alertFor(null, event, { revision: 1, now }) ?? []);
  await inParallel(alerts, PARALLEL, writeAlert);
  const documents = events.map((event) => composeDocument(event, { revision: 1, now, confirmedAt: spokenAt(run) }));
  await roadEvents().add({ data: documents });
}

/** Keeps the versions that are replaced, then writes the new ones: a run that is killed between the two does both again. */
async function replaceEvents(
  run: IngestRun,
  keys: readonly string[],
  replace: (before: RoadEventDocument) => RoadEvent,
  reason: 'listed' | 'missing',
): Promise<void> {
  const { feed, now } = run;
  const documents = await readEvents(keys);
  const versions = [...documents.values()].map((before) => ({ before, event: replace(before) }));
  await writeRevisions(versions.map(({ before, event }) => composeRevision(before, event, now)));
  await inParallel(versions, PARALLEL, async ({ before, event }) => {
    const revision = before.revision + 1;
    const confirmedAt = reason === 'listed' ? spokenAt(run) : before.derived.confirmedAt;
    const alert = isFirst(feed) ? null : alertFor(before.event, event, { revision, now });
    if (alert !== null) await writeAlert(alert);
    await writeEvent(composeDocument(event, { revision, now, confirmedAt }));
  });
}

async function markMissing(id: string, since: unknown): Promise<void> {
  await roadEvents()
    .doc(eventKey(id))
    .update({ data: { 'mark.missingSince': since } });
}

async function refuseDelivery(run: IngestRun, plan: IngestPlan, why: string): Promise<IngestOutcome> {
  const { feed, now } = run;
  const failures = feed.failures + 1;
  await roadFeeds()
    .doc(feed._id)
    .update({
      data: {
        memory: command.set(plan.memory),
        failures,
        nextAt: nextAttemptAt(feed, failures, now),
        lastAttempt: command.set({ ...attemptOf(run, NO_COUNTS), outcome: 'refused', why }),
        leasedUntil: command.remove(),
        progress: command.remove(),
      },
    });
  return { outcome: 'refused', why, counts: NO_COUNTS, unchanged: 0, outOfOrder: 0 };
}

async function keepProgress(run: IngestRun, counts: IngestCounts): Promise<void> {
  const { feed, now, receivedAt } = run;
  await roadFeeds()
    .doc(feed._id)
    .update({
      data: {
        progress: command.set({ receivedAt, counts }),
        nextAt: now.toISOString(),
        lastAttempt: command.set({ ...attemptOf(run, counts), outcome: 'running' }),
        leasedUntil: command.remove(),
      },
    });
}

async function keepSuccess(run: IngestRun, plan: IngestPlan, counts: IngestCounts, eventCount: number): Promise<void> {
  const { feed, delivery, now, receivedAt } = run;
  const isSnapshot =
    delivery.coverage === 'snapshot' || (delivery.coverage === 'unspecified' && feed.mode === 'snapshot');
  await roadFeeds()
    .doc(feed._id)
    .update({
      data: {
        deliveredAt: receivedAt,
        publishedAt: delivery.publishedAt ?? command.remove(),
        ...(isSnapshot && { confirmedAt: spokenAt(run) }),
        eventCount,
        memory: command.set(plan.memory),
        failures: 0,
        nextAt: nextAttemptAt(feed, 0, now),
        lastAttempt: command.set({ ...attemptOf(run, counts), outcome: 'done' }),
        leasedUntil: command.remove(),
        progress: command.remove(),
      },
    });
}

function attemptOf({ delivery, now }: IngestRun, counts: IngestCounts) {
  return {
    at: now.toISOString(),
    counts,
    rejected: delivery.rejected.length,
    rejections: delivery.rejected.slice(0, REJECTIONS_KEPT).map(({ where, why }) => ({ where, why })),
    warnings: delivery.warnings.length,
  };
}

function isOpen(status: RoadEvent['status']): boolean {
  return status !== 'ended' && status !== 'cancelled';
}

function addCounts(one: IngestCounts, other: IngestCounts): IngestCounts {
  return {
    created: one.created + other.created,
    updated: one.updated + other.updated,
    closed: one.closed + other.closed,
  };
}

function* batchesOf<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += BATCH) yield items.slice(at, at + BATCH);
}
