import type { StaffDocument } from '#domain/staff';
import { collection, command } from '#functions/shared/database';

/** What the desk calls these people; who has no name there (or no role any more) is a colleague. */
export async function readNames(openids: readonly string[]): Promise<(openid: string) => string> {
  const wanted = [...new Set(openids)];
  const found =
    wanted.length === 0
      ? { data: [] }
      : await collection<StaffDocument>('staff')
          .where({ _id: command.in(wanted) })
          .limit(wanted.length)
          .field({ _id: true, name: true })
          .get();
  const names = new Map(found.data.map(({ _id, name }) => [_id, name]));
  return (openid) => names.get(openid) ?? '同事';
}
