import type { NewsContract } from '#contract/news';
import { fittingStart } from '#functions/shared/answer-size';
import type { Handlers } from '#functions/shared/serve';
import { readRevisions } from './store.ts';

export const listRevisions: Handlers<NewsContract>['listRevisions'] = async ({ id }) => ({
  revisions: fittingStart(await readRevisions(id)),
});
