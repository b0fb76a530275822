import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('adds what is not there yet', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ tags: ['a'] }]);
  expect(await lists.doc('0001').update({ tags: _.addToSet('b') })).toMatchObject({ updated: 1 });
  expect(await lists.doc('0001').update({ tags: _.addToSet('b') })).toMatchObject({ updated: 0 });
  expect(await cloud.all(lists)).toEqual([{ tags: ['a', 'b'] }]);
});

it('adds several with $each', async () => {
  const lists = await cloud.collection([{ tags: ['a'] }]);
  await lists
    .doc('0001')
    .update({ tags: cloud._.addToSet({ $each: ['a', 'b', 'c', 'b'] }), fresh: cloud._.addToSet(1) });
  expect(await cloud.all(lists)).toEqual([{ tags: ['a', 'b', 'c'], fresh: [1] }]);
});

it('tells objects apart by their fields and their order', async () => {
  const lists = await cloud.collection([{ v: [{ a: 1, b: 2 }] }]);
  await lists.doc('0001').update({ v: cloud._.addToSet({ a: 1, b: 2 }) });
  await lists.doc('0001').update({ v: cloud._.addToSet({ b: 2, a: 1 }) });
  expect(await cloud.all(lists)).toEqual([
    {
      v: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    },
  ]);
});

it('refuses what is no array', async () => {
  const lists = await cloud.collection([{ v: 'text' }]);
  await expect(lists.doc('0001').update({ v: cloud._.addToSet('a') })).rejects.toMatchObject({
    message: expect.stringContaining('Cannot apply $addToSet to a non-array field'),
  });
});
