/**
 * `$jsonSchema` in a query: JSON Schema draft 4 with BSON's types, as MongoDB has it (`$ref`, `default`, `definitions`, `format`
 * and `id` are refused there too). A general validator would not know `bsonType`, a Date or a Long.
 */
import { compareValues } from './compare.ts';
import { requestFailed } from './failure.ts';
import { readTypes } from './type-names.ts';
import {
  type Document,
  getField,
  isDocument,
  isNumeric,
  type TypeName,
  toNumber,
  typeOf,
  type Value,
} from './values.ts';

/** @returns whether a value that is there fits. */
export type JsonSchema = (value: Value) => boolean;

const JSON_TYPES: Record<string, TypeName[]> = {
  object: ['object'],
  array: ['array'],
  string: ['string'],
  boolean: ['bool'],
  null: ['null'],
  number: ['int', 'long', 'double', 'decimal'],
};

type Keyword = (operand: Value, schema: Document) => JsonSchema;

const KEYWORDS: Record<string, Keyword> = {
  type: (operand) => typeIs(texts('type', operand).flatMap(jsonType)),
  bsonType: (operand) => typeIs(readTypes(operand)),
  enum: (operand) => {
    const values = list('enum', operand);
    return (value) => values.some((item) => compareValues(item, value) === 0);
  },
  allOf: (operand) => {
    const schemas = subschemas('allOf', operand);
    return (value) => schemas.every((fits) => fits(value));
  },
  anyOf: (operand) => {
    const schemas = subschemas('anyOf', operand);
    return (value) => schemas.some((fits) => fits(value));
  },
  oneOf: (operand) => {
    const schemas = subschemas('oneOf', operand);
    return (value) => schemas.filter((fits) => fits(value)).length === 1;
  },
  not: (operand) => {
    const fits = parseJsonSchema(operand);
    return (value) => !fits(value);
  },
  required: (operand) => {
    const fields = texts('required', operand);
    return ifDocument((document) => fields.every((field) => getField(document, field) !== undefined));
  },
  properties: (operand) => {
    const schemas = schemaMap('properties', operand);
    return ifDocument((document) =>
      schemas.every(([field, fits]) => {
        const value = getField(document, field);
        return value === undefined || fits(value);
      }),
    );
  },
  patternProperties: (operand) => {
    const schemas = schemaMap('patternProperties', operand).map(([source, fits]) => ({
      regex: new RegExp(source),
      fits,
    }));
    return ifDocument((document) =>
      Object.keys(document).every((field) =>
        schemas.every(({ regex, fits }) => !regex.test(field) || fits(document[field])),
      ),
    );
  },
  additionalProperties: (operand, schema) => {
    const fits = permission('additionalProperties', operand);
    const named = new Set(isDocument(schema.properties) ? Object.keys(schema.properties) : []);
    const patterns = isDocument(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
    const regexes = patterns.map((source) => new RegExp(source));
    return ifDocument((document) =>
      Object.keys(document).every(
        (field) => named.has(field) || regexes.some((regex) => regex.test(field)) || fits(document[field]),
      ),
    );
  },
  dependencies: (operand) => {
    if (!isDocument(operand)) throw requestFailed("$jsonSchema keyword 'dependencies' must be an object");
    const rules = Object.keys(operand).map((field) => {
      const rule = operand[field];
      return { field, fits: Array.isArray(rule) ? requires(texts('dependencies', rule)) : parseJsonSchema(rule) };
    });
    return ifDocument((document) =>
      rules.every(({ field, fits }) => getField(document, field) === undefined || fits(document)),
    );
  },
  minProperties: (operand) => {
    const least = size('minProperties', operand);
    return ifDocument((document) => Object.keys(document).length >= least);
  },
  maxProperties: (operand) => {
    const most = size('maxProperties', operand);
    return ifDocument((document) => Object.keys(document).length <= most);
  },
  items: (operand) => {
    if (Array.isArray(operand)) {
      const schemas = operand.map(parseJsonSchema);
      return ifArray((array) => schemas.every((fits, i) => i >= array.length || fits(array[i])));
    }
    const fits = parseJsonSchema(operand);
    return ifArray((array) => array.every(fits));
  },
  additionalItems: (operand, schema) => {
    const fits = permission('additionalItems', operand);
    const named = schema.items;
    // Beside one schema for all items there are no additional ones.
    return ifArray((array) => !Array.isArray(named) || array.slice(named.length).every(fits));
  },
  minItems: (operand) => {
    const least = size('minItems', operand);
    return ifArray((array) => array.length >= least);
  },
  maxItems: (operand) => {
    const most = size('maxItems', operand);
    return ifArray((array) => array.length <= most);
  },
  uniqueItems: (operand) => {
    if (operand !== true) return () => true;
    return ifArray((array) => {
      const sorted = [...array].sort(compareValues);
      return sorted.every((item, i) => i === 0 || compareValues(sorted[i - 1], item) !== 0);
    });
  },
  minimum: (operand, schema) => {
    const least = number('minimum', operand);
    const exclusive = schema.exclusiveMinimum === true;
    return ifNumber((value) => (exclusive ? value > least : value >= least));
  },
  maximum: (operand, schema) => {
    const most = number('maximum', operand);
    const exclusive = schema.exclusiveMaximum === true;
    return ifNumber((value) => (exclusive ? value < most : value <= most));
  },
  exclusiveMinimum: (_operand, schema) => needs('exclusiveMinimum', 'minimum', schema),
  exclusiveMaximum: (_operand, schema) => needs('exclusiveMaximum', 'maximum', schema),
  multipleOf: (operand) => {
    const divisor = number('multipleOf', operand);
    if (divisor <= 0) throw requestFailed("$jsonSchema keyword 'multipleOf' must have a positive value");
    return ifNumber((value) => value % divisor === 0);
  },
  minLength: (operand) => {
    const least = size('minLength', operand);
    return ifText((text) => [...text].length >= least);
  },
  maxLength: (operand) => {
    const most = size('maxLength', operand);
    return ifText((text) => [...text].length <= most);
  },
  pattern: (operand) => {
    if (typeof operand !== 'string') throw requestFailed("$jsonSchema keyword 'pattern' must be a string");
    const regex = new RegExp(operand, 'u');
    return ifText((text) => regex.test(text));
  },
  title: () => () => true,
  description: () => () => true,
};

export function parseJsonSchema(schema: Value): JsonSchema {
  if (!isDocument(schema)) throw requestFailed('$jsonSchema must be an object');
  const rules = Object.keys(schema).map((name) => {
    const keyword = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
    if (!keyword) throw requestFailed(`Unknown $jsonSchema keyword: ${name}`);
    return keyword(schema[name], schema);
  });
  return (value) => rules.every((fits) => fits(value));
}

export function matchesSchema(schema: JsonSchema, document: Document): boolean {
  return schema(document);
}

function jsonType(name: string): TypeName[] {
  const types = JSON_TYPES[name];
  if (!types) {
    throw requestFailed(
      name === 'integer'
        ? "$jsonSchema type 'integer' is not currently supported."
        : `Unknown type name alias: ${name}`,
    );
  }
  return types;
}

function typeIs(types: TypeName[]): JsonSchema {
  return (value) => types.includes(typeOf(value));
}

function requires(fields: string[]): JsonSchema {
  return ifDocument((document) => fields.every((field) => getField(document, field) !== undefined));
}

function needs(keyword: string, other: string, schema: Document): JsonSchema {
  if (schema[other] === undefined) {
    throw requestFailed(`$jsonSchema keyword '${other}' must be a present if ${keyword} is present`);
  }
  return () => true;
}

function ifDocument(test: (document: Document) => boolean): JsonSchema {
  return (value) => !isDocument(value) || test(value);
}

function ifArray(test: (array: Value[]) => boolean): JsonSchema {
  return (value) => !Array.isArray(value) || test(value);
}

function ifNumber(test: (value: number) => boolean): JsonSchema {
  return (value) => !isNumeric(value) || test(toNumber(value));
}

function ifText(test: (text: string) => boolean): JsonSchema {
  return (value) => typeof value !== 'string' || test(value);
}

function list(keyword: string, operand: Value): Value[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    throw requestFailed(`$jsonSchema keyword '${keyword}' must be a non-empty array`);
  }
  return operand;
}

function texts(keyword: string, operand: Value): string[] {
  const items = typeof operand === 'string' && keyword === 'type' ? [operand] : list(keyword, operand);
  return items.map((item) => {
    if (typeof item !== 'string') throw requestFailed(`$jsonSchema keyword '${keyword}' must be an array of strings`);
    return item;
  });
}

function subschemas(keyword: string, operand: Value): JsonSchema[] {
  return list(keyword, operand).map(parseJsonSchema);
}

function schemaMap(keyword: string, operand: Value): [string, JsonSchema][] {
  if (!isDocument(operand)) throw requestFailed(`$jsonSchema keyword '${keyword}' must be an object`);
  return Object.keys(operand).map((field) => [field, parseJsonSchema(operand[field])]);
}

function permission(keyword: string, operand: Value): JsonSchema {
  if (typeof operand === 'boolean') return () => operand;
  if (!isDocument(operand)) throw requestFailed(`$jsonSchema keyword '${keyword}' must be an object or a boolean`);
  return parseJsonSchema(operand);
}

function size(keyword: string, operand: Value): number {
  const value = number(keyword, operand);
  if (!Number.isInteger(value) || value < 0) {
    throw requestFailed(`$jsonSchema keyword '${keyword}' must be a non-negative integer`);
  }
  return value;
}

function number(keyword: string, operand: Value): number {
  if (!isNumeric(operand)) throw requestFailed(`$jsonSchema keyword '${keyword}' must be a number`);
  return toNumber(operand);
}
