import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';
import type { RoadsContract } from '#contract/roads';
import { cloudFunction } from '#platform/cloud';

export const desk = cloudFunction<DeskContract>('desk');

/** For the names of roads; what drivers see of events is theirs. */
export const roads = cloudFunction<RoadsContract>('roads');

/** For agencies and laws, as drivers see them. */
export const news = cloudFunction<NewsContract>('news');
