import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('tells a field that is there, null or not, from one that is missing', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ v: 1 }, { v: null }, {}, { v: [] }]);
  expect(idsOf(await values.where({ v: _.exists(true) }).get())).toEqual([1, 2, 4]);
  expect(idsOf(await values.where({ v: _.exists(false) }).get())).toEqual([3]);
});

it('looks into objects and arrays', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ v: { a: 1 } }, { v: [{ a: 1 }, { b: 1 }] }, { v: [{ b: 1 }] }, { v: 1 }]);
  expect(idsOf(await values.where({ 'v.a': _.exists(true) }).get())).toEqual([1, 2]);
  expect(idsOf(await values.where({ 'v.a': _.exists(false) }).get())).toEqual([3, 4]);
});
