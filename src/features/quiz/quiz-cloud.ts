import type { NewsContract } from '#contract/news';
import type { QuizContract } from '#contract/quiz';
import { cloudFunction } from '#platform/cloud';

export const quiz = cloudFunction<QuizContract>('quiz');

const news = cloudFunction<NewsContract>('news');

/** The law library's names: a question cites a law by its id. */
export const laws = () => news('listLaws', {});

/** The latest that was published about an article of a law. */
export const postsOfArticle = (law: string, article: string) => news('listPostsOfArticle', { law, article, limit: 3 });
