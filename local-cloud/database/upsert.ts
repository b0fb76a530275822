/** The document that an upsert starts from: what the query demands by equality. */
import type { Filter } from './filter.ts';
import { applyUpdate } from './update.ts';
import { type Document, setField, type Value } from './values.ts';

export function seedDocument(filter: Filter): Document {
  let seed: Document = {};
  for (const [path, value] of equalities(filter)) {
    if (path === '_id') {
      setField(seed, path, value);
      continue;
    }
    const change = { path: path.split('.'), missing: 'create' as const, apply: () => value };
    seed = applyUpdate(seed, { changes: [change], renames: [], onInsert: [] }, () => undefined);
  }
  return seed;
}

function equalities(filter: Filter): [string, Value][] {
  if (filter.kind === 'and') return filter.filters.flatMap(equalities);
  if (filter.kind === 'or' && filter.filters.length === 1) return filter.filters.flatMap(equalities);
  return filter.kind === 'field' && filter.predicate.op === 'eq' ? [[filter.path, filter.predicate.value]] : [];
}
