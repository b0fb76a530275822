import type { PostView } from '#contract/news';
import { type Answer, useAnswer } from '#platform/answer';
import { news } from './news-cloud.ts';

export type ArticleAnswer = Answer<PostView>;

/** One article: what the phone kept at once, then the state of now. A post that is gone is gone here too. */
export function useArticle(id: string): ArticleAnswer {
  return useAnswer(`post:${id}`, () => news('getPost', { id }));
}
