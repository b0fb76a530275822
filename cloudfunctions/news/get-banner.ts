import type { NewsContract } from '#contract/news';
import type { Handlers } from '#functions/shared/serve';
import { readBanner } from './store.ts';

export const getBanner: Handlers<NewsContract>['getBanner'] = async (_, { now }) => {
  const banner = await readBanner(now);
  return banner === undefined ? {} : { banner };
};
