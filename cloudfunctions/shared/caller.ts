import type { Access } from '#contract/action';
import { AppError } from '#domain/app-error';
import { EVERY_AGENCY, type Grant, mayAct } from '#domain/roles';
import type { StaffDocument } from '#domain/staff';
import { collection, platformIdentity } from './database.ts';

/** Anybody: a public action is not told who calls, so it can't depend on it. */
export type Anybody = Record<string, never>;

export interface SignedIn {
  openid: string;
}

export interface Staff extends SignedIn {
  grants: readonly Grant[];
}

/** What an action learns of its caller follows from its access. */
export type CallerOf<A extends Access> = A extends 'public' ? Anybody : A extends 'caller' ? SignedIn : Staff;

/** What somebody may do; nothing for a driver. Read at every call, so that a role that was taken is gone at once. */
export async function readGrants(openid: string): Promise<readonly Grant[]> {
  const { data } = await collection<StaffDocument>('staff').doc(openid).get();
  return data?.grants ?? [];
}

/**
 * The one place that decides who may call. Throws `unauthenticated` where the platform vouches for nobody
 * (Moments' single-page mode), `forbidden` where the role is missing.
 */
export async function admit(access: Access): Promise<Anybody | SignedIn | Staff> {
  if (access === 'public') return {};
  const { openid } = platformIdentity();
  if (openid === undefined) throw new AppError('unauthenticated', 'this action needs a signed-in caller');
  if (access === 'caller') return { openid };
  const grants = await readGrants(openid);
  if (!mayAct(grants, access.roles, access.site && EVERY_AGENCY)) {
    const reach = access.site ? ' for every agency' : '';
    throw new AppError('forbidden', `this action needs one of the roles ${access.roles.join(', ')}${reach}`);
  }
  return { openid, grants };
}
