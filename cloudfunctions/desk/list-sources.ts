import type { DeskContract } from '#contract/desk';
import type { SourceHealth } from '#domain/source-health';
import { collection } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

export const listSources: Handlers<DeskContract>['listSources'] = async () => {
  const found = await collection<SourceHealth>('sources').where({}).limit(1000).get();
  return { sources: found.data.map(({ _id, ...health }) => ({ id: _id, ...health })) };
};
