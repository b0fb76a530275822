import type { NewsContract } from '#contract/news';
import { feedKey } from '#domain/feed-key';
import { tellingTerms } from '#domain/search';
import { listGrams, measureJaccard } from '#domain/similarity';
import type { Handlers } from '#functions/shared/serve';
import { requirePost } from './get-post.ts';
import { pictureBase } from './pictures.ts';
import { type Candidate, readByTerm, readTermShares } from './search.ts';
import { readNeighbour } from './store.ts';
import { summaryOf } from './summary.ts';

const MAX_RELATED = 6;
/** The rarest terms of a title tell what it is about; two requests of so many posts keep to five reads for each one returned. */
const TERMS = 2;
const POSTS_PER_TERM = 12;

/** Posts whose titles have most in common with this one's. */
function rankRelated(title: string, candidates: readonly Candidate[]): Candidate[] {
  const grams = listGrams(title, 2);
  return candidates
    .map((post) => ({ post, likeness: measureJaccard(grams, listGrams(post.title, 2)) }))
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, MAX_RELATED)
    .map(({ post }) => post);
}

async function findRelated(title: string, id: string, now: Date): Promise<Candidate[]> {
  const terms = tellingTerms(title, await readTermShares(now)).slice(0, TERMS);
  const found = await Promise.all(terms.map((term) => readByTerm(term, POSTS_PER_TERM)));
  const others = new Map(found.flat().map((post) => [post._id, post]));
  others.delete(id);
  return rankRelated(title, [...others.values()]);
}

export const readOn: Handlers<NewsContract>['readOn'] = async ({ id }, { now }) => {
  const post = await requirePost(id);
  const position = feedKey(post.publishedAt, post._id);
  const [newer, older, related] = await Promise.all([
    readNeighbour(post.channel, position, 'newer'),
    readNeighbour(post.channel, position, 'older'),
    findRelated(post.title, post._id, now),
  ]);
  return {
    ...(newer !== undefined && { newer: summaryOf(newer) }),
    ...(older !== undefined && { older: summaryOf(older) }),
    related: related.map(summaryOf),
    pictureBase: pictureBase(),
  };
};
