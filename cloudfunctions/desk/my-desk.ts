import type { DeskStaffContract } from '#contract/desk-staff';
import type { AgencyDocument } from '#domain/agency';
import type { DraftShelf } from '#domain/draft';
import { EVERY_AGENCY, type Grant, mayAct, type Role } from '#domain/roles';
import type { StaffDocument } from '#domain/staff';
import { MOST_COUNTED } from '#domain/waiting-count';
import { collection, command } from '#functions/shared/database';
import { DRAFTS } from '#functions/shared/draft-publishing';
import { readLateFeeds } from '#functions/shared/late-feeds';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';
import { countWaiting } from './count-waiting.ts';
import { agenciesFor } from './editor.ts';
import { ACCESS_REQUESTS, accessRequests, waitingFor } from './staff-access.ts';

const NAMED = { _id: true, name: true, shortName: true, adcode: true } as const;

type NamedAgency = Pick<AgencyDocument, keyof typeof NAMED>;

async function readNamed(ids: string[]): Promise<NamedAgency[]> {
  const found = await collection<AgencyDocument>('agencies')
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .field(NAMED)
    .get();
  return found.data;
}

async function readAgencies(grants: readonly Grant[]) {
  const named = [...new Set(grants.map(({ agencyId }) => agencyId))];
  if (named.length === 0) return [];
  const found = named.includes(EVERY_AGENCY)
    ? await readWhole<NamedAgency>('agencies', { field: NAMED })
    : await readNamed(named);
  return found.map(({ _id, name, shortName, adcode }) => ({ id: _id, name, shortName, adcode }));
}

function countDrafts(shelf: DraftShelf, grants: readonly Grant[], roles: readonly Role[]): Promise<number> {
  const agencies = agenciesFor(grants, roles);
  return countWaiting(DRAFTS, { shelf, ...(agencies !== 'all' && { agencyId: command.in(agencies) }) });
}

/** What drivers wrote of whose words WeChat's check was not sure: letters, and reports of questions. */
async function countDoubtful(): Promise<number> {
  const [letters, reports] = await Promise.all([
    countWaiting('inquiries', { state: 'waiting', doubtful: true }),
    countWaiting('question_reports', { state: 'open', doubtful: true }),
  ]);
  return Math.min(letters + reports, MOST_COUNTED);
}

/** The counts for which the caller has a role, all asked at once. */
async function countAll(grants: readonly Grant[], now: Date) {
  const writes = ['editor'] as const;
  const reads = ['editor', 'reviewer'] as const;
  const ofAll = (roles: readonly Role[]) => mayAct(grants, roles, EVERY_AGENCY);
  const counts: [string, Promise<number> | false][] = [
    ['drafts', mayAct(grants, writes) && countDrafts('open', grants, writes)],
    ['scheduled', mayAct(grants, writes) && countDrafts('due', grants, writes)],
    ['reviews', mayAct(grants, reads) && countDrafts('review', grants, reads)],
    ['inquiries', ofAll(writes) && countWaiting('inquiries', { state: 'waiting' })],
    ['doubtful', ofAll(writes) && countDoubtful()],
    ['reports', ofAll(reads) && countWaiting('question_reports', { state: 'open' })],
    ['questions', ofAll(reads) && countWaiting('questions', { status: 'review' })],
    ['requests', mayAct(grants, ['operator']) && countWaiting(ACCESS_REQUESTS, waitingFor(grants))],
    ['lateFeeds', ofAll(['operator']) && readLateFeeds(now).then(({ length }) => length)],
  ];
  const asked = counts.flatMap(([name, count]) => (count === false ? [] : [{ name, count }]));
  const totals = await Promise.all(asked.map(({ count }) => count));
  return Object.fromEntries(asked.map(({ name }, at) => [name, totals[at]]));
}

export const getMyDesk: Handlers<DeskStaffContract>['getMyDesk'] = async (_, { caller, now }) => {
  const { data: staff } = await collection<StaffDocument>('staff').doc(caller.openid).get();
  const grants = staff?.grants ?? [];
  const [agencies, request, waiting] = await Promise.all([
    readAgencies(grants),
    accessRequests().doc(caller.openid).get(),
    countAll(grants, now),
  ]);
  return {
    grants,
    agencies,
    waiting,
    ...(staff?.name !== undefined && { name: staff.name }),
    ...(request.data !== null && { request: request.data }),
  };
};
