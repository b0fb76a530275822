import { describe, expect, it } from 'vitest';
import { openDatabase } from '#cloud/database/database';
import type { IndexDefinitions } from '#cloud/database/index-definition';
import { freshDatabase, NOW } from './fresh-database.ts';

const ascending = (field: string, unique = false) => ({
  name: field,
  keys: [{ field, order: '1' as const }],
  ...(unique && { unique }),
});

describe('indexes.json', () => {
  it('makes the collections that it names, and their indexes', () => {
    const { database } = freshDatabase({ posts: [ascending('at')], empty: [] });
    expect(database.collections()).toEqual([
      { name: 'empty', documents: 0, indexes: [{ name: '_id_', keys: [{ field: '_id', order: '1' }], unique: true }] },
      {
        name: 'posts',
        documents: 0,
        indexes: [
          { name: '_id_', keys: [{ field: '_id', order: '1' }], unique: true },
          { name: 'at', keys: [{ field: 'at', order: '1' }], unique: false },
        ],
      },
    ]);
  });

  it('builds an index over the documents that are there, rebuilds it when it changes, and drops it when it goes', async () => {
    const { database, ask, find } = freshDatabase({ posts: [] });
    const data = Array.from({ length: 1500 }, (_, i) => JSON.stringify({ _id: i, at: i, tags: [i % 3] }));
    await ask('insertDocument', { collectionName: 'posts', data });
    const query = JSON.stringify({ at: 700 });
    const used = async () => (await find('posts', { query })).cost.index;
    expect(await used()).toBeNull();
    database.applyIndexes({ posts: [ascending('at')] });
    expect(await used()).toBe('at');
    database.applyIndexes({ posts: [{ name: 'at', keys: [{ field: 'at', order: '-1' }] }] });
    expect((await find('posts', { query, limit: 5 })).list).toHaveLength(1);
    expect(await used()).toBe('at');
    database.applyIndexes({ posts: [] });
    expect(await used()).toBeNull();
  });

  it('keeps an index and what it knows of arrays over a restart', async () => {
    const { database, file, ask } = freshDatabase({ posts: [ascending('tags')] });
    await ask('insertDocument', { collectionName: 'posts', data: [JSON.stringify({ _id: 1, tags: [1, 9] })] });
    database.close();
    const again = openDatabase({ file, now: () => NOW });
    // Two bounds, two elements: only an index that knows of the array finds it.
    expect(again.browse('posts', { limit: 5, offset: 0, query: '{"tags":{"$gt":5,"$lt":3}}' }).total).toBe(1);
    again.close();
  });

  it('says which documents stand in the way of a unique index, and leaves everything as it was', async () => {
    const { database, ask, find } = freshDatabase({ posts: [ascending('at')] });
    await ask('insertDocument', { collectionName: 'posts', data: ['{"_id":1,"code":"x"}', '{"_id":2,"code":"x"}'] });
    expect(() => database.applyIndexes({ posts: [ascending('code', true)] })).toThrow(
      /E11000 duplicate key error collection: posts index: code dup key: { code: "x" }/,
    );
    expect((await find('posts', { query: '{"at":{"$gt":1}}' })).cost.index).toBe('at');
    await ask('insertDocument', { collectionName: 'posts', data: ['{"_id":3,"code":"x"}'] });
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'must be an object of collections'],
    ['a collection that is no list', { posts: {} }, 'posts must be an array'],
    ['an index without a name', { posts: [{ keys: [{ field: 'a', order: '1' }] }] }, 'posts[0]: needs a name'],
    ['an index without keys', { posts: [{ name: 'a', keys: [] }] }, 'posts[0]: a needs keys'],
    [
      'an order that is none',
      { posts: [{ name: 'a', keys: [{ field: 'a', order: 1 }] }] },
      'the order of a must be "1", "-1" or "2dsphere"',
    ],
    ['a name twice', { posts: [ascending('a'), ascending('a')] }, 'posts[1]: its name is taken'],
    [
      'a field twice',
      {
        posts: [
          {
            name: 'a',
            keys: [
              { field: 'a', order: '1' },
              { field: 'a', order: '-1' },
            ],
          },
        ],
      },
      'names a field twice',
    ],
    ['too many', { posts: Array.from({ length: 20 }, (_, i) => ascending(`f${i}`)) }, 'the service allows 20'],
  ])('is refused with %s', (_name, definitions, reason) => {
    const { database } = freshDatabase();
    expect(() => database.applyIndexes(definitions as IndexDefinitions)).toThrow(reason);
  });
});

describe('an index', () => {
  it('refuses a key of more than 1,024 bytes', async () => {
    const { ask } = freshDatabase({ posts: [ascending('title')] });
    const data = [JSON.stringify({ title: 'x'.repeat(1100) })];
    await expect(ask('insertDocument', { collectionName: 'posts', data })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('key too large to index'),
    });
    expect((await ask('calculateDocument', { collectionName: 'posts' })).data.total).toBe(0);
  });

  it('refuses two arrays in one document', async () => {
    const { ask } = freshDatabase({
      posts: [
        {
          name: 'both',
          keys: [
            { field: 'a', order: '1' },
            { field: 'b', order: '1' },
          ],
        },
      ],
    });
    await expect(ask('insertDocument', { collectionName: 'posts', data: ['{"a":[1],"b":[2]}'] })).rejects.toMatchObject(
      {
        message: expect.stringContaining('parallel arrays'),
      },
    );
  });

  it('lets one document hold a unique value twice', async () => {
    const { ask } = freshDatabase({ posts: [ascending('codes', true)] });
    await ask('insertDocument', { collectionName: 'posts', data: ['{"codes":["a","a","b"]}'] });
    await expect(ask('insertDocument', { collectionName: 'posts', data: ['{"codes":["b"]}'] })).rejects.toMatchObject({
      code: 'DATABASE_DUPLICATE_WRITE',
    });
  });
});
