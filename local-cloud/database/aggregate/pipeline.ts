/** Runs an aggregation: stages over documents, the first of them by the collection's indexes. */
import { requestFailed } from '../failure.ts';
import { parseQuery, type Query } from '../filter.ts';
import type { IndexKey } from '../index-definition.ts';
import { find } from '../read.ts';
import type { Collection, Store } from '../store.ts';
import { type Document, isDocument, type Value } from '../values.ts';
import { namesWith } from './expression.ts';
import { parseGeoNear } from './geo-near.ts';
import { parseSort, wholeCount } from './stage-operands.ts';
import { parseStage, type StageRun } from './stages.ts';

export interface Stage {
  name: string;
  operand: Value;
}

export interface PipelineResult {
  documents: Document[];
  examined: number;
  index: string | null;
}

/** Lets a stage read other collections, and counts what that costs. */
export interface Reader {
  store: Store;
  collection: Collection;
  find: (collection: string, query: Query) => Document[];
  run: (collection: string, stages: readonly Stage[], variables: Readonly<Record<string, Value>>) => Document[];
}

export function runPipeline(
  store: Store,
  collection: Collection,
  stages: readonly Stage[],
  variables: Readonly<Record<string, Value>> = {},
): PipelineResult {
  const { request, rest } = leadingRead(stages, variables);
  const start = request.geoNear ? request.geoNear(store, collection) : findDocuments(store, collection, request);
  let examined = start.examined;
  const reader: Reader = {
    store,
    collection,
    find: (name, query) => {
      // A `$lookup` of a collection that doesn't exist joins nothing.
      const other = store.find(name);
      if (!other) return [];
      const result = findDocuments(store, other, { query });
      examined += result.examined;
      return result.documents;
    },
    run: (name, inner, names) => {
      const other = store.find(name);
      if (!other) return [];
      const result = runPipeline(store, other, inner, names);
      examined += result.examined;
      return result.documents;
    },
  };
  const names = namesWith(Object.keys(variables));
  const runs: StageRun[] = rest.map((stage) => parseStage(stage, names));
  const documents = runs.reduce((input, run) => run(input, { reader, variables }), start.documents);
  return { documents, examined, index: start.index };
}

interface ReadRequest {
  query?: Query;
  sort?: IndexKey[];
  skip?: number;
  limit?: number;
  geoNear?: (store: Store, collection: Collection) => PipelineResult;
}

/** What the first stages ask for that a read can do: `$match`, `$sort`, `$skip`, `$limit`, in this order, or `$geoNear`. */
function leadingRead(
  stages: readonly Stage[],
  variables: Readonly<Record<string, Value>>,
): { request: ReadRequest; rest: readonly Stage[] } {
  const [first] = stages;
  if (first?.name === '$geoNear') return { request: { geoNear: parseGeoNear(first.operand) }, rest: stages.slice(1) };
  const request: ReadRequest = {};
  let used = 0;
  const next = (name: string): Value => (stages[used]?.name === name ? stages[used++]?.operand : undefined);
  const match = next('$match');
  if (match !== undefined) request.query = parseMatch(match, variables);
  const sort = next('$sort');
  if (sort !== undefined) request.sort = parseSort(sort);
  const skip = next('$skip');
  if (skip !== undefined) request.skip = wholeCount('$skip', skip, 0);
  const limit = next('$limit');
  if (limit !== undefined) request.limit = wholeCount('$limit', limit, 1);
  return { request, rest: stages.slice(used) };
}

function parseMatch(operand: Value, variables: Readonly<Record<string, Value>>): Query {
  if (!isDocument(operand)) throw requestFailed('the match filter must be an expression in an object');
  const query = parseQuery(operand, variables);
  if (query.near) throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context');
  return query;
}

function findDocuments(store: Store, collection: Collection, request: ReadRequest): PipelineResult {
  const { found, examined, index } = find(
    { connection: store.connection },
    {
      collection,
      query: request.query ?? parseQuery({}),
      sort: request.sort ?? [],
      skip: request.skip ?? 0,
      limit: request.limit,
    },
  );
  return { documents: found.map(({ document }) => document), examined, index };
}
