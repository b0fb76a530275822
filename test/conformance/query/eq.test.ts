import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('finds by a value given plainly and by eq alike', async () => {
  const roads = await cloud.collection([{ road: 'G4' }, { road: 'S12' }, { road: 'G4' }]);
  expect(idsOf(await roads.where({ road: 'G4' }).get())).toEqual([1, 3]);
  expect(idsOf(await roads.where({ road: cloud._.eq('G4') }).get())).toEqual([1, 3]);
});

it('tells types apart', async () => {
  const values = await cloud.collection([{ v: 1 }, { v: '1' }, { v: true }, { v: null }, { v: [1] }, {}]);
  expect(idsOf(await values.where({ v: 1 }).get())).toEqual([1, 5]);
  expect(idsOf(await values.where({ v: '1' }).get())).toEqual([2]);
  expect(idsOf(await values.where({ v: true }).get())).toEqual([3]);
});

it('takes null for missing too', async () => {
  const values = await cloud.collection([{ v: null }, {}, { v: 0 }, { v: [] }, { v: [null] }]);
  expect(idsOf(await values.where({ v: null }).get())).toEqual([1, 2, 5]);
});

it('matches nested fields one by one when they are given plainly', async () => {
  const articles = await cloud.collection([
    { stat: { year: 2018, language: 'zh', words: 10 } },
    { stat: { year: 2018, language: 'en' } },
  ]);
  expect(idsOf(await articles.where({ stat: { year: 2018, language: 'zh' } }).get())).toEqual([1]);
});

it('matches a whole object, fields in order, with eq', async () => {
  const { _ } = cloud;
  const articles = await cloud.collection([
    { stat: { year: 2018, language: 'zh' } },
    { stat: { year: 2018, language: 'zh', words: 1 } },
    { stat: { language: 'zh', year: 2018 } },
  ]);
  expect(idsOf(await articles.where({ stat: _.eq({ year: 2018, language: 'zh' }) }).get())).toEqual([1]);
});

it('matches an array as a whole and by one of its elements', async () => {
  const { _ } = cloud;
  const lists = await cloud.collection([{ v: [1, 2] }, { v: [2, 1] }, { v: [[1, 2]] }, { v: 2 }]);
  expect(idsOf(await lists.where({ v: _.eq([1, 2]) }).get())).toEqual([1, 3]);
  expect(idsOf(await lists.where({ v: 2 }).get())).toEqual([1, 2, 4]);
});

it('follows a dotted path through arrays and by their positions', async () => {
  const lists = await cloud.collection([{ v: [{ n: 1 }, { n: 2 }] }, { v: [{ n: 2 }] }, { v: { n: 2 } }]);
  expect(idsOf(await lists.where({ 'v.n': 2 }).get())).toEqual([1, 2, 3]);
  expect(idsOf(await lists.where({ 'v.0.n': 2 }).get())).toEqual([2]);
});

it('compares dates by their instant', async () => {
  const at = new Date('2026-05-01T08:00:00+08:00');
  const events = await cloud.collection([{ at }, { at: new Date(at.getTime() + 1) }, { at: at.getTime() }]);
  expect(idsOf(await events.where({ at }).get())).toEqual([1]);
});

it('matches several fields together', async () => {
  const roads = await cloud.collection([
    { a: 1, b: 1 },
    { a: 1, b: 2 },
  ]);
  expect(idsOf(await roads.where({ a: 1, b: 2 }).get())).toEqual([2]);
});
