import type { PostDocument } from '#domain/post-document';
import { countTerms as countShares, TERM_BOOK, type TermBook } from '#domain/search';
import { collection } from '#functions/shared/database';
import type { Log } from '#functions/shared/log';

/** The latest thousand speak for all: what is common this year is common. */
const SAMPLE = 1000;

/** Counts how common each search term is, so that a search begins with the rarest of its query. */
export async function countTerms(now: Date, log: Log): Promise<void> {
  const { data } = await collection<PostDocument>('posts')
    .where({ status: 'published' })
    .orderBy('feedKey', 'desc')
    .limit(SAMPLE)
    .field({ terms: true })
    .get();
  const counted = data.flatMap(({ terms }) => (terms === undefined ? [] : [terms]));
  if (counted.length === 0) return;
  const book = { countedAt: now.toISOString(), posts: counted.length, shares: countShares(counted) };
  await collection<TermBook>('books').doc(TERM_BOOK).set({ data: book });
  log.note('posts', counted.length);
  log.note('terms', book.shares.length);
}
