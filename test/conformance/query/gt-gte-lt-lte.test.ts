import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('bounds numbers, the bound itself in or out', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ v: 1 }, { v: 2 }, { v: 2.5 }, { v: 3 }]);
  expect(idsOf(await values.where({ v: _.gt(2) }).get())).toEqual([3, 4]);
  expect(idsOf(await values.where({ v: _.gte(2) }).get())).toEqual([2, 3, 4]);
  expect(idsOf(await values.where({ v: _.lt(2.5) }).get())).toEqual([1, 2]);
  expect(idsOf(await values.where({ v: _.lte(2.5) }).get())).toEqual([1, 2, 3]);
});

it('compares a value with its own type only', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ v: 5 }, { v: '5' }, { v: new Date(5) }, { v: null }, {}, { v: true }]);
  expect(idsOf(await values.where({ v: _.gt(0) }).get())).toEqual([1]);
  expect(idsOf(await values.where({ v: _.gt('') }).get())).toEqual([2]);
  expect(idsOf(await values.where({ v: _.lt(new Date(10)) }).get())).toEqual([3]);
});

it('finds an array of which one element lies within', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [1, 9] }, { v: [1, 2] }]);
  expect(idsOf(await lists.where({ v: _.gt(5) }).get())).toEqual([1]);
  // Two bounds may be met by two different elements.
  expect(idsOf(await lists.where({ v: _.gt(5).and(_.lt(2)) }).get())).toEqual([1]);
});

it('orders strings by code point', async () => {
  const { _ } = cloud;
  const words = await cloud.collection([{ v: 'B' }, { v: 'a' }, { v: '中' }, { v: '\u{1f697}' }, { v: '\uff01' }]);
  expect(idsOf(await words.where({ v: _.gt('a') }).get())).toEqual([3, 4, 5]);
  expect(idsOf(await words.where({ v: _.gt('\uff00') }).get())).toEqual([4, 5]);
});

it('finds by dates', async () => {
  const { _ } = cloud;
  const day = (d: number) => new Date(Date.UTC(2026, 4, d));
  const events = await cloud.collection([{ at: day(1) }, { at: day(2) }, { at: day(3) }]);
  expect(idsOf(await events.where({ at: _.gte(day(2)) }).get())).toEqual([2, 3]);
  expect(idsOf(await events.where({ at: _.gt(day(1)).and(_.lt(day(3))) }).get())).toEqual([2]);
});

it('finds no NaN below a number', async () => {
  const values = await cloud.collection([{ v: Number.NaN }, { v: -1 }, { v: Number.NEGATIVE_INFINITY }]);
  expect(idsOf(await values.where({ v: cloud._.lt(0) }).get())).toEqual([2, 3]);
});
