import { expect, it } from 'vitest';
import { cloudUnderTest } from './cloud-under-test.ts';

const cloud = cloudUnderTest();

it('removes every document that matches, or only one with multiple: false', async () => {
  const values = await cloud.collection([{ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 }]);
  expect(await values.where({ a: 1 }).options({ multiple: false }).remove()).toMatchObject({ deleted: 1 });
  expect(await values.where({ a: 1 }).remove()).toMatchObject({ deleted: 2 });
  expect(await cloud.all(values)).toEqual([{ a: 2 }]);
});

it('removes one document by its id, and none that is not there', async () => {
  const values = await cloud.collection([{ _id: 'x' }, { _id: 'y' }]);
  expect(await values.doc('x').remove()).toMatchObject({ deleted: 1 });
  expect(await values.doc('x').remove()).toMatchObject({ deleted: 0 });
  expect((await values.get()).data).toEqual([{ _id: 'y' }]);
});

it('refuses to empty a collection without saying which documents', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  await expect(values.remove()).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  expect(await values.count()).toMatchObject({ total: 1 });
});

it('refuses a collection that does not exist', async () => {
  await expect(cloud.db.collection('nowhere').doc('x').remove()).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_NOT_EXIST',
  });
});
