import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('merges a plain nested object field by field', async () => {
  const photos = await cloud.collection([{ style: { color: 'blue', size: 1 } }]);
  await photos.doc('0001').update({ style: { color: 'red' } });
  expect(await cloud.all(photos)).toEqual([{ style: { color: 'red', size: 1 } }]);
});

it('puts a whole object with set', async () => {
  const photos = await cloud.collection([{ style: { color: 'blue', size: 1 } }]);
  await photos.doc('0001').update({ style: cloud._.set({ color: 'red' }) });
  expect(await cloud.all(photos)).toEqual([{ style: { color: 'red' } }]);
});

it('makes the objects on the way to a dotted path', async () => {
  const photos = await cloud.collection([{}]);
  await photos.doc('0001').update({ 'a.b.c': 1, d: { e: { f: 2 } } });
  expect(await cloud.all(photos)).toEqual([{ a: { b: { c: 1 } }, d: { e: { f: 2 } } }]);
});

it('writes an element of an array by its number, and fills up with null', async () => {
  const lists = await cloud.collection([{ v: [1, { n: 1 }] }]);
  await lists.doc('0001').update({ 'v.1.n': 2, 'v.4': 5 });
  expect(await cloud.all(lists)).toEqual([{ v: [1, { n: 2 }, null, null, 5] }]);
});

it('writes the element that the query matched by $', async () => {
  const lists = await cloud.collection([{ v: [{ n: 1 }, { n: 2 }, { n: 2 }] }]);
  await lists.where({ 'v.n': 2 }).update({ 'v.$.seen': true });
  expect(await cloud.all(lists)).toEqual([{ v: [{ n: 1 }, { n: 2, seen: true }, { n: 2 }] }]);
});

it('writes every element by $[]', async () => {
  const lists = await cloud.collection([{ v: [{ n: 1 }, { n: 2 }] }]);
  await lists.doc('0001').update({ 'v.$[].n': cloud._.inc(10) });
  expect(await cloud.all(lists)).toEqual([{ v: [{ n: 11 }, { n: 12 }] }]);
});

it('counts only what came out different', async () => {
  const photos = await cloud.collection([{ a: 1 }, { a: 2 }]);
  expect(await photos.where({ a: cloud._.gt(0) }).update({ a: 2 })).toMatchObject({ updated: 1 });
});

it('keeps dates, null, empty lists and empty objects as they are', async () => {
  const values = await cloud.collection([{}]);
  const data = { at: new Date(5), none: null, list: [], nested: [{ at: new Date(6) }] };
  await values.doc('0001').update({ ...data, object: cloud._.set({}) });
  expect(await cloud.all(values)).toEqual([{ ...data, object: {} }]);
});

it('refuses to go through what is no object', async () => {
  const values = await cloud.collection([{ a: 1, n: null }]);
  for (const path of ['a.b', 'n.b']) {
    await expect(values.doc('0001').update({ [path]: 1 })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining("Cannot create field 'b' in element"),
    });
  }
});

it('refuses two changes of one path', async () => {
  const values = await cloud.collection([{ a: { b: 1 } }]);
  const update = values.doc('0001').update({ a: cloud._.set({ b: 2 }), 'a.b': 1 });
  await expect(update).rejects.toMatchObject({ message: expect.stringContaining('would create a conflict') });
  expect(await cloud.all(values)).toEqual([{ a: { b: 1 } }]);
});

it('refuses a field name with a leading $', async () => {
  const values = await cloud.collection([{}]);
  await expect(values.doc('0001').update({ a: cloud._.set({ $b: 1 }) })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
