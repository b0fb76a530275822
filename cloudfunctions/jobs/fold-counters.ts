import { type DailyNumbersDocument, sumByDay } from '#domain/daily-numbers';
import type { PostDocument } from '#domain/post-document';
import { sumTallies, type TallyDocument } from '#domain/tally';
import { transaction } from '#functions/shared/database';
import type { Log } from '#functions/shared/log';
import { foldOldest } from './fold-oldest.ts';

/** Each document takes two requests of a transaction, and so does each post and day. */
const LIMITS = { batch: 40, timeToBegin: 40_000 };

/** Adds what readers did to the posts' counters and to the day's, and takes it out of the way: both or neither. */
async function foldBatch(found: readonly TallyDocument[]): Promise<void> {
  await transaction(async (scope) => {
    const tallies: TallyDocument[] = [];
    for (const { _id } of found) {
      const { data } = await scope.collection<TallyDocument>('tallies').doc(_id).get();
      // Another run has folded it since it was found: a reader counts once.
      if (data !== null) tallies.push(data);
    }
    for (const [postId, { views, likes, shares }] of sumTallies(tallies)) {
      const reference = scope.collection<PostDocument>('posts').doc(postId);
      const { data: post } = await reference.get();
      // A reader's phone may speak of posts that never were.
      if (post === null) continue;
      const counters = post.counters ?? { views: 0, likes: 0, shares: 0 };
      await reference.update({
        data: {
          counters: {
            views: counters.views + views,
            likes: Math.max(0, counters.likes + likes),
            shares: counters.shares + shares,
          },
        },
      });
    }
    for (const [day, { views, likes, shares }] of sumByDay(tallies)) {
      const reference = scope.collection<DailyNumbersDocument>('daily-numbers').doc(day);
      const { data: known } = await reference.get();
      const before = known ?? { views: 0, likes: 0, shares: 0 };
      await reference.set({
        data: { views: before.views + views, likes: before.likes + likes, shares: before.shares + shares },
      });
    }
    for (const { _id } of tallies) await scope.collection<TallyDocument>('tallies').doc(_id).remove();
  });
}

/** Folds everything that has come in, the oldest first. */
export async function foldCounters(_now: Date, log: Log): Promise<void> {
  const folded = await foldOldest('tallies', LIMITS, foldBatch);
  log.note('tallies', folded);
}
