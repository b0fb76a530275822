import { describe, expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';
import { expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
const scores = [
  { group: 'a', name: 's1', score: 84, tags: ['x'] },
  { group: 'a', name: 's2', score: 96, tags: ['y'] },
  { group: 'b', name: 's3', score: 80, tags: ['x'] },
  { group: 'b', name: 's4', score: 100 },
  { group: 'b', name: 's4', score: 'absent' },
];

it('groups by a field and gathers', async () => {
  const { $ } = cloud;
  const students = await cloud.collection(scores);
  const { data } = await students
    .aggregate()
    .group({
      _id: '$group',
      sum: $.sum('$score'),
      count: $.sum(1),
      avg: $.avg('$score'),
      min: $.min('$score'),
      first: $.first('$name'),
      last: $.last('$name'),
      names: $.push('$name'),
      tags: $.push('$tags'),
      distinct: $.addToSet('$name'),
    })
    .sort({ _id: 1 })
    .end();
  expect(data).toEqual([
    {
      _id: 'a',
      sum: 180,
      count: 2,
      avg: 90,
      min: 84,
      first: 's1',
      last: 's2',
      names: ['s1', 's2'],
      tags: [['x'], ['y']],
      distinct: ['s1', 's2'],
    },
    {
      _id: 'b',
      sum: 180,
      count: 3,
      avg: 90,
      min: 80,
      first: 's3',
      last: 's4',
      names: ['s3', 's4', 's4'],
      tags: [['x']],
      distinct: ['s3', 's4'],
    },
  ]);
});

it('groups everything by null, and by several values', async () => {
  const { $ } = cloud;
  const students = await cloud.collection(scores);
  expect(
    (
      await students
        .aggregate()
        .group({ _id: null, n: $.sum(1) })
        .end()
    ).data,
  ).toEqual([{ _id: null, n: 5 }]);
  const { data } = await students
    .aggregate()
    .group({ _id: { group: '$group', high: $.gte(['$score', 90]) }, n: $.sum(1) })
    .sort({ n: -1, '_id.group': 1 })
    .end();
  expect(data).toContainEqual({ _id: { group: 'b', high: true }, n: 2 });
});

it('puts a missing field with null', async () => {
  const values = await cloud.collection([{ k: null }, {}, { k: 1 }]);
  const { data } = await values
    .aggregate()
    .group({ _id: '$k', n: cloud.$.sum(1) })
    .sort({ _id: 1 })
    .end();
  expect(data).toEqual([
    { _id: null, n: 2 },
    { _id: 1, n: 1 },
  ]);
});

it('measures deviation', async () => {
  const { $ } = cloud;
  const values = await cloud.collection([2, 4, 4, 4, 5, 5, 7, 9].map((v) => ({ v })));
  const { data } = await values
    .aggregate()
    .group({ _id: null, pop: $.stdDevPop('$v'), samp: $.stdDevSamp('$v') })
    .end();
  expect(data).toEqual([{ _id: null, pop: 2, samp: expect.closeTo(2.13809, 5) }]);
});

it('merges objects', async () => {
  const values = await cloud.collection([{ o: { a: 1, b: 1 } }, { o: { b: 2 } }, {}]);
  const { data } = await values
    .aggregate()
    .group({ _id: null, all: cloud.$.mergeObjects('$o') })
    .end();
  expect(data).toEqual([{ _id: null, all: { a: 1, b: 2 } }]);
});

it('reckons as an expression over an array too', async () => {
  const { $ } = cloud;
  const values = await cloud.collection([{ list: [1, 2, 6], a: 1, b: 2 }]);
  const { data } = await values
    .aggregate()
    .project({
      _id: 0,
      sum: $.sum('$list'),
      of: $.sum(['$a', '$b', 'x']),
      avg: $.avg('$list'),
      max: $.max('$list'),
      min: $.min('$list'),
      dev: $.stdDevPop('$list'),
    })
    .end();
  expect(data).toEqual([{ sum: 9, of: 3, avg: 3, max: 6, min: 1, dev: expect.closeTo(2.1602, 4) }]);
});

describe('refuses', () => {
  it('a group without an id, and a field without an accumulator', async () => {
    const values = await cloud.collection(scores);
    await expectRefusal(
      values
        .aggregate()
        .group({ n: cloud.$.sum(1) })
        .end(),
      'must include an _id',
    );
    await expectRefusal(
      values.aggregate().group({ _id: null, n: 1 }).end(),
      "The field 'n' must be an accumulator object",
    );
    await expectRefusal(
      values
        .aggregate()
        .group({ _id: null, n: cloud.$.abs('$score') })
        .end(),
      "unknown group operator '$abs'",
    );
  });
});
