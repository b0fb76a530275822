/** `cloudfunctions/indexes.json`: the indexes of every collection, read by the deployment and by the local cloud. */

export interface IndexKey {
  field: string;
  /** Ascending, descending, or by place on the globe. */
  order: '1' | '-1' | '2dsphere';
}

export interface IndexDefinition {
  name: string;
  keys: IndexKey[];
  /** No two documents may share a key; a missing field counts as null. */
  unique?: boolean;
}

export type IndexDefinitions = Record<string, IndexDefinition[]>;

/** The service's limits (DESIGN.md section 4). */
const INDEXES_PER_COLLECTION = 20;
const ID_INDEX = '_id_';

/**
 * Checks what stands in indexes.json.
 * @throws Error that names the collection, the index and what is wrong with it.
 */
export function checkDefinitions(definitions: unknown): IndexDefinitions {
  if (!isRecord(definitions)) throw new Error('indexes: must be an object of collections');
  for (const [collection, indexes] of Object.entries(definitions)) {
    if (!Array.isArray(indexes)) throw new Error(`indexes: ${collection} must be an array of indexes`);
    if (indexes.length >= INDEXES_PER_COLLECTION) {
      throw new Error(
        `indexes: ${collection} has ${indexes.length} indexes beside the one on _id; the service allows ${INDEXES_PER_COLLECTION} in all`,
      );
    }
    const names = new Set<unknown>([ID_INDEX]);
    for (const [i, index] of indexes.entries()) {
      const problem = problemOf(index) ?? (names.has(index.name) ? 'its name is taken' : undefined);
      if (problem !== undefined) throw new Error(`indexes: ${collection}[${i}]: ${problem}`);
      names.add(index.name);
    }
  }
  return definitions as IndexDefinitions;
}

function problemOf(index: unknown): string | undefined {
  if (!isRecord(index)) return 'must be an object';
  if (typeof index.name !== 'string' || index.name === '') return 'needs a name';
  const keys = index.keys;
  if (!Array.isArray(keys) || keys.length === 0) return `${index.name} needs keys`;
  for (const key of keys) {
    if (!isRecord(key) || typeof key.field !== 'string' || key.field === '')
      return `${index.name}: a key needs a field`;
    if (!['1', '-1', '2dsphere'].includes(String(key.order)) || typeof key.order !== 'string') {
      return `${index.name}: the order of ${key.field} must be "1", "-1" or "2dsphere"`;
    }
  }
  if (new Set(keys.map((key) => key.field)).size < keys.length) return `${index.name} names a field twice`;
  const unique = index.unique;
  if (unique !== undefined && typeof unique !== 'boolean') return `${index.name}: unique must be true or false`;
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
