import { expect, it } from 'vitest';
import { cloudUnderTest } from './cloud-under-test.ts';

const cloud = cloudUnderTest();

it('changes one document and returns it as it is now', async () => {
  const values = await cloud.collection([{ a: 1 }, { a: 1 }]);
  const result = await values.where({ a: 1 }).updateAndReturn({ a: cloud._.inc(1), at: new Date(5) });
  expect(result).toMatchObject({ updated: 1, doc: { _id: '0001', a: 2, at: new Date(5) } });
  expect(await cloud.all(values)).toEqual([{ a: 2, at: new Date(5) }, { a: 1 }]);
});

it('counts a document that was so already', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  expect(await values.where({ a: 1 }).updateAndReturn({ a: 1 })).toMatchObject({ updated: 1, doc: { a: 1 } });
});

it('returns null where nothing matches', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  expect(await values.where({ a: 2 }).updateAndReturn({ a: 1 })).toMatchObject({ updated: 0, doc: null });
});
