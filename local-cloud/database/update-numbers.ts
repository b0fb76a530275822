/** `$inc`, `$mul` and `$bit`. */
import { Long } from 'bson';
import { addNumbers, multiplyNumbers } from './aggregate/arithmetic.ts';
import { writeFailed } from './failure.ts';
import { shellText } from './shell-text.ts';
import { type Document, fromLong, isDocument, isNumeric, typeOf, type Value } from './values.ts';

/** @param fields the operator's whole operand, which MongoDB's error quotes. */
export function applyNumber(
  operator: '$inc' | '$mul',
  value: Value,
  operand: Value,
  path: string,
  fields: Document,
): Value {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  if (!isNumeric(operand)) {
    throw writeFailed(`Cannot ${verb} with non-numeric argument: ${shellText(fields)}`);
  }
  if (value === undefined) return operator === '$inc' ? operand : multiplyNumbers(operand, 0);
  if (!isNumeric(value)) {
    throw writeFailed(
      `Cannot apply ${operator} to a value of non-numeric type. The field '${path.split('.').at(-1)}' is of non-numeric type ${typeOf(value)}`,
    );
  }
  return operator === '$inc' ? addNumbers(value, operand) : multiplyNumbers(value, operand);
}

const BIT_OPERATIONS: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

export function applyBit(value: Value, operand: Value, path: string): Value {
  if (!isDocument(operand))
    throw writeFailed(
      `The $bit modifier is not compatible with a ${typeOf(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  const operations = Object.keys(operand);
  if (operations.length === 0) throw writeFailed('You must pass in at least one bitwise operation');
  let bits = wholeBits(
    value ?? 0,
    () => `Cannot apply $bit to a value of non-integral type. The field '${path}' is of type ${typeOf(value)}`,
  );
  for (const name of operations) {
    const operation = Object.hasOwn(BIT_OPERATIONS, name) ? BIT_OPERATIONS[name] : undefined;
    if (!operation)
      throw writeFailed(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`,
      );
    bits = operation(
      bits,
      wholeBits(
        operand[name],
        () =>
          `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(operand[name])}' is not supported here`,
      ),
    );
  }
  return fromLong(Long.fromBigInt(BigInt.asIntN(64, bits)));
}

function wholeBits(value: Value, problem: () => string): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw writeFailed(problem());
}
