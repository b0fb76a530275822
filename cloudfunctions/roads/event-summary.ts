import type { RoadEventSummary } from '#contract/roads';
import { type EventVisibility, visibilityAt } from '#domain/freshness';
import { fadingSince } from '#domain/road-document';
import type { RoadFeedDocument } from '#domain/road-feed';
import { phaseAt } from '#domain/road-schedule';
import type { ListedEvent } from './store.ts';

/** Whether an event is shown, with what its feed has confirmed since it was written. */
function visibilityOfListed(
  { derived, feed, mark }: Pick<ListedEvent, 'derived' | 'feed' | 'mark'>,
  feeds: readonly RoadFeedDocument[],
  now: Date,
): EventVisibility {
  const isListed = mark?.missingSince === undefined;
  const confirmedAt = isListed ? feeds.find(({ _id }) => _id === feed)?.confirmedAt : undefined;
  return visibilityAt(fadingSince(derived, confirmedAt), now.getTime());
}

/**
 * An event as a list shows it at this moment; nothing for one that has gone since the last sweep.
 *
 * @param all every feed
 * @param answering those of the answer, by whose places in it a summary names its feed
 */
export function presentSummary(
  listed: ListedEvent,
  { all, answering, now }: { all: readonly RoadFeedDocument[]; answering: readonly RoadFeedDocument[]; now: Date },
): RoadEventSummary[] {
  const visibility = visibilityOfListed(listed, all, now);
  if (visibility === 'gone') return [];
  const state = phaseAt(listed.event, now.getTime());
  const feed = answering.findIndex(({ _id }) => _id === listed.feed);
  return [
    {
      ...listed.derived.summary,
      ...(state !== 'in-force' && { state }),
      ...(visibility === 'fading' && { fading: true as const }),
      ...(feed >= 0 && { feed }),
    },
  ];
}
