import type { DeskContract } from '#contract/desk';
import type { SourceHealth } from '#domain/source-health';
import { readPaused } from '#functions/shared/feed-pauses';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';

export const listSources: Handlers<DeskContract>['listSources'] = async () => {
  const [found, paused] = await Promise.all([readWhole<SourceHealth>('sources'), readPaused('news')]);
  return { sources: found.map(({ _id, ...health }) => ({ id: _id, paused: paused.has(_id), ...health })) };
};
