import { EVERY_AGENCY, type Grant, type Role } from './roles.ts';

/** A person with a role, in collection `staff` under the OPENID. */
export interface StaffDocument {
  _id: string;
  /** As the desk calls the person; absent for roles that were given from the command line. */
  name?: string;
  grants: Grant[];
}

export const ACCESS_STATES = ['waiting', 'granted', 'declined'] as const;

/** Somebody asks for a role, in collection `access-requests` under the OPENID: one request a person, the last one. */
export interface AccessRequestDocument {
  _id: string;
  name: string;
  role: Role;
  agencyId: string;
  /** Who it is and what for, in their own words. */
  reason: string;
  /** ISO 8601 UTC. */
  askedAt: string;
  state: (typeof ACCESS_STATES)[number];
  /** WeChat's check was not sure of the words. */
  doubtful?: true;
  decidedAt?: string;
  /** Why it was declined, for the person who asked. */
  note?: string;
}

/** How often somebody may ask within a day. */
export const ACCESS_REQUESTS_A_DAY = 3;

function isSame(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.agencyId === other.agencyId;
}

export function withGrant(staff: StaffDocument, grant: Grant): StaffDocument {
  if (staff.grants.some((one) => isSame(one, grant))) return staff;
  return { ...staff, grants: [...staff.grants, grant] };
}

export function withoutGrant(staff: StaffDocument, grant: Grant): StaffDocument {
  return { ...staff, grants: staff.grants.filter((one) => !isSame(one, grant)) };
}

/** Whether this person could still give roles to everybody else: one such must remain. */
export function isOperatorOfAll({ grants }: Pick<StaffDocument, 'grants'>): boolean {
  return grants.some(({ role, agencyId }) => role === 'operator' && agencyId === EVERY_AGENCY);
}
