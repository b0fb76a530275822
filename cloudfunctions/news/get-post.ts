import type { NewsContract } from '#contract/news';
import { AppError } from '#domain/app-error';
import type { Handlers } from '#functions/shared/serve';
import { pictureBase } from './pictures.ts';
import { readPost } from './store.ts';

export const getPost: Handlers<NewsContract>['getPost'] = async ({ id }) => {
  const post = await readPost(id);
  if (post === null) throw new AppError('not_found', `no post ${id}`);
  const heading = {
    id: post._id,
    title: post.title,
    agency: post.agency,
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
    pictureBase: pictureBase(),
    ...(post.cover !== undefined && { cover: post.cover }),
    ...(post.url !== undefined && { url: post.url }),
    ...(post.updatedAt !== undefined && { updatedAt: post.updatedAt }),
    ...(post.updateNote !== undefined && { updateNote: post.updateNote }),
  };
};
