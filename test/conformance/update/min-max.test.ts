import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('writes only what is less, or more', async () => {
  const { _ } = cloud;
  const scores = await cloud.collection([{ low: 5, high: 5 }]);
  expect(await scores.doc('0001').update({ low: _.min(7), high: _.max(3) })).toMatchObject({ updated: 0 });
  expect(await scores.doc('0001').update({ low: _.min(2), high: _.max(9) })).toMatchObject({ updated: 1 });
  expect(await cloud.all(scores)).toEqual([{ low: 2, high: 9 }]);
});

it('writes where there is nothing', async () => {
  const { _ } = cloud;
  const scores = await cloud.collection([{}]);
  await scores.doc('0001').update({ low: _.min(2), high: _.max(9) });
  expect(await cloud.all(scores)).toEqual([{ low: 2, high: 9 }]);
});

it('compares different types by the order of BSON', async () => {
  const { _ } = cloud;
  const scores = await cloud.collection([{ v: 5, w: null }]);
  await scores.doc('0001').update({ v: _.max('a'), w: _.max(0) });
  expect(await cloud.all(scores)).toEqual([{ v: 'a', w: 0 }]);
});
