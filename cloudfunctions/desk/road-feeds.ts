import { isDeepStrictEqual } from 'node:util';
import type { DeskRoadContract } from '#contract/desk-roads';
import { freshnessOf } from '#domain/freshness';
import { deliveryOf, newFeed, type RoadFeedDocument, resetFeed } from '#domain/road-feed';
import { readPaused } from '#functions/shared/feed-pauses';
import { readFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const saveRoadFeeds: Handlers<DeskRoadContract>['saveRoadFeeds'] = async ({ feeds }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'saveRoadFeeds', at: now };
  for (const { id, ...settings } of feeds) {
    await traced(deed, async (scope) => {
      const before = await scope.read<RoadFeedDocument>('road-feeds', id);
      // Sent again because the answer was lost: the feed is not asked anew.
      if (
        before !== null &&
        isDeepStrictEqual({ ...resetFeed(before, settings, now), nextAt: '' }, { ...before, nextAt: '' })
      )
        return;
      const after = before === null ? newFeed(id, settings, now) : resetFeed(before, settings, now);
      await scope.write('road-feeds', before, after);
    });
  }
  return { saved: feeds.length };
};

export const listRoadFeeds: Handlers<DeskRoadContract>['listRoadFeeds'] = async (_, { now }) => {
  const [feeds, paused] = await Promise.all([readFeeds(), readPaused('roads')]);
  return {
    feeds: feeds.map((feed) => ({
      ...feed,
      id: feed._id,
      paused: paused.has(feed._id),
      state: freshnessOf(deliveryOf(feed), now.getTime()).state,
    })),
  };
};
