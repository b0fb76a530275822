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

/** One text that sorts: the day of the last check, then the id. */
const placeOf = ({ checkedOn, id }: Rebuttal) => `${checkedOn}~${Buffer.from(id).toString('base64url')}`;

export const listRebuttals: Handlers<DeskContract>['listRebuttals'] = async ({ cursor, limit }) => {
  const { data: book } = await collection<RebuttalBook>('books').doc(REBUTTAL_BOOK).get();
  const left = (book?.rebuttals ?? [])
    .map((rebuttal) => ({ rebuttal, place: placeOf(rebuttal) }))
    .filter(({ place }) => cursor === undefined || place < cursor)
    .sort((one, other) => (one.place > other.place ? -1 : 1));
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return {
    rebuttals: page.map(({ rebuttal }) => rebuttal),
    ...(left.length > page.length && last !== undefined && { nextCursor: last.place }),
  };
};
