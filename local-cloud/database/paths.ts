/** How a dotted path meets a document: through arrays for a query, by the letter for an update. */
import { type Document, getField, isDocument, type Value } from './values.ts';

export function splitPath(path: string): string[] {
  return path.split('.');
}

/** The element number that a path's component names, or -1. */
export function arrayIndex(component: string): number {
  return /^(0|[1-9]\d*)$/.test(component) ? Number(component) : -1;
}

/**
 * Visits what a query's path finds: the value at its end, once for each element of every array on the way. `visit` gets
 * `undefined` where the field is missing, and an array at the end of the path as itself (not element by element).
 * @returns true as soon as a visit does.
 */
export function someAtPath(document: Document, path: string[], visit: (value: Value) => boolean, from = 0): boolean {
  const component = path[from];
  if (component === undefined) return visit(document);
  const value = getField(document, component);
  if (from === path.length - 1) return visit(value);
  if (isDocument(value)) return someAtPath(value, path, visit, from + 1);
  if (Array.isArray(value)) return someInArray(value, path, visit, from + 1);
  return visit(undefined);
}

function someInArray(array: Value[], path: string[], visit: (value: Value) => boolean, from: number): boolean {
  const element = array[arrayIndex(path[from] ?? '')];
  if (element !== undefined) {
    if (from === path.length - 1) {
      if (visit(element)) return true;
    } else if (isDocument(element)) {
      if (someAtPath(element, path, visit, from + 1)) return true;
    } else if (Array.isArray(element) && someInArray(element, path, visit, from + 1)) {
      return true;
    }
  }
  // Arrays directly inside arrays are not entered.
  return array.some((item) => isDocument(item) && someAtPath(item, path, visit, from));
}

/** The value by the letter of the path: numbers index arrays, and arrays are not searched. */
export function valueAtPath(root: Value, path: string[]): Value {
  let value = root;
  for (const component of path) {
    if (Array.isArray(value)) value = value[arrayIndex(component)];
    else if (isDocument(value)) value = getField(value, component);
    else return undefined;
  }
  return value;
}
