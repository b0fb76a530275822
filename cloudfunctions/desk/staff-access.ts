import { isDeepStrictEqual } from 'node:util';
import type { DeskStaffContract } from '#contract/desk-staff';
import { AppError } from '#domain/app-error';
import { EVERY_AGENCY, type Grant } from '#domain/roles';
import { ACCESS_REQUESTS_A_DAY, type AccessRequestDocument } from '#domain/staff';
import { collection, command } from '#functions/shared/database';
import { countUse, type RateLimit } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { checkText } from '#functions/shared/text-check';
import { traced } from '#functions/shared/traced-write';
import { agenciesFor, requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';
import { giveRole } from './staff-roles.ts';

type StaffHandlers = Handlers<DeskStaffContract>;

export const ACCESS_REQUESTS = 'access-requests';
const ASKED: RateLimit = { what: 'requestAccess', most: ACCESS_REQUESTS_A_DAY, seconds: 86_400 };
/** Shown at once; more than these wait only where nobody looks. */
const MOST_SHOWN = 100;

export const accessRequests = () => collection<AccessRequestDocument>(ACCESS_REQUESTS);

export const requestAccess: StaffHandlers['requestAccess'] = async (asked, { caller, now }) => {
  if (asked.agencyId !== EVERY_AGENCY) await readAgency(asked.agencyId);
  await countUse(caller.openid, ASKED, now);
  const { isDoubtful } = await checkText('reason', `${asked.name}\n${asked.reason}`, caller.openid);
  await traced({ by: caller.openid, action: 'requestAccess', at: now }, async (scope) => {
    const before = await scope.read<AccessRequestDocument>(ACCESS_REQUESTS, caller.openid);
    // Sent again because the answer was lost: it waits already.
    if (before?.state === 'waiting' && isDeepStrictEqual({ ...before, ...asked }, before)) return;
    await scope.write<AccessRequestDocument>(ACCESS_REQUESTS, before, {
      _id: caller.openid,
      ...asked,
      askedAt: now.toISOString(),
      state: 'waiting',
      ...(isDoubtful && { doubtful: true }),
    });
  });
  return { state: 'waiting' };
};

/** Which requests wait for somebody with these grants. */
export function waitingFor(grants: readonly Grant[]) {
  const agencies = agenciesFor(grants, ['operator']);
  return { state: 'waiting', ...(agencies !== 'all' && { agencyId: command.in(agencies) }) };
}

export const listAccessRequests: StaffHandlers['listAccessRequests'] = async (_, { caller }) => {
  const found = await accessRequests()
    .where(waitingFor(caller.grants))
    .orderBy('askedAt', 'asc')
    .limit(MOST_SHOWN)
    .get();
  return { requests: found.data.map(({ _id, ...request }) => ({ openid: _id, ...request })) };
};

export const decideAccess: StaffHandlers['decideAccess'] = async (
  { openid, decision, note, ...seen },
  { caller, now },
) => {
  const deed = { by: caller.openid, action: 'decideAccess', at: now };
  return traced(deed, async (scope) => {
    const before = await scope.read<AccessRequestDocument>(ACCESS_REQUESTS, openid);
    if (before === null) throw new AppError('not_found', `${openid} has asked for nothing`);
    const { role, agencyId, name } = before;
    requireRole(caller, ['operator'], agencyId);
    if (role !== seen.role || agencyId !== seen.agencyId) {
      throw new AppError('conflict', `the request of ${openid} is for ${role} of ${agencyId} now`);
    }
    if (before.state !== 'waiting') throw new AppError('conflict', `the request of ${openid} is ${before.state}`);
    const state = decision === 'grant' ? ('granted' as const) : ('declined' as const);
    if (decision === 'grant') await giveRole(scope, { openid, grant: { role, agencyId }, name });
    await scope.write<AccessRequestDocument>(ACCESS_REQUESTS, before, {
      ...before,
      state,
      decidedAt: now.toISOString(),
      ...(note !== '' && { note }),
    });
    return { state };
  });
};
