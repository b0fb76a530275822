import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('gives a field another name, over whatever bore it', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ a: 1, b: 2 }]);
  await values.doc('0001').update({ a: _.rename('b') });
  expect(await cloud.all(values)).toEqual([{ b: 1 }]);
});

it('moves a field into another object', async () => {
  const values = await cloud.collection([{ a: { x: 1, y: 2 } }]);
  await values.doc('0001').update({ a: { x: cloud._.rename('c.z') } });
  expect(await cloud.all(values)).toEqual([{ a: { y: 2 }, c: { z: 1 } }]);
});

it('changes nothing where the field is missing', async () => {
  const values = await cloud.collection([{ b: 2 }]);
  expect(await values.doc('0001').update({ a: cloud._.rename('b') })).toMatchObject({ updated: 0 });
  expect(await cloud.all(values)).toEqual([{ b: 2 }]);
});

it('refuses a name that is its own, or no name', async () => {
  const values = await cloud.collection([{ a: 1 }]);
  for (const name of ['a', 7]) {
    await expect(values.doc('0001').update({ a: cloud._.rename(name) })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  }
});
