import type { DeskContract } from '#contract/desk';
import type { SourceHealth } from '#domain/source-health';
import { collection } from '#functions/shared/database';
import { readPaused } from '#functions/shared/feed-pauses';
import type { Handlers } from '#functions/shared/serve';

export const listSources: Handlers<DeskContract>['listSources'] = async () => {
  const [found, paused] = await Promise.all([
    collection<SourceHealth>('sources').where({}).limit(1000).get(),
    readPaused('news'),
  ]);
  return { sources: found.data.map(({ _id, ...health }) => ({ id: _id, paused: paused.has(_id), ...health })) };
};
