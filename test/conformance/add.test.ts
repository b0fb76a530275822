import { describe, expect, it } from 'vitest';
import { cloudUnderTest, itLocally } from './cloud-under-test.ts';

const cloud = cloudUnderTest({ places: [{ name: 'code', keys: [{ field: 'code', order: '1' }], unique: true }] });

it('adds one document and says its id', async () => {
  const roads = await cloud.collection();
  const { id, requestId } = await roads.add({ road: 'G4' });
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(requestId).toEqual(expect.any(String));
  expect((await roads.doc(String(id)).get()).data).toEqual([{ _id: id, road: 'G4' }]);
});

it('adds several and says their ids in order', async () => {
  const roads = await cloud.collection();
  const { ids = [] } = await roads.add([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(ids).toHaveLength(3);
  expect((await roads.doc(String(ids[1])).get()).data).toMatchObject([{ n: 2 }]);
});

it('takes an id that is given, string or number', async () => {
  const roads = await cloud.collection();
  expect((await roads.add({ _id: 'G4', n: 1 })).id).toBe('G4');
  expect((await roads.add({ _id: 7, n: 2 })).id).toBe(7);
  expect((await roads.doc(7).get()).data).toEqual([{ _id: 7, n: 2 }]);
  expect((await roads.doc('7').get()).data).toEqual([]);
});

it('gives back every type of value as it was', async () => {
  const values = await cloud.collection();
  const document = {
    text: '中\u{1f697}\u0000é',
    whole: 7,
    negative: -7,
    large: 3_000_000_000,
    safe: Number.MAX_SAFE_INTEGER,
    fraction: 0.1,
    huge: 1e300,
    yes: true,
    no: false,
    none: null,
    list: [1, [2, ['x']], {}],
    object: { a: { b: [] } },
    at: new Date(1_700_000_000_123),
    before1970: new Date(-5),
    'dotted.name': 1,
  };
  const { id } = await values.add(document);
  expect((await values.doc(String(id)).get()).data).toEqual([{ _id: id, ...document }]);
});

it('drops undefined fields', async () => {
  const values = await cloud.collection();
  const { id } = await values.add({ a: undefined, b: 1 });
  expect((await values.doc(String(id)).get()).data).toEqual([{ _id: id, b: 1 }]);
});

describe('refuses', () => {
  it('an id that is taken', async () => {
    const roads = await cloud.collection([{ _id: 'G4', n: 1 }]);
    await expect(roads.add({ _id: 'G4', n: 2 })).rejects.toMatchObject({
      code: 'DATABASE_DUPLICATE_WRITE',
      message: expect.stringContaining('duplicate key'),
    });
    expect(await cloud.all(roads)).toEqual([{ n: 1 }]);
  });

  itLocally('a value that a unique index holds', async () => {
    const places = await cloud.collection([{ code: 'a' }], 'places');
    await expect(places.add({ code: 'a' })).rejects.toMatchObject({ code: 'DATABASE_DUPLICATE_WRITE' });
    await places.add({ other: 1 });
    // A missing field counts as null.
    await expect(places.add({ code: null })).rejects.toMatchObject({ code: 'DATABASE_DUPLICATE_WRITE' });
  });

  it('the rest of a list after the first that is refused', async () => {
    const roads = await cloud.collection([{ _id: 'b' }]);
    await expect(roads.add([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }])).rejects.toMatchObject({
      code: 'DATABASE_DUPLICATE_WRITE',
    });
    expect((await roads.orderBy('_id', 'asc').get()).data).toEqual([{ _id: 'a' }, { _id: 'b' }]);
  });

  it('a collection that does not exist', async () => {
    await expect(cloud.db.collection('nowhere').add({ a: 1 })).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
      message: expect.stringContaining('[ResourceNotFound] Db or Table not exist'),
    });
  });

  it('a field name with a leading $', async () => {
    const roads = await cloud.collection();
    await expect(roads.add({ $key: 1 })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });

  itLocally('a document of more than 16 MB', async () => {
    const roads = await cloud.collection();
    await expect(roads.add({ text: 'x'.repeat(16 * 1024 * 1024) })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('too large'),
    });
    expect(await roads.count()).toMatchObject({ total: 0 });
  });

  it('an id that is a list', async () => {
    const roads = await cloud.collection();
    await expect(roads.add({ _id: [1] })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  });
});
