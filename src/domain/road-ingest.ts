import type { RoadEvent } from './road-event.ts';
import { fingerprintOf } from './road-revision.ts';

/**
 * What one delivery of a feed does to what is stored. Pure: the plan says what to write, the job writes it. Planning the
 * same delivery again after a part of it was written plans the rest and nothing else, so a run can be killed and resumed.
 */

/** What the plan needs of a stored event: small enough to load ten thousand of them. */
export interface StoredEvent {
  id: string;
  externalId: string;
  status: RoadEvent['status'];
  /** `fingerprintOf` the stored version. */
  fingerprint: string;
  updated?: string;
  revision?: string;
  /** Since when the feed has not listed it, while we wait before closing it. */
  missingSince?: string;
}

/** The part of a parsed document that counts here. */
export interface Delivery {
  /** False for a document that was not, or not wholly, of its format. */
  readable: boolean;
  events: readonly RoadEvent[];
  rejected: readonly { where: string; why: string; externalId?: string }[];
  coverage: 'snapshot' | 'partial' | 'delta' | 'unspecified';
  publishedAt?: string;
}

export interface IngestSettings {
  /** What the feed is when its documents don't say: all that is in force, or only what changed. */
  mode: 'snapshot' | 'delta';
  expectedIntervalSeconds: number;
}

/** What is remembered of a feed between deliveries. */
export interface FeedMemory {
  /** `publishedAt` of the last document that was taken. */
  publishedAt?: string;
  /** How many deliveries in a row were refused because they had lost most of the events. */
  shrunken?: number;
}

export interface IngestPlan {
  /** Why nothing of this delivery is taken; absent when it is. */
  refused?: { code: 'unreadable' | 'older' | 'shrunken' | 'broken'; why: string };
  creates: { event: RoadEvent; fingerprint: string }[];
  /** A stored event said anew; `previous` is the mark of the version that it replaces. */
  updates: { event: RoadEvent; fingerprint: string; previous: StoredEvent }[];
  /** No longer in the snapshot: over, as of `at`. */
  closes: { id: string; at: string }[];
  /** Not listed, but perhaps behind a record that couldn't be read: wait. */
  misses: { id: string; since: string }[];
  /** Was waited for, and is listed again. */
  founds: string[];
  unchanged: number;
  /** Older than what is stored: left alone. */
  outOfOrder: { id: string; why: string }[];
  memory: FeedMemory;
}

/** A snapshot that lost more than half of at least ten open events is more likely half a document than a miracle. */
const SHRUNKEN_SHARE = 0.5;
const SHRUNKEN_FROM = 10;
/** When it says the same three times, it means it. */
const BELIEVED_AFTER = 3;
/** A document most of whose records can't be read is not believed in the rest. */
const BROKEN_SHARE = 0.5;
/** How many intervals an event may hide behind unreadable records before it is closed all the same. */
const HIDDEN_INTERVALS = 3;

/**
 * @param stored every stored event of the feed that is not over, and those of the delivery's ids that are
 * @param receivedAt ISO 8601 UTC
 */
export function planIngest(
  stored: readonly StoredEvent[],
  delivery: Delivery,
  settings: IngestSettings,
  memory: FeedMemory,
  receivedAt: string,
): IngestPlan {
  const refusal = refuse(delivery, memory);
  if (refusal) return { ...emptyPlan(memory), refused: refusal };
  const byId = new Map(stored.map((row) => [row.id, row]));
  const snapshot =
    delivery.coverage === 'snapshot' || (delivery.coverage === 'unspecified' && settings.mode === 'snapshot');
  const open = stored.filter(isOpen);
  const listed = new Set(delivery.events.map((event) => event.id));
  const unreadIds = new Set(delivery.rejected.flatMap(({ externalId }) => externalId ?? []));
  const missing = snapshot ? open.filter((row) => !listed.has(row.id) && !unreadIds.has(row.externalId)) : [];
  const shrunken = (memory.shrunken ?? 0) + 1;
  if (hasShrunk(open.length, missing.length) && shrunken < BELIEVED_AFTER) {
    const why = `${missing.length} of ${open.length} open events are gone at once: taken when ${BELIEVED_AFTER} deliveries in a row say so`;
    return { ...emptyPlan({ ...memory, shrunken }), refused: { code: 'shrunken', why } };
  }
  const plan = emptyPlan(
    delivery.publishedAt === undefined ? withoutShrunken(memory) : { publishedAt: delivery.publishedAt },
  );
  for (const event of sortedById(delivery.events)) place(event, byId.get(event.id), plan);
  const hidden = delivery.rejected.some(({ externalId }) => externalId === undefined);
  planMissing(missing, hidden, delivery.publishedAt ?? receivedAt, settings, plan);
  return plan;
}

/** An event as it stands when its feed no longer lists it. */
export function closeEvent(event: RoadEvent, at: string): RoadEvent {
  const { start, end } = event.schedule;
  const closedAt = start !== null && start > at ? start : at;
  const status = start !== null && start > at ? 'cancelled' : 'ended';
  return {
    ...event,
    status,
    // `updated` stays the source's: it may list the event again, unchanged since then.
    schedule: { ...event.schedule, end: end !== null && end < closedAt ? end : closedAt },
  };
}

function refuse(delivery: Delivery, memory: FeedMemory): IngestPlan['refused'] {
  if (!delivery.readable) {
    const [first] = delivery.rejected;
    return { code: 'unreadable', why: first ? `${first.where}: ${first.why}` : 'the document could not be read' };
  }
  if (
    memory.publishedAt !== undefined &&
    delivery.publishedAt !== undefined &&
    delivery.publishedAt < memory.publishedAt
  ) {
    return { code: 'older', why: `made at ${delivery.publishedAt}, after one of ${memory.publishedAt} was taken` };
  }
  const records = delivery.events.length + delivery.rejected.length;
  if (records > 0 && delivery.rejected.length / records > BROKEN_SHARE) {
    return { code: 'broken', why: `${delivery.rejected.length} of ${records} records could not be read` };
  }
  return undefined;
}

function place(event: RoadEvent, row: StoredEvent | undefined, plan: IngestPlan): void {
  const fingerprint = fingerprintOf(event);
  if (!row) {
    // What was over before we ever heard of it is nobody's news.
    if (event.status !== 'ended' && event.status !== 'cancelled') plan.creates.push({ event, fingerprint });
    else plan.unchanged += 1;
    return;
  }
  if (row.missingSince !== undefined) plan.founds.push(event.id);
  const older = olderThan(event, row);
  if (older !== null) plan.outOfOrder.push({ id: event.id, why: older });
  else if (fingerprint === row.fingerprint) plan.unchanged += 1;
  else plan.updates.push({ event, fingerprint, previous: row });
}

/** Why a version is older than the stored one; null when it isn't, or nobody can tell. */
function olderThan(event: RoadEvent, row: StoredEvent): string | null {
  if (event.updated !== undefined && row.updated !== undefined && event.updated !== row.updated) {
    return event.updated < row.updated ? `changed at ${event.updated}, stored is ${row.updated}` : null;
  }
  const revision = Number(event.source.revision);
  const known = Number(row.revision);
  if (event.source.revision === undefined || row.revision === undefined) return null;
  return revision < known ? `revision ${revision}, stored is ${known}` : null;
}

function planMissing(
  missing: readonly StoredEvent[],
  hidden: boolean,
  at: string,
  settings: IngestSettings,
  plan: IngestPlan,
): void {
  const patience = HIDDEN_INTERVALS * settings.expectedIntervalSeconds * 1000;
  for (const row of [...missing].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    const since = row.missingSince ?? at;
    const waited = Date.parse(at) - Date.parse(since);
    if (!hidden || waited >= patience) plan.closes.push({ id: row.id, at });
    else if (row.missingSince === undefined) plan.misses.push({ id: row.id, since });
  }
}

function hasShrunk(open: number, missing: number): boolean {
  return open >= SHRUNKEN_FROM && missing / open > SHRUNKEN_SHARE;
}

function withoutShrunken({ publishedAt }: FeedMemory): FeedMemory {
  return publishedAt === undefined ? {} : { publishedAt };
}

function isOpen(row: StoredEvent): boolean {
  return row.status !== 'ended' && row.status !== 'cancelled';
}

function sortedById(events: readonly RoadEvent[]): RoadEvent[] {
  return [...events].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

function emptyPlan(memory: FeedMemory): IngestPlan {
  return { creates: [], updates: [], closes: [], misses: [], founds: [], unchanged: 0, outOfOrder: [], memory };
}
