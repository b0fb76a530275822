import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import { PINNED_FROM } from '#domain/feed-key';
import type { PostDocument } from '#domain/post-document';
import { pinnedState } from '#domain/post-state';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

/** More would push the news of today below the first screen. */
const MAX_PINNED = 5;

async function countOtherPinned(id: string): Promise<number> {
  const found = await collection<PostDocument>('posts')
    .where({ status: 'published', feedKey: command.gte(PINNED_FROM) })
    .orderBy('feedKey', 'desc')
    .limit(MAX_PINNED + 2)
    .field({ _id: true, pinnedUntil: true })
    .get();
  return found.data.filter(({ _id, pinnedUntil }) => pinnedUntil !== undefined && _id !== id).length;
}

export const pinPost: Handlers<DeskContract>['pinPost'] = async ({ id, until }, { caller, now }) => {
  if (until !== undefined && Date.parse(until) <= now.getTime()) {
    const issue = { path: 'until', message: 'must be in the future' };
    throw new AppError('invalid_input', 'until: must be in the future', { issues: [issue] });
  }
  if (until !== undefined && (await countOtherPinned(id)) >= MAX_PINNED) {
    throw new AppError('conflict', `${MAX_PINNED} posts are pinned already`);
  }
  await traced({ by: caller.openid, action: 'pinPost', at: now }, async (scope) => {
    const before = await scope.read<PostDocument>('posts', id);
    if (before?.status !== 'published') throw new AppError('not_found', `no published post ${id}`);
    await scope.write('posts', before, pinnedState(before, until));
  });
  return { pinned: until !== undefined };
};
