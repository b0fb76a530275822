import { expect } from 'vitest';
import { cloudUnderTest, itLocally, NOW } from './cloud-under-test.ts';

const cloud = cloudUnderTest();

itLocally('is the server’s time when a document is added, its offset included', async () => {
  const { db } = cloud;
  const values = await cloud.collection();
  const year = 31_536_000_000;
  await values.add({
    now: db.serverDate({ offset: 0 }),
    later: db.serverDate({ offset: year }),
    nested: [{ at: db.serverDate({ offset: -1000 }) }],
  });
  expect(await cloud.all(values)).toEqual([
    { now: new Date(NOW), later: new Date(NOW + year), nested: [{ at: new Date(NOW - 1000) }] },
  ]);
});

itLocally('is the server’s time in an update, a set and a query', async () => {
  const { db, _ } = cloud;
  const serverDate = db.serverDate({ offset: 0 });
  const values = await cloud.collection([{ _id: 'a' }, { _id: 'b' }, { _id: 'c', at: new Date(NOW + 5) }]);
  await values.doc('a').update({ at: serverDate, log: _.push([{ at: serverDate }]) });
  await values.doc('b').set({ at: serverDate });
  expect(await cloud.all(values)).toEqual([
    { at: new Date(NOW), log: [{ at: new Date(NOW) }] },
    { at: new Date(NOW) },
    { at: new Date(NOW + 5) },
  ]);
  expect(await values.where({ at: _.lte(serverDate) }).count()).toMatchObject({ total: 2 });
});
