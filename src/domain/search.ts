import { indexTerms, type MarkedText, markHits, queryTerms, type SearchableText, scorePost } from './text-bigrams.ts';

/** How large a share of posts has a term, 0 to 1; rare terms are missing. */
export type TermShares = ReadonlyMap<string, number>;

/** The id of the document in which the shares stand, in collection `books`. */
export const TERM_BOOK = 'search-terms';

export interface TermBook {
  _id: typeof TERM_BOOK;
  /** ISO 8601 UTC. */
  countedAt: string;
  /** Posts that were counted. */
  posts: number;
  /** Terms that are not rare, with their share of posts. */
  shares: { term: string; share: number }[];
}

/** Below this share a term is rare enough: a search for it finds few posts, and what is not listed is that. */
const RARE = 0.005;

/** The shares of the terms that are not rare, the most frequent first, of posts given by their terms. */
export function countTerms(posts: readonly (readonly string[])[]): TermBook['shares'] {
  const counts = new Map<string, number>();
  for (const terms of posts) for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .map(([term, count]) => ({ term, share: count / posts.length }))
    .filter(({ share }) => share >= RARE)
    .sort((one, other) => other.share - one.share || (one.term < other.term ? -1 : 1));
}

/** A query's terms, those first that fewest posts have: the first finds most of what is meant. */
export function tellingTerms(query: string, shares: TermShares): string[] {
  const share = (term: string) => shares.get(term) ?? 0;
  return queryTerms(query).sort((one, other) => share(one) - share(other));
}

/** Weight of a query's words standing as they were written, against its bigrams standing anywhere. */
const PHRASE_WEIGHT = 10;

/** How well a post answers a query: its words as written count most, then how much of it occurs at all, in the title twice. */
export function rateHit(query: string, post: SearchableText): number {
  const asked = queryTerms(query);
  if (asked.length === 0) return 0;
  const inTitle = new Set(indexTerms({ title: post.title, digest: '', text: '' }));
  const inAll = new Set(indexTerms(post, Number.POSITIVE_INFINITY));
  const share = (terms: ReadonlySet<string>) => asked.filter((term) => terms.has(term)).length / asked.length;
  return (
    PHRASE_WEIGHT * scorePost(query, post) + PHRASE_WEIGHT * share(inAll) ** 2 + 2 * PHRASE_WEIGHT * share(inTitle) ** 2
  );
}

const PASSAGE = 72;
/** Characters before the first hit that a passage keeps. */
const LEAD = 16;

function countHits(marked: readonly MarkedText[]): number {
  return marked.reduce((sum, { text, hit }) => sum + (hit ? text.length : 0), 0);
}

/** A passage of a length that fits a list, beginning a little before its first hit. */
function cutPassage(sentence: string, query: string): MarkedText[] {
  const characters = [...sentence];
  if (characters.length <= PASSAGE) return markHits(sentence, query);
  const marked = markHits(sentence, query);
  const first = marked.findIndex(({ hit }) => hit);
  const before = [
    ...marked
      .slice(0, Math.max(first, 0))
      .map(({ text }) => text)
      .join(''),
  ].length;
  const start = Math.max(0, Math.min(before - LEAD, characters.length - PASSAGE));
  const cut = characters.slice(start, start + PASSAGE).join('');
  const [head, tail] = [start > 0 ? '…' : '', start + PASSAGE < characters.length ? '…' : ''];
  return markHits(`${head}${cut}${tail}`, query);
}

/** The sentence of digest or body that says most of what was asked, with the hits marked; the digest where none says any. */
export function choosePassage(query: string, { digest, text }: Pick<SearchableText, 'digest' | 'text'>): MarkedText[] {
  const sentences = [digest, ...(text.match(/[^。！？!?\n]+[。！？!?]*/gu) ?? [])].map((sentence) => sentence.trim());
  let best = { sentence: digest, hits: countHits(markHits(digest, query)) };
  for (const sentence of sentences) {
    const hits = countHits(markHits(sentence, query));
    if (hits > best.hits) best = { sentence, hits };
  }
  return cutPassage(best.sentence, query);
}
