import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('joins bits by and, or and xor', async () => {
  const { _ } = cloud;
  const flags = await cloud.collection([{ a: 0b1100, b: 0b1100, c: 0b1100 }]);
  await flags
    .doc('0001')
    .update({ a: _.bit({ and: 0b1010 }), b: _.bit({ or: 0b1010 }), c: _.bit({ xor: 0b1010 }), d: _.bit({ or: 1 }) });
  expect(await cloud.all(flags)).toEqual([{ a: 0b1000, b: 0b1110, c: 0b0110, d: 1 }]);
});

it('refuses what is no whole number', async () => {
  const flags = await cloud.collection([{ a: 1.5 }]);
  await expect(flags.doc('0001').update({ a: cloud._.bit({ or: 1 }) })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
