import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('adds, and begins at 0 where the field is missing', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ n: 1, s: { likes: 2 } }]);
  await values.doc('0001').update({ n: _.inc(-3), s: { likes: _.inc(1) }, fresh: _.inc(5) });
  expect(await cloud.all(values)).toEqual([{ n: -2, s: { likes: 3 }, fresh: 5 }]);
});

it('multiplies, and makes 0 where the field is missing', async () => {
  const { _ } = cloud;
  const values = await cloud.collection([{ n: 6 }]);
  await values.doc('0001').update({ n: _.mul(0.5), fresh: _.mul(5) });
  expect(await cloud.all(values)).toEqual([{ n: 3, fresh: 0 }]);
});

it('reckons with fractions as JavaScript does', async () => {
  const values = await cloud.collection([{ n: 0.2 }]);
  await values.doc('0001').update({ n: cloud._.inc(-0.05) });
  expect(await cloud.all(values)).toEqual([{ n: 0.2 - 0.05 }]);
});

it('loses no step when many add at once', async () => {
  const values = await cloud.collection([{ n: 0 }]);
  await Promise.all(Array.from({ length: 50 }, () => values.doc('0001').update({ n: cloud._.inc(1) })));
  expect(await cloud.all(values)).toEqual([{ n: 50 }]);
});

it.each([
  ['a string', { n: 'one' }, 'string'],
  ['null', { n: null }, 'null'],
  ['an array', { n: [1] }, 'array'],
])('refuses to count on %s', async (_name, document, type) => {
  const values = await cloud.collection([document]);
  for (const [command, operator] of [
    [cloud._.inc(1), '$inc'],
    [cloud._.mul(2), '$mul'],
  ] as const) {
    await expect(values.doc('0001').update({ n: command })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(
        `Cannot apply ${operator} to a value of non-numeric type. The field 'n' is of non-numeric type ${type}`,
      ),
    });
  }
  expect(await cloud.all(values)).toEqual([document]);
});

it('refuses a step that is no number', async () => {
  const values = await cloud.collection([{ n: 1 }]);
  await expect(values.doc('0001').update({ n: cloud._.inc('1' as never) })).rejects.toMatchObject({
    message: expect.stringContaining('Cannot increment with non-numeric argument'),
  });
});
