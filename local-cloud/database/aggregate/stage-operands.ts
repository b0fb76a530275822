/** What several stages read in their operands. */
import { requestFailed } from '../failure.ts';
import type { IndexKey } from '../index-definition.ts';
import { type Document, isDocument, isNumeric, toNumber, typeOf, type Value } from '../values.ts';

export function documentOperand(stage: string, operand: Value): Document {
  if (!isDocument(operand))
    throw requestFailed(`the ${stage} stage specification must be an object, found ${typeOf(operand)}`);
  return operand;
}

export function wholeCount(stage: string, operand: Value, least: 0 | 1): number {
  const count = isNumeric(operand) ? toNumber(operand) : Number.NaN;
  if (!Number.isInteger(count) || count < least) {
    throw requestFailed(
      `the ${stage} stage needs a ${least === 1 ? 'positive' : 'non-negative'} whole number, found ${String(operand)}`,
    );
  }
  return count;
}

export function textOperand(stage: string, what: string, value: Value): string {
  if (typeof value !== 'string' || value === '')
    throw requestFailed(`${stage} needs ${what} as a non-empty string, found ${typeOf(value)}`);
  return value;
}

/** `{field: 1, other: -1}` */
export function parseSort(operand: Value): IndexKey[] {
  if (!isDocument(operand)) throw requestFailed('the $sort key specification must be an object');
  const fields = Object.keys(operand);
  if (fields.length === 0) throw requestFailed('$sort stage must have at least one sort key');
  return fields.map((field) => {
    const order = operand[field];
    if (isDocument(order)) throw requestFailed('query requires text score metadata, but it is not available');
    const sign = isNumeric(order) ? toNumber(order) : Number.NaN;
    if (sign !== 1 && sign !== -1)
      throw requestFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { field, order: sign === 1 ? '1' : '-1' };
  });
}
