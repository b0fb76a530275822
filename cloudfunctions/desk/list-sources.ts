import type { DeskContract } from '#contract/desk';
import type { SourceHealth } from '#domain/source-health';
import { collection } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { requireRole } from './editor.ts';

export const listSources: Handlers<DeskContract>['listSources'] = async (_, { caller }) => {
  requireRole(caller, ['operator', 'editor']);
  const found = await collection<SourceHealth>('sources').where({}).limit(1000).get();
  return { sources: found.data.map(({ _id, ...health }) => ({ id: _id, ...health })) };
};
