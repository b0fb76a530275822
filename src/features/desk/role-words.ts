import { EVERY_AGENCY, type Grant, ROLES, type Role } from '#domain/roles';

export function roleName(role: Role): string {
  return ROLES.find(({ id }) => id === role)?.name ?? role;
}

interface NamedAgency {
  id: string;
  shortName: string;
}

export function agencyName(agencyId: string, agencies: readonly NamedAgency[]): string {
  if (agencyId === EVERY_AGENCY) return '全部机构';
  return agencies.find(({ id }) => id === agencyId)?.shortName ?? agencyId;
}

/** What a grant says: whose, and which role. */
export function grantName({ role, agencyId }: Grant, agencies: readonly NamedAgency[]): string {
  return `${agencyName(agencyId, agencies)} ${roleName(role)}`;
}

/** All that somebody may do, each agency once: `北京交警：编辑、审核；全部机构：运维`. */
export function grantsInWords(grants: readonly Grant[], agencies: readonly NamedAgency[]): string {
  const ids = [...new Set(grants.map(({ agencyId }) => agencyId))];
  const rolesOf = (id: string) => grants.filter(({ agencyId }) => agencyId === id).map(({ role }) => roleName(role));
  return ids.map((id) => `${agencyName(id, agencies)}：${rolesOf(id).join('、')}`).join('；');
}
