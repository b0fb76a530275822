import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type AuditDocument, auditEntry, type Deed } from '#domain/audit';
import { collection, type DocumentReference, transaction } from './database.ts';

/** A transaction at the desk: whatever it writes is in the audit log, or isn't written. */
export interface TracedScope {
  read<T extends { _id: string }>(collection: string, id: string): Promise<T | null>;
  /** Writes the whole document, and what it changes into the audit log; nothing where nothing changes. `before` is what `read` gave. */
  write<T extends { _id: string }>(collection: string, before: T | null, after: T): Promise<void>;
  /** Adds a record that is a trace itself, such as a post's revision. */
  record<T extends { _id: string }>(collection: string, document: T): Promise<void>;
}

/**
 * Runs one deed of the desk in one transaction: every write of the desk goes through here, so none goes untraced.
 * What `work` throws undoes all of it.
 */
export function traced<R>(deed: Deed, work: (scope: TracedScope) => Promise<R>): Promise<R> {
  return transaction(async (scope) => {
    const put = async <T extends { _id: string }>(reference: DocumentReference<T>, document: T) => {
      const { _id, ...data } = document;
      await reference.set({ data });
    };
    return work({
      async read<T extends { _id: string }>(name: string, id: string) {
        const found = await scope.collection<T>(name).doc(id).get();
        return found.data;
      },
      async write<T extends { _id: string }>(name: string, before: T | null, after: T) {
        if (isDeepStrictEqual(before, after)) return;
        await put(scope.collection<T>(name).doc(after._id), after);
        const entry = auditEntry({ ...deed, id: randomUUID() }, name, before, after);
        await put(scope.collection<AuditDocument>('audit').doc(entry._id), entry);
      },
      record: (name, document) => put(scope.collection<typeof document>(name).doc(document._id), document),
    });
  });
}

/**
 * Leaves a trace of what is done outside of the database, such as a file that is kept.
 * @param key of the deed, so that a retry leaves no second one
 */
export async function leaveTrace(
  deed: Deed & { key: string },
  name: string,
  after: { _id: string } & Record<string, unknown>,
): Promise<void> {
  const { _id, ...data } = auditEntry({ ...deed, id: deed.key }, name, null, after);
  const reference = collection<AuditDocument>('audit').doc(_id);
  const known = await reference.get();
  if (known.data === null) await reference.set({ data });
}
