import { MOST_COUNTED } from '#domain/waiting-count';
import { collection } from '#functions/shared/database';

/** How many documents answer to a condition, at most `MOST_COUNTED`: the database's own count reads to the end of the queue. */
export async function countWaiting(name: string, condition: object): Promise<number> {
  const found = await collection(name)
    .where({ ...condition })
    .limit(MOST_COUNTED)
    .field({ _id: true })
    .get();
  return found.data.length;
}
