import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf, itLocally } from './cloud-under-test.ts';

const cloud = cloudUnderTest();

itLocally('returns 100 documents unless told otherwise, and never more than 1000', async () => {
  const values = await cloud.collection(Array.from({ length: 1005 }, (_, n) => ({ n })));
  expect((await values.get()).data).toHaveLength(100);
  expect((await values.limit(1000).get()).data).toHaveLength(1000);
  expect((await values.limit(1005).get()).data).toHaveLength(1000);
  expect((await values.limit(7).get()).data).toHaveLength(7);
});

it('skips, then limits', async () => {
  const values = await cloud.collection(Array.from({ length: 10 }, (_, n) => ({ n })));
  expect(idsOf(await values.orderBy('n', 'asc').skip(3).limit(2).get())).toEqual([4, 5]);
  expect(idsOf(await values.orderBy('n', 'asc').skip(20).get())).toEqual([]);
});

it('returns all documents for an empty condition', async () => {
  const values = await cloud.collection([{ a: 1 }, { a: 2 }]);
  expect(idsOf(await values.where({}).get())).toEqual([1, 2]);
});

it('gives one document by its id, or none', async () => {
  const values = await cloud.collection([{ _id: 'x', a: 1 }]);
  expect((await values.doc('x').get()).data).toEqual([{ _id: 'x', a: 1 }]);
  expect((await values.doc('y').get()).data).toEqual([]);
});

it('takes MongoDB’s own language with raw', async () => {
  const values = await cloud.collection([{ a: 1 }, { a: 5 }]);
  expect(
    idsOf(
      await values
        .options({ raw: true })
        .where({ a: { $gt: 2 } })
        .get(),
    ),
  ).toEqual([2]);
});

it('refuses a collection that does not exist', async () => {
  const nowhere = cloud.db.collection('nowhere');
  await expect(nowhere.get()).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
  await expect(nowhere.doc('x').get()).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
});

it('refuses an operator that there is not', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  const raw = values.options({ raw: true });
  await expect(raw.where({ a: { $near_by: 1 } }).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('$near_by'),
  });
  await expect(raw.where({ $where: 'true' }).get()).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  await expect(values.where(cloud._.text({ search: 'words', diacriticSensitive: false })).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
