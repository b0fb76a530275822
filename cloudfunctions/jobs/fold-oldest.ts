import { collection, command } from '#functions/shared/database';

interface Limits {
  /** Documents of one transaction. */
  batch: number;
  /** No batch is begun later than this after the first, milliseconds. */
  timeToBegin: number;
}

/**
 * Hands over what has come into a collection, the oldest first, a batch at a time until nothing is left or the time is up.
 * `fold` must take what it was given, or the first of it, out of the collection, and says how many that were.
 * @returns how many documents were handed over
 */
export async function foldOldest<T extends { _id: string; at: string }>(
  name: string,
  { batch, timeToBegin }: Limits,
  fold: (found: readonly T[]) => Promise<number>,
): Promise<number> {
  const began = performance.now();
  let folded = 0;
  while (performance.now() - began < timeToBegin) {
    const { data } = await collection<T>(name)
      .where({ at: command.gt('') })
      .orderBy('at', 'asc')
      .limit(batch)
      .get();
    if (data.length === 0) break;
    folded += await fold(data);
  }
  return folded;
}
