/** Array operators. */
import { compareValues } from '../compare.ts';
import { requestFailed } from '../failure.ts';
import { type Document, isDocument, setField, typeOf, type Value } from '../values.ts';
import { isNullish, isTrue, type Operator, parseExpression } from './expression.ts';
import { variableName } from './logic.ts';
import { arrayOf, namedOperand, optionalExpression, takes, takesAll, wholeNumber } from './operands.ts';

/** The most elements that `$range` may make: MongoDB stops at what fits into its memory limit. */
const RANGE_LIMIT = 16_000_000;

function elementAt(array: Value, position: Value): Value {
  if (isNullish(array) || isNullish(position)) return null;
  if (!Array.isArray(array))
    throw requestFailed(`$arrayElemAt's first argument must be an array, but is ${typeOf(array)}`);
  return array.at(wholeNumber('$arrayElemAt', 'second argument', position));
}

function arrayToObject(value: Value): Value {
  if (isNullish(value)) return null;
  const document: Document = {};
  for (const item of arrayOf('$arrayToObject', 'The argument', value)) {
    const [key, content] = keyAndValue(item);
    if (typeof key !== 'string') {
      throw requestFailed(`$arrayToObject requires keys of type string, found: ${typeOf(key)}`);
    }
    setField(document, key, content);
  }
  return document;
}

function keyAndValue(item: Value): [Value, Value] {
  if (Array.isArray(item) && item.length === 2) return [item[0], item[1]];
  if (isDocument(item) && Object.keys(item).length === 2 && 'k' in item && 'v' in item) return [item.k, item.v];
  throw requestFailed(
    "$arrayToObject requires a consistent input format: elements must all be arrays of size 2, or objects with the fields 'k' and 'v'",
  );
}

function indexOf(array: Value, wanted: Value, start?: Value, end?: Value): Value {
  if (isNullish(array)) return null;
  const items = arrayOf('$indexOfArray', 'The first argument', array);
  const from = start === undefined ? 0 : position('$indexOfArray', 'starting index', start);
  const to = end === undefined ? items.length : Math.min(position('$indexOfArray', 'ending index', end), items.length);
  for (let i = from; i < to; i++) if (compareValues(items[i], wanted) === 0) return i;
  return -1;
}

/** A non-negative whole number. */
export function position(name: string, what: string, value: Value): number {
  const number = wholeNumber(name, what, value);
  if (number < 0) throw requestFailed(`${name} requires a nonnegative ${what}, found: ${number}`);
  return number;
}

function range(start: Value, end: Value, step: Value): Value {
  const from = wholeNumber('$range', 'starting value', start);
  const to = wholeNumber('$range', 'ending value', end);
  const by = step === undefined ? 1 : wholeNumber('$range', 'step value', step);
  if (by === 0) throw requestFailed('$range requires a non-zero step value');
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (length > RANGE_LIMIT) throw requestFailed('$range would use too much memory');
  return Array.from({ length }, (_, i) => from + i * by);
}

function slice(array: Value, second: Value, third: Value): Value {
  if (isNullish(array) || second === null || third === null) return null;
  const items = arrayOf('$slice', 'First argument', array);
  const n = wholeNumber('$slice', 'second argument', second);
  if (third === undefined) return n >= 0 ? items.slice(0, n) : items.slice(n);
  const count = wholeNumber('$slice', 'third argument', third);
  if (count <= 0) throw requestFailed('Third argument to $slice must be positive');
  const from = n >= 0 ? n : Math.max(items.length + n, 0);
  return items.slice(from, from + count);
}

function zip(inputs: Value[], longest: boolean, defaults: Value[] | undefined): Value {
  const lengths = inputs.map((input) => (Array.isArray(input) ? input.length : 0));
  const length = longest ? Math.max(0, ...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, i) =>
    inputs.map((input, j) => (Array.isArray(input) && i < input.length ? input[i] : (defaults?.[j] ?? null))),
  );
}

export const arrayOperators: Record<string, Operator> = {
  $arrayElemAt: takes('$arrayElemAt', 2, elementAt),
  $arrayToObject: (operand, names) => {
    // `{$arrayToObject: [[k, v], ...]}`: an array operand that holds pairs is the value, one that holds an expression its list.
    const argument = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
    const value = parseExpression(argument, names);
    return (scope) => arrayToObject(value(scope));
  },
  $concatArrays: takesAll((arrays) => {
    if (arrays.some(isNullish)) return null;
    return arrays.flatMap((array) => {
      if (!Array.isArray(array)) throw requestFailed(`$concatArrays only supports arrays, not ${typeOf(array)}`);
      return array;
    });
  }),
  $filter: (operand, names) => {
    const spec = namedOperand('$filter', operand, ['input', 'cond'], ['as']);
    const name = loopVariable(spec.as);
    const input = parseExpression(spec.input, names);
    const keeps = parseExpression(spec.cond, new Set([...names, name]));
    return (scope) => {
      const array = input(scope);
      if (isNullish(array)) return null;
      return arrayOf('$filter', 'input', array).filter((item) =>
        isTrue(keeps({ ...scope, variables: { ...scope.variables, [name]: item } })),
      );
    };
  },
  $in: takes('$in', 2, (wanted, array) => {
    if (!Array.isArray(array))
      throw requestFailed(`$in requires an array as a second argument, found: ${typeOf(array)}`);
    return array.some((item) => compareValues(item, wanted) === 0);
  }),
  $indexOfArray: takes('$indexOfArray', [2, 4], indexOf),
  $isArray: takes('$isArray', 1, (value) => Array.isArray(value)),
  $map: (operand, names) => {
    const spec = namedOperand('$map', operand, ['input', 'in'], ['as']);
    const name = loopVariable(spec.as);
    const input = parseExpression(spec.input, names);
    const body = parseExpression(spec.in, new Set([...names, name]));
    return (scope) => {
      const array = input(scope);
      if (isNullish(array)) return null;
      return arrayOf('$map', 'input', array).map(
        (item) => body({ ...scope, variables: { ...scope.variables, [name]: item } }) ?? null,
      );
    };
  },
  $range: takes('$range', [2, 3], range),
  $reduce: (operand, names) => {
    const spec = namedOperand('$reduce', operand, ['input', 'initialValue', 'in']);
    const input = parseExpression(spec.input, names);
    const initial = parseExpression(spec.initialValue, names);
    const body = parseExpression(spec.in, new Set([...names, 'value', 'this']));
    return (scope) => {
      const array = input(scope);
      if (isNullish(array)) return null;
      return arrayOf('$reduce', 'input', array).reduce<Value>(
        (value, item) => body({ ...scope, variables: { ...scope.variables, value, this: item } }),
        initial(scope),
      );
    };
  },
  $reverseArray: takes('$reverseArray', 1, (array) => {
    if (isNullish(array)) return null;
    return [...arrayOf('$reverseArray', 'The argument', array)].reverse();
  }),
  $size: takes('$size', 1, (array) => arrayOf('$size', 'The argument', array).length),
  $slice: takes('$slice', [2, 3], slice),
  $zip: (operand, names) => {
    const spec = namedOperand('$zip', operand, ['inputs'], ['useLongestLength', 'defaults']);
    if (!Array.isArray(spec.inputs)) throw requestFailed('inputs must be an array of expressions');
    const longest = spec.useLongestLength === true;
    if (spec.defaults !== undefined && !longest)
      throw requestFailed('cannot specify defaults unless useLongestLength is true');
    const inputs = spec.inputs.map((input) => parseExpression(input, names));
    const defaults = optionalExpression(spec, 'defaults', names);
    return (scope) => {
      const arrays = inputs.map((input) => input(scope));
      if (arrays.some(isNullish)) return null;
      for (const array of arrays) arrayOf('$zip', 'An input', array);
      const fill = defaults?.(scope);
      return zip(arrays, longest, Array.isArray(fill) ? fill : undefined);
    };
  },
};

function loopVariable(name: Value): string {
  if (name === undefined) return 'this';
  if (typeof name !== 'string') throw requestFailed("'as' must be a string");
  return variableName(name);
}
