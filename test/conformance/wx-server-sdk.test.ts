import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { cloudUnderTest, type Fields, REAL_ENVIRONMENT } from './cloud-under-test.ts';

/**
 * The SDK of cloud functions wraps the plain one: other shapes of results, numeric codes of errors, a missing document as an error.
 * Its typings leave the results open, so that what is used of it here is declared here.
 */
interface WxQuery {
  where(condition: object): WxQuery;
  orderBy(field: string, order: string): WxQuery;
  skip(count: number): WxQuery;
  limit(count: number): WxQuery;
  field(fields: object): WxQuery;
  get(): Promise<{ data: Fields[] }>;
  count(): Promise<{ total: number }>;
  update(options: { data: object; multi?: boolean }): Promise<{ stats: { updated: number } }>;
  remove(options?: { multi?: boolean }): Promise<{ stats: { removed: number } }>;
}
interface WxCollection extends WxQuery {
  add(options: { data: object }): Promise<{ _id?: string; _ids?: string[] }>;
  doc(id: string): {
    get(): Promise<{ data: Fields | null }>;
    set(options: { data: object }): Promise<{ _id: string; stats: { updated: number; created: number } }>;
    update(options: { data: object }): Promise<{ stats: { updated: number } }>;
    remove(): Promise<{ stats: { removed: number } }>;
  };
  aggregate(): { match(condition: object): { end(): Promise<{ list: Fields[] }> } };
}
interface WxTransaction {
  collection(name: string): WxCollection;
  rollback(reason?: unknown): Promise<unknown>;
}
interface WxDatabase {
  collection(name: string): WxCollection;
  createCollection(name: string): Promise<{ errMsg: string }>;
  command: { gt(value: unknown): object; inc(value: number): object; exists(value: boolean): object };
  runTransaction<T>(run: (transaction: WxTransaction) => Promise<T>, times?: number): Promise<T>;
}
interface WxCloud {
  init(options: { env: string }): void;
  database(options?: { throwOnNotFound: boolean }): WxDatabase;
}

describe.skipIf(REAL_ENVIRONMENT)('wx-server-sdk', () => {
  const cloud = cloudUnderTest();
  let wx: WxCloud;
  let db: WxDatabase;

  beforeAll(() => {
    // What local-cloud/functions gives to every instance: the one variable that redirects the SDK, and a key pair to sign with.
    process.env.TCB_CONTEXT_CNFG = JSON.stringify({ URL: cloud.url });
    process.env.TENCENTCLOUD_SECRETID = 'id';
    process.env.TENCENTCLOUD_SECRETKEY = 'key';
    wx = createRequire(import.meta.url)('wx-server-sdk') as WxCloud;
    wx.init({ env: 'local' });
    db = wx.database();
  });

  async function roads(documents: Fields[]): Promise<WxCollection> {
    return db.collection((await cloud.collection(documents)).name);
  }

  it('adds one document, or several', async () => {
    const collection = await roads([]);
    expect(await collection.add({ data: { road: 'G4' } })).toMatchObject({
      _id: expect.stringMatching(/^[0-9a-f]{32}$/),
      errMsg: 'collection.add:ok',
    });
    expect((await collection.add({ data: [{ road: 'S1' }, { road: 'S2' }] }))._ids).toHaveLength(2);
  });

  it('gets by a query and by an id', async () => {
    const collection = await roads([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const { data } = await collection
      .where({ n: db.command.gt(1) })
      .orderBy('n', 'desc')
      .skip(1)
      .limit(5)
      .field({ n: true, _id: false })
      .get();
    expect(data).toEqual([{ n: 2 }]);
    expect(await collection.where({ n: db.command.gt(1) }).count()).toMatchObject({ total: 2 });
    expect(await collection.doc('0001').get()).toMatchObject({ data: { _id: '0001', n: 1 } });
  });

  it('takes a missing document for an error, unless told otherwise', async () => {
    const collection = await roads([]);
    await expect(collection.doc('x').get()).rejects.toMatchObject({
      errMsg: expect.stringContaining('document with _id x does not exist'),
    });
    const lenient = wx.database({ throwOnNotFound: false }).collection((await cloud.collection([])).name);
    expect(await lenient.doc('x').get()).toMatchObject({ data: null });
  });

  it('updates, sets and removes', async () => {
    const collection = await roads([{ n: 1 }, { n: 1 }]);
    expect(await collection.where({ n: 1 }).update({ data: { n: db.command.inc(1) } })).toMatchObject({
      stats: { updated: 2 },
    });
    expect(await collection.where({ n: 2 }).update({ data: { m: 1 }, multi: false })).toMatchObject({
      stats: { updated: 1 },
    });
    expect(await collection.doc('0001').update({ data: { n: 7 } })).toMatchObject({ stats: { updated: 1 } });
    expect(await collection.doc('0001').set({ data: { k: 1 } })).toMatchObject({
      _id: '0001',
      stats: { updated: 1, created: 0 },
    });
    expect(await collection.doc('fresh').set({ data: { k: 1 } })).toMatchObject({ stats: { updated: 0, created: 1 } });
    expect(await collection.doc('fresh').remove()).toMatchObject({ stats: { removed: 1 } });
    expect(await collection.where({ _id: db.command.exists(true) }).remove()).toMatchObject({ stats: { removed: 2 } });
  });

  it('aggregates', async () => {
    const collection = await roads([{ n: 1 }, { n: 2 }]);
    expect((await collection.aggregate().match({ n: 2 }).end()).list).toEqual([{ _id: '0002', n: 2 }]);
  });

  it('runs a transaction', async () => {
    const collection = await cloud.collection([{ _id: 'a', n: 1 }]);
    const result = await db.runTransaction(async (transaction) => {
      const account = transaction.collection(collection.name).doc('a');
      const { data } = await account.get();
      await account.update({ data: { n: db.command.inc(1) } });
      return data;
    });
    expect(result).toEqual({ _id: 'a', n: 1 });
    expect(await cloud.all(collection)).toEqual([{ n: 2 }]);
  });

  it('names errors by the numbers of WeChat', async () => {
    const collection = await roads([{ _id: 'a', n: 'text' }]);
    await expect(db.collection('nowhere').where({ a: 1 }).get()).rejects.toMatchObject({
      errCode: -502005,
      errMsg: expect.stringContaining('Db or Table not exist: nowhere'),
    });
    await expect(collection.doc('a').update({ data: { n: db.command.inc(1) } })).rejects.toMatchObject({
      errCode: -502001,
    });
    await expect(collection.add({ data: { _id: 'a' } })).rejects.toMatchObject({
      errMsg: expect.stringContaining('duplicate key'),
    });
    // What it does not wrap by code (createCollection, aggregate) is -1.
    await expect(db.createCollection('a b')).rejects.toMatchObject({ errCode: -1 });
  });
});
