/** `$project` and `$addFields`: trees of fields that are kept, left out or computed. */
import { requestFailed } from '../failure.ts';
import { type Document, getField, isDocument, isNumeric, setField, toNumber, type Value } from '../values.ts';
import { type Expression, type Names, parseExpression, type Scope } from './expression.ts';

type Node = 'keep' | 'drop' | { compute: Expression } | Tree;
class Tree {
  readonly fields = new Map<string, Node>();

  /** Something below is computed, so that the tree makes fields where there are none. */
  get computes(): boolean {
    return [...this.fields.values()].some((node) => (node instanceof Tree ? node.computes : typeof node === 'object'));
  }
}

type DocumentRun = (document: Document, variables: Scope['variables']) => Document;

export function parseProject(operand: Value, names: Names): DocumentRun {
  if (!isDocument(operand) || Object.keys(operand).length === 0) {
    throw requestFailed('Invalid $project :: caused by :: specification must be an object with at least one field');
  }
  const tree = new Tree();
  for (const path of Object.keys(operand)) place(tree, path, readNode(operand[path], names));
  const drops = leaves(tree, '').filter(({ node }) => node === 'drop');
  const excluding = drops.some(({ path }) => path !== '_id') || drops.length === tree.fields.size;
  const others = leaves(tree, '').filter(({ path, node }) => path !== '_id' && (node === 'drop') !== excluding);
  if (others[0]) {
    throw requestFailed(
      `Invalid $project :: caused by :: Bad projection specification, cannot mix inclusion and exclusion: ${others[0].path}`,
    );
  }
  if (excluding) return (document) => exclude(document, tree);
  if (!tree.fields.has('_id')) tree.fields.set('_id', 'keep');
  return (document, variables) => include(document, tree, { root: document, current: document, variables });
}

export function parseAddFields(operand: Value, names: Names): DocumentRun {
  if (!isDocument(operand) || Object.keys(operand).length === 0) {
    throw requestFailed('$addFields specification stage must be an object with at least one field');
  }
  const tree = new Tree();
  for (const path of Object.keys(operand)) place(tree, path, readAddition(operand[path], names));
  return (document, variables) => add(document, tree, { root: document, current: document, variables });
}

/** 1 and true keep, 0 and false leave out, an object of names goes deeper, all else is computed. */
function readNode(value: Value, names: Names): Node {
  if (typeof value === 'boolean') return value ? 'keep' : 'drop';
  if (isNumeric(value)) return toNumber(value) === 0 ? 'drop' : 'keep';
  if (!isDocument(value) || Object.keys(value)[0]?.startsWith('$')) return { compute: parseExpression(value, names) };
  if (Object.keys(value).length === 0) throw requestFailed('an empty object is not a valid value. Found in a $project');
  const tree = new Tree();
  for (const path of Object.keys(value)) place(tree, path, readNode(value[path], names));
  return tree;
}

function readAddition(value: Value, names: Names): Node {
  const fields = isDocument(value) ? Object.keys(value) : [];
  if (!isDocument(value) || fields.length === 0 || fields[0]?.startsWith('$'))
    return { compute: parseExpression(value, names) };
  const tree = new Tree();
  for (const path of fields) place(tree, path, readAddition(value[path], names));
  return tree;
}

function place(tree: Tree, path: string, node: Node): void {
  const [name = '', ...rest] = path.split('.');
  if (name === '' || name.startsWith('$'))
    throw requestFailed(`FieldPath field names may not be empty or start with '$': ${path}`);
  const present = tree.fields.get(name);
  if (rest.length === 0) {
    if (present !== undefined) throw requestFailed(`specification contains two conflicting paths: ${path}`);
    tree.fields.set(name, node);
    return;
  }
  const branch = present ?? new Tree();
  if (!(branch instanceof Tree)) throw requestFailed(`specification contains two conflicting paths: ${path}`);
  tree.fields.set(name, branch);
  place(branch, rest.join('.'), node);
}

function leaves(tree: Tree, prefix: string): { path: string; node: Node }[] {
  return [...tree.fields].flatMap(([name, node]) =>
    node instanceof Tree ? leaves(node, `${prefix}${name}.`) : [{ path: `${prefix}${name}`, node }],
  );
}

function include(document: Document, tree: Tree, scope: Scope): Document {
  const result: Document = {};
  for (const field of Object.keys(document)) {
    const node = tree.fields.get(field);
    if (node === 'keep') setField(result, field, document[field]);
    else if (node instanceof Tree) assign(result, field, includeWithin(document[field], node, scope));
  }
  // What is computed comes after what is kept, in the order of the specification.
  for (const [field, node] of tree.fields) {
    if (typeof node !== 'object') continue;
    if (node instanceof Tree) {
      if (getField(document, field) === undefined && node.computes) setField(result, field, include({}, node, scope));
    } else {
      assign(result, field, node.compute(scope));
    }
  }
  return result;
}

function includeWithin(value: Value, tree: Tree, scope: Scope): Value {
  if (isDocument(value)) return include(value, tree, scope);
  if (Array.isArray(value))
    return value.map((item) => includeWithin(item, tree, scope)).filter((item) => item !== undefined);
  return tree.computes ? include({}, tree, scope) : undefined;
}

function exclude(document: Document, tree: Tree): Document {
  const result: Document = {};
  for (const field of Object.keys(document)) {
    const node = tree.fields.get(field);
    if (node === 'drop') continue;
    setField(result, field, node instanceof Tree ? excludeWithin(document[field], node) : document[field]);
  }
  return result;
}

function excludeWithin(value: Value, tree: Tree): Value {
  if (isDocument(value)) return exclude(value, tree);
  return Array.isArray(value) ? value.map((item) => excludeWithin(item, tree)) : value;
}

function add(document: Document, tree: Tree, scope: Scope): Document {
  const result: Document = { ...document };
  for (const [field, node] of tree.fields) {
    if (node instanceof Tree) setField(result, field, addWithin(getField(document, field), node, scope));
    else if (typeof node === 'object') assign(result, field, node.compute(scope));
  }
  return result;
}

function addWithin(value: Value, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => addWithin(item, tree, scope));
  return add(isDocument(value) ? value : {}, tree, scope);
}

/** A computed field that is missing takes away what was there. */
function assign(result: Document, field: string, value: Value): void {
  if (value === undefined) delete result[field];
  else setField(result, field, value);
}
