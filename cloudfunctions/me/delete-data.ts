import type { MeContract } from '#contract/me';
import type { AuditDocument } from '#domain/audit';
import type { InquiryDocument } from '#domain/inquiry';
import { leaveRanking } from '#functions/quiz/rank-store';
import { collection, command } from '#functions/shared/database';
import { deleteFiles } from '#functions/shared/file-storage';
import type { Handlers } from '#functions/shared/serve';
import { PERSONAL } from './personal-data.ts';

/** Questions whose pictures are deleted at once; each has three at most. */
const AT_ONCE = 100;

/**
 * Deletes questions with their pictures, which lie in the storage, outside the database. The pictures of some go first and then
 * those questions, so that a deletion that breaks off leaves no picture that nobody knows of, and the next goes on from there.
 * A published answer is the hall's: it stays, and forgets who asked.
 * @returns how many documents were deleted or forgot
 */
async function deleteInquiries(openid: string): Promise<number> {
  const inquiries = collection<InquiryDocument>('inquiries');
  for (let deleted = 0; ; ) {
    const { data: some } = await inquiries
      .where({ openid })
      .orderBy('key', 'asc')
      .limit(AT_ONCE)
      .field({ key: true, pictures: true })
      .get();
    const last = some.at(-1);
    if (last === undefined) return deleted;
    await deleteFiles(some.flatMap(({ pictures }) => pictures));
    const these = { openid, key: command.lte(last.key) };
    const published = await inquiries
      .where({ ...these, postId: command.exists(true) })
      .update({ data: { openid: command.remove(), pictures: [] } });
    // Not one that an editor has published meanwhile: the next round finds it.
    const others = await inquiries.where({ ...these, postId: command.exists(false) }).remove();
    deleted += published.stats.updated + others.stats.removed;
  }
}

export const deleteMyData: Handlers<MeContract>['deleteMyData'] = async (_, { caller, now }) => {
  let deleted = await deleteInquiries(caller.openid);
  await leaveRanking(caller.openid, now);
  for (const { collection: name, field, isLimit } of PERSONAL) {
    if (name === 'inquiries') continue;
    const own = collection(name).where({ [field]: caller.openid });
    if (isLimit) deleted += (await own.update({ data: { [field]: command.remove() } })).stats.updated;
    else deleted += (await own.remove()).stats.removed;
  }
  // What somebody who asked for a role said of themselves; what officers do with their roles stays on record.
  const traces = await collection<AuditDocument>('audit')
    .where({ subject: `access-requests/${caller.openid}` })
    .remove();
  return { deleted: deleted + traces.stats.removed };
};
