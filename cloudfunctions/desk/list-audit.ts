import type { DeskContract } from '#contract/desk';
import type { AuditDocument } from '#domain/audit';
import { fittingStart } from '#functions/shared/answer-size';
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
  const page = fittingStart(found.data.slice(0, limit));
  const last = page.at(-1);
  const hasMore = found.data.length > page.length;
  return { entries: page, ...(hasMore && last !== undefined && { nextCursor: last.key }) };
};
