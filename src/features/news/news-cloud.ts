import type { NewsContract } from '#contract/news';
import { cloudFunction } from '#platform/cloud';

export const news = cloudFunction<NewsContract>('news');
