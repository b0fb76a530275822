import type { DeskContract } from '#contract/desk';
import type { AuditDocument } from '#domain/audit';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

export const listAudit: Handlers<DeskContract>['listAudit'] = async ({ subject, by, cursor, limit }) => {
  const found = await collection<AuditDocument>('audit')
    .where({
      ...(subject !== undefined && { subject }),
      ...(by !== undefined && { by }),
      // Without them, every entry has a key; the range tells the database to go by the index.
      key: command.lt(cursor ?? '~'),
    })
    .orderBy('key', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1);
  return { entries: page, ...(found.data.length > limit && last !== undefined && { nextCursor: last.key }) };
};
