/** The two ways in which documents are written: at once, or held by a transaction until it commits. */
import { ServiceError } from '../admin/action.ts';
import { duplicateKey } from './failure.ts';
import { documentKeys } from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { idText } from './read.ts';
import { type Collection, checkedBytes, findRow, type Index, keyText, type Store, secondary } from './store.ts';
import type { Transaction, Transactions } from './transactions.ts';
import type { Document } from './values.ts';

export interface Writer {
  insert(collection: Collection, document: Document): void;
  replace(collection: Collection, before: Document, after: Document): void;
  remove(collection: Collection, document: Document): void;
}

/**
 * Runs the plain writes of one request as one SQLite transaction. A refused write leaves those before it, as on the service; one that
 * meets a lock undoes them all and waits.
 */
export async function writePlainly<T>(
  store: Store,
  transactions: Transactions,
  work: (writer: Writer) => T,
): Promise<T> {
  return transactions.whenFree(() => {
    const writer = new PlainWriter(store, transactions);
    let refusal: ServiceError | undefined;
    const result = store.connection.write(() => {
      try {
        return work(writer);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        refusal = error;
        return undefined;
      }
    });
    transactions.noteWrites(writer.written);
    if (refusal) throw refusal;
    return result as T;
  });
}

class PlainWriter implements Writer {
  readonly written: string[] = [];
  readonly #store: Store;
  readonly #transactions: Transactions;

  constructor(store: Store, transactions: Transactions) {
    this.#store = store;
    this.#transactions = transactions;
  }

  insert(collection: Collection, document: Document): void {
    this.#claim(collection, document, document);
    this.#store.insert(collection, document);
  }

  replace(collection: Collection, before: Document, after: Document): void {
    this.#claim(collection, before, after);
    const stored = findRow(this.#store.connection, collection, encodeKey(before._id));
    if (stored) this.#store.replace(collection, stored, after);
  }

  remove(collection: Collection, document: Document): void {
    this.#claim(collection, document, undefined);
    const stored = findRow(this.#store.connection, collection, encodeKey(document._id));
    if (stored) this.#store.remove(collection, stored);
  }

  /** @throws LockedByTransaction */
  #claim(collection: Collection, before: Document, after: Document | undefined): void {
    if (this.#transactions.idle) return;
    const locks = [
      documentLock(collection, idText(before)),
      ...(after ? uniqueKeys(collection, after).map(({ lock }) => lock) : []),
    ];
    for (const lock of locks) this.#transactions.refuseLocked(lock);
    this.written.push(...locks);
  }
}

/** Holds its writes in the transaction; each one locks its document and its unique keys. */
export class TransactionWriter implements Writer {
  readonly #store: Store;
  readonly #transactions: Transactions;
  readonly #transaction: Transaction;

  constructor(store: Store, transactions: Transactions, transaction: Transaction) {
    this.#store = store;
    this.#transactions = transactions;
    this.#transaction = transaction;
  }

  insert(collection: Collection, document: Document): void {
    const id = idText(document);
    const { connection } = this.#transactions.source(this.#transaction, collection);
    this.#lock(documentLock(collection, id));
    const own = this.#transaction.ownWrite(collection, id);
    if (own || (own === undefined && findRow(connection, collection, encodeKey(document._id)))) {
      throw duplicateKey(collection.name, '_id_', keyText({ keys: [{ field: '_id', order: '1' }] }, document));
    }
    this.#put(collection, id, document);
  }

  replace(collection: Collection, before: Document, after: Document): void {
    const id = idText(before);
    this.#lock(documentLock(collection, id));
    this.#put(collection, id, after);
  }

  remove(collection: Collection, document: Document): void {
    const id = idText(document);
    this.#lock(documentLock(collection, id));
    this.#transaction.put(collection, id, null);
  }

  #lock(lock: string): void {
    this.#transactions.lock(this.#transaction, lock);
  }

  #put(collection: Collection, id: string, document: Document): void {
    checkedBytes(document);
    for (const index of secondary(collection)) documentKeys(document, index.keys);
    for (const { index, key, lock } of uniqueKeys(collection, document)) {
      this.#lock(lock);
      if (this.#isTaken(collection, index, key, id))
        throw duplicateKey(collection.name, index.name, keyText(index, document));
    }
    this.#transaction.put(collection, id, document);
  }

  #isTaken(collection: Collection, index: Index, key: Buffer, id: string): boolean {
    const own = this.#transaction.writes.get(collection.name) ?? new Map<string, Document | null>();
    for (const [other, document] of own) {
      if (other !== id && document && documentKeys(document, index.keys).keys.some((held) => held.equals(key)))
        return true;
    }
    const holder = this.#store.holderOf(collection, index, key);
    // A holder that this transaction has rewritten was looked at above.
    return holder !== undefined && idText(holder) !== id && !own.has(idText(holder));
  }
}

function documentLock(collection: Collection, id: string): string {
  return `${collection.table}:${id}`;
}

function uniqueKeys(collection: Collection, document: Document): { index: Index; key: Buffer; lock: string }[] {
  return secondary(collection)
    .filter(({ unique }) => unique)
    .flatMap((index) =>
      documentKeys(document, index.keys).keys.map((key) => ({
        index,
        key,
        lock: `${index.table}:${key.toString('latin1')}`,
      })),
    );
}

/** Writes what a transaction holds, all or nothing. */
export function commitTransaction(store: Store, transactions: Transactions, transaction: Transaction): void {
  try {
    store.connection.write(() => {
      for (const [name, documents] of transaction.writes) commitCollection(store, store.collection(name), documents);
    });
    transactions.noteWrites(transaction.locks);
  } finally {
    transactions.end(transaction);
  }
}

function commitCollection(store: Store, collection: Collection, documents: ReadonlyMap<string, Document | null>): void {
  const writes = [...documents].map(([id, after]) => ({
    before: findRow(store.connection, collection, Buffer.from(id, 'latin1')),
    after,
  }));
  // Old keys leave first: another of the writes may take a unique one.
  for (const { before } of writes) if (before) store.remove(collection, before);
  // Rewritten documents take their rows back before new ones are given any.
  for (const { before, after } of writes) if (before && after) store.insert(collection, after, before.rowId);
  for (const { before, after } of writes) if (!before && after) store.insert(collection, after);
}
