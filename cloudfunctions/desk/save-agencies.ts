import type { DeskContract } from '#contract/desk';
import type { AgencyDocument } from '#domain/agency';
import { collection } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

export const saveAgencies: Handlers<DeskContract>['saveAgencies'] = async ({ agencies }) => {
  for (const { id, ...agency } of agencies) {
    await collection<AgencyDocument>('agencies').doc(id).set({ data: agency });
  }
  return { saved: agencies.length };
};
