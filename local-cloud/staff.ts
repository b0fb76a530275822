import { EVERY_AGENCY, type Grant, ROLE_IDS, type Role } from '#domain/roles';
import type { AdminAction } from './admin/action.ts';

/** A role given or taken from the command line. */
export interface GrantChange {
  openid: string;
  role: Role;
  /** One agency's id, or `*` for all. */
  agencyId: string;
  revoke: boolean;
}

/** A grant as it is stored; who gave it and when is part of it. */
export interface StoredGrant extends Grant {
  grantedAt: { $date: string };
  grantedBy: string;
}

const collection = 'staff';

/** @throws Error that names what does not hold */
export function parseGrantChange(value: Record<string, unknown>): GrantChange {
  const { openid, role, agencyId = EVERY_AGENCY, revoke = false } = value;
  if (typeof openid !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(openid)) {
    throw new Error(`openid ${JSON.stringify(openid)} is not 1 to 128 printable ASCII characters`);
  }
  const known = ROLE_IDS.find((id) => id === role);
  if (!known) throw new Error(`role ${JSON.stringify(role)} is none of ${ROLE_IDS.join(', ')}`);
  if (typeof agencyId !== 'string' || agencyId === '') throw new Error('agencyId is not an agency id');
  return { openid, role: known, agencyId, revoke: revoke === true };
}

/** Somebody's grants after a change. @param fresh the grant as it is stored where the person has it not yet */
export function changedGrants<G extends Grant>(
  before: readonly G[],
  { role, agencyId, revoke }: GrantChange,
  fresh: G,
): G[] {
  const isIt = (grant: G) => grant.role === role && grant.agencyId === agencyId;
  const others = before.filter((grant) => !isIt(grant));
  return revoke ? others : [...others, before.find(isIt) ?? fresh];
}

/**
 * Gives or takes a role, in the database itself: the first role is given where no function would let anybody in.
 *
 * @param actions the database's actions, as the SDK's endpoint has them
 * @param now epoch milliseconds
 * @returns the grants that the person now has
 */
export async function changeGrant(
  actions: Record<string, AdminAction>,
  change: GrantChange,
  now: number,
): Promise<StoredGrant[]> {
  const run = async (action: string, params: Record<string, unknown>) => {
    const perform = actions[action];
    if (!perform) throw new Error(`the database has no action ${action}`);
    const reply = await perform({ action, params, requestId: 'grant', bytes: 0 });
    return reply.data as Record<string, unknown>;
  };
  const { openid, role, agencyId } = change;
  const query = JSON.stringify({ _id: openid });
  const found = await run('database.getDocument', {
    collectionName: collection,
    query,
    queryType: 'DOC',
    limit: 1,
  });
  const [text] = found.list as string[];
  const before = text === undefined ? [] : ((JSON.parse(text) as { grants?: StoredGrant[] }).grants ?? []);
  const fresh = { role, agencyId, grantedAt: { $date: new Date(now).toISOString() }, grantedBy: 'command line' };
  const grants = changedGrants(before, change, fresh);
  if (text === undefined) {
    await run('database.insertDocument', {
      collectionName: collection,
      data: [JSON.stringify({ _id: openid, grants })],
    });
  } else {
    await run('database.modifyDocument', {
      collectionName: collection,
      query,
      queryType: 'DOC',
      data: JSON.stringify({ $set: { grants } }),
      multi: false,
      merge: true,
      upsert: false,
    });
  }
  return grants;
}
