import { changedGrants, type GrantChange } from '#cloud/staff';
import type { Grant } from '#domain/roles';
import type { DatabaseAccess, Fields } from './database-access.ts';

/** A grant as the database keeps it. */
type DatedGrant = Grant & { grantedAt?: Date; grantedBy?: string };

/** Gives or takes a role past the functions, as whoever owns the database may. @returns the grants that the person now has */
export async function grantByOwner(access: DatabaseAccess, change: GrantChange, now: Date): Promise<Grant[]> {
  const { openid, role, agencyId } = change;
  const before: Fields = (await access.read('staff', openid)) ?? { _id: openid };
  const known = (before.grants ?? []) as DatedGrant[];
  const grants = changedGrants(known, change, { role, agencyId, grantedAt: now, grantedBy: 'command line' });
  await access.put('staff', { ...before, grants });
  return grants;
}
