import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import { postId } from '#functions/shared/post-intake';
import { withdrawPost as withdrawInPublic } from '#functions/shared/post-publishing';
import type { Handlers } from '#functions/shared/serve';
import { requireEditor } from './editor.ts';

export const withdrawPost: Handlers<DeskContract>['withdrawPost'] = async (wanted, { caller, now }) => {
  const deed = { by: caller.openid, action: 'withdrawPost', at: now };
  const post = await withdrawInPublic({ ...wanted, kind: 'withdrawn' }, deed, (before) =>
    requireEditor(caller, before),
  );
  return { revision: post.revision };
};

/** What each refusal of one post means for it; the others go on. */
const OUTCOMES = { not_found: 'unknown', conflict: 'unchanged', forbidden: 'rejected' } as const;

export const withdrawPosts: Handlers<DeskContract>['withdrawPosts'] = async ({ posts }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'withdrawPosts', at: now };
  const results: { externalId: string; outcome: 'withdrawn' | (typeof OUTCOMES)[keyof typeof OUTCOMES] }[] = [];
  for (const { sourceId, externalId } of posts) {
    const wanted = { id: postId(sourceId, externalId), reason: '来源已删除', kind: 'source-withdrawn' } as const;
    try {
      await withdrawInPublic(wanted, deed, (before) => requireEditor(caller, before));
      results.push({ externalId, outcome: 'withdrawn' });
    } catch (error) {
      if (!(error instanceof AppError) || !(error.code in OUTCOMES)) throw error;
      results.push({ externalId, outcome: OUTCOMES[error.code as keyof typeof OUTCOMES] });
    }
  }
  return { results };
};
