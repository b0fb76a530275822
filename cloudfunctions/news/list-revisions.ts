import type { NewsContract } from '#contract/news';
import type { Handlers } from '#functions/shared/serve';
import { readRevisions } from './store.ts';

export const listRevisions: Handlers<NewsContract>['listRevisions'] = async ({ id }) => ({
  revisions: await readRevisions(id),
});
