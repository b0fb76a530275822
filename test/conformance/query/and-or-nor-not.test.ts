import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();
const cars = [
  { type: { memory: 4, cpu: 3.2 }, price: 3000 },
  { type: { memory: 16, cpu: 2 }, price: 6500 },
  { type: { memory: 32, cpu: 3.2 }, price: 9000 },
];

it('joins conditions of one field, chained or listed', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection(cars);
  expect(idsOf(await goods.where({ type: { memory: _.gt(4).and(_.lt(32)) } }).get())).toEqual([2]);
  expect(idsOf(await goods.where({ type: { memory: _.and(_.gt(4), _.lt(32)) } }).get())).toEqual([2]);
  expect(idsOf(await goods.where({ type: { memory: _.and([_.gt(4), _.lt(32)]) } }).get())).toEqual([2]);
});

it('takes one of several conditions of a field', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection(cars);
  const chained = { price: _.lt(4000).or(_.gt(6000).and(_.lt(8000))) };
  expect(idsOf(await goods.where(chained).get())).toEqual([1, 2]);
  expect(idsOf(await goods.where({ price: _.or(_.lt(4000), _.and(_.gt(6000), _.lt(8000))) }).get())).toEqual([1, 2]);
});

it('takes one of several whole conditions', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection(cars);
  expect(idsOf(await goods.where(_.or({ type: { memory: _.gt(16) } }, { price: 3000 })).get())).toEqual([1, 3]);
  expect(idsOf(await goods.where(_.or([{ type: { cpu: 2 } }, { price: _.gt(8000) }])).get())).toEqual([2, 3]);
});

it('joins whole conditions, alternatives among them', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection(cars);
  const condition = _.and([{ type: { cpu: 3.2 } }, _.or([{ price: _.lt(4000) }, { price: _.gt(8500) }])]);
  expect(idsOf(await goods.where(condition).get())).toEqual([1, 3]);
});

it('takes none of several conditions with nor', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection([...cars, {}]);
  expect(idsOf(await goods.where(_.nor([{ price: 3000 }, { type: { memory: 16 } }])).get())).toEqual([3, 4]);
  expect(idsOf(await goods.where({ price: _.nor([_.lt(4000), _.gt(8000)]) }).get())).toEqual([2, 4]);
});

it('turns a condition round with not, missing fields included', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection([...cars, {}]);
  expect(idsOf(await goods.where({ price: _.not(_.gt(5000)) }).get())).toEqual([1, 4]);
  expect(idsOf(await goods.where({ price: _.not(_.in([3000, 9000])) }).get())).toEqual([2, 4]);
});

it('refuses alternatives of nothing', async () => {
  const goods = await cloud.collection(cars);
  await expect(goods.where(cloud._.or([])).get()).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
});
