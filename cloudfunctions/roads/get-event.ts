import * as v from 'valibot';
import { webAddress } from '#contract/fields';
import type { RoadEventPage, RoadsContract } from '#contract/roads';
import { AppError } from '#domain/app-error';
import { visibilityAt } from '#domain/freshness';
import { fadingSince, type RoadEventDocument } from '#domain/road-document';
import type { RoadEvent } from '#domain/road-event';
import type { RoadFeedDocument } from '#domain/road-feed';
import { phaseAt } from '#domain/road-schedule';
import { mainText } from '#domain/road-summary';
import { readEvent, roadFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { stateOfFeed } from './feed-states.ts';
import { lightGeometry } from './shown-geometry.ts';

/** What a page needs of the state of now. */
function stateOf(document: RoadEventDocument, feed: RoadFeedDocument | null, now: Date) {
  const { event, derived } = document;
  const state = phaseAt(event, now.getTime());
  const { end } = event.schedule;
  const endedAt = end !== null && Date.parse(end) <= now.getTime() ? end : document.changedAt;
  const listed = document.open && document.mark.missingSince === undefined;
  const confirmedAt = listed ? feed?.confirmedAt : undefined;
  return {
    state,
    visibility: visibilityAt(fadingSince(derived, confirmedAt), now.getTime()),
    ...(state === 'over' && { endedAt }),
    ...(event.status === 'cancelled' && { cancelled: true as const }),
    confirmedAt: confirmedAt !== undefined && confirmedAt > derived.confirmedAt ? confirmedAt : derived.confirmedAt,
  };
}

/** A feed's word for where more can be read is not to be opened unless it leads to the web. */
function isSafeAddress(address: string | undefined): address is string {
  return address !== undefined && v.is(webAddress, address);
}

/** The texts, the Chinese one first. */
function textsOf(event: RoadEvent): RoadEvent['texts'] {
  const main = mainText(event);
  return [main, ...event.texts.filter((text) => text !== main)];
}

function lightDetour({ geometry, ...detour }: NonNullable<RoadEvent['detour']>): RoadEventPage['detour'] {
  const light = geometry && lightGeometry(geometry);
  return { ...detour, ...(light && { geometry: light }) };
}

export const getEvent: Handlers<RoadsContract>['getEvent'] = async ({ id }, { now }): Promise<RoadEventPage> => {
  const document = await readEvent(id);
  if (document === null) throw new AppError('not_found', `no road event ${id}`);
  const { event, derived, revision, changedAt } = document;
  const { data: feed } = await roadFeeds().doc(document.feed).get();
  return {
    // The schema takes what a page shows of it.
    ...event,
    id,
    revision,
    changedAt,
    ...stateOf(document, feed, now),
    summary: derived.summary,
    texts: textsOf(event),
    geometry: event.geometry && lightGeometry(event.geometry),
    ...(event.detour && { detour: lightDetour(event.detour) }),
    attachments: event.attachments.filter(({ url }) => isSafeAddress(url)),
    source: {
      name: event.source.name,
      ...(isSafeAddress(event.source.url) && { url: event.source.url }),
      ...(feed !== null && { feed: stateOfFeed(feed, now) }),
    },
  };
};
