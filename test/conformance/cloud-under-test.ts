import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tcb from '@cloudbase/node-sdk';
import { afterAll, beforeAll, it } from 'vitest';
import type { RequestCost } from '#cloud/admin/action';
import { type AdminRequestLog, createAdminHandler } from '#cloud/admin/handler';
import { databaseActions } from '#cloud/database/actions';
import { type LocalDatabase, openDatabase } from '#cloud/database/database';
import type { IndexDefinitions } from '#cloud/database/index-definition';

/**
 * The suite asks the official SDK, and the SDK asks the local cloud; or, with CLOUD_ENV, CLOUD_SECRET_ID and CLOUD_SECRET_KEY set, a
 * real environment, where what needs an index made beforehand, costs money or waits long is skipped.
 */
export const REAL_ENVIRONMENT = process.env.CLOUD_ENV;

/** A test of what only the local cloud has (indexes on demand, costs, a clock to move), or what would cost money on a real one. */
export const itLocally = it.skipIf(REAL_ENVIRONMENT !== undefined);

/** 08:00 on a Friday in China: the local cloud's clock, which stands until a test moves it. */
export const NOW = Date.parse('2026-05-01T00:00:00.000Z');

type Db = ReturnType<ReturnType<typeof tcb.init>['database']>;
export type Collection = ReturnType<Db['collection']>;
export type Fields = Record<string, unknown>;

/** `db.Geo`, of which the typings know the Point only. */
export interface Geo {
  Point: new (longitude: number, latitude: number) => object;
  LineString: new (points: object[]) => object;
  Polygon: new (lines: object[]) => object;
  MultiPoint: new (points: object[]) => object;
  MultiLineString: new (lines: object[]) => object;
  MultiPolygon: new (polygons: object[]) => object;
}

/** What `startTransaction` gives, which the typings leave open. */
export interface Transaction {
  collection(name: string): Collection;
  commit(): Promise<{ requestId: string }>;
  rollback(reason?: unknown): Promise<{ requestId: string }>;
}

export interface CloudUnderTest {
  /** The plain @cloudbase/node-sdk. */
  readonly db: Db;
  readonly _: Db['command'];
  readonly $: Db['command']['aggregate'];
  readonly Geo: Geo;
  /** Where the SDK posts to. */
  readonly url: string;
  /** A collection of its own for one test, with these documents in it. */
  collection(documents?: readonly Fields[], name?: string): Promise<Collection>;
  /** What the documents look like without their ids, in the order of `_id`. */
  all(collection: Collection): Promise<Fields[]>;
  /** The last database request's cost; only the local cloud tells it. */
  cost(): RequestCost | undefined;
  /** The local cloud's database. */
  readonly database: LocalDatabase;
  /** Moves the local cloud's clock. @param ms milliseconds */
  passTime(ms: number): void;
}

/** Starts a fresh local cloud for the tests of one file; `indexes` names the collections that have them. */
export function cloudUnderTest(indexes: IndexDefinitions = {}): CloudUnderTest {
  const folder = REAL_ENVIRONMENT === undefined ? mkdtempSync(path.join(os.tmpdir(), 'conformance-')) : '';
  let now = NOW;
  let last: AdminRequestLog | undefined;
  let local: { database: LocalDatabase; url: string; close(): void } | undefined;
  let db: Db | undefined;
  let collections = 0;

  beforeAll(async () => {
    process.env.TENCENTCLOUD_RUNENV = 'SCF';
    process.env.TENCENTCLOUD_REGION ??= 'ap-shanghai';
    process.env.SCF_NAMESPACE ??= 'local';
    if (REAL_ENVIRONMENT !== undefined) {
      const { CLOUD_SECRET_ID: secretId = '', CLOUD_SECRET_KEY: secretKey = '' } = process.env;
      db = tcb.init({ env: REAL_ENVIRONMENT, secretId, secretKey }).database();
      return;
    }
    const database = openDatabase({ file: path.join(folder, 'database.sqlite'), now: () => now, indexes });
    const handler = createAdminHandler({
      actions: databaseActions(database),
      observe(entry) {
        last = entry;
      },
    });
    const server = createServer(handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`;
    local = {
      database,
      url,
      close() {
        server.close();
        server.closeAllConnections();
        database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
    db = tcb.init({ env: 'local', secretId: 'id', secretKey: 'key', serviceUrl: url }).database();
  });

  afterAll(() => local?.close());

  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the local cloud is not running here');
    return value;
  };
  const cloud: CloudUnderTest = {
    get db() {
      return started(db);
    },
    get _() {
      return started(db).command;
    },
    get $() {
      return started(db).command.aggregate;
    },
    get Geo() {
      return started(db).Geo as unknown as Geo;
    },
    get url() {
      return started(local).url;
    },
    get database() {
      return started(local).database;
    },
    async collection(documents = [], name = `conformance_${++collections}`) {
      // A real environment keeps its collections from run to run.
      await Promise.resolve(cloud.db.createCollection(name)).catch(() => undefined);
      const collection = cloud.db.collection(name);
      await collection.where({ _id: cloud._.exists(true) }).remove();
      if (documents.length > 0) await collection.add(structured(documents));
      return collection;
    },
    async all(collection) {
      const { data } = await collection.orderBy('_id', 'asc').limit(1000).get();
      return data.map(({ _id: _, ...fields }: Fields) => fields);
    },
    cost: () => last?.cost,
    passTime(ms) {
      now += ms;
    },
  };
  return cloud;
}

/** Documents without an id get one that keeps their order. */
function structured(documents: readonly Fields[]): Fields[] {
  return documents.map((document, i) => ({ _id: String(i + 1).padStart(4, '0'), ...document }));
}

/** The ids of what a query finds, without their leading zeros. */
export function idsOf({ data }: { data: Fields[] }): unknown[] {
  return data.map(({ _id }) => (typeof _id === 'string' && /^\d{4}$/.test(_id) ? Number(_id) : _id));
}
