import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('takes a field away', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ a: 1, b: { c: 1, d: 2 } }]);
  expect(await values.doc('0001').update({ a: _.remove(), b: { c: _.remove() } })).toMatchObject({ updated: 1 });
  expect(await cloud.all(values)).toEqual([{ b: { d: 2 } }]);
});

it('leaves null where an element of an array was', async () => {
  const values = await cloud.collection([{ v: [1, 2, 3] }]);
  await values.doc('0001').update({ 'v.1': cloud._.remove() });
  expect(await cloud.all(values)).toEqual([{ v: [1, null, 3] }]);
});

it('changes nothing where the field is missing', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  expect(await values.doc('0001').update({ b: cloud._.remove(), 'a.c': cloud._.remove() })).toMatchObject({
    updated: 0,
  });
});
