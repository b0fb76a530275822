/** Object operators. */
import { requestFailed } from '../failure.ts';
import { type Document, isDocument, setField, typeOf, type Value } from '../values.ts';
import { isNullish, type Operator } from './expression.ts';
import { takes, takesAll } from './operands.ts';

/** Later fields win; null and missing add nothing. */
export function mergeObjects(values: Value[]): Document {
  const merged: Document = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value))
      throw requestFailed(`$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`);
    for (const field of Object.keys(value)) setField(merged, field, value[field]);
  }
  return merged;
}

export const objectOperators: Record<string, Operator> = {
  $mergeObjects: takesAll((values) =>
    mergeObjects(values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
  ),
  $objectToArray: takes('$objectToArray', 1, (value) => {
    if (isNullish(value)) return null;
    if (!isDocument(value)) throw requestFailed(`$objectToArray requires a document input, found: ${typeOf(value)}`);
    return Object.keys(value).map((field) => ({ k: field, v: value[field] }));
  }),
};
