import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('takes the last element, or the first', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ a: [1, 2, 3], b: [1, 2, 3] }]);
  await lists.doc('0001').update({ a: _.pop(), b: _.shift() });
  expect(await cloud.all(lists)).toEqual([{ a: [1, 2], b: [2, 3] }]);
});

it('changes nothing in an empty or missing list', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ a: [] }]);
  expect(await lists.doc('0001').update({ a: _.pop(), b: _.shift() })).toMatchObject({ updated: 0 });
  expect(await cloud.all(lists)).toEqual([{ a: [] }]);
});

it('refuses what is no array', async () => {
  const lists = await cloud.collection([{ a: 'text' }]);
  await expect(lists.doc('0001').update({ a: cloud._.pop() })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
