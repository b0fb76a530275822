import type { MeContract } from '#contract/me';
import type { Grant } from '#domain/roles';
import { collection } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

export const getStanding: Handlers<MeContract>['getStanding'] = async (_, { caller }) => {
  const { data } = await collection<{ _id: string; grants: Grant[] }>('staff').doc(caller.openid).get();
  return { roles: [...new Set((data?.grants ?? []).map(({ role }) => role))] };
};
