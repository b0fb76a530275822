import { type DailyNumbersDocument, sumByDay } from '#domain/daily-numbers';
import type { PostCounters, PostDocument } from '#domain/post-document';
import { sumTallies, type TallyDocument } from '#domain/tally';
import { command, type TransactionScope, transaction } from '#functions/shared/database';
import type { Log } from '#functions/shared/log';
import { foldOldest } from './fold-oldest.ts';

/**
 * One request of a transaction for each document and each post that it speaks of, two for a day, one after another: at the
 * service's 15 to 60 ms a request, a batch must end within the 30 s of a transaction.
 */
const LIMITS = { batch: 100, mostPosts: 100, timeToBegin: 30_000 };

/** So many of the oldest that they speak of no more posts than one transaction has time for; the first in any case. */
function withinLimits(found: readonly TallyDocument[]): readonly TallyDocument[] {
  const posts = new Set<string>();
  const end = found.findIndex(({ counts }) => {
    for (const { postId } of counts) posts.add(postId);
    return posts.size > LIMITS.mostPosts;
  });
  return end === -1 ? found : found.slice(0, Math.max(1, end));
}

/** Takes tallies out of the way. @returns those that were still there: another run may have folded the rest, and a reader counts once */
async function takeOut(scope: TransactionScope, found: readonly TallyDocument[]): Promise<TallyDocument[]> {
  const taken: TallyDocument[] = [];
  for (const tally of found) {
    const { stats } = await scope.collection<TallyDocument>('tallies').doc(tally._id).remove();
    if (stats.removed > 0) taken.push(tally);
  }
  return taken;
}

const increments = ({ views, likes, shares }: PostCounters) => ({
  views: command.inc(views),
  likes: command.inc(likes),
  shares: command.inc(shares),
});

/** Adds what readers did to the posts' counters and to the day's, and takes it out of the way: both or neither. */
async function foldBatch(found: readonly TallyDocument[]): Promise<number> {
  const batch = withinLimits(found);
  await transaction(async (scope) => {
    const tallies = await takeOut(scope, batch);
    for (const [postId, sums] of sumTallies(tallies)) {
      // A reader's phone may speak of posts that never were: then nothing is updated.
      await scope
        .collection<PostDocument>('posts')
        .doc(postId)
        .update({ data: { counters: increments(sums) } });
    }
    for (const [day, sums] of sumByDay(tallies)) {
      const reference = scope.collection<DailyNumbersDocument>('daily-numbers').doc(day);
      const { data: known } = await reference.get();
      if (known === null) await reference.set({ data: sums });
      else await reference.update({ data: increments(sums) });
    }
  });
  return batch.length;
}

/** Folds everything that has come in, the oldest first. */
export async function foldCounters(_now: Date, log: Log): Promise<void> {
  const folded = await foldOldest('tallies', LIMITS, foldBatch);
  log.note('tallies', folded);
}
