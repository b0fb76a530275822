/** `field()`: which fields of a document a query returns. */
import { requestFailed } from './failure.ts';
import { type Filter, parseFilter } from './filter.ts';
import { compileFilter, valueTest } from './match.ts';
import { type Document, isDocument, isNumeric, setField, toNumber, typeOf, type Value } from './values.ts';

export type Projector = (document: Document) => Document;

type Cut = (value: Value) => Value;

/** A tree of paths: true ends a path that is named as a whole. */
interface Tree {
  [name: string]: true | Tree;
}

/**
 * @param filter the query, which `'list.$'` needs to know the element that matched.
 * @throws ServiceError when fields are both named and excluded.
 */
export function parseProjection(projection: Document, filter: Filter): Projector {
  const named: Tree = {};
  const cuts = new Map<string, Cut>();
  const additions: string[] = [];
  let mode: 'include' | 'exclude' | undefined;
  let id: boolean | undefined;
  for (const path of Object.keys(projection)) {
    const value = projection[path];
    if (isDocument(value)) {
      const cut = parseCut(path, value);
      cuts.set(path, cut.cut);
      // `$elemMatch` names its field, `$slice` only shortens it.
      if (cut.names) additions.push(path);
      continue;
    }
    const include = included(path, value);
    if (path === '_id') {
      id = include;
      continue;
    }
    const wanted = include ? 'include' : 'exclude';
    if (mode !== undefined && mode !== wanted) {
      throw requestFailed(`Projection cannot have a mix of inclusion and exclusion: ${path}`);
    }
    mode = wanted;
    const positional = path.endsWith('.$');
    const field = positional ? path.slice(0, -2) : path;
    if (positional) cuts.set(field, positionalCut(field, filter));
    addPath(named, field.split('.'));
  }
  for (const path of additions) {
    if (mode === 'exclude')
      throw requestFailed('Projection cannot have a mix of inclusion and exclusion: $elemMatch includes');
    mode = 'include';
    addPath(named, path.split('.'));
  }
  if (mode === undefined && id === true) mode = 'include';
  return (document) => finish(select(document, named, mode), document, id, cuts);
}

function included(path: string, value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (isNumeric(value)) return toNumber(value) !== 0;
  throw requestFailed(`Unsupported projection option: ${path}: ${typeOf(value)}`);
}

function addPath(tree: Tree, path: string[]): void {
  const [name, ...rest] = path;
  if (name === undefined || tree[name] === true) return;
  if (rest.length === 0) {
    tree[name] = true;
    return;
  }
  const branch = tree[name] ?? {};
  tree[name] = branch;
  addPath(branch, rest);
}

function select(document: Document, tree: Tree, mode: 'include' | 'exclude' | undefined): Document {
  if (mode === undefined) return { ...document };
  return mode === 'include' ? includeFields(document, tree) : excludeFields(document, tree);
}

function includeFields(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const field of Object.keys(document)) {
    const branch = Object.hasOwn(tree, field) ? tree[field] : undefined;
    if (branch === undefined) continue;
    const value = branch === true ? document[field] : within(document[field], branch, includeFields, true);
    if (value !== undefined) setField(result, field, value);
  }
  return result;
}

function excludeFields(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const field of Object.keys(document)) {
    const branch = Object.hasOwn(tree, field) ? tree[field] : undefined;
    if (branch === true) continue;
    setField(result, field, branch ? within(document[field], branch, excludeFields, false) : document[field]);
  }
  return result;
}

/** Applies a branch to a subdocument, or to those in an array. What is no document has none of the fields: inclusion drops it. */
function within(
  value: Value,
  branch: Tree,
  apply: (document: Document, tree: Tree) => Document,
  dropOthers: boolean,
): Value {
  if (isDocument(value)) return apply(value, branch);
  if (!Array.isArray(value)) return dropOthers ? undefined : value;
  return value.map((item) => within(item, branch, apply, dropOthers)).filter((item) => item !== undefined);
}

function finish(result: Document, document: Document, id: boolean | undefined, cuts: Map<string, Cut>): Document {
  const { _id: _, ...rest } = result;
  const ordered: Document = id === false || !('_id' in document) ? rest : { _id: document._id, ...rest };
  for (const [path, cut] of cuts) cutAt(ordered, path.split('.'), cut);
  return ordered;
}

function cutAt(document: Document, path: string[], cut: Cut): void {
  const [name = '', ...rest] = path;
  const value = document[name];
  if (rest.length === 0) {
    const shortened = cut(value);
    if (shortened === undefined) delete document[name];
    else setField(document, name, shortened);
  } else if (isDocument(value)) {
    const copy = { ...value };
    cutAt(copy, rest, cut);
    setField(document, name, copy);
  } else if (Array.isArray(value)) {
    const copies = value.map((item) => {
      if (!isDocument(item)) return item;
      const copy = { ...item };
      cutAt(copy, rest, cut);
      return copy;
    });
    setField(document, name, copies);
  }
}

function parseCut(path: string, operators: Document): { cut: Cut; names: boolean } {
  const [operator, ...others] = Object.keys(operators);
  if (others.length > 0) throw requestFailed(`>1 field in obj: ${path}`);
  switch (operator) {
    case '$slice':
      return { cut: sliceCut(operators.$slice), names: false };
    case '$elemMatch': {
      if (path.includes('.')) throw requestFailed('Cannot use $elemMatch projection on a nested field.');
      return { cut: elementCut(operators.$elemMatch), names: true };
    }
    default:
      throw requestFailed(`Unsupported projection option: ${path}: ${operator ?? '{}'}`);
  }
}

function sliceCut(operand: Value): Cut {
  const pair = Array.isArray(operand) ? operand : [operand];
  const [first, count] = pair;
  if (!isNumeric(first) || pair.length > 2 || (pair.length === 2 && !isNumeric(count))) {
    throw requestFailed('$slice only supports numbers and [skip, limit] arrays');
  }
  const skip = Math.trunc(toNumber(first));
  if (!isNumeric(count))
    return (value) => (Array.isArray(value) ? (skip >= 0 ? value.slice(0, skip) : value.slice(skip)) : value);
  const limit = Math.trunc(toNumber(count));
  if (limit <= 0) throw requestFailed('$slice limit must be positive');
  return (value) => {
    if (!Array.isArray(value)) return value;
    const from = skip >= 0 ? skip : Math.max(value.length + skip, 0);
    return value.slice(from, from + limit);
  };
}

/** The first element that matches, in an array of its own. */
function elementCut(operand: Value): Cut {
  if (!isDocument(operand)) throw requestFailed('elemMatch: Invalid argument, object required');
  const filter = parseFilter({ list: { $elemMatch: operand } });
  const matches = compileFilter(filter);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const found = value.findIndex((item) => matches({ list: [item] }));
    return found < 0 ? undefined : [value[found] ?? null];
  };
}

function positionalCut(path: string, filter: Filter): Cut {
  return (value) => {
    if (!Array.isArray(value)) return value;
    const found = value.findIndex((item) => elementMatches(filter, path, item));
    if (found < 0)
      throw requestFailed(
        `Executor error: positional operator '${path}.$' requires corresponding field in query specifier`,
      );
    return [value[found] ?? null];
  };
}

/** Whether an element satisfies what the query asks of the array that it is in. */
export function elementMatches(filter: Filter, path: string, element: Value): boolean {
  const tests = fieldPredicates(filter).filter(({ path: asked }) => asked === path || asked.startsWith(`${path}.`));
  if (tests.length === 0) return false;
  return tests.every(({ path: asked, filter: field }) => {
    if (asked === path) return valueTest(field.predicate)([element]) || valueTest(field.predicate)(element);
    return (
      isDocument(element) &&
      compileFilter({
        ...field,
        path: asked.slice(path.length + 1),
        components: asked.slice(path.length + 1).split('.'),
      })(element)
    );
  });
}

type FieldFilter = Extract<Filter, { kind: 'field' }>;

function fieldPredicates(filter: Filter): { path: string; filter: FieldFilter }[] {
  if (filter.kind === 'field') return [{ path: filter.path, filter }];
  return filter.kind === 'and' ? filter.filters.flatMap(fieldPredicates) : [];
}
