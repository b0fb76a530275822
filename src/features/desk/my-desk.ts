import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { EVERY_AGENCY, mayAct, type Role } from '#domain/roles';
import { type Answer, useAnswer } from '#platform/answer';
import { desk } from './desk-cloud.ts';

export type MyDesk = ActionOutput<DeskContract, 'getMyDesk'>;

/** The caller's roles and what waits; the last answer is kept, so that the duty form opens without a network. */
export function useMyDesk(): Answer<MyDesk> {
  return useAnswer('desk', () => desk('getMyDesk', {}));
}

/** Agencies for which the person has a role; of all of them where the role is for all. */
export function agenciesWith({ grants, agencies }: MyDesk, roles: readonly Role[]): MyDesk['agencies'] {
  return agencies.filter(({ id }) => mayAct(grants, roles, id));
}

/** Whether the person has a role for the whole site. */
export function isForAll({ grants }: MyDesk, roles: readonly Role[]): boolean {
  return mayAct(grants, roles, EVERY_AGENCY);
}
