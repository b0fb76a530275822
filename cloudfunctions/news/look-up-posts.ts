import type { NewsContract } from '#contract/news';
import type { Handlers } from '#functions/shared/serve';
import { pictureBase } from './pictures.ts';
import { readPosts } from './store.ts';
import { summaryOf } from './summary.ts';

export const lookUpPosts: Handlers<NewsContract>['lookUpPosts'] = async ({ ids }) => {
  const found = new Map((await readPosts([...new Set(ids)])).map((post) => [post._id, post]));
  const posts = [...new Set(ids)].flatMap((id) => {
    const post = found.get(id);
    if (post === undefined) return [];
    return { ...summaryOf(post), ...(post.status === 'withdrawn' && { withdrawn: true as const }) };
  });
  return { posts, pictureBase: pictureBase() };
};
