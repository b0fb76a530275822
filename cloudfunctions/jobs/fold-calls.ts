import { type CallCountsDocument, type CallNumbersDocument, dayOf, slotOf, withCounts } from '#domain/call-numbers';
import { callNumbers } from '#functions/shared/call-numbers';
import { command, transaction } from '#functions/shared/database';
import { foldOldest } from './fold-oldest.ts';

/** Each document takes two requests of a transaction. */
const LIMITS = { batch: 30, timeToBegin: 20_000 };
const SLOTS_KEPT_MS = 86_400_000;
const DAYS_KEPT_MS = 31 * 86_400_000;

/** Adds instances' counts to their ten minutes and their day, and takes them out of the way: both or neither. */
async function foldBatch(found: readonly CallCountsDocument[]): Promise<number> {
  await transaction(async (scope) => {
    const numbers = new Map<string, Pick<CallNumbersDocument, 'functions'>>();
    const taken: string[] = [];
    for (const { _id } of found) {
      const { data: counts } = await scope.collection<CallCountsDocument>('call-counts').doc(_id).get();
      // Another run has folded it since it was found: a call counts once.
      if (counts === null) continue;
      const at = new Date(counts.at);
      for (const id of [slotOf(at), dayOf(at)]) {
        const known =
          numbers.get(id) ?? (await scope.collection<CallNumbersDocument>('call-numbers').doc(id).get()).data;
        numbers.set(id, withCounts(known ?? { functions: {} }, counts));
      }
      taken.push(_id);
    }
    for (const [id, { functions }] of numbers) {
      await scope.collection<CallNumbersDocument>('call-numbers').doc(id).set({ data: { functions } });
    }
    for (const id of taken) await scope.collection<CallCountsDocument>('call-counts').doc(id).remove();
  });
  return found.length;
}

/** Folds what the functions' instances have counted, the oldest first, and forgets what is too old to look at. */
export async function foldCalls(now: Date): Promise<void> {
  await foldOldest('call-counts', LIMITS, foldBatch);
  for (const [kind, idOf, kept] of [
    ['slot:', slotOf, SLOTS_KEPT_MS],
    ['day:', dayOf, DAYS_KEPT_MS],
  ] as const) {
    const oldest = idOf(new Date(now.getTime() - kept));
    await callNumbers()
      .where({ _id: command.gte(kind).and(command.lt(oldest)) })
      .remove();
  }
}
