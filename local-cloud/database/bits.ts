/** `$bitsAllSet` and its like. */
import { requestFailed } from './failure.ts';
import { isNumeric, toNumber, typeOf, type Value } from './values.ts';

export function bitTest(operator: string, value: Value): (bits: bigint) => boolean {
  const mask = bitMask(operator, value);
  switch (operator) {
    case '$bitsAllSet':
      return (bits) => (bits & mask) === mask;
    case '$bitsAnySet':
      return (bits) => (bits & mask) !== 0n;
    case '$bitsAllClear':
      return (bits) => (bits & mask) === 0n;
    default:
      return (bits) => (bits & mask) !== mask;
  }
}

function bitMask(operator: string, value: Value): bigint {
  if (isNumeric(value)) {
    const mask = toNumber(value);
    if (!Number.isInteger(mask) || mask < 0)
      throw requestFailed(`${operator} takes a non-negative whole number or an array of bit positions`);
    return BigInt(mask);
  }
  if (!Array.isArray(value))
    throw requestFailed(`${operator} takes an Array, a number, or a BinData but received: ${typeOf(value)}`);
  return value.reduce((mask: bigint, position) => {
    const bit = isNumeric(position) ? toNumber(position) : -1;
    if (!Number.isInteger(bit) || bit < 0) throw requestFailed('bit positions must be integers >= 0');
    return mask | (1n << BigInt(bit));
  }, 0n);
}
