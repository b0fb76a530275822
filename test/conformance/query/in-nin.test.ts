import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('finds one of several values', async () => {
  const { _ } = cloud;
  const roads = await cloud.collection([{ road: 'G4' }, { road: 'S12' }, { road: 'X3' }, {}]);
  expect(idsOf(await roads.where({ road: _.in(['G4', 'X3']) }).get())).toEqual([1, 3]);
  expect(idsOf(await roads.where({ road: _.nin(['G4', 'X3']) }).get())).toEqual([2, 4]);
});

it('finds nothing among no values, and everything outside of none', async () => {
  const { _ } = cloud;
  const roads = await cloud.collection([{ road: 'G4' }, {}]);
  expect(idsOf(await roads.where({ road: _.in([]) }).get())).toEqual([]);
  expect(idsOf(await roads.where({ road: _.nin([]) }).get())).toEqual([1, 2]);
});

it('finds missing fields by null', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ v: 1 }, { v: null }, {}]);
  expect(idsOf(await values.where({ v: _.in([null, 1]) }).get())).toEqual([1, 2, 3]);
  expect(idsOf(await values.where({ v: _.nin([null]) }).get())).toEqual([1]);
});

it('finds arrays that hold one of the values', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: ['a', 'b'] }, { v: ['c'] }, { v: 'a' }]);
  expect(idsOf(await lists.where({ v: _.in(['a', 'x']) }).get())).toEqual([1, 3]);
  expect(idsOf(await lists.where({ v: _.nin(['a', 'x']) }).get())).toEqual([2]);
});

it('takes dates and whole objects among the values', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ v: new Date(5) }, { v: { a: 1 } }, { v: { a: 2 } }]);
  expect(idsOf(await values.where({ v: _.in([new Date(5), { a: 1 }]) }).get())).toEqual([1, 2]);
});

it('finds by a list of thousands', async () => {
  const { _ } = cloud;
  const values = await cloud.collection(Array.from({ length: 50 }, (__, n) => ({ n })));
  const wanted = Array.from({ length: 3000 }, (__, i) => i * 10);
  expect(idsOf(await values.where({ n: _.in(wanted) }).get())).toEqual([1, 11, 21, 31, 41]);
});
