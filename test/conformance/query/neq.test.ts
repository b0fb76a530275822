import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('finds what is different, and what has no such field', async () => {
  const roads = await cloud.collection([{ road: 'G4' }, { road: 'S12' }, {}, { road: null }]);
  expect(idsOf(await roads.where({ road: cloud._.neq('G4') }).get())).toEqual([2, 3, 4]);
});

it('leaves out an array that holds the value', async () => {
  const lists = await cloud.collection([{ v: [1, 2] }, { v: [2, 3] }, { v: [] }]);
  expect(idsOf(await lists.where({ v: cloud._.neq(1) }).get())).toEqual([2, 3]);
});

it('finds what is neither null nor missing with neq(null)', async () => {
  const values = await cloud.collection([{ v: null }, {}, { v: 0 }, { v: '' }]);
  expect(idsOf(await values.where({ v: cloud._.neq(null) }).get())).toEqual([3, 4]);
});
