import type { NewsContract } from '#contract/news';
import type { QuizContract } from '#contract/quiz';
import { cloudFunction } from '#platform/cloud';

export const quiz = cloudFunction<QuizContract>('quiz');

/** The law library's names: a question cites a law by its id. */
export const laws = () => cloudFunction<NewsContract>('news')('listLaws', {});
