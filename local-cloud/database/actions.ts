/** The database's part of the SDK's endpoint: `database.*` by the names and shapes that @cloudbase/database 1.4.3 sends and reads. */

import { ObjectId } from 'bson';
import type { AdminAction, AdminReply, AdminRequest } from '../admin/action.ts';
import type { Stage } from './aggregate/pipeline.ts';
import type { LocalDatabase, Modification } from './database.ts';
import { invalidParam } from './failure.ts';
import { parseQuery, type Query } from './filter.ts';
import type { IndexKey } from './index-definition.ts';
import { parseProjection } from './projection.ts';
import type { Transaction } from './transactions.ts';
import { parseUpdate } from './update.ts';
import {
  type Document,
  isDocument,
  isNumeric,
  parseEjson,
  resolveServerDates,
  stringifyEjson,
  toNumber,
  type Value,
} from './values.ts';

/** Documents that one `get` returns unless told otherwise, and at most (docs: "get()" and "limit"). */
const DEFAULT_LIMIT = 100;
const LARGEST_LIMIT = 1000;

type Parameters = AdminRequest['params'];

export function databaseActions(database: LocalDatabase): Record<string, AdminAction> {
  /** Runs a request within the transaction that it names. There, any error aborts the transaction. */
  const within = async (
    params: Parameters,
    run: (transaction: Transaction | undefined) => Promise<AdminReply>,
  ): Promise<AdminReply> => {
    if (params.transactionId === undefined || params.transactionId === '') return run(undefined);
    const transaction = database.transactions.get(params.transactionId);
    try {
      return await run(transaction);
    } catch (error) {
      database.transactions.end(transaction);
      throw error;
    }
  };

  const readDocument = (text: unknown, what: string): Document => {
    const value = resolveServerDates(parseEjson(text, what), database.now());
    if (!isDocument(value)) throw invalidParam(`${what} must be an object`);
    return value;
  };

  const readQuery = (params: Parameters): Query =>
    parseQuery(isGiven(params.query) ? readDocument(params.query, 'query') : {});

  /** A change of documents must say which: without a `where` the service refuses it. */
  const demandQuery = (params: Parameters): Query => {
    if (!isGiven(params.query)) throw invalidParam('query is required: use where() or doc() to say which documents');
    return readQuery(params);
  };

  const readModification = (params: Parameters): Modification => {
    const data = readDocument(params.data, 'data');
    if ('_id' in data) throw invalidParam('the value of _id can not be changed');
    if (params.merge === false) {
      if (Object.keys(data).some((field) => field.startsWith('$')))
        throw invalidParam('data of set() can not hold update operators');
      return { kind: 'replacement', document: data };
    }
    return { kind: 'operators', update: parseUpdate(data) };
  };

  const getDocument: AdminAction = ({ params }) =>
    within(params, async (transaction) => {
      const query = readQuery(params);
      const limit = readLimit(params.limit);
      const offset = readOffset(params.offset);
      const projection = isGiven(params.projection) ? readDocument(params.projection, 'projection') : {};
      const { result, cost } = database.find(transaction, params.collectionName, {
        query,
        sort: readOrder(params.order),
        skip: offset,
        limit,
        project: parseProjection(projection, query.filter),
      });
      return { data: { list: result.map(stringifyEjson), limit, offset }, cost };
    });

  const insertDocument: AdminAction = ({ params }) =>
    within(params, async (transaction) => {
      const data = params.data;
      if (!Array.isArray(data) || data.length === 0) throw invalidParam('data must be a non-empty array of documents');
      const documents = data.map((text: unknown, i) => readDocument(text, `data[${i}]`));
      const { result, cost } = await database.insert(transaction, params.collectionName, documents);
      return { data: { insertedIds: result.map(plainId) }, cost };
    });

  const modifyDocument: AdminAction = ({ params }) =>
    within(params, async (transaction) => {
      const { result, cost } = await database.modify(transaction, params.collectionName, {
        query: demandQuery(params),
        modification: readModification(params),
        multi: params.multi === true,
        upsert: params.upsert === true,
      });
      const { updated, upsertedId } = result;
      return { data: { updated, ...(upsertedId === undefined ? {} : { upsert_id: plainId(upsertedId) }) }, cost };
    });

  const modifyAndReturnDoc: AdminAction = ({ params }) =>
    within(params, async (transaction) => {
      const { result, cost } = await database.modify(transaction, params.collectionName, {
        query: demandQuery(params),
        modification: readModification(params),
        multi: false,
        upsert: params.upsert === true,
      });
      // Here a document that matched counts, changed or not: the SDK's own suite says so.
      return { data: { updated: result.matched, doc: result.document && stringifyEjson(result.document) }, cost };
    });

  const removeDocument: AdminAction = ({ params }) =>
    within(params, async (transaction) => {
      const { result, cost } = await database.remove(transaction, params.collectionName, {
        query: demandQuery(params),
        multi: params.multi === true,
      });
      return { data: { deleted: result }, cost };
    });

  return {
    'database.addCollection': async ({ params }) => {
      const name = params.collectionName;
      if (typeof name !== 'string') throw invalidParam('collectionName must be a string');
      database.createCollection(name);
      return { data: {} };
    },
    'database.getDocument': getDocument,
    'database.calculateDocument': async ({ params }) => {
      const { result, cost } = database.count(params.collectionName, readQuery(params));
      return { data: { total: result }, cost };
    },
    'database.insertDocument': insertDocument,
    'database.modifyDocument': modifyDocument,
    'database.modifyAndReturnDoc': modifyAndReturnDoc,
    'database.removeDocument': removeDocument,
    'database.aggregateDocuments': async ({ params }) => {
      const { result, cost } = database.aggregate(params.collectionName, readStages(params.stages, database.now()));
      return { data: { list: result.map(stringifyEjson) }, cost };
    },
    'database.startTransaction': async () => ({ beside: { transactionId: database.transactions.start().id } }),
    'database.commitTransaction': async ({ params }) => {
      database.commit(database.transactions.get(params.transactionId));
      return {};
    },
    'database.abortTransaction': async ({ params }) => {
      database.transactions.end(database.transactions.get(params.transactionId));
      return {};
    },
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function readLimit(value: unknown): number {
  if (!isGiven(value)) return DEFAULT_LIMIT;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw invalidParam('limit must be a non-negative integer');
  // MongoDB takes 0 for no limit: that is the service's largest.
  return value === 0 ? LARGEST_LIMIT : Math.min(value, LARGEST_LIMIT);
}

function readOffset(value: unknown): number {
  if (!isGiven(value)) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw invalidParam('offset must be a non-negative integer');
  return value;
}

/** `{field: 1, other: -1}` in EJSON. */
function readOrder(value: unknown): IndexKey[] {
  if (!isGiven(value)) return [];
  const order = parseEjson(value, 'order');
  if (!isDocument(order)) throw invalidParam('order must be an object of fields');
  return Object.keys(order).map((field) => {
    const direction = order[field];
    const sign = isNumeric(direction) ? toNumber(direction) : Number.NaN;
    if (sign !== 1 && sign !== -1) throw invalidParam(`order of ${field} must be 1 or -1`);
    return { field, order: sign === 1 ? '1' : '-1' };
  });
}

function readStages(value: unknown, now: number): Stage[] {
  if (!Array.isArray(value)) throw invalidParam('stages must be an array');
  return value.map((stage: unknown, i) => {
    const { stageKey, stageValue } = Object(stage) as { stageKey?: unknown; stageValue?: unknown };
    if (typeof stageKey !== 'string') throw invalidParam(`stages[${i}].stageKey must be a string`);
    return { name: stageKey, operand: resolveServerDates(parseEjson(stageValue, `stages[${i}].stageValue`), now) };
  });
}

/** An id as the answer's plain JSON has it. */
function plainId(id: Value): unknown {
  if (typeof id === 'string' || typeof id === 'number') return id;
  return id instanceof ObjectId
    ? id.toHexString()
    : (JSON.parse(stringifyEjson({ id: id ?? null })) as { id: unknown }).id;
}
