import type { DeskStaffContract } from '#contract/desk-staff';
import { AppError } from '#domain/app-error';
import type { Grant } from '#domain/roles';
import { mayAct } from '#domain/roles';
import { isOperatorOfAll, type StaffDocument, withGrant, withoutGrant } from '#domain/staff';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';
import { type TracedScope, traced } from '#functions/shared/traced-write';
import { requireRole } from './editor.ts';

type StaffHandlers = Handlers<DeskStaffContract>;

export const STAFF = 'staff';

/** Everybody with a role: some dozens of people. */
const readStaff = () => readWhole<StaffDocument>(STAFF);

function shown(grants: readonly Grant[]) {
  return grants.map(({ role, agencyId }) => ({ role, agencyId }));
}

export const listStaff: StaffHandlers['listStaff'] = async (_, { caller }) => {
  const staff = await readStaff();
  return {
    staff: staff.flatMap(({ _id, name, grants }) => {
      const mine = grants.filter(({ agencyId }) => mayAct(caller.grants, ['operator'], agencyId));
      if (mine.length === 0) return [];
      return [{ openid: _id, grants: shown(mine), ...(name !== undefined && { name }) }];
    }),
  };
};

/** Gives a role within a transaction. */
export async function giveRole(
  scope: TracedScope,
  { openid, grant, name }: { openid: string; grant: Grant; name: string | undefined },
): Promise<StaffDocument> {
  const before = await scope.read<StaffDocument>(STAFF, openid);
  const named = { ...(before ?? { _id: openid, grants: [] }), ...(name !== undefined && { name }) };
  const after = withGrant(named, grant);
  await scope.write(STAFF, before, after);
  return after;
}

export const grantRole: StaffHandlers['grantRole'] = async ({ openid, role, agencyId, name }, { caller, now }) => {
  requireRole(caller, ['operator'], agencyId);
  const deed = { by: caller.openid, action: 'grantRole', at: now };
  const { grants } = await traced(deed, (scope) => giveRole(scope, { openid, grant: { role, agencyId }, name }));
  return { grants: shown(grants) };
};

/**
 * Makes sure that somebody else can still give roles. Two operators who take each other's role at once both write the same
 * document here, so one of them is told of the other.
 * @throws AppError `conflict`
 */
async function expectAnotherOperator(
  scope: TracedScope,
  others: readonly string[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await scope.record('staff-locks', { _id: 'operators', by, at: at.toISOString() });
  for (const id of others) {
    const other = await scope.read<StaffDocument>(STAFF, id);
    if (other !== null && isOperatorOfAll(other)) return;
  }
  const reason = '这是最后一位全局运维人员，请先把运维角色授予另一个人。';
  throw new AppError('conflict', 'the last operator of all agencies must stay', { reason });
}

export const revokeRole: StaffHandlers['revokeRole'] = async ({ openid, role, agencyId }, { caller, now }) => {
  requireRole(caller, ['operator'], agencyId);
  const others = (await readStaff()).filter((one) => one._id !== openid && isOperatorOfAll(one)).map(({ _id }) => _id);
  const deed = { by: caller.openid, action: 'revokeRole', at: now };
  return traced(deed, async (scope) => {
    const before = await scope.read<StaffDocument>(STAFF, openid);
    const after = before === null ? null : withoutGrant(before, { role, agencyId });
    if (before === null || after === null || after.grants.length === before.grants.length) {
      throw new AppError('not_found', `${openid} is no ${role} of ${agencyId}`);
    }
    if (isOperatorOfAll(before) && !isOperatorOfAll(after)) await expectAnotherOperator(scope, others, deed);
    await scope.write(STAFF, before, after);
    return { grants: shown(after.grants) };
  });
};
