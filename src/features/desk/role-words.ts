import { EVERY_AGENCY, ROLES, type Role } from '#domain/roles';

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
