import type { DeskStaffContract } from '#contract/desk-staff';
import type { Handlers } from '#functions/shared/serve';
import { listAgencySettings, saveAgencySettings } from './agency-settings.ts';
import { getMyDesk } from './my-desk.ts';
import { decideAccess, listAccessRequests, requestAccess } from './staff-access.ts';
import { grantRole, listStaff, revokeRole } from './staff-roles.ts';

/** The desk's handlers about its own people. */
export const staffHandlers: Handlers<DeskStaffContract> = {
  getMyDesk,
  requestAccess,
  listAccessRequests,
  decideAccess,
  listStaff,
  grantRole,
  revokeRole,
  listAgencySettings,
  saveAgencySettings,
};
