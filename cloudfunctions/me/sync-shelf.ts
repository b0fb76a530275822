import { randomUUID } from 'node:crypto';
import type { MeContract } from '#contract/me';
import { mergeShelf, type ShelfDocument, type ShelfMark } from '#domain/shelf';
import type { TallyDocument } from '#domain/tally';
import { transaction } from '#functions/shared/database';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';

/** A phone syncs when the app is left: nobody leaves it twice a minute for an hour. */
const SYNCS = { what: 'shelf', most: 120, seconds: 3600 };

export const syncShelf: Handlers<MeContract>['syncShelf'] = async ({ marks, since }, { caller, now }) => {
  await countUse(caller.openid, SYNCS, now);
  const shelf = await transaction(async ({ collection }) => {
    const reference = collection<ShelfDocument>('shelves').doc(caller.openid);
    const { data } = await reference.get();
    const before = data ?? { _id: caller.openid, revision: 0, entries: [] };
    const merge = mergeShelf(before, marks as ShelfMark[], now);
    if (!merge.changed) return before;
    const { _id, ...kept } = merge.shelf;
    await reference.set({ data: kept });
    if (merge.tallies.length > 0) {
      // No reader writes to a post: what many read at once would be one document that all wait for.
      const tally = { at: now.toISOString(), counts: merge.tallies };
      await collection<TallyDocument>('tallies').doc(randomUUID()).set({ data: tally });
    }
    return merge.shelf;
  });
  return { revision: shelf.revision, entries: shelf.entries.filter(({ revision }) => revision > since) };
};
