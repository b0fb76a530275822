import type { DeskStaffContract } from '#contract/desk-staff';
import { type AgencySettingsDocument, settingsOf } from '#domain/agency-settings';
import { collection } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';

type StaffHandlers = Handlers<DeskStaffContract>;

const SETTINGS = 'agency-settings';

const settings = () => collection<AgencySettingsDocument>(SETTINGS);

export async function readSettings(agencyId: string): Promise<AgencySettingsDocument> {
  return settingsOf(agencyId, (await settings().doc(agencyId).get()).data);
}

export const listAgencySettings: StaffHandlers['listAgencySettings'] = async () => {
  const found = await settings().where({}).limit(1000).get();
  return { settings: found.data.map(({ _id, fourEyes }) => ({ agencyId: _id, fourEyes })) };
};

export const saveAgencySettings: StaffHandlers['saveAgencySettings'] = async (
  { agencyId, fourEyes },
  { caller, now },
) => {
  requireRole(caller, ['operator'], agencyId);
  await readAgency(agencyId);
  await traced({ by: caller.openid, action: 'saveAgencySettings', at: now }, async (scope) => {
    await scope.write<AgencySettingsDocument>(SETTINGS, await scope.read(SETTINGS, agencyId), {
      _id: agencyId,
      fourEyes,
    });
  });
  return { agencyId, fourEyes };
};
