import type { NewsContract } from '#contract/news';
import { lawKey } from '#domain/law';
import { placesHeardIn } from '#domain/region';
import { command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { snapshotSwitch } from '#functions/shared/snapshot-settings';
import { pictureBase } from './pictures.ts';
import { type FeedRows, type FeedSelection, readFeed } from './store.ts';
import { summaryOf } from './summary.ts';

function answerOf({ posts, last, banner }: FeedRows) {
  return {
    posts: posts.map(summaryOf),
    pictureBase: pictureBase(),
    ...(last !== undefined && { nextCursor: last }),
    ...(banner !== undefined && { banner }),
  };
}

export const listPosts: Handlers<NewsContract>['listPosts'] = async (
  { channel, agencies, region, cursor, limit },
  { now },
) => {
  const places = region === undefined ? [] : placesHeardIn(region);
  const selection: FeedSelection = {
    ...(channel !== undefined && { channel }),
    ...(agencies !== undefined && { agencyId: command.in(agencies) }),
    ...(places.length > 0 && { places: command.in(places) }),
  };
  const isTop = Object.keys(selection).length === 0 && cursor === undefined;
  const [rows, snapshots] = await Promise.all([
    readFeed(selection, { before: cursor, limit, now }),
    isTop ? snapshotSwitch(pictureBase(), now) : undefined,
  ]);
  return { ...answerOf(rows), ...(snapshots !== undefined && { snapshots }) };
};

export const listPostsOfArticle: Handlers<NewsContract>['listPostsOfArticle'] = async (
  { law, article, cursor, limit },
  { now },
) => {
  const { banner, ...answer } = answerOf(
    await readFeed({ lawKeys: lawKey({ law, article }) }, { before: cursor, limit, now }),
  );
  return answer;
};
