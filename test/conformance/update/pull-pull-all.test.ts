import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('takes out every equal element', async () => {
  const lists = await cloud.collection([{ v: ['a', 'b', 'a'] }]);
  await lists.doc('0001').update({ v: cloud._.pull('a') });
  expect(await cloud.all(lists)).toEqual([{ v: ['b'] }]);
});

it('takes out what meets a condition', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [1, 5, 9], w: ['a', 'b', 'c'] }]);
  await lists.doc('0001').update({ v: _.pull(_.gte(5)), w: _.pull(_.in(['a', 'c'])) });
  expect(await cloud.all(lists)).toEqual([{ v: [1], w: ['b'] }]);
});

it('takes out objects by some of their fields', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([
    {
      v: [
        { city: '成都', n: 1 },
        { city: '成都', n: 9 },
        { city: '重庆', n: 9 },
      ],
    },
  ]);
  await lists.doc('0001').update({ v: _.pull({ city: '成都', n: _.gt(5) }) });
  expect(await cloud.all(lists)).toEqual([
    {
      v: [
        { city: '成都', n: 1 },
        { city: '重庆', n: 9 },
      ],
    },
  ]);
});

it('takes out several values with pullAll', async () => {
  const lists = await cloud.collection([{ v: [0, 2, 5, 5, 1, 0] }]);
  await lists.doc('0001').update({ v: cloud._.pullAll([0, 5]) });
  expect(await cloud.all(lists)).toEqual([{ v: [2, 1] }]);
});

it('refuses what is no array', async () => {
  const lists = await cloud.collection([{ v: 1 }]);
  for (const command of [cloud._.pull(1), cloud._.pullAll([1])]) {
    await expect(lists.doc('0001').update({ v: command })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  }
});
