import type { NewsContract } from '#contract/news';
import type { PostDocument } from '#domain/post-document';
import { choosePassage, rateHit, TERM_BOOK, type TermBook, tellingTerms } from '#domain/search';
import { markHits } from '#domain/text-bigrams';
import { collection } from '#functions/shared/database';
import { remembered } from '#functions/shared/remembered';
import type { Handlers } from '#functions/shared/serve';
import { pictureBase } from './pictures.ts';
import { matchingClaims } from './rumours.ts';
import { SUMMARY } from './store.ts';
import { summaryOf } from './summary.ts';

/**
 * Documents read for each one returned: at most this many, at any number of posts. Each request reads the latest posts of
 * one term, from the index alone; with at most four requests the same post is read at most four times.
 */
const READ_FOR_EACH = 5;
const MAX_REQUESTS = 4;

const CANDIDATE = { ...SUMMARY, digest: true, text: true } as const;

export type Candidate = Pick<PostDocument, keyof typeof CANDIDATE>;

/** How common terms are; counted by a job, so it may be half an hour old. */
export const readTermShares = remembered(30 * 60_000, async () => {
  const found = await collection<TermBook>('books').doc(TERM_BOOK).get();
  return new Map((found.data?.shares ?? []).map(({ term, share }) => [term, share]));
});

/** Published posts that have a term, the latest first. */
export async function readByTerm(term: string, limit: number): Promise<Candidate[]> {
  const found = await collection<PostDocument>('posts')
    .where({ status: 'published', terms: term })
    .orderBy('feedKey', 'desc')
    .limit(limit)
    .field(CANDIDATE)
    .get();
  return found.data;
}

/** Posts that answer a query, best first, the latest first among equals. */
async function findPosts(query: string, limit: number, now: Date, readForEach = READ_FOR_EACH): Promise<Candidate[]> {
  const terms = tellingTerms(query, await readTermShares(now));
  const found = new Map<string, Candidate & { rating: number }>();
  let budget = limit * readForEach;
  for (const term of terms.slice(0, MAX_REQUESTS)) {
    const posts = await readByTerm(term, budget);
    for (const post of posts) found.set(post._id, { ...post, rating: rateHit(query, post) });
    budget -= posts.length;
    if (budget <= 0) break;
  }
  return [...found.values()]
    .sort((one, other) => other.rating - one.rating || (one.publishedAt < other.publishedAt ? 1 : -1))
    .slice(0, limit);
}

export const searchPosts: Handlers<NewsContract>['searchPosts'] = async ({ query, limit }, { now, log }) => {
  const found = await findPosts(query, limit, now);
  log.note('hits', found.length);
  return {
    hits: found.map((post) => {
      const { title, pinned, ...summary } = summaryOf(post);
      return { ...summary, title: markHits(title, query), passage: choosePassage(query, post) };
    }),
    pictureBase: pictureBase(),
  };
};

const MAX_SUGGESTIONS = 8;
/** A suggestion is a courtesy, asked for at every pause of typing: it looks less far, and posts of one title are one. */
const READ_FOR_A_SUGGESTION = 2;

export const suggestSearches: Handlers<NewsContract>['suggestSearches'] = async ({ text }, { now }) => {
  const posts = await findPosts(text, MAX_SUGGESTIONS, now, READ_FOR_A_SUGGESTION);
  const claims = await matchingClaims(text, now);
  return { suggestions: [...new Set([...claims, ...posts.map(({ title }) => title)])].slice(0, MAX_SUGGESTIONS) };
};
