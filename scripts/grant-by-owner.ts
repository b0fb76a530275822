import { randomUUID } from 'node:crypto';
import { changedGrants, type GrantChange } from '#cloud/staff';
import { auditEntry, BY_OWNER } from '#domain/audit';
import type { Grant } from '#domain/roles';
import type { DatabaseAccess, Fields } from './database-access.ts';

/** A grant as the database keeps it. */
type DatedGrant = Grant & { grantedAt?: Date; grantedBy?: string };

/**
 * Gives or takes a role past the functions, as whoever owns the database may, and leaves a trace of it.
 * @returns the grants that the person now has
 */
export async function grantByOwner(access: DatabaseAccess, change: GrantChange, now: Date): Promise<Grant[]> {
  const { openid, role, agencyId, revoke } = change;
  const before: Fields = (await access.read('staff', openid)) ?? { _id: openid };
  const known = (before.grants ?? []) as DatedGrant[];
  const grants = changedGrants(known, change, { role, agencyId, grantedAt: now, grantedBy: 'command line' });
  const after = { ...before, grants };
  if (JSON.stringify(grants) === JSON.stringify(known)) return grants;
  // A trace of what then wasn't done is better than something done without one.
  const deed = { by: BY_OWNER, action: revoke ? 'revokeRole' : 'grantRole', at: now, id: randomUUID() };
  await access.add('audit', [{ ...auditEntry(deed, 'staff', before, after) }]);
  await access.put('staff', after);
  return grants;
}
