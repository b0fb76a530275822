import { expect, it } from 'vitest';
import { cloudUnderTest } from './cloud-under-test.ts';

const cloud = cloudUnderTest();

it('replaces a whole document', async () => {
  const values = await cloud.collection([{ _id: 'x', a: 1, b: { c: 1 } }]);
  const result = await values.doc('x').set({ b: { d: 2 } });
  expect(result).toMatchObject({ updated: 1 });
  expect(result).not.toHaveProperty('upsertedId', 'x');
  expect((await values.doc('x').get()).data).toEqual([{ _id: 'x', b: { d: 2 } }]);
});

it('makes the document that is not there, and says its id', async () => {
  const values = await cloud.collection();
  expect(await values.doc('x').set({ a: 1 })).toMatchObject({ updated: 0, upsertedId: 'x' });
  expect((await values.doc('x').get()).data).toEqual([{ _id: 'x', a: 1 }]);
});

it('refuses update commands and the id', async () => {
  const values = await cloud.collection([{ _id: 'x', a: 1 }]);
  await expect(values.doc('x').set({ a: cloud._.inc(1) })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  await expect(values.doc('x').set({ _id: 'y' })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
});

it('refuses a collection that does not exist', async () => {
  await expect(cloud.db.collection('nowhere').doc('x').set({ a: 1 })).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_NOT_EXIST',
  });
});
