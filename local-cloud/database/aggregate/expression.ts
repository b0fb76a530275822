/**
 * Aggregation expressions: read once into a function, run on each document.
 * The reference is MongoDB 4.0's manual, to whose operators the SDK's `db.command.aggregate` keeps.
 */
import { requestFailed } from '../failure.ts';
import { type Document, getField, isDocument, isNumeric, setField, toNumber, type Value } from '../values.ts';

/** What an expression sees. `undefined` as its result means: missing. */
export interface Scope {
  root: Document;
  current: Value;
  variables: Readonly<Record<string, Value>>;
}

export type Expression = (scope: Scope) => Value;

/** Names of the variables that an expression may use. */
export type Names = ReadonlySet<string>;

/** Reads an operator's operand. */
export type Operator = (operand: Value, names: Names) => Expression;

const SYSTEM_NAMES: Names = new Set(['ROOT', 'CURRENT', 'REMOVE', 'DESCEND', 'PRUNE', 'KEEP']);

/** The system's names, and some more. */
export function namesWith(more: Iterable<string>): Names {
  return new Set([...SYSTEM_NAMES, ...more]);
}

/** Filled by operators.ts: the operators need `parseExpression`, so that it can't import them. */
const OPERATORS: Record<string, Operator> = {};

export function defineOperators(...families: Record<string, Operator>[]): void {
  Object.assign(OPERATORS, ...families);
}

export function parseExpression(value: Value, names: Names = SYSTEM_NAMES): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return parsePath(value, names);
  if (Array.isArray(value)) {
    const items = value.map((item) => parseExpression(item, names));
    // A missing element is null: an array has no holes.
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDocument(value)) return () => value;
  const fields = Object.keys(value);
  const [first] = fields;
  if (first?.startsWith('$')) {
    if (fields.length > 1)
      throw requestFailed('an expression specification must contain exactly one field, the name of the expression');
    return parseOperator(first, value[first], names);
  }
  return parseObject(value, fields, names);
}

export function isOperator(name: string): boolean {
  return Object.hasOwn(OPERATORS, name);
}

function parseOperator(name: string, operand: Value, names: Names): Expression {
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw requestFailed(`Unrecognized expression '${name}'`);
  return operator(operand, names);
}

function parseObject(value: Document, fields: string[], names: Names): Expression {
  const items = fields.map((field): [string, Expression] => {
    if (field.includes('.')) throw requestFailed(`FieldPath field names may not contain '.': ${field}`);
    return [field, parseExpression(value[field], names)];
  });
  return (scope) => {
    const document: Document = {};
    for (const [field, item] of items) {
      const result = item(scope);
      if (result !== undefined) setField(document, field, result);
    }
    return document;
  };
}

/** `$field.path`, or `$$variable.path`. */
function parsePath(text: string, names: Names): Expression {
  if (!text.startsWith('$$')) {
    const path = fieldPath(text.slice(1));
    return ({ current }) => fieldValue(current, path);
  }
  const [name = '', ...path] = text.slice(2).split('.');
  if (!names.has(name)) throw requestFailed(`Use of undefined variable: ${name}`);
  if (path.length > 0) fieldPath(path.join('.'));
  switch (name) {
    case 'ROOT':
      return ({ root }) => fieldValue(root, path);
    case 'CURRENT':
      return ({ current }) => fieldValue(current, path);
    case 'REMOVE':
      return () => undefined;
    case 'DESCEND':
    case 'PRUNE':
    case 'KEEP':
      return () => name.toLowerCase();
    default:
      return ({ variables }) => fieldValue(variables[name], path);
  }
}

function fieldPath(text: string): string[] {
  if (text === '') throw requestFailed("'$' by itself is not a valid FieldPath");
  const path = text.split('.');
  if (path.includes('')) throw requestFailed("FieldPath must not end with a '.' and its names must not be empty");
  const dollar = path.find((name) => name.startsWith('$'));
  if (dollar !== undefined) throw requestFailed(`FieldPath field names may not start with '$': ${dollar}`);
  return path;
}

/** The value at a path; over an array, the array of what its elements have there. Numbers are names here, not positions. */
export function fieldValue(value: Value, path: readonly string[], from = 0): Value {
  const name = path[from];
  if (name === undefined) return value;
  if (isDocument(value)) return fieldValue(getField(value, name), path, from + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .map((item) => (isDocument(item) || Array.isArray(item) ? fieldValue(item, path, from) : undefined))
    .filter((item) => item !== undefined);
}

/** Missing, null, false and zero are false; all else, an empty string or array too, is true. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !(isNumeric(value) && toNumber(value) === 0);
}

export function isNullish(value: Value): value is null | undefined {
  return value === null || value === undefined;
}
