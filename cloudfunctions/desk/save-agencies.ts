import type { DeskContract } from '#contract/desk';
import { type AgencyDocument, accountKey } from '#domain/agency';
import { placeKeys } from '#domain/region';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const saveAgencies: Handlers<DeskContract>['saveAgencies'] = async ({ agencies }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'saveAgencies', at: now };
  for (const { id, parentId, ...said } of agencies) {
    const after: AgencyDocument = {
      _id: id,
      ...said,
      ...(parentId !== undefined && { parentId }),
      accountKeys: said.accounts.map(accountKey),
      places: placeKeys(said.adcode),
    };
    await traced(deed, async (scope) => {
      await scope.write('agencies', await scope.read<AgencyDocument>('agencies', id), after);
    });
  }
  return { saved: agencies.length };
};
