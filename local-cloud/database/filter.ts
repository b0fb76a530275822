/** Reads a query of MongoDB's language into a tree that the matcher runs and the planner bounds. */
import { BSONRegExp } from 'bson';
import { type Expression, namesWith, parseExpression } from './aggregate/expression.ts';
import './aggregate/operators.ts';
import { bitTest } from './bits.ts';
import { requestFailed } from './failure.ts';
import { type NearQuery, parseNear, parseRegion, type Region } from './geo/query.ts';
import { type JsonSchema, parseJsonSchema } from './json-schema.ts';
import { splitPath } from './paths.ts';
import { compilePattern, type Pattern, regexOf } from './pattern.ts';
import { readTypes } from './type-names.ts';
import { type Document, isDocument, isNumeric, type TypeName, toNumber, type Value } from './values.ts';

export type Comparison = 'eq' | 'lt' | 'lte' | 'gt' | 'gte';

export type Predicate =
  | { op: Comparison; value: Value }
  | { op: 'in'; values: Value[]; patterns: Pattern[] }
  | { op: 'regex'; pattern: Pattern }
  | { op: 'exists' }
  | { op: 'type'; types: TypeName[] }
  | { op: 'size'; size: number }
  | { op: 'mod'; divisor: number; remainder: number }
  | { op: 'all'; predicates: Predicate[] }
  | { op: 'elemMatchDocument'; filter: Filter }
  | { op: 'elemMatchValue'; predicates: Predicate[] }
  | { op: 'bits'; test: (value: bigint) => boolean }
  | { op: 'within' | 'intersects'; region: Region }
  | { op: 'not'; predicates: Predicate[] };

export type Filter =
  | { kind: 'and' | 'or' | 'nor'; filters: Filter[] }
  | { kind: 'field'; path: string; components: string[]; predicate: Predicate }
  | { kind: 'expression'; expression: Expression }
  | { kind: 'schema'; schema: JsonSchema };

export interface Query {
  filter: Filter;
  /** `$nearSphere`, which sorts as well as it filters, so that there can be one only. */
  near?: NearQuery;
}

/** What a filter's place allows. */
interface Place {
  /** Where a `$nearSphere` may stand, it is put here; elsewhere it is refused. */
  near?: NearQuery[];
  /** What `$expr` may use: the `let` of a `$lookup`. */
  variables?: Readonly<Record<string, Value>> | undefined;
}

/** @param variables of a `$lookup`'s `let`, for `$expr`. */
export function parseQuery(query: Document, variables?: Readonly<Record<string, Value>>): Query {
  const near: NearQuery[] = [];
  const filter = parseFilter(query, { near, variables });
  if (near.length > 1) throw requestFailed('Too many geoNear expressions');
  return near[0] ? { filter, near: near[0] } : { filter };
}

export function parseFilter(query: Document, place: Place = {}): Filter {
  const filters = Object.keys(query).flatMap((key) => {
    const value = query[key];
    return key.startsWith('$') ? parseTopLevel(key, value, place) : parseField(key, value, place);
  });
  return filters.length === 1 && filters[0] ? filters[0] : { kind: 'and', filters };
}

function parseTopLevel(operator: string, value: Value, place: Place): Filter[] {
  const { variables } = place;
  switch (operator) {
    case '$and':
      return [{ kind: 'and', filters: clauses(operator, value).map((clause) => parseFilter(clause, place)) }];
    case '$or':
      return [{ kind: 'or', filters: clauses(operator, value).map((clause) => parseFilter(clause, { variables })) }];
    case '$nor':
      return [{ kind: 'nor', filters: clauses(operator, value).map((clause) => parseFilter(clause, { variables })) }];
    case '$expr':
      return [{ kind: 'expression', expression: parseCondition(value, variables) }];
    case '$jsonSchema':
      return [{ kind: 'schema', schema: parseJsonSchema(value) }];
    case '$comment':
      return [];
    case '$text':
    case '$search':
      throw requestFailed('text index required for $text query');
    default:
      throw requestFailed(`unknown top level operator: ${operator}`);
  }
}

function parseCondition(value: Value, variables: Readonly<Record<string, Value>> = {}): Expression {
  const expression = parseExpression(value, namesWith(Object.keys(variables)));
  return (scope) => expression({ ...scope, variables });
}

function clauses(operator: string, value: Value): Document[] {
  if (!Array.isArray(value)) throw requestFailed(`${operator} must be an array`);
  if (value.length === 0) throw requestFailed('$and/$or/$nor must be a nonempty array');
  return value.map((clause) => {
    if (!isDocument(clause)) throw requestFailed('$or/$and/$nor entries need to be full objects');
    return clause;
  });
}

function parseField(path: string, value: Value, { near }: Place): Filter[] {
  const components = splitPath(path);
  if (isOperators(value)) {
    const place = findNear(value);
    if (place) {
      if (!near) throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context');
      near.push(parseNear(path, place, value));
    }
    return parsePredicates(value).map((predicate) => ({ kind: 'field', path, components, predicate }));
  }
  return [{ kind: 'field', path, components, predicate: equality(value) }];
}

function findNear(operators: Document): '$nearSphere' | '$near' | undefined {
  if ('$nearSphere' in operators) return '$nearSphere';
  return '$near' in operators ? '$near' : undefined;
}

/** An object of operators; an empty object is a value. */
export function isOperators(value: Value): value is Document {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}

/** A plain value: a regular expression matches strings, anything else is compared. */
function equality(value: Value): Predicate {
  return value instanceof BSONRegExp ? { op: 'regex', pattern: compilePattern(value) } : { op: 'eq', value };
}

export function parsePredicates(operators: Document): Predicate[] {
  return Object.keys(operators).flatMap((operator) => parsePredicate(operator, operators[operator], operators));
}

function parsePredicate(operator: string, value: Value, siblings: Document): Predicate[] {
  switch (operator) {
    case '$eq':
      return [equality(value)];
    case '$ne':
      if (value instanceof BSONRegExp) throw requestFailed("Can't have regex as arg to $ne.");
      return [{ op: 'not', predicates: [{ op: 'eq', value }] }];
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      if (value instanceof BSONRegExp)
        throw requestFailed(`Can't have RegEx as arg to predicate over field with ${operator}.`);
      return [{ op: operator.slice(1) as Comparison, value }];
    case '$in':
      return [membership(operator, value)];
    case '$nin':
      return [{ op: 'not', predicates: [membership(operator, value)] }];
    case '$not':
      return [{ op: 'not', predicates: negated(value) }];
    case '$exists':
      return truthy(value) ? [{ op: 'exists' }] : [{ op: 'not', predicates: [{ op: 'exists' }] }];
    case '$type':
      return [typePredicate(value)];
    case '$size':
      return [{ op: 'size', size: arraySize(value) }];
    case '$mod':
      return [modulo(value)];
    case '$all':
      return allPredicates(value);
    case '$elemMatch':
      return [elementMatch(value)];
    case '$regex':
      return [{ op: 'regex', pattern: compilePattern(regexOf(value, siblings.$options)) }];
    case '$options':
      if (!('$regex' in siblings)) throw requestFailed('$options needs a $regex');
      return [];
    case '$geoWithin':
    case '$within':
      return [{ op: 'within', region: parseRegion('$geoWithin', value) }];
    case '$geoIntersects':
      return [{ op: 'intersects', region: parseRegion('$geoIntersects', value) }];
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return [{ op: 'bits', test: bitTest(operator, value) }];
    case '$nearSphere':
    case '$near':
    case '$maxDistance':
    case '$minDistance':
    case '$comment':
      return [];
    default:
      throw requestFailed(`unknown operator: ${operator}`);
  }
}

function truthy(value: Value): boolean {
  return !(value === undefined || value === null || value === false || (isNumeric(value) && toNumber(value) === 0));
}

function membership(operator: string, value: Value): Predicate {
  if (!Array.isArray(value)) throw requestFailed(`${operator} needs an array`);
  const values: Value[] = [];
  const patterns: Pattern[] = [];
  for (const item of value) {
    if (item instanceof BSONRegExp) patterns.push(compilePattern(item));
    else if (isOperators(item)) throw requestFailed(`cannot nest $ under ${operator}`);
    else values.push(item);
  }
  return { op: 'in', values, patterns };
}

function negated(value: Value): Predicate[] {
  if (value instanceof BSONRegExp) return [equality(value)];
  if (!isDocument(value)) throw requestFailed('$not needs a regex or a document');
  if (Object.keys(value).length === 0) throw requestFailed('$not cannot be empty');
  if (findNear(value)) throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context');
  return parsePredicates(value);
}

function typePredicate(value: Value): Predicate {
  return { op: 'type', types: readTypes(value) };
}

function arraySize(value: Value): number {
  if (!isNumeric(value)) throw requestFailed('$size needs a number');
  const size = toNumber(value);
  if (!Number.isInteger(size)) throw requestFailed('$size must be a whole number');
  if (size < 0) throw requestFailed('$size may not be negative');
  return size;
}

function modulo(value: Value): Predicate {
  if (!Array.isArray(value)) throw requestFailed('malformed mod, needs to be an array');
  if (value.length < 2) throw requestFailed('malformed mod, not enough elements');
  if (value.length > 2) throw requestFailed('malformed mod, too many elements');
  const [divisor, remainder] = value;
  if (!isNumeric(divisor)) throw requestFailed('malformed mod, divisor not a number');
  if (!isNumeric(remainder)) throw requestFailed('malformed mod, remainder not a number');
  if (Math.trunc(toNumber(divisor)) === 0) throw requestFailed('divisor cannot be 0');
  return { op: 'mod', divisor: Math.trunc(toNumber(divisor)), remainder: Math.trunc(toNumber(remainder)) };
}

/** Each value must be found; `$all: []` finds nothing. */
function allPredicates(value: Value): Predicate[] {
  if (!Array.isArray(value)) throw requestFailed('$all needs an array');
  const predicates = value.map((item): Predicate => {
    if (!isOperators(item)) return equality(item);
    if (Object.keys(item)[0] === '$elemMatch') return elementMatch(item.$elemMatch);
    throw requestFailed('no $ expressions in $all');
  });
  return [{ op: 'all', predicates }];
}

function elementMatch(value: Value): Predicate {
  if (!isDocument(value)) throw requestFailed('$elemMatch needs an Object');
  const first = Object.keys(value)[0];
  const logical = first !== undefined && ['$and', '$or', '$nor', '$expr'].includes(first);
  return isOperators(value) && !logical
    ? { op: 'elemMatchValue', predicates: parsePredicates(value) }
    : { op: 'elemMatchDocument', filter: parseFilter(value) };
}
