import * as v from 'valibot';
import { REVIEW_RULES } from '#domain/agency-settings';
import { EVERY_AGENCY, ROLE_IDS } from '#domain/roles';
import { ACCESS_STATES } from '#domain/staff';
import type { Action } from './action.ts';
import { id, instant, requiredText, text } from './fields.ts';

const role = v.picklist(ROLE_IDS);

/** An agency's id, or `*` for all of them. */
const agencyOrAll = v.union([v.literal(EVERY_AGENCY), id], 'must be an agency, or * for all');

/** As WeChat hands it out; the local cloud takes any printable text. */
const openid = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 printable characters'));

const grant = v.object({ role, agencyId: v.string() });

const accessRequest = v.object({
  openid: v.string(),
  name: v.string(),
  role,
  agencyId: v.string(),
  reason: v.string(),
  askedAt: instant,
  doubtful: v.optional(v.literal(true)),
});

const count = v.optional(v.number());

/** Actions of the desk about who may work at it; part of `deskContract`. */
export const deskStaffActions = {
  /**
   * The caller's roles, and what waits for them: each count is there where a role may do something about it, and ends at
   * `MOST_COUNTED`. A caller without a role sees their own request for one.
   */
  getMyDesk: {
    access: 'caller',
    input: v.object({}),
    output: v.object({
      name: v.optional(v.string()),
      grants: v.array(grant),
      /** Agencies for which the caller has a role; all of the hall where a role holds for every agency. */
      agencies: v.array(v.object({ id: v.string(), name: v.string(), shortName: v.string(), adcode: v.string() })),
      request: v.optional(
        v.object({
          role,
          agencyId: v.string(),
          askedAt: instant,
          state: v.picklist(ACCESS_STATES),
          note: v.optional(v.string()),
        }),
      ),
      waiting: v.object({
        drafts: count,
        reviews: count,
        scheduled: count,
        inquiries: count,
        doubtful: count,
        reports: count,
        questions: count,
        requests: count,
        /** Sources and feeds that are late or fail. */
        lateFeeds: count,
      }),
    }),
  },
  /**
   * Asks for a role; the last request stands. Errors: `invalid_input` with `details.reason` where the words are not allowed,
   * `rate_limited` beyond three a day, `unavailable` where they can't be checked, `not_found` for an agency.
   */
  requestAccess: {
    access: 'caller',
    input: v.object({ role, agencyId: agencyOrAll, name: requiredText(20), reason: requiredText(200) }),
    output: v.object({ state: v.literal('waiting') }),
  },
  /** Who waits for a role that the caller may give, the first who asked first. */
  listAccessRequests: {
    access: { roles: ['operator'] },
    input: v.object({}),
    output: v.object({ requests: v.array(accessRequest) }),
  },
  /**
   * Gives what was asked for, or says why not. `role` and `agencyId` are what the operator has seen: whoever asks for more
   * in the meantime is not given it unseen. Errors: `not_found`, `conflict` where it is decided already, or says something else now.
   */
  decideAccess: {
    access: { roles: ['operator'] },
    input: v.object({
      openid,
      role,
      agencyId: agencyOrAll,
      decision: v.picklist(['grant', 'decline']),
      note: v.optional(text(200), ''),
    }),
    output: v.object({ state: v.picklist(ACCESS_STATES) }),
  },
  /** Everybody with a role of an agency that the caller operates. */
  listStaff: {
    access: { roles: ['operator'] },
    input: v.object({}),
    output: v.object({
      staff: v.array(v.object({ openid: v.string(), name: v.optional(v.string()), grants: v.array(grant) })),
    }),
  },
  /** Gives a role. Giving it again changes nothing but the name. */
  grantRole: {
    access: { roles: ['operator'] },
    input: v.object({ openid, role, agencyId: agencyOrAll, name: v.optional(requiredText(20)) }),
    output: v.object({ grants: v.array(grant) }),
  },
  /** Takes a role. Errors: `not_found` for somebody without it, `conflict` for the last operator of all agencies. */
  revokeRole: {
    access: { roles: ['operator'] },
    input: v.object({ openid, role, agencyId: agencyOrAll }),
    output: v.object({ grants: v.array(grant) }),
  },
  /** How agencies work at the desk. */
  listAgencySettings: {
    access: { roles: ['operator', 'editor', 'reviewer'] },
    input: v.object({}),
    output: v.object({ settings: v.array(v.object({ agencyId: v.string(), review: v.picklist(REVIEW_RULES) })) }),
  },
  saveAgencySettings: {
    access: { roles: ['operator'] },
    input: v.object({ agencyId: id, review: v.picklist(REVIEW_RULES) }),
    output: v.object({ agencyId: v.string(), review: v.picklist(REVIEW_RULES) }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about its staff: the shape that its handlers are checked against. */
export type DeskStaffContract = { readonly name: 'desk'; readonly actions: typeof deskStaffActions };
