/** How operators read their operands. */
import { requestFailed } from '../failure.ts';
import { type Document, isDocument, isNumeric, toNumber, typeOf, type Value } from '../values.ts';
import { type Expression, type Names, type Operator, parseExpression } from './expression.ts';

/** An operator of a fixed number of arguments: `[a, b]`, or just `a` for one. */
export function takes(
  name: string,
  count: number | [least: number, most: number],
  run: (...values: Value[]) => Value,
): Operator {
  const [least, most] = typeof count === 'number' ? [count, count] : count;
  return (operand, names) => {
    const expressions = argumentsOf(operand, names);
    if (expressions.length < least || expressions.length > most) {
      throw requestFailed(
        least === most
          ? `Expression ${name} takes exactly ${least} arguments. ${expressions.length} were passed in.`
          : `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${expressions.length} were passed in.`,
      );
    }
    return (scope) => run(...expressions.map((expression) => expression(scope)));
  };
}

/** An operator of any number of arguments. */
export function takesAll(run: (values: Value[]) => Value): Operator {
  return (operand, names) => {
    const expressions = argumentsOf(operand, names);
    return (scope) => run(expressions.map((expression) => expression(scope)));
  };
}

export function argumentsOf(operand: Value, names: Names): Expression[] {
  return (Array.isArray(operand) ? operand : [operand]).map((item) => parseExpression(item, names));
}

/**
 * An operand of named arguments.
 * @throws ServiceError for an argument that is missing or unknown.
 */
export function namedOperand(name: string, operand: Value, required: string[], optional: string[] = []): Document {
  if (!isDocument(operand)) throw requestFailed(`${name} only supports an object as its argument`);
  const unknown = Object.keys(operand).find((key) => !required.includes(key) && !optional.includes(key));
  if (unknown !== undefined) throw requestFailed(`Unrecognized argument to ${name}: ${unknown}`);
  const missing = required.find((key) => operand[key] === undefined);
  if (missing !== undefined) throw requestFailed(`Missing '${missing}' parameter to ${name}`);
  return operand;
}

/** The expression of a named argument; undefined where it is left out. */
export function optionalExpression(operand: Document, key: string, names: Names): Expression | undefined {
  return operand[key] === undefined ? undefined : parseExpression(operand[key], names);
}

export function wholeNumber(name: string, what: string, value: Value): number {
  if (!isNumeric(value))
    throw requestFailed(`${name} requires a numeric ${what}, found a value of type: ${typeOf(value)}`);
  const number = toNumber(value);
  if (!Number.isInteger(number)) throw requestFailed(`${name} requires an integral ${what}, found: ${number}`);
  return number;
}

export function arrayOf(name: string, what: string, value: Value): Value[] {
  if (!Array.isArray(value))
    throw requestFailed(`${what} to ${name} must be an array, but is of type: ${typeOf(value)}`);
  return value;
}
