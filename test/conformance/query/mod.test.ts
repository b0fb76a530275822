import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

/** The typings forget the operand, which the SDK reads from `arguments`. */
function mod(operand: readonly number[]): object {
  return (cloud._.mod as (operand: readonly number[]) => object)(operand);
}

it('finds by the remainder of a division', async () => {
  const values = await cloud.collection([
    { v: 10 },
    { v: 11 },
    { v: 20.9 },
    { v: '10' },
    { v: -10 },
    {},
    { v: [7, 10] },
  ]);
  expect(idsOf(await values.where({ v: mod([10, 0]) }).get())).toEqual([1, 3, 5, 7]);
});

it('keeps the sign of a negative number in the remainder', async () => {
  const values = await cloud.collection([{ v: -7 }, { v: 7 }]);
  expect(idsOf(await values.where({ v: mod([5, -2]) }).get())).toEqual([1]);
});

it.each([
  ['a divisor of 0', [0, 1]],
  ['one number', [4]],
  ['three numbers', [4, 1, 2]],
])('refuses %s', async (_name, operand) => {
  const values = await cloud.collection([{ v: 1 }]);
  await expect(values.where({ v: mod(operand) }).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
