import type { DeskRoadContract } from '#contract/desk-roads';
import { AppError } from '#domain/app-error';
import type { RoadEventDocument } from '#domain/road-document';
import type { RoadEvent } from '#domain/road-event';
import { closeEvent as endEvent } from '#domain/road-ingest';
import { mainText } from '#domain/road-summary';
import { ALERT_OUTBOX, alertFor } from '#functions/shared/alert-outbox';
import { fittingStart } from '#functions/shared/answer-size';
import type { Staff } from '#functions/shared/caller';
import { asStored, composeDocument, composeRevision, eventKey, roadEvents } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { type TracedScope, traced } from '#functions/shared/traced-write';
import { requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';
import { composeOfficerEvent, deskEventId, deskFeedId, officerFormOf } from './road-officer-event.ts';

type DutyHandlers = Handlers<DeskRoadContract>;

const EVENTS = 'road-events';
const REVISIONS = 'road-revisions';
/** Of one agency's officers, shown at once: an answer must stay below what the platform carries. */
const MOST_OPEN = 200;

/** Writes a version of an event with all that follows from it: the version before, and the word to those who watch. */
async function writeVersion(
  scope: TracedScope,
  before: RoadEventDocument | null,
  event: RoadEvent,
  now: Date,
): Promise<RoadEventDocument> {
  const revision = (before?.revision ?? 0) + 1;
  const after = composeDocument(event, { revision, now, confirmedAt: now.toISOString() });
  if (before !== null) await scope.record(REVISIONS, composeRevision(before, event, now));
  const alert = alertFor(before?.event ?? null, event, { revision, now });
  if (alert !== null) await scope.record(ALERT_OUTBOX, alert);
  await scope.write(EVENTS, before, after);
  return after;
}

/** @throws AppError `not_found`, `forbidden`, `conflict` */
async function readForChange(
  scope: TracedScope,
  { id, revision, caller }: { id: string; revision: number; caller: Staff },
): Promise<{ before: RoadEventDocument; agencyId: string }> {
  const before = asStored(await scope.read<RoadEventDocument>(EVENTS, id));
  if (before === null) throw new AppError('not_found', `no road event ${id}`);
  if (before.event.source.format !== 'desk') {
    throw new AppError('forbidden', `event ${id} is of the feed ${before.feed}, which alone can change it`);
  }
  const agencyId = before.feed.slice(deskFeedId('').length);
  requireRole(caller, ['duty'], agencyId);
  if (before.revision !== revision) {
    throw new AppError('conflict', `event ${id} is at revision ${before.revision}, not ${revision}`);
  }
  if (!before.open) throw new AppError('conflict', `event ${id} is over`);
  return { before, agencyId };
}

export const publishEvent: DutyHandlers['publishEvent'] = async ({ agencyId, key, event: form }, { caller, now }) => {
  requireRole(caller, ['duty'], agencyId);
  const agency = await readAgency(agencyId);
  const event = composeOfficerEvent(form, { agency, key, now });
  const deed = { by: caller.openid, action: 'publishEvent', at: now };
  return traced(deed, async (scope) => {
    const known = await scope.read<RoadEventDocument>(EVENTS, eventKey(deskEventId(agencyId, key)));
    const { _id, revision } = known ?? (await writeVersion(scope, null, event, now));
    return { id: _id, revision };
  });
};

export const updateEvent: DutyHandlers['updateEvent'] = async ({ id, revision, event: form }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'updateEvent', at: now };
  return traced(deed, async (scope) => {
    const { before, agencyId } = await readForChange(scope, { id, revision, caller });
    const agency = await readAgency(agencyId);
    const key = before.event.source.externalId;
    const event = composeOfficerEvent(form, { agency, key, now, before: before.event });
    const after = await writeVersion(scope, before, event, now);
    return { id, revision: after.revision };
  });
};

export const closeEvent: DutyHandlers['closeEvent'] = async ({ id, revision }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'closeEvent', at: now };
  const at = now.toISOString();
  return traced(deed, async (scope) => {
    const { before } = await readForChange(scope, { id, revision, caller });
    const after = await writeVersion(scope, before, { ...endEvent(before.event, at), updated: at }, now);
    return { id, revision: after.revision };
  });
};

export const listDutyEvents: DutyHandlers['listDutyEvents'] = async ({ agencyId }, { caller }) => {
  requireRole(caller, ['duty'], agencyId);
  const found = await roadEvents()
    .where({ feed: deskFeedId(agencyId), open: true })
    .limit(MOST_OPEN)
    .get();
  const events = asStored(found.data).sort((one, other) => (one.changedAt > other.changedAt ? -1 : 1));
  const sent = fittingStart(
    events.map(({ _id, revision, changedAt, event }) => ({
      id: _id,
      revision,
      changedAt,
      headline: mainText(event).headline,
      event: officerFormOf(event),
    })),
  );
  return {
    events: sent,
    isPartial: sent.length < events.length || events.length === MOST_OPEN,
  };
};
