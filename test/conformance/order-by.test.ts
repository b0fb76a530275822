import { describe, expect, it } from 'vitest';
import { cloudUnderTest, idsOf, itLocally } from './cloud-under-test.ts';

const cloud = cloudUnderTest({ indexed: [{ name: 'v', keys: [{ field: 'v', order: '1' }] }] });

it('sorts up and down', async () => {
  const values = await cloud.collection([{ v: 2 }, { v: 1 }, { v: 3 }]);
  expect(idsOf(await values.orderBy('v', 'asc').get())).toEqual([2, 1, 3]);
  expect(idsOf(await values.orderBy('v', 'desc').get())).toEqual([3, 1, 2]);
});

it('sorts by several fields in the order in which they are named', async () => {
  const values = await cloud.collection([
    { a: 1, b: 1 },
    { a: 2, b: 1 },
    { a: 1, b: 2 },
    { a: 2, b: 2 },
  ]);
  expect(idsOf(await values.orderBy('a', 'desc').orderBy('b', 'asc').get())).toEqual([2, 4, 1, 3]);
});

it('sorts by nested fields', async () => {
  const values = await cloud.collection([{ s: { n: 2 } }, { s: { n: 1 } }]);
  expect(idsOf(await values.orderBy('s.n', 'asc').get())).toEqual([2, 1]);
});

describe.each(['plain', 'indexed'])('in a collection that is %s', (name) => {
  it('puts types in the order of BSON, missing with null', async () => {
    const values = await cloud.collection(
      [
        { v: new Date(0) },
        { v: true },
        { v: [] },
        { v: { a: 1 } },
        { v: 'a' },
        { v: -1 },
        {},
        { v: null },
        { v: Number.NaN },
      ],
      name,
    );
    expect(idsOf(await values.orderBy('v', 'asc').get())).toEqual([3, 7, 8, 9, 6, 5, 4, 2, 1]);
  });

  it('sorts an array by its least element upwards, by its greatest downwards', async () => {
    const values = await cloud.collection([{ v: [5, 1] }, { v: [3, 4] }, { v: 2 }], name);
    expect(idsOf(await values.orderBy('v', 'asc').get())).toEqual([1, 3, 2]);
    expect(idsOf(await values.orderBy('v', 'desc').get())).toEqual([1, 2, 3]);
  });

  it('sorts Chinese and emoji by code point', async () => {
    const values = await cloud.collection(
      [{ v: '\u{1f697}' }, { v: '\uff01' }, { v: '中' }, { v: 'Z' }, { v: 'a' }, { v: '' }],
      name,
    );
    expect(idsOf(await values.orderBy('v', 'asc').get())).toEqual([6, 4, 5, 3, 2, 1]);
  });
});

itLocally('refuses a sort without an index that would hold more than 32 MB', async () => {
  const values = await cloud.collection(Array.from({ length: 36 }, (_, n) => ({ n, text: 'x'.repeat(1_000_000) })));
  await expect(values.orderBy('n', 'asc').limit(1000).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('Sort operation used more than the maximum'),
  });
  expect(idsOf(await values.orderBy('n', 'desc').limit(2).field({ _id: true }).get())).toEqual([36, 35]);
});
