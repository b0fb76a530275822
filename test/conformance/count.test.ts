import { expect, it } from 'vitest';
import { cloudUnderTest, itLocally } from './cloud-under-test.ts';

const cloud = cloudUnderTest({ indexed: [{ name: 'a', keys: [{ field: 'a', order: '1' }] }] });

it.each(['plain', 'indexed'])('counts what a query finds, in a collection that is %s', async (name) => {
  const { _ } = cloud;
  const values = await cloud.collection([{ a: 1 }, { a: 2 }, { a: [2, 3] }, {}], name);
  expect(await values.count()).toMatchObject({ total: 4 });
  expect(await values.where({ a: 2 }).count()).toMatchObject({ total: 2 });
  expect(await values.where({ a: _.gt(1) }).count()).toMatchObject({ total: 2 });
  expect(await values.where({ a: _.exists(false) }).count()).toMatchObject({ total: 1 });
  expect(await values.where({ a: 99 }).count()).toMatchObject({ total: 0 });
});

itLocally('counts beyond 1000', async () => {
  const values = await cloud.collection(Array.from({ length: 1200 }, (_, n) => ({ n })));
  expect(await values.count()).toMatchObject({ total: 1200 });
});

it('refuses a collection that does not exist', async () => {
  await expect(cloud.db.collection('nowhere').count()).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
});
