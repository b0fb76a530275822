/** Runs a query's tree on documents. */
import { BSONRegExp, Long } from 'bson';
import { isTrue } from './aggregate/expression.ts';
import { compareValues, FAMILY } from './compare.ts';
import type { Comparison, Filter, Predicate } from './filter.ts';
import { geometryOf } from './geo/geometry.ts';
import { regionContains, regionIntersects } from './geo/query.ts';
import { matchesSchema } from './json-schema.ts';
import { someAtPath } from './paths.ts';
import type { Pattern } from './pattern.ts';
import { type Document, isDocument, isNumeric, type TypeName, toNumber, typeOf, type Value } from './values.ts';

export type Matcher = (document: Document) => boolean;

export function compileFilter(filter: Filter): Matcher {
  switch (filter.kind) {
    case 'and': {
      const matchers = filter.filters.map(compileFilter);
      return (document) => matchers.every((matches) => matches(document));
    }
    case 'or': {
      const matchers = filter.filters.map(compileFilter);
      return (document) => matchers.some((matches) => matches(document));
    }
    case 'nor': {
      const matchers = filter.filters.map(compileFilter);
      return (document) => !matchers.some((matches) => matches(document));
    }
    case 'field':
      return fieldMatcher(filter.components, filter.predicate);
    case 'expression': {
      const { expression } = filter;
      return (document) => isTrue(expression({ root: document, current: document, variables: {} }));
    }
    case 'schema': {
      const { schema } = filter;
      return (document) => matchesSchema(schema, document);
    }
  }
}

function fieldMatcher(path: string[], predicate: Predicate): Matcher {
  if (predicate.op === 'not') {
    const matchers = predicate.predicates.map((inner) => fieldMatcher(path, inner));
    return (document) => !matchers.every((matches) => matches(document));
  }
  if (predicate.op === 'all') {
    const matchers = predicate.predicates.map((inner) => fieldMatcher(path, inner));
    return (document) => matchers.length > 0 && matchers.every((matches) => matches(document));
  }
  const test = valueTest(predicate);
  return (document) => someAtPath(document, path, test);
}

/** A test of what stands at the end of a path. An array there matches as itself or by one of its elements. */
export function valueTest(predicate: Predicate): (value: Value) => boolean {
  const single = singleTest(predicate);
  switch (predicate.op) {
    case 'size':
    case 'exists':
    case 'elemMatchDocument':
    case 'elemMatchValue':
    case 'within':
    case 'intersects':
    case 'not':
    case 'all':
      return single;
    default:
      return (value) => single(value) || (Array.isArray(value) && value.some(single));
  }
}

/** A test of one value, whose elements, if it is an array, are not searched. */
function singleTest(predicate: Predicate): (value: Value) => boolean {
  switch (predicate.op) {
    case 'eq':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return comparisonTest(predicate.op, predicate.value);
    case 'in':
      return membershipTest(predicate.values, predicate.patterns);
    case 'regex':
      return patternTest(predicate.pattern);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return typeTest(predicate.types);
    case 'size':
      return (value) => Array.isArray(value) && value.length === predicate.size;
    case 'mod':
      return (value) => {
        const number = isNumeric(value) ? Math.trunc(toNumber(value)) : Number.NaN;
        return Number.isFinite(number) && number % predicate.divisor === predicate.remainder;
      };
    case 'elemMatchDocument': {
      const matches = compileFilter(predicate.filter);
      return (value) => Array.isArray(value) && value.some((item) => matches(asDocument(item)) && isContainer(item));
    }
    case 'elemMatchValue': {
      const tests = predicate.predicates.map(singleTest);
      return (value) => Array.isArray(value) && value.some((item) => tests.every((test) => test(item)));
    }
    case 'bits':
      return (value) => {
        if (value instanceof Long) return predicate.test(value.toBigInt());
        return typeof value === 'number' && Number.isInteger(value) && predicate.test(BigInt(value));
      };
    case 'within':
      return (value) => {
        const geometry = geometryOf(value);
        return geometry !== undefined && regionContains(predicate.region, geometry);
      };
    case 'intersects':
      return (value) => {
        const geometry = geometryOf(value);
        return geometry !== undefined && regionIntersects(predicate.region, geometry);
      };
    case 'not': {
      const tests = predicate.predicates.map(valueTest);
      return (value) => !tests.every((test) => test(value));
    }
    case 'all': {
      const tests = predicate.predicates.map(valueTest);
      return (value) => tests.length > 0 && tests.every((test) => test(value));
    }
  }
}

function isContainer(value: Value): boolean {
  return isDocument(value) || Array.isArray(value);
}

/** `$elemMatch` takes an array among the elements for a document with the fields "0", "1", ... */
function asDocument(value: Value): Document {
  if (isDocument(value)) return value;
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : {};
}

function comparisonTest(op: Comparison, operand: Value): (value: Value) => boolean {
  if (operand === null || operand === undefined) {
    // Null stands for missing too; only an equality has any meaning.
    return op === 'lt' || op === 'gt' ? () => false : (value) => value === null || value === undefined;
  }
  const family = FAMILY[typeOf(operand)];
  const accepts = orderTest(op);
  if (typeof operand === 'number' && Number.isNaN(operand)) {
    return (value) => op !== 'lt' && op !== 'gt' && typeof value === 'number' && Number.isNaN(value);
  }
  // MinKey and MaxKey are compared with every type, all else with its own.
  const anyType = family === FAMILY.minKey || family === FAMILY.maxKey;
  return (value) => {
    if (value === undefined || (!anyType && FAMILY[typeOf(value)] !== family)) return false;
    if (typeof value === 'number' && Number.isNaN(value)) return false;
    return accepts(compareValues(value, operand));
  };
}

function orderTest(op: Comparison): (order: number) => boolean {
  switch (op) {
    case 'eq':
      return (order) => order === 0;
    case 'lt':
      return (order) => order < 0;
    case 'lte':
      return (order) => order <= 0;
    case 'gt':
      return (order) => order > 0;
    case 'gte':
      return (order) => order >= 0;
  }
}

function membershipTest(values: Value[], patterns: Pattern[]): (value: Value) => boolean {
  // Text and whole numbers, the common members of a long list, are looked up instead of compared one by one.
  const plain = new Set(values.filter((value) => typeof value === 'string' || Number.isSafeInteger(value)));
  const tests = [
    ...values.filter((value) => !plain.has(value)).map((value) => comparisonTest('eq', value)),
    ...patterns.map(patternTest),
  ];
  if (values.some((value) => typeof value === 'number')) {
    const numbers = values.filter((value): value is number => plain.has(value) && typeof value === 'number');
    tests.push((value) => isNumeric(value) && numbers.some((number) => compareValues(number, value) === 0));
  }
  return (value) => plain.has(value) || tests.some((test) => test(value));
}

function patternTest({ source, regex }: Pattern): (value: Value) => boolean {
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    return value instanceof BSONRegExp && value.pattern === source.pattern && value.options === source.options;
  };
}

function typeTest(types: TypeName[]): (value: Value) => boolean {
  const wanted = new Set(types);
  return (value) => value !== undefined && wanted.has(typeOf(value));
}
