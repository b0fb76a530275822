import { visibilityAt } from '#domain/freshness';
import { deriveFields, fadingSince, type RoadEventDocument } from '#domain/road-document';
import { command } from '#functions/shared/database';
import { inParallel } from '#functions/shared/in-parallel';
import { sweepParts } from '#functions/shared/input-parts';
import type { Log } from '#functions/shared/log';
import { asStored, readFeeds, roadEvents } from '#functions/shared/road-store';

/** Events are read by the part: one may be 100 KB of geometry, and the service answers no more than 16 MB. */
const PART = 100;
/** Moved side by side: a request takes 15 ms and more, and in a storm a feed's every event fades within a minute. */
const PARALLEL = 10;
/** No part is begun later than this after the first, milliseconds; what is left is for the next minute. */
const TIME_TO_BEGIN = 30_000;

/**
 * Puts each event in its place when the clock alone has moved it: what begins, what is over, what has gone from lists. Clears
 * away what nobody finished handing in.
 */
export async function sweepRoads(now: Date, log: Log): Promise<void> {
  const began = performance.now();
  const confirmed = new Map((await readFeeds()).map((feed) => [feed._id, feed.confirmedAt]));
  let swept = 0;
  while (performance.now() - began < TIME_TO_BEGIN) {
    const part = await findDue(now);
    await inParallel(part, PARALLEL, (document) => moveEvent(document, confirmed.get(document.feed), now));
    swept += part.length;
    if (part.length < PART) break;
  }
  log.note('swept', swept);
  // In the same run: a job of its own would cost an invocation each time.
  await sweepParts(now);
}

async function findDue(now: Date): Promise<RoadEventDocument[]> {
  const { data } = await roadEvents()
    .where({ 'derived.lookAgainAt': command.and(command.gt(''), command.lte(now.toISOString())) })
    .orderBy('derived.lookAgainAt', 'asc')
    .limit(PART)
    .get();
  return asStored(data);
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
