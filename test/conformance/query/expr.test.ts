import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('compares two fields of a document', async () => {
  const { _, $ } = cloud;
  const budgets = await cloud.collection([{ spent: 5, budget: 9 }, { spent: 9, budget: 5 }, { spent: 1 }]);
  expect(idsOf(await budgets.where(_.expr($.gt(['$spent', '$budget']))).get())).toEqual([2, 3]);
});

it('stands beside other conditions', async () => {
  const { _, $ } = cloud;
  const goods = await cloud.collection([
    { a: 1, b: 2 },
    { a: 1, b: 1 },
    { a: 2, b: 2 },
  ]);
  expect(idsOf(await goods.where(_.and([{ a: 1 }, _.expr($.eq(['$a', '$b']))])).get())).toEqual([2]);
});

it('refuses an operator that it does not know', async () => {
  const { _ } = cloud;
  const goods = await cloud.collection([{ a: 1 }]);
  await expect(goods.where(_.expr({ $nonsense: 1 } as never)).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
