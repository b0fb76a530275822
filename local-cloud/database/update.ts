/** MongoDB's update operators on one document. */
import { compareValues, equalValues } from './compare.ts';
import { writeFailed } from './failure.ts';
import { arrayIndex } from './paths.ts';
import { shellText } from './shell-text.ts';
import { applyPull, applyPush, parsePull, parsePush } from './update-arrays.ts';
import { applyBit, applyNumber } from './update-numbers.ts';
import { cloneValue, type Document, getField, isDocument, setField, typeOf, type Value } from './values.ts';

/** One operator on one path: from the value that is there (or `undefined`) to the new one (`undefined` removes it). */
export interface Change {
  path: string[];
  /** `missing` says what a path that isn't there means: make it, or leave the document alone. */
  missing: 'create' | 'skip';
  apply: (value: Value, path: string) => Value;
}

export interface Update {
  changes: Change[];
  /** Renames run first, by the letter of their paths. */
  renames: { from: string[]; to: string[] }[];
  /** Only where an upsert inserts. */
  onInsert: Change[];
}

/** MongoDB's bound on how far a write may lengthen an array. */
const PADDING_LIMIT = 1_500_000;

/**
 * Reads an update document: operators only.
 * @throws ServiceError for an unknown operator, a bad operand, or two operators on one path.
 */
export function parseUpdate(update: Document): Update {
  const parsed: Update = { changes: [], renames: [], onInsert: [] };
  for (const operator of Object.keys(update)) {
    const fields = update[operator];
    if (!isDocument(fields)) {
      throw writeFailed(
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${shellText(fields)}}`,
      );
    }
    for (const path of Object.keys(fields)) parseOperator(parsed, operator, path, fields[path], fields);
  }
  const paths = [
    ...[...parsed.changes, ...parsed.onInsert].map(({ path }) => path),
    ...parsed.renames.flatMap(({ from, to }) => [from, to]),
  ];
  refuseConflicts(paths);
  return parsed;
}

function parseOperator(parsed: Update, operator: string, path: string, operand: Value, fields: Document): void {
  const components = checkedPath(path);
  const create = (apply: Change['apply']): unknown =>
    parsed.changes.push({ path: components, missing: 'create', apply });
  const change = (apply: Change['apply']): unknown => parsed.changes.push({ path: components, missing: 'skip', apply });
  switch (operator) {
    case '$set':
      return void create(() => operand);
    case '$setOnInsert':
      return void parsed.onInsert.push({ path: components, missing: 'create', apply: () => operand });
    case '$unset':
      return void change(() => undefined);
    case '$inc':
    case '$mul':
      return void create((value, at) => applyNumber(operator, value, operand, at, fields));
    case '$min':
      return void create((value) => (value === undefined || compareValues(operand, value) < 0 ? operand : value));
    case '$max':
      return void create((value) => (value === undefined || compareValues(operand, value) > 0 ? operand : value));
    case '$bit':
      return void create((value, at) => applyBit(value, operand, at));
    case '$push': {
      const push = parsePush(operand);
      return void create((value, at) => applyPush(push, value, at));
    }
    case '$pushAll':
      throw writeFailed('Unknown modifier: $pushAll');
    case '$addToSet':
      return void create((value, at) => addToSet(value, operand, at));
    case '$pop': {
      if (operand !== 1 && operand !== -1) throw writeFailed(`$pop expects 1 or -1, found: ${shellText(operand)}`);
      return void change((value, at) =>
        operand === 1 ? arrayAt(value, at).slice(0, -1) : arrayAt(value, at).slice(1),
      );
    }
    case '$pull': {
      const pull = parsePull(operand);
      return void change((value, at) => applyPull(pull, arrayAt(value, at, '$pull')));
    }
    case '$pullAll': {
      if (!Array.isArray(operand))
        throw writeFailed(`$pullAll requires an array argument but was given a ${typeOf(operand)}`);
      return void change((value, at) =>
        arrayAt(value, at, '$pullAll').filter((item) => !operand.some((other) => equalValues(item, other))),
      );
    }
    case '$rename':
      return void parsed.renames.push({ from: components, to: renameTarget(path, operand) });
    case '$currentDate':
      throw writeFailed('$currentDate is not supported here: use db.serverDate()');
    default:
      throw writeFailed(`Unknown modifier: ${operator}`);
  }
}

function checkedPath(path: string): string[] {
  const components = path.split('.');
  if (components.includes(''))
    throw writeFailed(`The update path '${path}' contains an empty field name, which is not allowed.`);
  if (components[0] === '_id')
    throw writeFailed("Performing an update on the path '_id' would modify the immutable field '_id'");
  const dollar = components.find((name, i) => name.startsWith('$') && !(i > 0 && (name === '$' || name === '$[]')));
  if (dollar !== undefined) {
    throw writeFailed(`The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`);
  }
  return components;
}

function renameTarget(path: string, operand: Value): string[] {
  if (typeof operand !== 'string')
    throw writeFailed(`The 'to' field for $rename must be a string: ${path}: ${shellText(operand)}`);
  if (operand === path) throw writeFailed(`The source and target field for $rename must differ: ${path}: "${operand}"`);
  return checkedPath(operand);
}

function refuseConflicts(paths: string[][]): void {
  const seen: string[][] = [];
  for (const path of paths) {
    const other = seen.find(
      (known) =>
        known.slice(0, path.length).every((name, i) => name === path[i]) ||
        path.slice(0, known.length).every((name, i) => name === known[i]),
    );
    if (other) {
      const [short, long] = other.length <= path.length ? [other, path] : [path, other];
      throw writeFailed(`Updating the path '${long.join('.')}' would create a conflict at '${short.join('.')}'`);
    }
    seen.push(path);
  }
}

function arrayAt(value: Value, path: string, operator = '$pop'): Value[] {
  if (Array.isArray(value)) return value;
  throw writeFailed(
    operator === '$pop'
      ? `Path '${path}' contains an element of non-array type '${typeOf(value)}'`
      : `Cannot apply ${operator} to a non-array value`,
  );
}

function addToSet(value: Value, operand: Value, path: string): Value {
  if (value !== undefined && !Array.isArray(value)) {
    throw writeFailed(
      `Cannot apply $addToSet to a non-array field. Field named '${path}' has a non-array type ${typeOf(value)}`,
    );
  }
  const each = isDocument(operand) && '$each' in operand ? operand.$each : [operand];
  if (!Array.isArray(each))
    throw writeFailed(`The argument to $each in $addToSet must be an array but it was of type ${typeOf(each)}`);
  const set = [...(value ?? [])];
  for (const item of each) if (!set.some((held) => equalValues(held, item))) set.push(item);
  return set;
}

/**
 * Applies an update.
 * @param position finds the element that a query matched, for the path `list.$`; @returns the new document, or the same object when
 * nothing changes.
 */
export function applyUpdate(
  document: Document,
  update: Update,
  position: (arrayPath: string) => number | undefined,
  inserting = false,
): Document {
  const copy = cloneValue(document);
  let changed = false;
  for (const { from, to } of update.renames) changed = rename(copy, from, to) || changed;
  for (const change of inserting ? [...update.changes, ...update.onInsert] : update.changes) {
    changed = changeAt(copy, { ...change, path: resolvePosition(change.path, position) }, 0) || changed;
  }
  return changed ? copy : document;
}

function resolvePosition(path: string[], position: (arrayPath: string) => number | undefined): string[] {
  const at = path.indexOf('$');
  if (at < 0) return path;
  const found = position(path.slice(0, at).join('.'));
  if (found === undefined) throw writeFailed('The positional operator did not find the match needed from the query.');
  return [...path.slice(0, at), String(found), ...path.slice(at + 1)];
}

/** Follows a path by the letter, making what is missing on the way, and applies the change at its end. */
function changeAt(container: Document | Value[], change: Change, depth: number): boolean {
  const name = change.path[depth] ?? '';
  if (name === '$[]') return changeAll(container, change, depth);
  const value = childOf(container, name, change, depth);
  if (depth === change.path.length - 1) return changeLeaf(container, name, value, change);
  if (isDocument(value) || Array.isArray(value)) return changeAt(value, change, depth + 1);
  if (change.missing === 'skip') return false;
  if (value !== undefined) throw cannotCreate(change.path[depth + 1] ?? '', name, value);
  const branch: Document = {};
  const changed = changeAt(branch, change, depth + 1);
  if (changed) setChild(container, name, branch);
  return changed;
}

function changeAll(container: Document | Value[], change: Change, depth: number): boolean {
  if (!Array.isArray(container)) {
    throw writeFailed(
      `Cannot apply array updates to non-array element ${change.path[depth - 1] ?? ''}: ${shellText(container)}`,
    );
  }
  return container
    .map((_, i) =>
      changeAt(
        container,
        { ...change, path: [...change.path.slice(0, depth), String(i), ...change.path.slice(depth + 1)] },
        depth,
      ),
    )
    .some(Boolean);
}

function childOf(container: Document | Value[], name: string, change: Change, depth: number): Value {
  if (!Array.isArray(container)) return getField(container, name);
  const index = arrayIndex(name);
  if (index >= 0) return container[index];
  if (change.missing === 'skip') return undefined;
  throw cannotCreate(name, change.path[depth - 1] ?? '', container);
}

function cannotCreate(name: string, parent: string, value: Value): Error {
  return writeFailed(`Cannot create field '${name}' in element {${parent}: ${shellText(value)}}`);
}

function changeLeaf(container: Document | Value[], name: string, value: Value, change: Change): boolean {
  if (value === undefined && change.missing === 'skip') return false;
  const result = change.apply(value, change.path.join('.'));
  if (result === undefined) {
    // Taking an element out would move the others: it becomes null.
    if (Array.isArray(container)) container[arrayIndex(name)] = null;
    else delete container[name];
    return true;
  }
  if (value !== undefined && typeOf(value) === typeOf(result) && equalValues(value, result)) return false;
  setChild(container, name, cloneValue(result));
  return true;
}

function setChild(container: Document | Value[], name: string, value: Value): void {
  if (!Array.isArray(container)) {
    setField(container, name, value);
    return;
  }
  const index = arrayIndex(name);
  if (index - container.length > PADDING_LIMIT) throw writeFailed(`can't backfill more than ${PADDING_LIMIT} elements`);
  while (container.length < index) container.push(null);
  container[index] = value;
}

function rename(document: Document, from: string[], to: string[]): boolean {
  const holder = holderOf(document, from, 'source');
  const name = from.at(-1) ?? '';
  const value = holder && getField(holder, name);
  if (!holder || value === undefined) return false;
  delete holder[name];
  holderOf(document, to, 'destination');
  changeAt(document, { path: to, missing: 'create', apply: () => value }, 0);
  return true;
}

/** The document that holds the last name of a path; `$rename` does not go through arrays. */
function holderOf(document: Document, path: string[], role: string): Document | undefined {
  let holder: Value = document;
  for (const name of path.slice(0, -1)) {
    holder = isDocument(holder) ? getField(holder, name) : undefined;
    if (Array.isArray(holder)) {
      throw writeFailed(
        `The ${role} field cannot be an array element, '${path.join('.')}' in doc has an array field called '${name}'`,
      );
    }
  }
  return isDocument(holder) ? holder : undefined;
}
