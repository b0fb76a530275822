/** Values as MongoDB's shell writes them, which its errors quote. */
import { isDocument, isNumeric, stringifyEjson, type Value } from './values.ts';

export function shellText(value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean' || isNumeric(value)) return String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(shellText).join(', ')} ]`;
  if (!isDocument(value)) return stringifyEjson(value);
  const fields = Object.keys(value).map((field) => `${field}: ${shellText(value[field])}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
