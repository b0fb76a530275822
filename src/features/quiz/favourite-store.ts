import { type Favourites, mergeFavourites } from '#domain/practice-favourite';
import { readStored, writeStored } from '#platform/storage';
import { quiz } from './quiz-cloud.ts';

const MARKS_KEY = 'quiz-favourites';
const UNSENT_KEY = 'quiz-favourites-unsent';

/** What the contract takes in one call. */
const BATCH = 200;

export const readFavourites = () => readStored<Favourites>(MARKS_KEY) ?? {};

const readUnsent = () => readStored<string[]>(UNSENT_KEY) ?? [];

/** Marks a question on this phone; the next exchange brings it to the others. */
export function markFavourite(questionId: string, on: boolean, now: Date): void {
  writeStored(MARKS_KEY, { ...readFavourites(), [questionId]: { on, at: now.toISOString() } });
  writeStored(UNSENT_KEY, [...new Set([...readUnsent(), questionId])]);
}

/** Takes over marks of other devices; the latest word on each question stands. */
export function takeOverFavourites(marks: readonly { questionId: string; on: boolean; at: string }[]): void {
  const theirs = Object.fromEntries(marks.map(({ questionId, on, at }) => [questionId, { on, at }]));
  writeStored(MARKS_KEY, mergeFavourites(readFavourites(), theirs));
}

/** Sends what was marked on this phone. */
export async function sendFavourites(): Promise<void> {
  for (let unsent = readUnsent(); unsent.length > 0; unsent = readUnsent()) {
    const marks = readFavourites();
    const sent = unsent.slice(0, BATCH).flatMap((questionId) => {
      const mark = marks[questionId];
      return mark === undefined ? [] : [{ questionId, ...mark }];
    });
    if (sent.length > 0) takeOverFavourites((await quiz('saveFavourites', { favourites: sent })).favourites);
    const now = readFavourites();
    // What was changed while the call was under way waits for the next one.
    const settled = new Set(
      unsent
        .slice(0, BATCH)
        .filter((id) => sent.every((one) => one.questionId !== id || one.at >= (now[id]?.at ?? ''))),
    );
    const waiting = readUnsent().filter((id) => !settled.has(id));
    writeStored(UNSENT_KEY, waiting);
    if (settled.size === 0) return;
  }
}
