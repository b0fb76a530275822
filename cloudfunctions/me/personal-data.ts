import type { MeContract } from '#contract/me';
import type { InquiryDocument } from '#domain/inquiry';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

/**
 * Every collection that keeps something of a person, and the field that says of whom. A feature that keeps more adds a line
 * here: what is not listed is neither exported nor deleted.
 */
const PERSONAL: readonly { collection: string; field: '_id' | 'openid' }[] = [
  { collection: 'shelves', field: '_id' },
  { collection: 'inquiries', field: 'openid' },
  { collection: 'quotas', field: 'openid' },
];

/** What the database gives at once. */
const MOST = 1000;

type Owned = { _id: string } & Record<string, unknown>;

export const exportMyData: Handlers<MeContract>['exportMyData'] = async (_, { caller, now }) => {
  const data: Record<string, unknown[]> = {};
  for (const { collection: name, field } of PERSONAL) {
    const found = await collection<Owned>(name)
      .where({ [field]: caller.openid })
      .limit(MOST)
      .get();
    data[name] = found.data;
  }
  return { exportedAt: now.toISOString(), data };
};

export const deleteMyData: Handlers<MeContract>['deleteMyData'] = async (_, { caller }) => {
  // A published answer is the hall's: it stays, and forgets who asked.
  const { stats } = await collection<InquiryDocument>('inquiries')
    .where({ openid: caller.openid, postId: command.exists(true) })
    .update({ data: { openid: command.remove(), pictures: [] } });
  let deleted = stats.updated;
  for (const { collection: name, field } of PERSONAL) {
    const { stats } = await collection<Owned>(name)
      .where({ [field]: caller.openid })
      .remove();
    deleted += stats.removed;
  }
  return { deleted };
};
