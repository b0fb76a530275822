import { freshnessOf } from '#domain/freshness';
import { deliveryOf } from '#domain/road-feed';
import type { SourceHealth } from '#domain/source-health';
import { type FeedKind, readPaused } from './feed-pauses.ts';
import { readWhole } from './read-whole.ts';
import { readFeeds } from './road-store.ts';

/** A source of posts or a road feed that is late, or gives nothing at all. */
export interface LateFeed {
  kind: FeedKind;
  id: string;
  /** As the operator named it; a source of posts has its id only. */
  name: string;
  /** When it last gave something; absent where it never did. ISO 8601 UTC. */
  lastAt?: string;
}

/** Every source and feed that is late and not paused: the one place that says so. */
export async function readLateFeeds(now: Date): Promise<LateFeed[]> {
  const [sources, feeds, pausedSources, pausedFeeds] = await Promise.all([
    readWhole<SourceHealth>('sources'),
    readFeeds(),
    readPaused('news'),
    readPaused('roads'),
  ]);
  const lateSources = sources
    .filter(({ _id, lateSince }) => lateSince !== undefined && !pausedSources.has(_id))
    .map(
      ({ _id, lastSuccessAt }): LateFeed => ({
        ...{ kind: 'news', id: _id, name: _id },
        ...(lastSuccessAt !== undefined && { lastAt: lastSuccessAt }),
      }),
    );
  const lateFeeds = feeds
    .filter(({ _id }) => !pausedFeeds.has(_id))
    .filter((feed) => ['late', 'no-data'].includes(freshnessOf(deliveryOf(feed), now.getTime()).state))
    .map(
      ({ _id, name, deliveredAt }): LateFeed => ({
        ...{ kind: 'roads', id: _id, name },
        ...(deliveredAt !== null && { lastAt: deliveredAt }),
      }),
    );
  return [...lateSources, ...lateFeeds];
}
