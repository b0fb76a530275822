/** Who may do what at the desk. Drivers have no role; a role holds for one agency or for all. */
export const ROLES = [
  { id: 'editor', name: '编辑' },
  { id: 'reviewer', name: '审核' },
  { id: 'duty', name: '值班民警' },
  { id: 'operator', name: '运维' },
] as const;

export type Role = (typeof ROLES)[number]['id'];

export const ROLE_IDS = ROLES.map((role) => role.id);

/** `agencyId` of a grant that holds for every agency. */
export const EVERY_AGENCY = '*';

export interface Grant {
  role: Role;
  agencyId: string;
}

/** Whether these grants let somebody act in one of these roles, for this agency (or, without one, for any). */
export function mayAct(grants: readonly Grant[], roles: readonly Role[], agencyId?: string): boolean {
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (agencyId === undefined || grant.agencyId === EVERY_AGENCY || grant.agencyId === agencyId),
  );
}
