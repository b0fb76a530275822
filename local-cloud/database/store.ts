/**
 * Documents and their indexes in one SQLite file.
 *
 * A collection is a table of documents (BSON, found by row id and by the key of `_id`), an index a table of (key, row id) whose
 * bytes sort as the service sorts. The file is in WAL mode with synchronous=NORMAL: an acknowledged write is in the
 * operating system's hands, so that no kill -9 of this process can take it back; a power cut may lose the last moments, but never
 * tears a write. FULL would buy the power cut too, for an fsync on every write, which a development database need not pay.
 */
import { logSize } from './clean-end.ts';
import type { Connection } from './connection.ts';
import { collectionExists, collectionMissing, duplicateKey, invalidParam, writeFailed } from './failure.ts';
import { checkDefinitions, type IndexDefinition, type IndexDefinitions } from './index-definition.ts';
import { type DocumentKeys, documentKeys } from './index-keys.ts';
import { encodeKey } from './key-encoding.ts';
import { shellText } from './shell-text.ts';
import { closeFile, openFile } from './store-file.ts';
import { type Document, fromBytes, toBytes, type Value } from './values.ts';

/** Bytes: the service's limit, which is MongoDB's. */
const DOCUMENT_LIMIT = 16 * 1024 * 1024;

export interface Index extends IndexDefinition {
  table: string;
  /** For each part of the key, whether some document has had an array there. */
  multikey: boolean[];
}

export interface Collection {
  id: number;
  name: string;
  table: string;
  indexes: Index[];
  /** How often a document of it was written since the file was opened; counts what was undone again, too. */
  writes: number;
}

/** A document as it lies in the file. */
export interface StoredDocument {
  rowId: number;
  document: Document;
}

export class Store {
  readonly file: string;
  readonly connection: Connection;
  /** Bytes of write-ahead log that the last process left behind and this start took over; 0 after a clean end. */
  readonly recoveredBytes: number;
  readonly #collections = new Map<string, Collection>();

  /** @throws Error when the file is no database of ours, damaged, or of a newer format; it is left as it is. */
  constructor(file: string) {
    this.file = file;
    this.recoveredBytes = logSize(file);
    this.connection = openFile(file);
    this.#readCatalog();
  }

  collections(): Collection[] {
    return [...this.#collections.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Collection | undefined {
    return this.#collections.get(name);
  }

  /** @throws ServiceError DATABASE_COLLECTION_NOT_EXIST */
  collection(name: unknown): Collection {
    if (typeof name !== 'string' || name === '') throw invalidParam('collectionName must be a non-empty string');
    const collection = this.#collections.get(name);
    if (!collection) throw collectionMissing(name);
    return collection;
  }

  /** @throws ServiceError when there is one of that name, or no collection may have it. */
  createCollection(name: string): Collection {
    if (this.#collections.has(name)) throw collectionExists(name);
    // Letters, digits, '-' and '_'; the service's console says so for its names.
    if (!/^[A-Za-z0-9_-][\w.-]{0,127}$/.test(name))
      throw invalidParam(`invalid collection name: ${JSON.stringify(name)}`);
    return this.connection.write(() => {
      const id = this.connection.run('INSERT INTO collections (name) VALUES (?)', name);
      const collection: Collection = {
        id,
        name,
        table: `documents_${id}`,
        indexes: [idIndex(`documents_${id}`)],
        writes: 0,
      };
      this.connection.exec(
        `CREATE TABLE ${collection.table} (row_id INTEGER PRIMARY KEY, id_key BLOB NOT NULL UNIQUE, body BLOB NOT NULL)`,
      );
      this.#collections.set(name, collection);
      return collection;
    });
  }

  /**
   * Makes the indexes what the definitions say: creates collections and indexes that are missing, rebuilds those that changed, drops
   * those that are no longer named. A collection that is not named keeps its documents and its `_id` index only.
   */
  applyIndexes(definitions: IndexDefinitions): void {
    checkDefinitions(definitions);
    for (const name of Object.keys(definitions)) if (!this.#collections.has(name)) this.createCollection(name);
    for (const collection of this.#collections.values()) {
      const wanted = definitions[collection.name] ?? [];
      this.connection.write(() => this.#rebuildIndexes(collection, wanted));
    }
  }

  #rebuildIndexes(collection: Collection, wanted: IndexDefinition[]): void {
    const same = (a: IndexDefinition, b: IndexDefinition): boolean => definitionText(a) === definitionText(b);
    const [id, ...present] = collection.indexes;
    const kept = present.filter((index) => wanted.some((definition) => same(index, definition)));
    for (const index of present) if (!kept.includes(index)) this.#dropIndex(collection, index);
    const missing = wanted.filter((definition) => !kept.some((index) => same(index, definition)));
    const created = missing.map((definition) => this.#createIndex(collection, definition));
    if (created.length > 0) this.#fill(collection, created);
    collection.indexes = [...(id ? [id] : []), ...kept, ...created];
  }

  #dropIndex(collection: Collection, index: Index): void {
    this.connection.forgetStatements();
    this.connection.run('DELETE FROM indexes WHERE collection = ? AND name = ?', collection.id, index.name);
    this.connection.exec(`DROP TABLE ${index.table}`);
  }

  #createIndex(collection: Collection, definition: IndexDefinition): Index {
    const multikey = definition.keys.map(() => false);
    const id = this.connection.run(
      'INSERT INTO indexes (collection, name, definition, multikey) VALUES (?, ?, ?, ?)',
      collection.id,
      definition.name,
      definitionText(definition),
      JSON.stringify(multikey),
    );
    const table = `index_${id}`;
    this.connection.exec(
      `CREATE TABLE ${table} (key BLOB NOT NULL, row_id INTEGER NOT NULL, PRIMARY KEY (key, row_id)) WITHOUT ROWID`,
    );
    return { ...definition, table, multikey };
  }

  #fill(collection: Collection, indexes: Index[]): void {
    for (let after = 0; ; ) {
      const rows = this.connection.rows(
        `SELECT row_id, body FROM ${collection.table} WHERE row_id > ? ORDER BY row_id LIMIT 500`,
        after,
      );
      for (const [rowId, body] of rows) {
        const document = fromBytes(body as Buffer);
        for (const index of indexes) this.#addKeys(collection, index, document, Number(rowId));
        after = Number(rowId);
      }
      if (rows.length < 500) return;
    }
  }

  #addKeys(collection: Collection, index: Index, document: Document, rowId: number): void {
    const { keys, multikey } = documentKeys(document, index.keys);
    this.#refuseDuplicates(collection, index, keys, document, rowId);
    this.#fileKeys(collection, index, { keys, multikey }, rowId);
  }

  #fileKeys(collection: Collection, index: Index, { keys, multikey }: DocumentKeys, rowId: number): void {
    for (const key of keys) this.connection.run(`INSERT INTO ${index.table} (key, row_id) VALUES (?, ?)`, key, rowId);
    if (!multikey.some((array, i) => array && !index.multikey[i])) return;
    index.multikey = index.multikey.map((array, i) => array || multikey[i] === true);
    this.connection.run(
      'UPDATE indexes SET multikey = ? WHERE collection = ? AND name = ?',
      JSON.stringify(index.multikey),
      collection.id,
      index.name,
    );
  }

  #refuseDuplicates(
    collection: Collection,
    index: Index,
    keys: Buffer[],
    document: Document,
    rowId: number | undefined,
  ): void {
    if (!index.unique) return;
    for (const key of keys) {
      const holder = this.connection.row(`SELECT row_id FROM ${index.table} WHERE key = ? LIMIT 1`, key);
      if (holder && holder[0] !== rowId) throw duplicateKey(collection.name, index.name, keyText(index, document));
    }
  }

  /** The document that holds a key of a unique index. */
  holderOf(collection: Collection, index: Index, key: Buffer): Document | undefined {
    const row = this.connection.row(
      `SELECT d.body FROM ${index.table} i JOIN ${collection.table} d ON d.row_id = i.row_id WHERE i.key = ? LIMIT 1`,
      key,
    );
    return row && fromBytes(row[0] as Buffer);
  }

  /**
   * Must run within `connection.write`. Everything is checked before anything is written.
   * @param rowId keeps a document's place among the others when a transaction rewrites it.
   * @throws ServiceError for a key that is taken or a limit.
   */
  insert(collection: Collection, document: Document, rowId?: number): void {
    collection.writes += 1;
    const idKey = encodeKey(document._id);
    if (this.connection.row(`SELECT 1 FROM ${collection.table} WHERE id_key = ?`, idKey)) {
      throw duplicateKey(collection.name, '_id_', keyText({ keys: [{ field: '_id', order: '1' }] }, document));
    }
    const bytes = checkedBytes(document);
    const filed = secondary(collection).map((index) => ({ index, keys: documentKeys(document, index.keys) }));
    for (const { index, keys } of filed) this.#refuseDuplicates(collection, index, keys.keys, document, undefined);
    const row = this.connection.run(
      `INSERT INTO ${collection.table} (row_id, id_key, body) VALUES (?, ?, ?)`,
      rowId ?? null,
      idKey,
      bytes,
    );
    for (const { index, keys } of filed) this.#fileKeys(collection, index, keys, row);
  }

  /** Must run within `connection.write`. `_id` stays what it is. */
  replace(collection: Collection, { rowId, document: before }: StoredDocument, after: Document): void {
    collection.writes += 1;
    const bytes = checkedBytes(after);
    const changes = secondary(collection).map((index) => {
      const old = documentKeys(before, index.keys).keys;
      const { keys, multikey } = documentKeys(after, index.keys);
      const leaving = old.filter((key) => !keys.some((kept) => kept.equals(key)));
      return {
        index,
        leaving,
        entering: { keys: keys.filter((key) => !old.some((held) => held.equals(key))), multikey },
      };
    });
    for (const { index, entering } of changes) this.#refuseDuplicates(collection, index, entering.keys, after, rowId);
    this.connection.run(`UPDATE ${collection.table} SET body = ? WHERE row_id = ?`, bytes, rowId);
    for (const { index, leaving, entering } of changes) {
      this.#dropKeys(index, leaving, rowId);
      this.#fileKeys(collection, index, entering, rowId);
    }
  }

  /** Must run within `connection.write`. */
  remove(collection: Collection, { rowId, document }: StoredDocument): void {
    collection.writes += 1;
    for (const index of secondary(collection)) this.#dropKeys(index, documentKeys(document, index.keys).keys, rowId);
    this.connection.run(`DELETE FROM ${collection.table} WHERE row_id = ?`, rowId);
  }

  #dropKeys(index: Index, keys: Buffer[], rowId: number): void {
    for (const key of keys) this.connection.run(`DELETE FROM ${index.table} WHERE key = ? AND row_id = ?`, key, rowId);
  }

  countDocuments(collection: Collection): number {
    return Number(this.connection.row(`SELECT count(*) FROM ${collection.table}`)?.[0] ?? 0);
  }

  close(): void {
    closeFile(this.connection, this.file);
  }

  #readCatalog(): void {
    for (const [id, name] of this.connection.rows('SELECT id, name FROM collections')) {
      const table = `documents_${Number(id)}`;
      const indexes = this.connection
        .rows('SELECT id, definition, multikey FROM indexes WHERE collection = ? ORDER BY id', Number(id))
        .map(
          ([indexId, definition, multikey]): Index => ({
            ...(JSON.parse(String(definition)) as IndexDefinition),
            table: `index_${Number(indexId)}`,
            multikey: JSON.parse(String(multikey)) as boolean[],
          }),
        );
      this.#collections.set(String(name), {
        id: Number(id),
        name: String(name),
        table,
        indexes: [idIndex(table), ...indexes],
        writes: 0,
      });
    }
  }
}

/** The index on `_id` is the documents' own table. */
function idIndex(table: string): Index {
  return { name: '_id_', keys: [{ field: '_id', order: '1' }], unique: true, table, multikey: [false] };
}

export function secondary(collection: Collection): Index[] {
  return collection.indexes.slice(1);
}

export function findRow(connection: Connection, collection: Collection, idKey: Buffer): StoredDocument | undefined {
  const row = connection.row(`SELECT row_id, body FROM ${collection.table} WHERE id_key = ?`, idKey);
  return row ? { rowId: Number(row[0]), document: fromBytes(row[1] as Buffer) } : undefined;
}

export function checkedBytes(document: Document): Buffer {
  const bytes = toBytes(document);
  if (bytes.length > DOCUMENT_LIMIT) {
    throw writeFailed(`object to insert too large. size in bytes: ${bytes.length}, max size: ${DOCUMENT_LIMIT}`);
  }
  return bytes;
}

/** The key as MongoDB's error shows it. */
export function keyText(index: Pick<IndexDefinition, 'keys'>, document: Document): string {
  const fields = index.keys.map(({ field }) => `${field}: ${shellText(plain(document, field))}`);
  return `{ ${fields.join(', ')} }`;
}

function plain(document: Document, field: string): Value {
  const value = field.split('.').reduce<Value>((found, name) => (found as Document | undefined)?.[name], document);
  return value ?? null;
}

function definitionText({ name, keys, unique }: IndexDefinition): string {
  return JSON.stringify({
    name,
    keys: keys.map(({ field, order }) => ({ field, order })),
    ...(unique ? { unique } : {}),
  });
}
