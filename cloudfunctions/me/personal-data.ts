import type { MeContract } from '#contract/me';
import type { AuditDocument } from '#domain/audit';
import type { InquiryDocument } from '#domain/inquiry';
import { leaveRanking } from '#functions/quiz/rank-store';
import { collection, command } from '#functions/shared/database';
import { deleteFiles } from '#functions/shared/file-storage';
import type { Handlers } from '#functions/shared/serve';

/** Where something of a person is kept. */
interface PersonalCollection {
  collection: string;
  /** The field that says of whom. */
  field: '_id' | 'openid' | 'owner';
  /** What of it the person may take along; all of it where absent, nothing where false. */
  exported?: false | Readonly<Record<string, string>>;
  /** Stays on deletion, under a digest and without the person: a limit that anybody can delete is none. */
  isLimit?: true;
}

/** Every collection that keeps something of a person. What is not listed here is neither exported nor deleted. */
const PERSONAL: readonly PersonalCollection[] = [
  { collection: 'shelves', field: '_id' },
  { collection: 'inquiries', field: 'openid' },
  { collection: 'quotas', field: 'openid', isLimit: true },
  { collection: 'learners', field: '_id' },
  // A running exam holds its own key.
  { collection: 'exams', field: 'openid', exported: { state: 'finished' } },
  { collection: 'question_reports', field: 'openid' },
  { collection: 'players', field: 'openid' },
  { collection: 'challenges', field: 'openid' },
  { collection: 'challenge_entries', field: 'openid' },
  // These name somebody else, too.
  { collection: 'circles', field: 'openid', exported: false },
  { collection: 'circles', field: 'owner', exported: false },
  { collection: 'alert-subscriptions', field: 'openid' },
  { collection: 'alert-people', field: '_id' },
  { collection: 'alert-deliveries', field: 'openid' },
  { collection: 'access-requests', field: '_id' },
];

/** What the database gives at once. */
const MOST = 1000;

type Owned = { _id: string } & Record<string, unknown>;

/**
 * The same without the person's OPENID, in fields, keys and ids: it is the platform's name for them, of no use to them, and whoever
 * the export is sent on to has no business with it.
 */
function withoutIdentity(documents: readonly Owned[], openid: string): unknown[] {
  return JSON.parse(JSON.stringify(documents).replaceAll(JSON.stringify(openid).slice(1, -1), 'me')) as unknown[];
}

export const exportMyData: Handlers<MeContract>['exportMyData'] = async (_, { caller, now }) => {
  const data: Record<string, unknown[]> = {};
  for (const { collection: name, field, exported } of PERSONAL) {
    if (exported === false) continue;
    const found = await collection<Owned>(name)
      .where({ [field]: caller.openid, ...exported })
      .limit(MOST)
      .get();
    data[name] = withoutIdentity(found.data, caller.openid);
  }
  return { exportedAt: now.toISOString(), data };
};

/** Pictures lie in the storage, outside the database; they go first, so that a deletion that broke off can be begun again. */
async function deletePictures(openid: string): Promise<void> {
  const asked = await collection<InquiryDocument>('inquiries').where({ openid }).limit(MOST).get();
  await deleteFiles(asked.data.flatMap(({ pictures }) => pictures));
}

export const deleteMyData: Handlers<MeContract>['deleteMyData'] = async (_, { caller, now }) => {
  await deletePictures(caller.openid);
  await leaveRanking(caller.openid, now);
  // A published answer is the hall's: it stays, and forgets who asked.
  const { stats } = await collection<InquiryDocument>('inquiries')
    .where({ openid: caller.openid, postId: command.exists(true) })
    .update({ data: { openid: command.remove(), pictures: [] } });
  let deleted = stats.updated;
  for (const { collection: name, field, isLimit } of PERSONAL) {
    const own = collection<Owned>(name).where({ [field]: caller.openid });
    if (isLimit) deleted += (await own.update({ data: { [field]: command.remove() } })).stats.updated;
    else deleted += (await own.remove()).stats.removed;
  }
  // What somebody who asked for a role said of themselves; what officers do with their roles stays on record.
  const traces = await collection<AuditDocument>('audit')
    .where({ subject: `access-requests/${caller.openid}` })
    .remove();
  return { deleted: deleted + traces.stats.removed };
};
