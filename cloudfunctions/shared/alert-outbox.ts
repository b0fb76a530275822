import type { AlertOutboxDocument } from '#domain/alert-outbox';
import { alertGradeOf } from '#domain/alert-rule';
import type { RoadEvent } from '#domain/road-event';
import { collection } from './database.ts';
import { eventKey, revisionKey } from './road-store.ts';

export const ALERT_OUTBOX = 'alert-outbox';

export const alertOutbox = () => collection<AlertOutboxDocument>(ALERT_OUTBOX);

/**
 * What goes into the outbox for a new version of an event; null where nobody would want to hear of it. To be written before
 * the event is; writing it again changes nothing.
 */
export function alertFor(
  before: RoadEvent | null,
  after: RoadEvent,
  { revision, now }: { revision: number; now: Date },
): AlertOutboxDocument | null {
  const grade = alertGradeOf(before, after, now);
  if (grade === null) return null;
  const key = eventKey(after.id);
  return { _id: revisionKey(key, revision), eventKey: key, revision, grade, at: now.toISOString() };
}

export async function writeAlert({ _id, ...document }: AlertOutboxDocument): Promise<void> {
  await alertOutbox().doc(_id).set({ data: document });
}
