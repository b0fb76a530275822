import { expect, it } from 'vitest';
import { cloudUnderTest } from './cloud-under-test.ts';

const cloud = cloudUnderTest();
const article = {
  _id: 'x',
  title: '标题',
  stat: { views: 3, likes: 1 },
  tags: ['a', 'b', 'c', 'd'],
  notes: [
    { by: 'w', n: 1 },
    { by: 'l', n: 5 },
  ],
};

it('returns the fields that are named, and the id', async () => {
  const articles = await cloud.collection([article]);
  expect((await articles.field({ title: true, 'stat.likes': 1 }).get()).data).toEqual([
    { _id: 'x', title: '标题', stat: { likes: 1 } },
  ]);
});

it('leaves the id out when told to', async () => {
  const articles = await cloud.collection([article]);
  expect((await articles.field({ _id: false, title: true }).get()).data).toEqual([{ title: '标题' }]);
});

it('returns all but the fields that are excluded', async () => {
  const articles = await cloud.collection([article]);
  expect((await articles.field({ tags: false, 'notes.by': false, stat: 0 }).get()).data).toEqual([
    { _id: 'x', title: '标题', notes: [{ n: 1 }, { n: 5 }] },
  ]);
});

it('serves doc().get() too', async () => {
  const articles = await cloud.collection([article]);
  expect((await articles.doc('x').field({ title: true }).get()).data).toEqual([{ _id: 'x', title: '标题' }]);
});

it.each<[number | number[], string[]]>([
  [2, ['a', 'b']],
  [-1, ['d']],
  [
    [1, 2],
    ['b', 'c'],
  ],
  [
    [-3, 2],
    ['b', 'c'],
  ],
])('cuts an array with slice(%j)', async (operand, tags) => {
  const articles = await cloud.collection([article]);
  const { data } = await articles.field({ tags: cloud._.project.slice(operand) }).get();
  expect(data).toEqual([{ ...article, tags }]);
});

it('returns the first element that matches with elemMatch', async () => {
  const { _ } = cloud;
  const articles = await cloud.collection([article, { _id: 'y', notes: [{ by: 'z', n: 0 }] }]);
  const { data } = await articles.field({ notes: _.project.elemMatch({ n: { $gt: 0 } }) }).get();
  expect(data).toEqual([{ _id: 'x', notes: [{ by: 'w', n: 1 }] }, { _id: 'y' }]);
});

it('refuses to name fields and exclude others', async () => {
  const articles = await cloud.collection([article]);
  await expect(articles.field({ title: true, tags: false }).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
