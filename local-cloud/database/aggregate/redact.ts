/** `$redact`: keeps, prunes or descends into each level of a document. */
import { requestFailed } from '../failure.ts';
import { type Document, isDocument, setField, type Value } from '../values.ts';
import { type Expression, type Names, parseExpression, type Scope } from './expression.ts';

export function parseRedact(
  operand: Value,
  names: Names,
): (documents: Document[], variables: Scope['variables']) => Document[] {
  const decide = parseExpression(operand, names);
  return (documents, variables) =>
    documents
      .map((document) => redact(document, { root: document, current: document, variables }, decide))
      .filter((document) => document !== undefined);
}

function redact(document: Document, scope: Scope, decide: Expression): Document | undefined {
  switch (decide({ ...scope, current: document })) {
    case 'keep':
      return document;
    case 'prune':
      return undefined;
    case 'descend': {
      const result: Document = {};
      for (const field of Object.keys(document)) {
        const value = redactWithin(document[field], scope, decide);
        if (value !== undefined) setField(result, field, value);
      }
      return result;
    }
    default:
      throw requestFailed('$redact must resolve to $$DESCEND, $$PRUNE, or $$KEEP');
  }
}

function redactWithin(value: Value, scope: Scope, decide: Expression): Value {
  if (isDocument(value)) return redact(value, scope, decide);
  if (!Array.isArray(value)) return value;
  return value.map((item) => redactWithin(item, scope, decide)).filter((item) => item !== undefined);
}
