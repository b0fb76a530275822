/** `$push` with its modifiers, and `$pull`. */

import { BSONRegExp } from 'bson';
import { compareValues } from './compare.ts';
import { writeFailed } from './failure.ts';
import { isOperators, parseFilter, parsePredicates } from './filter.ts';
import { sortKey } from './index-keys.ts';
import { compileFilter, valueTest } from './match.ts';
import { compilePattern } from './pattern.ts';
import { type Document, isDocument, isNumeric, toNumber, typeOf, type Value } from './values.ts';

export interface Push {
  each: Value[];
  position: number | undefined;
  slice: number | undefined;
  sort: ((a: Value, b: Value) => number) | undefined;
}

const MODIFIERS = ['$each', '$position', '$slice', '$sort'];

export function parsePush(operand: Value): Push {
  if (!isDocument(operand) || !('$each' in operand)) {
    return { each: [operand ?? null], position: undefined, slice: undefined, sort: undefined };
  }
  const unknown = Object.keys(operand).find((name) => !MODIFIERS.includes(name));
  if (unknown !== undefined) throw writeFailed(`Unrecognized clause in $push: ${unknown}`);
  const each = operand.$each;
  if (!Array.isArray(each))
    throw writeFailed(`The argument to $each in $push must be an array but it was of type: ${typeOf(each)}`);
  return {
    each,
    position: wholeModifier(operand, '$position'),
    slice: wholeModifier(operand, '$slice'),
    sort: operand.$sort === undefined ? undefined : parseSort(operand.$sort),
  };
}

function wholeModifier(operand: Document, name: string): number | undefined {
  const value = operand[name];
  if (value === undefined) return undefined;
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) {
    throw writeFailed(`The value for ${name} must be an integer value but was given type: ${typeOf(value)}`);
  }
  return toNumber(value);
}

function parseSort(sort: Value): (a: Value, b: Value) => number {
  if (sort === 1 || sort === -1) return (a, b) => compareValues(a, b) * sort;
  if (!isDocument(sort) || Object.keys(sort).length === 0) {
    throw writeFailed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const parts = Object.keys(sort).map((field) => {
    const order = sort[field];
    if (order !== 1 && order !== -1) throw writeFailed('The $sort element value must be either 1 or -1');
    return { field, order: order === 1 ? ('1' as const) : ('-1' as const) };
  });
  const keyOf = (value: Value): Buffer => sortKey(isDocument(value) ? value : {}, parts);
  return (a, b) => Buffer.compare(keyOf(a), keyOf(b));
}

export function applyPush(push: Push, value: Value, path: string): Value {
  if (value !== undefined && !Array.isArray(value)) {
    throw writeFailed(`The field '${path}' must be an array but is of type ${typeOf(value)} in document`);
  }
  const array = [...(value ?? [])];
  // A negative position counts from the end.
  const at = push.position === undefined ? array.length : push.position;
  array.splice(at, 0, ...push.each);
  if (push.sort) array.sort(push.sort);
  if (push.slice === undefined) return array;
  if (push.slice === 0) return [];
  return push.slice > 0 ? array.slice(0, push.slice) : array.slice(push.slice);
}

/** Whether an element goes. */
export type Pull = (element: Value) => boolean;

/** A value removes its equals; operators and fields remove what matches them. */
export function parsePull(operand: Value): Pull {
  if (operand instanceof BSONRegExp) return valueTest({ op: 'regex', pattern: compilePattern(operand) });
  if (isOperators(operand)) {
    const tests = parsePredicates(operand).map(valueTest);
    return (element) => tests.every((test) => test(element));
  }
  if (isDocument(operand)) {
    const matches = compileFilter(parseFilter(operand));
    return (element) => isDocument(element) && matches(element);
  }
  return (element) => compareValues(element, operand) === 0;
}

export function applyPull(pull: Pull, array: Value[]): Value[] {
  return array.filter((element) => !pull(element));
}
