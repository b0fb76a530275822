import { expect, it } from 'vitest';
import { cloudUnderTest } from './cloud-under-test.ts';

const cloud = cloudUnderTest();

it('makes a collection that can be used at once', async () => {
  expect(await cloud.db.createCollection('fresh')).toMatchObject({ requestId: expect.any(String) });
  expect((await cloud.db.collection('fresh').get()).data).toEqual([]);
});

it('refuses a name that is taken', async () => {
  await cloud.db.createCollection('taken');
  await expect(cloud.db.createCollection('taken')).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
    message: expect.stringContaining('Table exist'),
  });
});

it.each(['', 'a b', '$a', '名'])('refuses %j for a name', async (name) => {
  await expect(cloud.db.createCollection(name)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
});
