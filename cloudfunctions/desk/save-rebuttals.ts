import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import { MAX_REBUTTALS, REBUTTAL_BOOK, type Rebuttal, type RebuttalBook } from '#domain/rebuttal';
import { collection } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const saveRebuttals: Handlers<DeskContract>['saveRebuttals'] = async ({ rebuttals }, { caller, now }) => {
  return traced({ by: caller.openid, action: 'saveRebuttals', at: now }, async (scope) => {
    const before = await scope.read<RebuttalBook>('books', REBUTTAL_BOOK);
    const byId = new Map((before?.rebuttals ?? []).map((rebuttal) => [rebuttal.id, rebuttal]));
    for (const rebuttal of rebuttals as Rebuttal[]) byId.set(rebuttal.id, rebuttal);
    if (byId.size > MAX_REBUTTALS) {
      throw new AppError('conflict', `there would be ${byId.size} rebuttals, and ${MAX_REBUTTALS} is the most`);
    }
    await scope.write<RebuttalBook>('books', before, { _id: REBUTTAL_BOOK, rebuttals: [...byId.values()] });
    return { saved: rebuttals.length, total: byId.size };
  });
};

export const listRebuttals: Handlers<DeskContract>['listRebuttals'] = async () => {
  const { data: book } = await collection<RebuttalBook>('books').doc(REBUTTAL_BOOK).get();
  const rebuttals = [...(book?.rebuttals ?? [])];
  return { rebuttals: rebuttals.sort((one, other) => (one.checkedOn > other.checkedOn ? -1 : 1)) };
};
