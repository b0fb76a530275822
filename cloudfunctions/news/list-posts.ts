import type { NewsContract } from '#contract/news';
import type { Handlers } from '#functions/shared/serve';
import { pictureBase } from './pictures.ts';
import { findPublished } from './store.ts';

export const listPosts: Handlers<NewsContract>['listPosts'] = async ({ channel, cursor, limit }) => {
  // One more than the page tells whether there is a next one, without a count.
  const found = await findPublished({ channel, before: cursor, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    posts: page.map(({ _id, title, agency, channel, publishedAt, cover }) => ({
      id: _id,
      title,
      agency,
      channel,
      publishedAt,
      ...(cover !== undefined && { cover }),
    })),
    pictureBase: pictureBase(),
    ...(found.length > limit && last !== undefined && { nextCursor: last.feedKey }),
  };
};
