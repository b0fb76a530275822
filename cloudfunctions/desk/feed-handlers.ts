import type { DeskFeedsContract } from '#contract/desk-feeds';
import { AppError } from '#domain/app-error';
import { FEED_PAUSES, type FeedKind, type FeedPauseDocument, pauseId } from '#functions/shared/feed-pauses';
import type { Handlers } from '#functions/shared/serve';
import { type TracedScope, traced } from '#functions/shared/traced-write';

const COLLECTIONS: Record<FeedKind, string> = { news: 'sources', roads: 'road-feeds' };

interface Timed {
  _id: string;
  nextAt: string;
}

async function requireFeed(scope: TracedScope, kind: FeedKind, id: string): Promise<Timed> {
  const feed = await scope.read<Timed>(COLLECTIONS[kind], id);
  if (feed === null) throw new AppError('not_found', `no feed ${kind}:${id}`);
  return feed;
}

/** The desk's handlers about when sources and feeds are asked. */
export const feedHandlers: Handlers<DeskFeedsContract> = {
  async runFeedNow({ kind, id }, { caller, now }) {
    return traced({ by: caller.openid, action: 'runFeedNow', at: now }, async (scope) => {
      const before = await requireFeed(scope, kind, id);
      const pause = await scope.read<FeedPauseDocument>(FEED_PAUSES, pauseId(kind, id));
      if (pause?.state === 'paused') {
        throw new AppError('conflict', `${kind}:${id} is paused`, { reason: '它已暂停，请先恢复。' });
      }
      // What is due already is asked next; a second tap orders nothing more.
      if (before.nextAt > now.toISOString()) {
        await scope.write(COLLECTIONS[kind], before, { ...before, nextAt: now.toISOString() });
      }
      return { kind };
    });
  },
  async pauseFeed({ kind, id, mode }, { caller, now }) {
    return traced({ by: caller.openid, action: 'pauseFeed', at: now }, async (scope) => {
      await requireFeed(scope, kind, id);
      const before = await scope.read<FeedPauseDocument>(FEED_PAUSES, pauseId(kind, id));
      const state = mode === 'pause' ? 'paused' : 'running';
      if (before?.state === state || (before === null && state === 'running')) return { mode };
      const after: FeedPauseDocument = { _id: pauseId(kind, id), state, since: now.toISOString() };
      await scope.write(FEED_PAUSES, before, after);
      return { mode };
    });
  },
};
