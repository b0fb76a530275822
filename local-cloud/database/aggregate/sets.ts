/** Set operators: arrays whose order and repetitions don't count. */
import { compareValues } from '../compare.ts';
import { requestFailed } from '../failure.ts';
import { typeOf, type Value } from '../values.ts';
import { isNullish, isTrue, type Operator } from './expression.ts';
import { takes, takesAll } from './operands.ts';

function setOf(name: string, value: Value): Value[] {
  if (!Array.isArray(value))
    throw requestFailed(`All operands of ${name} must be arrays. One argument is of type: ${typeOf(value)}`);
  return value;
}

function has(set: Value[], value: Value): boolean {
  return set.some((item) => compareValues(item, value) === 0);
}

/** In order, without repetitions. */
export function unique(values: Value[]): Value[] {
  const sorted = [...values].sort(compareValues);
  return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1], value) !== 0);
}

function isSubset(part: Value[], whole: Value[]): boolean {
  return part.every((item) => has(whole, item));
}

/** The argument is an array of one array: `[[true, 1]]` or `["$answers"]`. */
function everyElement(name: string, test: (values: Value[]) => boolean): Operator {
  return takes(name, 1, (value) => {
    if (!Array.isArray(value)) throw requestFailed(`${name}'s argument must be an array, but is ${typeOf(value)}`);
    return test(value);
  });
}

export const setOperators: Record<string, Operator> = {
  $allElementsTrue: everyElement('$allElementsTrue', (values) => values.every(isTrue)),
  $anyElementTrue: everyElement('$anyElementTrue', (values) => values.some(isTrue)),
  $setDifference: takes('$setDifference', 2, (a, b) => {
    if (isNullish(a) || isNullish(b)) return null;
    const other = setOf('$setDifference', b);
    const kept: Value[] = [];
    for (const item of setOf('$setDifference', a)) if (!has(other, item) && !has(kept, item)) kept.push(item);
    return kept;
  }),
  $setEquals: takesAll((values) => {
    if (values.length < 2) throw requestFailed(`$setEquals needs at least two arguments had: ${values.length}`);
    const [first = [], ...others] = values.map((value) => setOf('$setEquals', value));
    return others.every((other) => isSubset(first, other) && isSubset(other, first));
  }),
  $setIntersection: takesAll((values) => {
    if (values.some(isNullish)) return null;
    const [first = [], ...others] = values.map((value) => setOf('$setIntersection', value));
    return unique(first.filter((item) => others.every((other) => has(other, item))));
  }),
  $setIsSubset: takes('$setIsSubset', 2, (a, b) => isSubset(setOf('$setIsSubset', a), setOf('$setIsSubset', b))),
  $setUnion: takesAll((values) => {
    if (values.some(isNullish)) return null;
    return unique(values.flatMap((value) => setOf('$setUnion', value)));
  }),
};
