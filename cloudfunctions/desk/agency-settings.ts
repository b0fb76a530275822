import type { DeskStaffContract } from '#contract/desk-staff';
import type { AgencySettingsDocument } from '#domain/agency-settings';
import { collection, command } from '#functions/shared/database';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';

type StaffHandlers = Handlers<DeskStaffContract>;

const SETTINGS = 'agency-settings';

const settings = () => collection<AgencySettingsDocument>(SETTINGS);

/** What an editor is told who would publish past the review. */
export const REVIEW_FIRST = '本机构的内容须由另一人审核：请在“草稿”里写好（更正从“已发布”开始），再送审。';

/** Those of some agencies whose posts need a second pair of eyes, whichever way a person of the desk publishes them. */
export async function whichWantFourEyes(agencyIds: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(agencyIds)];
  if (ids.length === 0) return new Set();
  const found = await settings()
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get();
  return new Set(found.data.flatMap(({ _id, review }) => (review === 'required' ? [_id] : [])));
}

/** Whether an agency's posts need a second pair of eyes. */
export async function wantsFourEyes(agencyId: string): Promise<boolean> {
  return (await whichWantFourEyes([agencyId])).has(agencyId);
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
