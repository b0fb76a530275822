/** The stages of an aggregation. */
import { requestFailed } from '../failure.ts';
import { parseQuery } from '../filter.ts';
import { sortKey } from '../index-keys.ts';
import { compileFilter } from '../match.ts';
import { splitPath, valueAtPath } from '../paths.ts';
import { type Document, isDocument, typeOf, type Value } from '../values.ts';
import { type Names, namesWith, parseExpression, type Scope } from './expression.ts';
import { parseBucket, parseBucketAuto, parseGroup, parseSortByCount } from './group.ts';
import { parseGraphLookup, parseLookup, parseStageList, withField } from './lookup.ts';
import { namedOperand } from './operands.ts';
import type { Reader } from './pipeline.ts';
import { parseAddFields, parseProject } from './project.ts';
import { parseRedact } from './redact.ts';
import { documentOperand, parseSort, textOperand, wholeCount } from './stage-operands.ts';

export interface StageContext {
  reader: Reader;
  variables: Scope['variables'];
}

export type StageRun = (documents: Document[], context: StageContext) => Document[];

type StageParser = (operand: Value, names: Names) => StageRun;

function each(
  parse: (operand: Value, names: Names) => (document: Document, variables: Scope['variables']) => Document,
): StageParser {
  return (operand, names) => {
    const run = parse(operand, names);
    return (documents, { variables }) => documents.map((document) => run(document, variables));
  };
}

function whole(
  parse: (operand: Value, names: Names) => (documents: Document[], variables: Scope['variables']) => Document[],
): StageParser {
  return (operand, names) => {
    const run = parse(operand, names);
    return (documents, { variables }) => run(documents, variables);
  };
}

const STAGES: Record<string, StageParser> = {
  $addFields: each(parseAddFields),
  $set: each(parseAddFields),
  $bucket: whole(parseBucket),
  $bucketAuto: whole(parseBucketAuto),
  $count: (operand) => {
    const field = textOperand('$count', 'the count field', operand);
    if (field.startsWith('$') || field.includes('.'))
      throw requestFailed("the count field cannot be a $-prefixed path or contain '.'");
    return (documents) => (documents.length === 0 ? [] : [{ [field]: documents.length }]);
  },
  $facet: (operand) => {
    const facets = documentOperand('$facet', operand);
    const pipelines = Object.keys(facets).map((name) => ({ name, stages: parseStageList('$facet', facets[name]) }));
    return (documents, context) => {
      const result: Document = {};
      for (const { name, stages } of pipelines) {
        const names = namesWith(Object.keys(context.variables));
        result[name] = stages
          .map((stage) => parseStage(stage, names))
          .reduce((input, run) => run(input, context), documents);
      }
      return [result];
    };
  },
  $geoNear: () => {
    throw requestFailed('$geoNear is only valid as the first stage in a pipeline.');
  },
  $graphLookup: parseGraphLookup,
  $group: whole(parseGroup),
  $limit: (operand) => {
    const limit = wholeCount('$limit', operand, 1);
    return (documents) => documents.slice(0, limit);
  },
  $lookup: parseLookup,
  $match:
    (operand) =>
    (documents, { variables }) => {
      const query = parseQuery(documentOperand('$match', operand), variables);
      if (query.near) throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context');
      return documents.filter(compileFilter(query.filter));
    },
  $out: () => {
    throw requestFailed('$out is not supported: the service writes through the database API only');
  },
  $project: each(parseProject),
  $redact: whole(parseRedact),
  $replaceRoot: (operand, names) => {
    const { newRoot } = namedOperand('$replaceRoot', operand, ['newRoot']);
    const root = parseExpression(newRoot, names);
    return (documents, { variables }) =>
      documents.map((document) => {
        const value = root({ root: document, current: document, variables });
        if (!isDocument(value)) {
          throw requestFailed(
            `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeOf(value)}`,
          );
        }
        return value;
      });
  },
  $sample: (operand) => {
    const size = wholeCount('$sample', namedOperand('$sample', operand, ['size']).size, 1);
    return (documents) => shuffled(documents).slice(0, size);
  },
  $skip: (operand) => {
    const skip = wholeCount('$skip', operand, 0);
    return (documents) => documents.slice(skip);
  },
  $sort: (operand) => {
    const sort = parseSort(operand);
    return (documents) =>
      documents
        .map((document) => ({ document, key: sortKey(document, sort) }))
        .sort((a, b) => Buffer.compare(a.key, b.key))
        .map(({ document }) => document);
  },
  $sortByCount: whole(parseSortByCount),
  $unwind: (operand) => {
    const { path, index, preserve } = readUnwind(operand);
    return (documents) => documents.flatMap((document) => unwind(document, path, index, preserve));
  },
};

export function parseStage({ name, operand }: { name: string; operand: Value }, names: Names): StageRun {
  const parse = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!parse) throw requestFailed(`Unrecognized pipeline stage name: '${name}'`);
  return parse(operand, names);
}

/** Every order as likely as any other (Fisher and Yates). */
function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    const [a, b] = [result[i], result[j]];
    if (a !== undefined && b !== undefined) {
      result[i] = b;
      result[j] = a;
    }
  }
  return result;
}

function readUnwind(operand: Value): { path: string; index: string | undefined; preserve: boolean } {
  const spec =
    typeof operand === 'string'
      ? { path: operand }
      : namedOperand('$unwind', operand, ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays']);
  const path = textOperand('$unwind', "'path'", spec.path);
  if (!path.startsWith('$')) throw requestFailed(`path option to $unwind stage should be prefixed with a '$': ${path}`);
  const index = spec.includeArrayIndex;
  return {
    path: path.slice(1),
    index: index === undefined ? undefined : textOperand('$unwind', "'includeArrayIndex'", index),
    preserve: spec.preserveNullAndEmptyArrays === true,
  };
}

/** A field that is no array counts as an array of itself. */
function unwind(document: Document, path: string, index: string | undefined, preserve: boolean): Document[] {
  const value = valueAtPath(document, splitPath(path));
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item, i) => {
      const one = withField(document, path, item);
      return index === undefined ? one : withField(one, index, i);
    });
  }
  const empty = value === undefined || value === null || Array.isArray(value);
  if (empty && !preserve) return [];
  const kept = Array.isArray(value) ? withoutField(document, splitPath(path)) : document;
  return [index === undefined ? kept : withField(kept, index, null)];
}

function withoutField(document: Document, [name = '', ...rest]: string[]): Document {
  const copy = { ...document };
  const child = copy[name];
  if (rest.length === 0) delete copy[name];
  else if (isDocument(child)) copy[name] = withoutField(child, rest);
  return copy;
}
