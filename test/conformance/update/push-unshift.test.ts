import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('appends one element or several', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [1] }]);
  await lists.doc('0001').update({ v: _.push(2) });
  await lists.doc('0001').update({ v: _.push([3, 4]) });
  await lists.doc('0001').update({ v: _.push(5, 6), fresh: _.push(['a']) });
  expect(await cloud.all(lists)).toEqual([{ v: [1, 2, 3, 4, 5, 6], fresh: ['a'] }]);
});

it('puts elements in front', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [3] }]);
  await lists.doc('0001').update({ v: _.unshift([1, 2]) });
  await lists.doc('0001').update({ v: _.unshift(0) });
  expect(await cloud.all(lists)).toEqual([{ v: [0, 1, 2, 3] }]);
});

it('puts elements at a position, from the end when it is negative', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [1, 2, 3] }]);
  await lists.doc('0001').update({ v: _.push({ each: ['a'], position: 1 }) });
  await lists.doc('0001').update({ v: _.push({ each: ['z'], position: -1 }) });
  expect(await cloud.all(lists)).toEqual([{ v: [1, 'a', 2, 'z', 3] }]);
});

it('sorts, and then keeps some', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [3, 1] }, { v: [{ n: 2 }, { n: 1 }] }]);
  await lists.doc('0001').update({ v: _.push({ each: [2, 5], sort: 1, slice: 3 }) });
  await lists.doc('0002').update({ v: _.push({ each: [{ n: 3 }], sort: { n: -1 }, slice: -2 }) });
  expect(await cloud.all(lists)).toEqual([{ v: [1, 2, 3] }, { v: [{ n: 2 }, { n: 1 }] }]);
});

it('only sorts when there is nothing to append', async () => {
  const lists = await cloud.collection([{ v: [3, 1, 2] }]);
  await lists.doc('0001').update({ v: cloud._.push({ each: [], sort: -1 }) });
  expect(await cloud.all(lists)).toEqual([{ v: [3, 2, 1] }]);
});

it('refuses to append to what is no array', async () => {
  const lists = await cloud.collection([{ v: 1 }]);
  await expect(lists.doc('0001').update({ v: cloud._.push(2) })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining("The field 'v' must be an array but is of type int"),
  });
});
