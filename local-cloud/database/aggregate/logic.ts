/** Boolean, comparison and conditional operators, and `$let`. */
import { compareValues } from '../compare.ts';
import { requestFailed } from '../failure.ts';
import { isDocument, type Value } from '../values.ts';
import { isNullish, isTrue, type Operator, parseExpression } from './expression.ts';
import { argumentsOf, namedOperand, optionalExpression, takes } from './operands.ts';

function comparison(name: string, accepts: (order: number) => boolean): Operator {
  return takes(name, 2, (a, b) => accepts(compareValues(a, b)));
}

export const logicOperators: Record<string, Operator> = {
  $and: (operand, names) => {
    const expressions = argumentsOf(operand, names);
    return (scope) => expressions.every((expression) => isTrue(expression(scope)));
  },
  $or: (operand, names) => {
    const expressions = argumentsOf(operand, names);
    return (scope) => expressions.some((expression) => isTrue(expression(scope)));
  },
  $not: takes('$not', 1, (value) => !isTrue(value)),

  $cmp: takes('$cmp', 2, (a, b) => Math.sign(compareValues(a, b))),
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),

  $cond: (operand, names) => {
    const branches = Array.isArray(operand) ? operand : condBranches(operand);
    if (branches.length !== 3) {
      throw requestFailed(`Expression $cond takes exactly 3 arguments. ${branches.length} were passed in.`);
    }
    const [test, yes, no] = branches.map((branch) => parseExpression(branch, names));
    return (scope) => (isTrue(test?.(scope)) ? yes?.(scope) : no?.(scope));
  },
  $ifNull: (operand, names) => {
    const expressions = argumentsOf(operand, names);
    if (expressions.length !== 2) {
      throw requestFailed(`Expression $ifNull takes exactly 2 arguments. ${expressions.length} were passed in.`);
    }
    return (scope) => {
      const value = expressions[0]?.(scope);
      return isNullish(value) ? expressions[1]?.(scope) : value;
    };
  },
  $switch: (operand, names) => {
    const { branches } = namedOperand('$switch', operand, ['branches'], ['default']);
    if (!Array.isArray(branches)) throw requestFailed("$switch expected an array for 'branches'");
    if (branches.length === 0) throw requestFailed('$switch requires at least one branch.');
    const cases = branches.map((branch) => {
      const { case: test, then } = namedOperand('$switch branch', branch, ['case', 'then']);
      return { test: parseExpression(test, names), result: parseExpression(then, names) };
    });
    const otherwise = isDocument(operand) ? optionalExpression(operand, 'default', names) : undefined;
    return (scope) => {
      const found = cases.find(({ test }) => isTrue(test(scope)));
      if (found) return found.result(scope);
      if (!otherwise)
        throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
      return otherwise(scope);
    };
  },
  $let: (operand, names) => {
    const { vars, in: body } = namedOperand('$let', operand, ['vars', 'in']);
    if (!isDocument(vars)) throw requestFailed('invalid parameter: expected an object (vars)');
    const variables = Object.keys(vars).map((name) => ({ name, value: parseExpression(vars[name], names) }));
    const inner = parseExpression(body, new Set([...names, ...variables.map(({ name }) => variableName(name))]));
    return (scope) => {
      const values: Record<string, Value> = { ...scope.variables };
      for (const { name, value } of variables) values[name] = value(scope);
      return inner({ ...scope, variables: values });
    };
  },
};

function condBranches(operand: Value): Value[] {
  const { if: test, then, else: otherwise } = namedOperand('$cond', operand, ['if', 'then', 'else']);
  return [test, then, otherwise];
}

/** User variables begin with a lower-case letter: upper case is the system's. */
export function variableName(name: string): string {
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name) && name !== 'CURRENT') {
    throw requestFailed(`'${name}' starts with an invalid character for a user variable name`);
  }
  return name;
}
