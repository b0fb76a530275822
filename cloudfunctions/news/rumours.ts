import type { NewsContract } from '#contract/news';
import { AppError } from '#domain/app-error';
import { REBUTTAL_BOOK, type Rebuttal, type RebuttalBook } from '#domain/rebuttal';
import { findRebuttals } from '#domain/rumour-check';
import { collection } from '#functions/shared/database';
import { remembered } from '#functions/shared/remembered';
import type { Handlers } from '#functions/shared/serve';

const readBook = remembered(5 * 60_000, async () => {
  const found = await collection<RebuttalBook>('books').doc(REBUTTAL_BOOK).get();
  return found.data?.rebuttals ?? [];
});

function cardOf({ variants, ...card }: Rebuttal) {
  return card;
}

export const checkRumour: Handlers<NewsContract>['checkRumour'] = async ({ text }, { now, log }) => {
  const matches = findRebuttals(text, await readBook(now));
  log.note('matches', matches.length);
  return {
    checkedAt: now.toISOString(),
    matches: matches.map(({ rebuttal, score }) => ({ ...cardOf(rebuttal), score: Math.round(score * 100) / 100 })),
  };
};

export const getRebuttal: Handlers<NewsContract>['getRebuttal'] = async ({ id }, { now }) => {
  const rebuttal = (await readBook(now)).find((one) => one.id === id);
  if (rebuttal === undefined) throw new AppError('not_found', `no rebuttal ${id}`);
  return cardOf(rebuttal);
};

/** Claims that were rebutted and contain what somebody types; they stand in memory. */
export async function matchingClaims(text: string, now: Date): Promise<string[]> {
  return (await readBook(now)).map(({ claim }) => claim).filter((claim) => claim.includes(text));
}
