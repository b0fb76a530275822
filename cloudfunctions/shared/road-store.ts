import { createHash } from 'node:crypto';
import { deriveFields, type RoadEventDocument, type RoadRevisionDocument } from '#domain/road-document';
import type { RoadEvent } from '#domain/road-event';
import type { RoadFeedDocument } from '#domain/road-feed';
import type { StoredEvent } from '#domain/road-ingest';
import { fingerprintOf, reviseEvent } from '#domain/road-revision';
import { collection, command, isDuplicate } from './database.ts';
import { readWhole } from './read-whole.ts';

export const roadEvents = () => collection<RoadEventDocument>('road-events');
export const roadRevisions = () => collection<RoadRevisionDocument>('road-revisions');
export const roadFeeds = () => collection<RoadFeedDocument>('road-feeds');

/** A query in a function gives so many documents at most. */
const QUERY_LIMIT = 1000;

/** An event's key in the database: the same event of the same source always has the same. */
export function eventKey(eventId: string): string {
  return createHash('sha256').update(eventId).digest('hex').slice(0, 16);
}

/** Sorts as text up to a million revisions. */
export function revisionKey(key: string, revision: number): string {
  return `${key}~${String(revision).padStart(6, '0')}`;
}

/** The whole document of an event's new version. */
export function composeDocument(
  event: RoadEvent,
  { revision, now, confirmedAt }: { revision: number; now: Date; confirmedAt: string },
): RoadEventDocument {
  const key = eventKey(event.id);
  const { source, status, updated } = event;
  return {
    _id: key,
    feed: source.id,
    event,
    revision,
    changedAt: now.toISOString(),
    mark: {
      id: event.id,
      externalId: source.externalId,
      status,
      fingerprint: fingerprintOf(event),
      ...(updated !== undefined && { updated }),
      ...(source.revision !== undefined && { revision: source.revision }),
    },
    open: status !== 'ended' && status !== 'cancelled',
    derived: deriveFields(key, event, now, confirmedAt),
  };
}

/** What is kept of a version that another one replaces. */
export function composeRevision(before: RoadEventDocument, after: RoadEvent, now: Date): RoadRevisionDocument {
  const { changed, major } = reviseEvent(before.event, after);
  return {
    _id: revisionKey(before._id, before.revision),
    revision: before.revision,
    event: before.event,
    changedAt: before.changedAt,
    replacedAt: now.toISOString(),
    changed,
    major,
  };
}

/**
 * A document as it was stored: the SDK makes objects of its own (`Point {longitude, latitude}`) of every geometry that it
 * reads, and their JSON is GeoJSON again.
 */
export function asStored<T>(document: T): T {
  return JSON.parse(JSON.stringify(document)) as T;
}

/** The marks of a feed's open events, and of those of `ids` that are not open. */
export async function readMarks(feed: string, ids: readonly string[]): Promise<StoredEvent[]> {
  const marks = new Map<string, StoredEvent>();
  for (let last = ''; ; ) {
    const page = await roadEvents()
      .where({ feed, open: true, _id: command.gt(last) })
      .orderBy('_id', 'asc')
      .limit(QUERY_LIMIT)
      .field({ _id: true, mark: true })
      .get();
    for (const { _id, mark } of page.data) marks.set(_id, mark);
    if (page.data.length < QUERY_LIMIT) break;
    last = page.data.at(-1)?._id ?? '';
  }
  const others = ids.map(eventKey).filter((key) => !marks.has(key));
  for (let at = 0; at < others.length; at += QUERY_LIMIT) {
    const batch = others.slice(at, at + QUERY_LIMIT);
    const page = await roadEvents()
      .where({ _id: command.in(batch) })
      .limit(batch.length)
      .field({ _id: true, mark: true })
      .get();
    for (const { _id, mark } of page.data) marks.set(_id, mark);
  }
  return [...marks.values()];
}

export async function readEvents(keys: readonly string[]): Promise<Map<string, RoadEventDocument>> {
  const found = await roadEvents()
    .where({ _id: command.in([...keys]) })
    .limit(keys.length)
    .get();
  return new Map(asStored(found.data).map((document) => [document._id, document]));
}

export async function readEvent(key: string): Promise<RoadEventDocument | null> {
  const found = await roadEvents().doc(key).get();
  return asStored(found.data);
}

export async function writeEvent({ _id, ...document }: RoadEventDocument): Promise<void> {
  await roadEvents().doc(_id).set({ data: document });
}

/** Keeps versions that are about to be replaced. One that is kept already, by a run that was killed, is kept as it is now. */
export async function writeRevisions(documents: RoadRevisionDocument[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    await roadRevisions().add({ data: documents });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    for (const { _id, ...document } of documents) await roadRevisions().doc(_id).set({ data: document });
  }
}

/** Every feed: a few dozen at most. */
export const readFeeds = () => readWhole<RoadFeedDocument>('road-feeds');

export async function writeFeed({ _id, ...document }: RoadFeedDocument): Promise<void> {
  await roadFeeds().doc(_id).set({ data: document });
}
