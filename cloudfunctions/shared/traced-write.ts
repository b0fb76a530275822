import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type AuditDocument, auditedChange } from '#domain/audit';
import { type DocumentReference, transaction } from './database.ts';

/** Who does something at the desk, and what. */
export interface Deed {
  /** OPENID of the person, or `jobs:<source>`. */
  by: string;
  /** The action of the contract. */
  action: string;
  at: Date;
}

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
  return transaction(async ({ collection }) => {
    const put = async <T extends { _id: string }>(reference: DocumentReference<T>, document: T) => {
      const { _id, ...data } = document;
      await reference.set({ data });
    };
    return work({
      async read<T extends { _id: string }>(name: string, id: string) {
        const found = await collection<T>(name).doc(id).get();
        return found.data;
      },
      async write<T extends { _id: string }>(name: string, before: T | null, after: T) {
        if (isDeepStrictEqual(before, after)) return;
        await put(collection<T>(name).doc(after._id), after);
        const [_id, at] = [randomUUID(), deed.at.toISOString()];
        const entry: AuditDocument = {
          _id,
          at,
          key: `${at}~${_id}`,
          by: deed.by,
          action: deed.action,
          subject: `${name}/${after._id}`,
          ...auditedChange(before, after),
        };
        await put(collection<AuditDocument>('audit').doc(entry._id), entry);
      },
      record: (name, document) => put(collection<typeof document>(name).doc(document._id), document),
    });
  });
}
