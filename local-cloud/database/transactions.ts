/**
 * Transactions with snapshot isolation, as the service's documents describe it: a transaction reads the state of its first read,
 * plus what it wrote; its writes lock their documents until it ends; another transaction that writes a locked document, or one that
 * was written since its own snapshot, fails at once and is aborted; a plain write waits for the lock.
 */
import { randomUUID } from 'node:crypto';
import { Connection } from './connection.ts';
import { transactionConflict, transactionGone } from './failure.ts';
import type { Source } from './read.ts';
import type { Collection } from './store.ts';
import type { Document } from './values.ts';

/** Milliseconds: the service ends a transaction that is neither committed nor aborted by then. */
const LIFETIME = 30_000;
/** Snapshot connections kept for the next transaction. */
const SPARE_CONNECTIONS = 8;
/** Milliseconds between looks at an injected clock, which tells nobody when it moves. */
const POLL = 20;

/** Thrown by a plain write that meets a lock: it was undone and may be tried again when the transaction has ended. */
export class LockedByTransaction extends Error {
  constructor(readonly transaction: Transaction) {
    super('a transaction holds this document');
  }
}

export class Transaction {
  readonly id = randomUUID();
  /** By collection name, then by `idText`: the document as the transaction leaves it, null when it removes it. */
  readonly writes = new Map<string, Map<string, Document | null>>();
  readonly locks = new Set<string>();
  readonly ended: Promise<void>;
  #end: () => void = () => {};
  /** Set by the first read or write. */
  connection: Connection | undefined;
  /** The last write of others that the snapshot holds. */
  snapshot = 0;

  constructor(readonly startedAt: number) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** What the transaction has written to a document: undefined for nothing. */
  ownWrite(collection: Collection, id: string): Document | null | undefined {
    return this.writes.get(collection.name)?.get(id);
  }

  /** Notes a write. */
  put(collection: Collection, id: string, document: Document | null): void {
    const own = this.writes.get(collection.name) ?? new Map<string, Document | null>();
    own.set(id, document);
    this.writes.set(collection.name, own);
  }

  finish(): void {
    this.#end();
  }
}

export class Transactions {
  readonly #file: string;
  readonly #now: () => number;
  readonly #running = new Map<string, Transaction>();
  readonly #holders = new Map<string, Transaction>();
  /** Number of the last write to each lock's document, kept while a transaction that might care is running. */
  readonly #lastWrites = new Map<string, number>();
  readonly #spare: Connection[] = [];
  #writes = 0;

  constructor(file: string, now: () => number) {
    this.#file = file;
    this.#now = now;
  }

  start(): Transaction {
    this.endOverdue();
    const transaction = new Transaction(this.#now());
    this.#running.set(transaction.id, transaction);
    return transaction;
  }

  /** @throws ServiceError when the transaction has ended, or never was. */
  get(id: unknown): Transaction {
    this.endOverdue();
    const transaction = typeof id === 'string' ? this.#running.get(id) : undefined;
    if (!transaction) throw transactionGone();
    return transaction;
  }

  /** What a transaction reads from; its snapshot is taken by the first call. */
  source(transaction: Transaction, collection: Collection): Source & { overlay: ReadonlyMap<string, Document | null> } {
    if (!transaction.connection) {
      transaction.connection = this.#spare.pop() ?? new Connection(this.#file);
      // The snapshot is that of the first read after BEGIN.
      transaction.connection.exec('BEGIN');
      transaction.connection.row('SELECT count(*) FROM collections');
      transaction.snapshot = this.#writes;
    }
    return { connection: transaction.connection, overlay: transaction.writes.get(collection.name) ?? new Map() };
  }

  /** @throws ServiceError when another transaction holds the lock, or somebody wrote there since the snapshot. */
  lock(transaction: Transaction, lock: string): void {
    const holder = this.#holders.get(lock);
    if (holder && holder !== transaction) throw transactionConflict();
    if ((this.#lastWrites.get(lock) ?? 0) > transaction.snapshot) throw transactionConflict();
    this.#holders.set(lock, transaction);
    transaction.locks.add(lock);
  }

  /** Nobody holds or watches anything. */
  get idle(): boolean {
    return this.#running.size === 0;
  }

  /** @throws LockedByTransaction */
  refuseLocked(lock: string): void {
    const holder = this.#holders.get(lock);
    if (holder) throw new LockedByTransaction(holder);
  }

  /** Notes that documents were written, so that transactions with an older snapshot conflict. */
  noteWrites(locks: Iterable<string>): void {
    this.#writes++;
    if (this.#running.size === 0) return;
    for (const lock of locks) this.#lastWrites.set(lock, this.#writes);
  }

  /** Ends a transaction, committed or not: its locks are free. */
  end(transaction: Transaction): void {
    if (!this.#running.delete(transaction.id)) return;
    for (const lock of transaction.locks) this.#holders.delete(lock);
    if (this.#running.size === 0) this.#lastWrites.clear();
    this.#release(transaction);
    transaction.finish();
  }

  endOverdue(): void {
    const now = this.#now();
    for (const transaction of this.#running.values())
      if (now - transaction.startedAt >= LIFETIME) this.end(transaction);
  }

  /** Runs a plain write, again and again while transactions hold what it writes. */
  async whenFree<T>(write: () => T): Promise<T> {
    for (;;) {
      this.endOverdue();
      try {
        return write();
      } catch (error) {
        if (!(error instanceof LockedByTransaction)) throw error;
        await this.#endOf(error.transaction);
      }
    }
  }

  async #endOf(transaction: Transaction): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const look = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, POLL);
    });
    await Promise.race([transaction.ended, look]);
    clearTimeout(timer);
  }

  close(): void {
    for (const transaction of [...this.#running.values()]) this.end(transaction);
    for (const connection of this.#spare.splice(0)) connection.close();
  }

  #release({ connection }: Transaction): void {
    if (!connection) return;
    connection.exec('ROLLBACK');
    if (this.#spare.length < SPARE_CONNECTIONS) this.#spare.push(connection);
    else connection.close();
  }
}
