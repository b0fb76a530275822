import type { LawDocument } from '#domain/law';
import type { LawLibrary } from '#domain/question-law';
import { readWhole } from '#functions/shared/read-whole';
import { remembered } from '#functions/shared/remembered';

/** A law of hundreds of articles has a hundred kilobytes and more. */
const AT_ONCE = 50;

export async function readLawLibrary(): Promise<LawLibrary> {
  const found = await readWhole<LawDocument>('laws', { atOnce: AT_ONCE });
  return new Map(found.map((law) => [law._id, law]));
}

/** The library as of five minutes ago at most: a question retires by its law that soon, in every function instance. */
export const lawLibrary = remembered(5 * 60_000, readLawLibrary);
