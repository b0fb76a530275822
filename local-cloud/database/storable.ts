/** What a document may be. */
import { BSONRegExp } from 'bson';
import { requestFailed, writeFailed } from './failure.ts';
import { type Document, isDocument, type Value } from './values.ts';

/** MongoDB's limit. */
const DEEPEST = 100;

/**
 * @throws ServiceError for a field name with a leading `$`, an `_id` that can't be one, or nesting beyond 100 levels.
 */
export function checkStorable(document: Document): void {
  const id = document._id;
  if (Array.isArray(id)) throw writeFailed("The '_id' value cannot be of type array");
  if (id instanceof BSONRegExp) throw writeFailed("The '_id' value cannot be of type regex");
  checkNames(document, 1);
}

function checkNames(value: Value, depth: number): void {
  if (depth > DEEPEST) throw requestFailed(`cannot nest deeper than ${DEEPEST} levels`);
  if (Array.isArray(value)) {
    for (const item of value) checkNames(item, depth + 1);
  } else if (isDocument(value)) {
    for (const field of Object.keys(value)) {
      if (field.startsWith('$'))
        throw writeFailed(`The dollar ($) prefixed field '${field}' in '${field}' is not valid for storage.`);
      checkNames(value[field], depth + 1);
    }
  }
}
