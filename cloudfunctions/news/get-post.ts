import type { NewsContract } from '#contract/news';
import { AppError } from '#domain/app-error';
import type { PostDocument } from '#domain/post-document';
import type { Handlers } from '#functions/shared/serve';
import { pictureBase } from './pictures.ts';
import { readPost } from './store.ts';

/**
 * A post in its state of now. What was merged into another answers as that one.
 * @throws AppError `not_found`
 */
export async function requirePost(id: string): Promise<PostDocument> {
  const post = await readPost(id);
  const standing =
    post?.status === 'merged' && post.duplicateOf !== undefined ? await readPost(post.duplicateOf) : post;
  if (standing === null) throw new AppError('not_found', `no post ${id}`);
  return standing;
}

export const getPost: Handlers<NewsContract>['getPost'] = async ({ id }) => {
  const post = await requirePost(id);
  const heading = {
    id: post._id,
    title: post.title,
    agency: post.agency,
    ...(post.agencyId !== undefined && { agencyId: post.agencyId }),
    channel: post.channel,
    platform: post.platform,
    sourceName: post.sourceName,
    publishedAt: post.publishedAt,
    revision: post.revision,
  };
  if (post.status === 'withdrawn') {
    return {
      ...heading,
      state: 'withdrawn',
      withdrawnAt: post.withdrawnAt ?? post.publishedAt,
      reason: post.withdrawReason ?? '',
    };
  }
  return {
    ...heading,
    state: 'published',
    digest: post.digest,
    blocks: post.blocks,
    alsoAt: post.alsoAt ?? [],
    laws: post.laws ?? [],
    counters: post.counters ?? { views: 0, likes: 0, shares: 0 },
    pictureBase: pictureBase(),
    ...(post.cover !== undefined && { cover: post.cover }),
    ...(post.url !== undefined && { url: post.url }),
    ...(post.updatedAt !== undefined && { updatedAt: post.updatedAt }),
    ...(post.updateNote !== undefined && { updateNote: post.updateNote }),
  };
};
