import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();
const roads = [
  { name: 'G4 京港澳高速' },
  { name: 'g45 大广高速' },
  { name: 'S12 机场高速' },
  { name: 12 },
  {},
  { name: ['x', 'G4'] },
];

it('finds by a literal of JavaScript', async () => {
  const collection = await cloud.collection(roads);
  expect(idsOf(await collection.where({ name: /^G4/ }).get())).toEqual([1, 6]);
  expect(idsOf(await collection.where({ name: /^g4/i }).get())).toEqual([1, 2, 6]);
  expect(idsOf(await collection.where({ name: /高速$/ }).get())).toEqual([1, 2, 3]);
});

it('finds by db.RegExp', async () => {
  const { db } = cloud;
  const collection = await cloud.collection(roads);
  const pattern = db.RegExp({ regexp: '^g\\d+', options: 'i' });
  expect(idsOf(await collection.where({ name: pattern }).get())).toEqual([1, 2, 6]);
});

it('finds line by line with m, and across lines with s', async () => {
  const { db } = cloud;
  const texts = await cloud.collection([{ t: 'one\ntwo' }]);
  expect(idsOf(await texts.where({ t: /^two/ }).get())).toEqual([]);
  expect(idsOf(await texts.where({ t: /^two/m }).get())).toEqual([1]);
  expect(idsOf(await texts.where({ t: db.RegExp({ regexp: 'one.two', options: 's' }) }).get())).toEqual([1]);
});

it('is one of several alternatives', async () => {
  const { _ } = cloud;
  const collection = await cloud.collection(roads);
  expect(idsOf(await collection.where({ name: _.or(/^S/, /^g/) }).get())).toEqual([2, 3]);
});

it('is turned round by not', async () => {
  const { _ } = cloud;
  const collection = await cloud.collection(roads);
  // Typings know commands only; the serializer takes the literal.
  expect(idsOf(await collection.where({ name: _.not(/高速/ as never) }).get())).toEqual([4, 5, 6]);
});

it('refuses a pattern that is none', async () => {
  const collection = await cloud.collection(roads);
  await expect(collection.where({ name: cloud.db.RegExp({ regexp: '(', options: '' }) }).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
