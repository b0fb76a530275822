import type { LawDocument } from '#domain/law';
import type { LawLibrary } from '#domain/question-law';
import { collection } from '#functions/shared/database';
import { remembered } from '#functions/shared/remembered';

/** The library is small and changes by the month. */
const MOST_LAWS = 200;

export async function readLawLibrary(): Promise<LawLibrary> {
  const found = await collection<LawDocument>('laws').where({}).limit(MOST_LAWS).get();
  return new Map(found.data.map((law) => [law._id, law]));
}

/** The library as of five minutes ago at most: a question retires by its law that soon, in every function instance. */
export const lawLibrary = remembered(5 * 60_000, readLawLibrary);
