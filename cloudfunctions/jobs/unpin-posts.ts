import { PINNED_FROM } from '#domain/feed-key';
import type { PostDocument } from '#domain/post-document';
import { pinnedState } from '#domain/post-state';
import { collection, command } from '#functions/shared/database';
import type { Log } from '#functions/shared/log';
import { traced } from '#functions/shared/traced-write';

/** Puts back in their place the posts whose time at the top is over. */
export async function unpinPosts(now: Date, log: Log): Promise<void> {
  const { data } = await collection<PostDocument>('posts')
    .where({ status: 'published', feedKey: command.gte(PINNED_FROM) })
    .orderBy('feedKey', 'desc')
    .limit(20)
    .field({ _id: true, pinnedUntil: true })
    .get();
  const over = data.filter(({ pinnedUntil }) => pinnedUntil !== undefined && Date.parse(pinnedUntil) <= now.getTime());
  for (const { _id } of over) {
    await traced({ by: 'jobs', action: 'unpinPosts', at: now }, async (scope) => {
      const before = await scope.read<PostDocument>('posts', _id);
      // An editor may have given it more time meanwhile.
      if (before?.pinnedUntil === undefined || Date.parse(before.pinnedUntil) > now.getTime()) return;
      await scope.write('posts', before, pinnedState(before, undefined));
    });
  }
  log.note('unpinned', over.length);
}
