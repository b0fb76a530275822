import type { DeskStaffContract } from '#contract/desk-staff';
import type { AgencySettingsDocument } from '#domain/agency-settings';
import { collection } from '#functions/shared/database';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';

type StaffHandlers = Handlers<DeskStaffContract>;

const SETTINGS = 'agency-settings';

const settings = () => collection<AgencySettingsDocument>(SETTINGS);

/** Whether an agency's posts need a second pair of eyes. */
export async function wantsFourEyes(agencyId: string): Promise<boolean> {
  return (await settings().doc(agencyId).get()).data?.review === 'required';
}

export const listAgencySettings: StaffHandlers['listAgencySettings'] = async () => {
  const found = await readWhole<AgencySettingsDocument>(SETTINGS);
  return { settings: found.map(({ _id, review }) => ({ agencyId: _id, review })) };
};

export const saveAgencySettings: StaffHandlers['saveAgencySettings'] = async (
  { agencyId, review },
  { caller, now },
) => {
  requireRole(caller, ['operator'], agencyId);
  await readAgency(agencyId);
  await traced({ by: caller.openid, action: 'saveAgencySettings', at: now }, async (scope) => {
    await scope.write<AgencySettingsDocument>(SETTINGS, await scope.read(SETTINGS, agencyId), {
      _id: agencyId,
      review,
    });
  });
  return { agencyId, review };
};
