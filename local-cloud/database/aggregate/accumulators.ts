/** Accumulators of `$group` and `$bucket`; some of them are expressions over an array too. */
import { compareValues } from '../compare.ts';
import { requestFailed } from '../failure.ts';
import { encodeKey } from '../key-encoding.ts';
import { isNumeric, type Numeric, toNumber, type Value } from '../values.ts';
import { addNumbers } from './arithmetic.ts';
import { isNullish, type Operator } from './expression.ts';
import { mergeObjects } from './objects.ts';
import { argumentsOf } from './operands.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

/** Folds what has been gathered so far and the next value. */
function fold<T>(initial: T, add: (gathered: T, value: Value) => T, result: (gathered: T) => Value): () => Accumulator {
  return () => {
    let gathered = initial;
    return {
      add(value) {
        gathered = add(gathered, value);
      },
      result: () => result(gathered),
    };
  };
}

/** Keeps the numbers of a group for a result that needs them all. */
function numbers(result: (values: number[]) => Value): () => Accumulator {
  return () => {
    const values: number[] = [];
    return {
      add(value) {
        if (isNumeric(value)) values.push(toNumber(value));
      },
      result: () => result(values),
    };
  };
}

function deviation(values: number[], population: boolean): Value {
  const count = population ? values.length : values.length - 1;
  if (count <= 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
}

function extreme(sign: 1 | -1): () => Accumulator {
  // Null and missing don't count, unless there is nothing else.
  return fold<Value>(
    undefined,
    (best, value) =>
      isNullish(value) || (best !== undefined && compareValues(value, best) * sign <= 0) ? best : value,
    (best) => best ?? null,
  );
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: fold<Numeric>(
    0,
    (sum, value) => (isNumeric(value) ? addNumbers(sum, value) : sum),
    (sum) => sum,
  ),
  $avg: numbers((values) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
  ),
  $max: extreme(1),
  $min: extreme(-1),
  $stdDevPop: numbers((values) => deviation(values, true)),
  $stdDevSamp: numbers((values) => deviation(values, false)),
  $first: () => {
    let first: { value: Value } | undefined;
    return {
      add(value) {
        first ??= { value };
      },
      result: () => first?.value ?? null,
    };
  },
  $last: fold<Value>(
    null,
    (_, value) => value,
    (value) => value ?? null,
  ),
  $push: () => {
    const values: Value[] = [];
    return {
      add(value) {
        if (value !== undefined) values.push(value);
      },
      result: () => values,
    };
  },
  $addToSet: () => {
    const values = new Map<string, Value>();
    return {
      add(value) {
        if (value === undefined) return;
        const key = encodeKey(value).toString('latin1');
        if (!values.has(key)) values.set(key, value);
      },
      result: () => [...values.values()],
    };
  },
  $mergeObjects: () => {
    const values: Value[] = [];
    return {
      add(value) {
        values.push(value);
      },
      result: () => mergeObjects(values),
    };
  },
};

export function newAccumulator(name: string): Accumulator {
  const create = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (!create) throw requestFailed(`unknown group operator '${name}'`);
  return create();
}

/** `$sum: ['$a', '$b']` adds its arguments; `$sum: '$list'`, one argument that is an array, adds its elements. */
function overArguments(name: string): Operator {
  return (operand, names) => {
    const expressions = argumentsOf(operand, names);
    return (scope) => {
      const accumulator = newAccumulator(name);
      const values = expressions.map((expression) => expression(scope));
      const [only] = values;
      for (const value of values.length === 1 && Array.isArray(only) ? only : values) accumulator.add(value);
      return accumulator.result();
    };
  };
}

export const accumulatorExpressions: Record<string, Operator> = Object.fromEntries(
  ['$sum', '$avg', '$max', '$min', '$stdDevPop', '$stdDevSamp'].map((name) => [name, overArguments(name)]),
);
