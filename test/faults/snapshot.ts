import type { Cloud } from '#cloud/cloud';
import { databaseActions } from '#cloud/database/actions';

/** Every document of a cloud's database, as EJSON text by id, by collection. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<string, string>>;

const MOST = 100_000;

/** What was read of each database's collections: one that nobody has written to since is not read again. */
const read = new WeakMap<object, Map<string, { writes: number; documents: ReadonlyMap<string, string> }>>();

export function takeSnapshot({ database }: Cloud): Snapshot {
  const known = read.get(database) ?? new Map<string, { writes: number; documents: ReadonlyMap<string, string> }>();
  read.set(database, known);
  for (const { name } of database.collections()) {
    const writes = database.writesTo(name);
    if (known.get(name)?.writes === writes) continue;
    const { documents } = database.browse(name, { limit: MOST, offset: 0 });
    const byId = documents.map((document): [string, string] => [
      JSON.stringify((document as { _id: unknown })._id),
      JSON.stringify(document),
    ]);
    known.set(name, { writes, documents: new Map(byId) });
  }
  return new Map([...known].map(([name, { documents }]) => [name, documents]));
}

/** Makes the database what it was, touching only what has changed since. */
export async function restoreSnapshot(cloud: Cloud, wanted: Snapshot): Promise<void> {
  const actions = databaseActions(cloud.database);
  const perform = async (action: string, params: Record<string, unknown>) => {
    await actions[action]?.({ action, params, requestId: 'snapshot', bytes: 0 });
  };
  for (const [collectionName, now] of takeSnapshot(cloud)) {
    const before = wanted.get(collectionName) ?? new Map<string, string>();
    for (const [id, document] of now) {
      if (before.get(id) === document) continue;
      await perform('database.removeDocument', { collectionName, query: `{"_id":${id}}`, multi: true });
    }
    const missing = [...before].filter(([id, document]) => now.get(id) !== document).map(([, document]) => document);
    if (missing.length > 0) await perform('database.insertDocument', { collectionName, data: missing });
  }
}

/** Of collections that did not change between two snapshots. */
const meanings = new WeakMap<ReadonlyMap<string, string>, { since: string; texts: string[] }>();

/**
 * What a database says, without what no two runs have in common: ids and keys made by chance, and when it happened.
 *
 * @param since an instant from then on is `now`
 * @param leaveOut collections that count tries rather than deeds
 */
export function meaningOf(snapshot: Snapshot, since: string, leaveOut: ReadonlySet<string>): Record<string, string[]> {
  const plain = (document: string) =>
    document
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?Z/g, (instant) => (instant >= since ? 'now' : instant))
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'chance')
      .replace(/"[0-9a-f]{32}"/g, '"chance"');
  const say = (documents: ReadonlyMap<string, string>) => {
    const said = meanings.get(documents);
    if (said?.since === since) return said.texts;
    const texts = [...documents.values()].map(plain).sort();
    meanings.set(documents, { since, texts });
    return texts;
  };
  return Object.fromEntries(
    [...snapshot].filter(([name]) => !leaveOut.has(name)).map(([name, documents]) => [name, say(documents)]),
  );
}

/** The same without some fields of some collections, at whatever depth they stand. */
export function withoutFields(snapshot: Snapshot, fieldsOf: Readonly<Record<string, readonly string[]>>): Snapshot {
  return new Map(
    [...snapshot].map(([name, documents]) => {
      const fields = fieldsOf[name] ?? [];
      const plain = (document: string) =>
        JSON.stringify(JSON.parse(document), (field, value: unknown) => (fields.includes(field) ? '…' : value));
      return [name, fields.length === 0 ? documents : new Map([...documents].map(([id, text]) => [id, plain(text)]))];
    }),
  );
}

/** What one database says and the other doesn't, by collection; nothing where they say the same. */
export function differences(
  wanted: Record<string, string[]>,
  found: Record<string, string[]>,
): Record<string, { missing: string[]; extra: string[] }> {
  const without = (all: readonly string[], others: readonly string[]) => {
    const left = [...others];
    return all.filter((one) => {
      const at = left.indexOf(one);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return Object.fromEntries(
    names
      .map((name) => [wanted[name] ?? [], found[name] ?? [], name] as const)
      .map(([one, other, name]) => [name, { missing: without(one, other), extra: without(other, one) }] as const)
      .filter(([, { missing, extra }]) => missing.length + extra.length > 0),
  );
}
