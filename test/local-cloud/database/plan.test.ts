import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

const part = (field: string, order: '1' | '-1' = '1') => ({ field, order });
const INDEXES = [
  { name: 'a_b', keys: [part('a'), part('b', '-1')] },
  { name: 'b_c', keys: [part('b', '-1'), part('c')] },
  { name: 'list', keys: [part('list'), part('a')] },
  { name: 'items', keys: [part('items.n'), part('items.m', '-1')] },
];

const number = fc.integer({ min: 0, max: 4 });
const value = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom(null, 'x', 'xy', true) },
);
const document = fc.record(
  {
    a: value,
    b: value,
    c: value,
    list: fc.oneof(fc.array(value, { maxLength: 3 }), value),
    items: fc.oneof(
      fc.array(fc.record({ n: number, m: number }), { maxLength: 3 }),
      fc.record({ n: number, m: number }),
    ),
  },
  { requiredKeys: [] },
);

const predicate = fc.oneof(
  value,
  fc.record({ $gt: number }),
  fc.record({ $gte: number, $lt: number }),
  fc.record({ $lte: value }),
  fc.record({ $in: fc.array(value, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(value, { maxLength: 2 }) }),
  fc.record({ $ne: value }),
  fc.record({ $exists: fc.boolean() }),
  fc.constant({ $regex: '^x' }),
  fc.record({ $elemMatch: fc.record({ $gte: number, $lt: number }) }),
  fc.record({ $all: fc.array(value, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $not: fc.record({ $gt: number }) }),
);
const field = fc.constantFrom('a', 'b', 'c', 'list', 'items.n', 'items.m');
const fields = fc.dictionary(field, predicate, { maxKeys: 3, noNullPrototype: true });
const query = fc.oneof(
  { weight: 3, arbitrary: fields },
  { weight: 1, arbitrary: fc.record({ $or: fc.array(fields, { minLength: 1, maxLength: 3 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      $and: fc.tuple(fields, fc.record({ $or: fc.array(fields, { minLength: 1, maxLength: 3 }) })),
    }),
  },
);
const sort = fc.uniqueArray(
  fc.record({ field: fc.constantFrom('a', 'b', 'c', 'list', '_id'), order: fc.constantFrom(1, -1) }),
  {
    selector: ({ field: name }) => name,
    maxLength: 3,
  },
);

describe('a query', () => {
  it('finds with indexes what it finds without, in an order of the same keys', async () => {
    const { database, ask, find } = freshDatabase();
    database.createCollection('plain');
    database.createCollection('indexed');
    database.applyIndexes({ indexed: INDEXES });
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 5, maxLength: 30 }),
        fc.array(fc.tuple(query, sort), { minLength: 8, maxLength: 8 }),
        async (documents, requests) => {
          for (const collectionName of ['plain', 'indexed']) {
            await ask('removeDocument', { collectionName, query: { _id: { $exists: true } }, multi: true });
            const data = documents.map((item, i) => JSON.stringify({ _id: i, ...item }));
            await ask('insertDocument', { collectionName, data });
          }
          for (const [where, order] of requests) {
            // The id last makes the order complete, so that it can be compared.
            const complete = order.some(({ field: name }) => name === '_id')
              ? order
              : [...order, { field: '_id', order: 1 }];
            const params = {
              query: JSON.stringify(where),
              order: JSON.stringify(Object.fromEntries(complete.map((item) => [item.field, item.order]))),
            };
            const [plain, indexed] = [await find('plain', params), await find('indexed', params)];
            expect(indexed.list).toEqual(plain.list);
            const counts = await Promise.all(
              ['plain', 'indexed'].map((collectionName) =>
                ask('calculateDocument', { collectionName, query: params.query }),
              ),
            );
            expect(counts.map(({ data }) => data.total)).toEqual([plain.list.length, plain.list.length]);
            const page = { ...params, limit: 4, offset: 1 };
            expect((await find('indexed', page)).list).toEqual(plain.list.slice(1, 5));
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('the cost of a query', () => {
  const posts = {
    posts: [
      { name: 'channel_time', keys: [part('channel'), part('at', '-1'), part('_id', '-1')] },
      { name: 'region', keys: [part('region')] },
      { name: 'tags', keys: [part('tags'), part('at', '-1')] },
    ],
  };

  async function withPosts(): Promise<ReturnType<typeof freshDatabase>> {
    const fresh = freshDatabase(posts);
    const data = Array.from({ length: 6000 }, (_, i) =>
      JSON.stringify({
        _id: `p${i}`,
        channel: `c${i % 5}`,
        at: Math.floor(i / 3),
        region: `r${i % 50}`,
        tags: [`t${i % 7}`, 'all'],
        title: `title ${i}`,
      }),
    );
    await fresh.ask('insertDocument', { collectionName: 'posts', data });
    return fresh;
  }

  const order = JSON.stringify({ at: -1, _id: -1 });

  it('is that of the page, from the first to the last by a cursor', async () => {
    const { find } = await withPosts();
    let where: object = { channel: 'c3' };
    const seen = new Set<unknown>();
    for (let page = 0; page < 60; page++) {
      const { list, cost } = await find('posts', { query: JSON.stringify(where), order, limit: 20 });
      expect(cost).toMatchObject({ index: 'channel_time', examined: 20, returned: 20 });
      for (const { _id } of list) seen.add(_id);
      const last = list.at(-1);
      where = {
        $and: [{ channel: 'c3' }, { $or: [{ at: { $lt: last?.at } }, { at: last?.at, _id: { $lt: last?._id } }] }],
      };
    }
    expect(seen.size).toBe(1200);
  });

  it('is little more than the page’s where several channels are merged', async () => {
    const { find } = await withPosts();
    const { list, cost } = await find('posts', {
      query: JSON.stringify({ channel: { $in: ['c0', 'c2', 'c4'] } }),
      order,
      limit: 20,
    });
    expect(list.map(({ at }) => JSON.stringify(at))).toEqual(
      list
        .map(({ at }) => JSON.stringify(at))
        .sort()
        .reverse(),
    );
    expect(cost).toMatchObject({ index: 'channel_time', returned: 20 });
    expect(cost.examined).toBeLessThanOrEqual(23);
  });

  it('is that of both alternatives where each has an index', async () => {
    const { find } = await withPosts();
    const { cost } = await find('posts', {
      query: JSON.stringify({ $or: [{ region: 'r7' }, { _id: 'p3' }] }),
      limit: 1000,
    });
    expect(cost).toEqual({ collection: 'posts', examined: 121, returned: 121, index: 'region | _id_', written: 0 });
  });

  it('is that of the entries for an element of an array, sorted', async () => {
    const { find } = await withPosts();
    const { cost } = await find('posts', {
      query: JSON.stringify({ tags: 't3' }),
      order: JSON.stringify({ at: -1 }),
      limit: 20,
    });
    expect(cost).toMatchObject({ index: 'tags', examined: 20, returned: 20 });
  });

  describe('of an element of an array beside other fields', () => {
    // The index that says less of the query stands first: what is chosen must not hang on it.
    const news = {
      news: [
        { name: 'status_key', keys: [part('status'), part('key', '-1')] },
        { name: 'status_agency', keys: [part('status'), part('agency')] },
        { name: 'status_terms_key', keys: [part('status'), part('terms'), part('key', '-1')] },
      ],
    };

    async function withNews(): Promise<(where: object, limit: number) => ReturnType<FreshDatabase['find']>> {
      const { ask, find } = freshDatabase(news);
      const data = Array.from({ length: 6000 }, (_, i) =>
        JSON.stringify({
          _id: `n${i}`,
          status: i % 10 === 0 ? 'draft' : 'published',
          agency: `g${i % 500}`,
          // One in eight has 'rain', one in seven 'fog', some both; all have 'road'.
          terms: ['road', ...(i % 8 === 1 ? ['rain'] : []), ...(i % 7 === 1 ? ['fog'] : [])],
          key: (i * 7919) % 6007,
        }),
      );
      await ask('insertDocument', { collectionName: 'news', data });
      return (where, limit) =>
        find('news', { query: JSON.stringify(where), order: JSON.stringify({ key: -1 }), limit });
    }

    // Numbers come as EJSON: {"$numberInt": "7"}.
    const keysOf = (list: Record<string, unknown>[]) =>
      list.map(({ key }) => Number(/\d+/.exec(JSON.stringify(key))?.[0]));
    const falling = (keys: number[]) => [...keys].sort((a, b) => b - a);

    it.each([
      ['one in eight', 'rain'],
      ['all', 'road'],
    ])('is that of the page where %s have it', async (_share, term) => {
      const findNews = await withNews();
      const { list, cost } = await findNews({ status: 'published', terms: term }, 20);
      expect(cost).toMatchObject({ index: 'status_terms_key', examined: 20, returned: 20 });
      expect(keysOf(list)).toEqual(falling(keysOf(list)));
    });

    it('is that of the page for any of several, each document once', async () => {
      const findNews = await withNews();
      const { list, cost } = await findNews({ status: 'published', terms: { $in: ['rain', 'fog', 'road'] } }, 1000);
      expect(cost).toMatchObject({ index: 'status_terms_key', examined: 1000, returned: 1000 });
      expect(new Set(list.map(({ _id }) => _id)).size).toBe(1000);
      expect(keysOf(list)).toEqual(falling(keysOf(list)));
    });

    it('is that of the fewest where another index bounds it closer', async () => {
      const findNews = await withNews();
      const { cost } = await findNews({ status: 'published', terms: 'road', agency: 'g7' }, 20);
      expect(cost).toMatchObject({ index: 'status_agency', examined: 12, returned: 12 });
    });

    it('is that of the general index where it reads no more', async () => {
      const findNews = await withNews();
      const { cost } = await findNews({ status: 'published', key: { $lt: 3000 } }, 20);
      expect(cost).toMatchObject({ index: 'status_key', examined: 20, returned: 20 });
    });
  });

  it('is that of the matches for the beginning of a text', async () => {
    const { find } = await withPosts();
    const { cost } = await find('posts', { query: JSON.stringify({ region: { $regex: '^r4' } }), limit: 1000 });
    expect(cost).toMatchObject({ index: 'region', examined: 1000, returned: 1000 });
  });

  it('is one document by id', async () => {
    const { find } = await withPosts();
    expect((await find('posts', { query: JSON.stringify({ _id: 'p77' }) })).cost).toMatchObject({
      index: '_id_',
      examined: 1,
      returned: 1,
    });
  });

  it('is the whole collection, and no index, where none serves', async () => {
    const { find } = await withPosts();
    const { cost } = await find('posts', { query: JSON.stringify({ title: 'title 5999' }) });
    expect(cost).toEqual({ collection: 'posts', examined: 6000, returned: 1, index: null, written: 0 });
  });

  it('says what an update, a removal and an aggregation read and wrote', async () => {
    const { ask } = await withPosts();
    const collectionName = 'posts';
    const query = JSON.stringify({ region: 'r9' });
    const update = await ask('modifyDocument', {
      collectionName,
      query,
      data: JSON.stringify({ $set: { seen: true } }),
      multi: true,
      merge: true,
    });
    expect(update).toMatchObject({ data: { updated: 120 }, cost: { examined: 120, index: 'region', written: 120 } });
    const stages = [
      { stageKey: '$match', stageValue: query },
      { stageKey: '$count', stageValue: '"n"' },
    ];
    expect((await ask('aggregateDocuments', { collectionName, stages })).cost).toMatchObject({
      examined: 120,
      returned: 1,
      index: 'region',
    });
    const removal = await ask('removeDocument', { collectionName, query, multi: true });
    expect(removal).toMatchObject({ data: { deleted: 120 }, cost: { examined: 120, written: 120 } });
  });
});
