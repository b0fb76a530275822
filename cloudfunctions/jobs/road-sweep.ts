import { visibilityAt } from '#domain/freshness';
import { deriveFields, fadingSince, type RoadEventDocument } from '#domain/road-document';
import { collection, command } from '#functions/shared/database';
import type { Log } from '#functions/shared/log';
import { asStored, readFeeds, roadEvents } from '#functions/shared/road-store';

/** Events looked at in one run; what is left is for the next minute. */
const MOST_EVENTS = 1000;
const PART_KEPT_MS = 24 * 3_600_000;

/**
 * Puts each event in its place when the clock alone has moved it: what begins, what is over, what has gone from lists. Clears
 * away documents that nobody finished delivering.
 */
export async function sweepRoads(now: Date, log: Log): Promise<void> {
  const found = await roadEvents()
    .where({ 'derived.lookAgainAt': command.and(command.gt(''), command.lte(now.toISOString())) })
    .orderBy('derived.lookAgainAt', 'asc')
    .limit(MOST_EVENTS)
    .get();
  const feeds = new Map((await readFeeds()).map((feed) => [feed._id, feed.confirmedAt]));
  for (const document of asStored(found.data)) await moveEvent(document, feeds.get(document.feed), now);
  log.note('swept', found.data.length);
  await collection('road-deliveries')
    .where({ at: command.lt(new Date(now.getTime() - PART_KEPT_MS).toISOString()) })
    .remove();
}

async function moveEvent(document: RoadEventDocument, feedConfirmedAt: string | undefined, now: Date): Promise<void> {
  const { _id, event, derived, mark, open } = document;
  const isListed = open && mark.missingSince === undefined;
  const fading = fadingSince(derived, isListed ? feedConfirmedAt : undefined);
  // A feed's word since then counts as if it had come with the event.
  const isConfirmed = isListed && feedConfirmedAt !== undefined && feedConfirmedAt > derived.confirmedAt;
  const stays = visibilityAt(fading, now.getTime()) !== 'gone';
  const confirmedAt = isConfirmed && stays ? feedConfirmedAt : derived.confirmedAt;
  // By its revision, so that a version that a feed has written meanwhile is left alone.
  await roadEvents()
    .where({ _id, revision: document.revision })
    .update({ data: { derived: command.set(deriveFields(_id, event, now, confirmedAt)) } });
}
