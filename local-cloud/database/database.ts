/** The local cloud's document database: what the service's database does, on one SQLite file. */
import { randomBytes } from 'node:crypto';
import type { RequestCost } from '../admin/action.ts';
import { runPipeline, type Stage } from './aggregate/pipeline.ts';
import { invalidParam } from './failure.ts';
import { parseQuery, type Query } from './filter.ts';
import type { IndexDefinitions, IndexKey } from './index-definition.ts';
import { splitPath, valueAtPath } from './paths.ts';
import { elementMatches, type Projector } from './projection.ts';
import { count, find, type Source } from './read.ts';
import { checkStorable } from './storable.ts';
import { type Collection, Store } from './store.ts';
import { type Transaction, Transactions } from './transactions.ts';
import { applyUpdate, type Update } from './update.ts';
import { seedDocument } from './upsert.ts';
import { cloneValue, type Document, isDocument, parseEjson, stringifyEjson, type Value } from './values.ts';
import { commitTransaction, TransactionWriter, type Writer, writePlainly } from './writers.ts';

export interface DatabaseOptions {
  /** The data file; its folder must exist. */
  file: string;
  /** Epoch milliseconds: server dates and the lifetime of transactions go by it. */
  now: () => number;
  /** From `cloudfunctions/indexes.json`; the collections it names are created. Left out, the indexes stay as they are. */
  indexes?: IndexDefinitions;
}

export type Modification = { kind: 'operators'; update: Update } | { kind: 'replacement'; document: Document };

export interface ModifyRequest {
  query: Query;
  modification: Modification;
  multi: boolean;
  upsert: boolean;
}

export interface ModifyResult {
  /** Documents that matched. */
  matched: number;
  /** Documents that came out different; a replacement always counts. */
  updated: number;
  upsertedId?: Value;
  /** The first document that matched, or was inserted, as it is now. */
  document: Document | null;
}

export interface Costly<T> {
  result: T;
  cost: RequestCost;
}

export interface CollectionSummary {
  name: string;
  documents: number;
  indexes: { name: string; keys: IndexKey[]; unique: boolean }[];
}

/** @throws Error when the file is damaged, of a newer format or another program's; it is never overwritten. */
export function openDatabase(options: DatabaseOptions): LocalDatabase {
  return new LocalDatabase(options);
}

export class LocalDatabase {
  readonly now: () => number;
  readonly transactions: Transactions;
  readonly #store: Store;
  #open = true;

  constructor({ file, now, indexes }: DatabaseOptions) {
    this.#store = new Store(file);
    this.now = now;
    this.transactions = new Transactions(file, now);
    if (indexes) this.applyIndexes(indexes);
  }

  /** Bytes of log that the last process did not get to file and this start has; 0 after a clean end. */
  get recoveredBytes(): number {
    return this.#store.recoveredBytes;
  }

  /** Closing twice is closing once. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.transactions.close();
    this.#store.close();
  }

  collections(): CollectionSummary[] {
    return this.#store.collections().map((collection) => ({
      name: collection.name,
      documents: this.#store.countDocuments(collection),
      indexes: collection.indexes.map(({ name, keys, unique = false }) => ({ name, keys, unique })),
    }));
  }

  /** Makes the indexes what indexes.json says, and creates the collections that it names. */
  applyIndexes(definitions: IndexDefinitions): void {
    this.#store.applyIndexes(definitions);
  }

  /**
   * Documents for a person to look at, in the file's order.
   * @param page.query EJSON
   * @returns documents as EJSON objects, and how many there are in all.
   */
  browse(
    name: string,
    page: { limit: number; offset: number; query?: string },
  ): { documents: unknown[]; total: number } {
    const collection = this.#store.collection(name);
    const parsed = page.query === undefined ? {} : parseEjson(page.query, 'query');
    if (!isDocument(parsed)) throw invalidParam('query must be an object');
    const query = parseQuery(parsed);
    const source = this.#source(undefined, collection);
    const { found } = find(source, { collection, query, skip: page.offset, limit: page.limit });
    return {
      documents: found.map(({ document }) => JSON.parse(stringifyEjson(document)) as unknown),
      total: count(source, collection, query).total,
    };
  }

  /** Whoever reads the same number twice has missed no write to the collection in between. */
  writesTo(name: string): number {
    return this.#store.collection(name).writes;
  }

  createCollection(name: string): void {
    this.#store.createCollection(name);
  }

  find(
    transaction: Transaction | undefined,
    name: unknown,
    request: { query: Query; sort: readonly IndexKey[]; skip: number; limit: number; project: Projector },
  ): Costly<Document[]> {
    const collection = this.#store.collection(name);
    const { found, examined, index } = find(this.#source(transaction, collection), { collection, ...request });
    return {
      result: found.map(({ document }) => request.project(document)),
      cost: { collection: collection.name, examined, returned: found.length, index, written: 0 },
    };
  }

  count(name: unknown, query: Query): Costly<number> {
    const collection = this.#store.collection(name);
    const { total, examined, index } = count(this.#source(undefined, collection), collection, query);
    return { result: total, cost: { collection: collection.name, examined, returned: 1, index, written: 0 } };
  }

  aggregate(name: unknown, stages: readonly Stage[]): Costly<Document[]> {
    const collection = this.#store.collection(name);
    const { documents, examined, index } = runPipeline(this.#store, collection, stages);
    return {
      result: documents,
      cost: { collection: collection.name, examined, returned: documents.length, index, written: 0 },
    };
  }

  /**
   * Inserts in order and stops at the first document that is refused; those before it stay.
   * @returns their ids.
   */
  async insert(
    transaction: Transaction | undefined,
    name: unknown,
    documents: readonly Document[],
  ): Promise<Costly<Value[]>> {
    const collection = this.#store.collection(name);
    const complete = documents.map(withId);
    for (const document of complete) checkStorable(document);
    await this.#write(transaction, (writer) => {
      for (const document of complete) writer.insert(collection, document);
    });
    return {
      result: complete.map((document) => document._id),
      cost: { collection: collection.name, examined: 0, returned: 0, index: null, written: complete.length },
    };
  }

  /** Changes what matches: all of it, or the first. */
  async modify(
    transaction: Transaction | undefined,
    name: unknown,
    request: ModifyRequest,
  ): Promise<Costly<ModifyResult>> {
    const collection = this.#store.collection(name);
    return this.#write(transaction, (writer) => {
      const { found, examined, index } = find(this.#source(transaction, collection), {
        collection,
        query: request.query,
        limit: request.multi ? undefined : 1,
      });
      const documents = found.map(({ document }) => document);
      const result =
        documents.length === 0 && request.upsert
          ? upsert(writer, collection, request)
          : modifyEach(writer, collection, documents, request);
      const written = result.updated + (result.upsertedId === undefined ? 0 : 1);
      return { result, cost: { collection: collection.name, examined, returned: found.length, index, written } };
    });
  }

  async remove(
    transaction: Transaction | undefined,
    name: unknown,
    request: { query: Query; multi: boolean },
  ): Promise<Costly<number>> {
    const collection = this.#store.collection(name);
    return this.#write(transaction, (writer) => {
      const { found, examined, index } = find(this.#source(transaction, collection), {
        collection,
        query: request.query,
        limit: request.multi ? undefined : 1,
      });
      for (const { document } of found) writer.remove(collection, document);
      return {
        result: found.length,
        cost: { collection: collection.name, examined, returned: found.length, index, written: found.length },
      };
    });
  }

  commit(transaction: Transaction): void {
    commitTransaction(this.#store, this.transactions, transaction);
  }

  #source(transaction: Transaction | undefined, collection: Collection): Source {
    return transaction ? this.transactions.source(transaction, collection) : { connection: this.#store.connection };
  }

  async #write<T>(transaction: Transaction | undefined, work: (writer: Writer) => T): Promise<T> {
    if (!transaction) return writePlainly(this.#store, this.transactions, work);
    return work(new TransactionWriter(this.#store, this.transactions, transaction));
  }
}

/** The service gives a document without an id one of 32 hex digits, in front of its other fields. */
function withId(document: Document): Document {
  const { _id: id, ...rest } = document;
  return { _id: id === undefined ? randomBytes(16).toString('hex') : id, ...rest };
}

function modifyEach(
  writer: Writer,
  collection: Collection,
  documents: Document[],
  request: ModifyRequest,
): ModifyResult {
  const result: ModifyResult = { matched: documents.length, updated: 0, document: null };
  for (const before of documents) {
    const after = modified(before, request);
    result.document ??= after;
    if (after === before) continue;
    checkStorable(after);
    writer.replace(collection, before, after);
    result.updated++;
  }
  return result;
}

/** The document after the change; the same object when the change leaves it as it is. */
function modified(document: Document, { query, modification }: ModifyRequest): Document {
  if (modification.kind === 'replacement') return { _id: document._id, ...cloneValue(modification.document) };
  return applyUpdate(document, modification.update, (path) => {
    const array = valueAtPath(document, splitPath(path));
    if (!Array.isArray(array)) return undefined;
    const position = array.findIndex((element) => elementMatches(query.filter, path, element));
    return position < 0 ? undefined : position;
  });
}

function upsert(writer: Writer, collection: Collection, { query, modification }: ModifyRequest): ModifyResult {
  const seed = seedDocument(query.filter);
  const document =
    modification.kind === 'operators'
      ? applyUpdate(seed, modification.update, () => undefined, true)
      : { ...('_id' in seed ? { _id: seed._id } : {}), ...cloneValue(modification.document) };
  const complete = withId(document);
  checkStorable(complete);
  writer.insert(collection, complete);
  return { matched: 0, updated: 0, upsertedId: complete._id, document: complete };
}
