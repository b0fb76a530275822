import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('finds arrays that hold all of several values', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ tags: ['a', 'b', 'c'] }, { tags: ['a', 'c'] }, { tags: 'a' }, {}]);
  expect(idsOf(await lists.where({ tags: _.all(['a', 'b']) }).get())).toEqual([1]);
  expect(idsOf(await lists.where({ tags: _.all(['a']) }).get())).toEqual([1, 2, 3]);
  expect(idsOf(await lists.where({ tags: _.all([]) }).get())).toEqual([]);
});

it('finds arrays of which one element meets all conditions', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [1, 9] }, { v: [4, 5] }, { v: 5 }]);
  expect(idsOf(await lists.where({ v: _.elemMatch({ $gt: 3, $lt: 6 }) }).get())).toEqual([2]);
});

it('finds arrays of objects by several fields of one of them', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([
    {
      places: [
        { city: '成都', score: 70 },
        { city: '重庆', score: 90 },
      ],
    },
    { places: [{ city: '成都', score: 95 }] },
    { places: [] },
  ]);
  const condition = { places: _.elemMatch({ city: '成都', score: _.gt(80) }) };
  expect(idsOf(await lists.where(condition).get())).toEqual([2]);
});

it('finds arrays by their length', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [] }, { v: [1] }, { v: [[1, 2]] }, { v: 1 }, {}]);
  expect(idsOf(await lists.where({ v: _.size(1) }).get())).toEqual([2, 3]);
  expect(idsOf(await lists.where({ v: _.size(0) }).get())).toEqual([1]);
});

it('refuses a length that is none', async () => {
  const lists = await cloud.collection([{ v: [] }]);
  await expect(lists.where({ v: cloud._.size(-1) }).get()).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
});
