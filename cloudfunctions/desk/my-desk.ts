import type { DeskStaffContract } from '#contract/desk-staff';
import type { AgencyDocument } from '#domain/agency';
import type { DraftDocument, DraftShelf } from '#domain/draft';
import type { InquiryDocument } from '#domain/inquiry';
import type { QuestionDocument } from '#domain/question-document';
import type { QuestionReportDocument } from '#domain/question-report';
import { EVERY_AGENCY, type Grant, mayAct, type Role } from '#domain/roles';
import type { StaffDocument } from '#domain/staff';
import { collection, command } from '#functions/shared/database';
import { readLateFeeds } from '#functions/shared/late-feeds';
import type { Handlers } from '#functions/shared/serve';
import { agenciesFor } from './editor.ts';
import { accessRequests } from './staff-access.ts';

const AGENCIES = 500;

async function readAgencies(grants: readonly Grant[]) {
  const named = [...new Set(grants.map(({ agencyId }) => agencyId))];
  if (named.length === 0) return [];
  const found = await collection<AgencyDocument>('agencies')
    .where(named.includes(EVERY_AGENCY) ? {} : { _id: command.in(named) })
    .limit(AGENCIES)
    .field({ _id: true, name: true, shortName: true, adcode: true })
    .get();
  return found.data.map(({ _id, name, shortName, adcode }) => ({ id: _id, name, shortName, adcode }));
}

async function countDrafts(shelf: DraftShelf, grants: readonly Grant[], roles: readonly Role[]): Promise<number> {
  const agencies = agenciesFor(grants, roles);
  const { total } = await collection<DraftDocument>('drafts')
    .where({ shelf, ...(agencies !== 'all' && { agencyId: command.in(agencies) }) })
    .count();
  return total;
}

async function countWaiting<T extends { _id: string }>(name: string, condition: object): Promise<number> {
  return (
    await collection<T>(name)
      .where({ ...condition })
      .count()
  ).total;
}

async function countRequests(grants: readonly Grant[]): Promise<number> {
  const { data } = await accessRequests().where({ state: 'waiting' }).limit(100).field({ agencyId: true }).get();
  return data.filter(({ agencyId }) => mayAct(grants, ['operator'], agencyId)).length;
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
    ['inquiries', ofAll(writes) && countWaiting<InquiryDocument>('inquiries', { state: 'waiting' })],
    ['doubtful', ofAll(writes) && countWaiting<InquiryDocument>('inquiries', { state: 'waiting', doubtful: true })],
    ['reports', ofAll(reads) && countWaiting<QuestionReportDocument>('question_reports', { state: 'open' })],
    ['questions', ofAll(reads) && countWaiting<QuestionDocument>('questions', { status: 'review' })],
    ['requests', mayAct(grants, ['operator']) && countRequests(grants)],
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
