import type { NewsContract } from '#contract/news';
import { feedKey } from '#domain/feed-key';
import { tellingTerms } from '#domain/search';
import { listGrams, measureJaccard } from '#domain/similarity';
import type { Handlers } from '#functions/shared/serve';
import { requirePost } from './get-post.ts';
import { pictureBase } from './pictures.ts';
import { type Candidate, readByTerms, readTermShares } from './search.ts';
import { readNeighbour } from './store.ts';
import { summaryOf } from './summary.ts';

const MAX_RELATED = 6;
const READ_FOR_EACH = 4;
/** Terms of the title that a related post has at least one of; the rarest tell what it is about. */
const TERMS = 4;

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
  if (terms.length === 0) return [];
  const candidates = await readByTerms(terms, MAX_RELATED * READ_FOR_EACH);
  return rankRelated(
    title,
    candidates.filter((post) => post._id !== id),
  );
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
