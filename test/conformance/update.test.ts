import { expect, it } from 'vitest';
import { cloudUnderTest, itLocally } from './cloud-under-test.ts';

const cloud = cloudUnderTest({ places: [{ name: 'code', keys: [{ field: 'code', order: '1' }], unique: true }] });

it('changes every document that matches, or only one with multiple: false', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ a: 1 }, { a: 1 }, { a: 2 }]);
  expect(await values.where({ a: 1 }).update({ b: _.inc(1) })).toMatchObject({ updated: 2 });
  expect(
    await values
      .where({ a: 1 })
      .options({ multiple: false })
      .update({ b: _.inc(1) }),
  ).toMatchObject({ updated: 1 });
  expect(await cloud.all(values)).toEqual([{ a: 1, b: 2 }, { a: 1, b: 1 }, { a: 2 }]);
});

it('changes one document by its id, and none that is not there', async () => {
  const values = await cloud.collection([{ _id: 'x', a: 1 }]);
  expect(await values.doc('x').update({ a: 2 })).toMatchObject({ updated: 1 });
  expect(await values.doc('y').update({ a: 2 })).toMatchObject({ updated: 0 });
  expect(await cloud.all(values)).toEqual([{ a: 2 }]);
});

it('refuses a change of the id', async () => {
  const values = await cloud.collection([{ _id: 'x', a: 1 }]);
  await expect(values.doc('x').update({ _id: 'y' })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
});

it('refuses to change a collection without saying which documents', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  await expect(values.update({ a: 2 })).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  expect(await cloud.all(values)).toEqual([{ a: 1 }]);
});

itLocally('refuses a value that a unique index holds', async () => {
  const places = await cloud.collection([{ code: 'a' }, { code: 'b' }], 'places');
  await expect(places.doc('0002').update({ code: 'a' })).rejects.toMatchObject({ code: 'DATABASE_DUPLICATE_WRITE' });
  expect(await places.doc('0001').update({ code: 'a', n: 1 })).toMatchObject({ updated: 1 });
  expect(await cloud.all(places)).toEqual([{ code: 'a', n: 1 }, { code: 'b' }]);
});

it('refuses a collection that does not exist', async () => {
  const nowhere = cloud.db.collection('nowhere');
  await expect(nowhere.doc('x').update({ a: 1 })).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
  await expect(nowhere.where({ a: 1 }).update({ a: 1 })).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_NOT_EXIST',
  });
});

it('takes MongoDB’s own language with raw', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  const raw = values.options({ raw: true }).where({ a: { $eq: 1 } });
  expect(await raw.update({ $set: { a: 2 }, $inc: { n: 1 } })).toMatchObject({ updated: 1 });
  expect(await cloud.all(values)).toEqual([{ a: 2, n: 1 }]);
  await expect(
    values
      .options({ raw: true })
      .where({ a: 2 })
      .update({ $nonsense: { a: 1 } }),
  ).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
