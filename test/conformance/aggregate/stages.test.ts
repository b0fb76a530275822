import { describe, expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';
import { expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();

describe('addFields', () => {
  it('adds fields, deep ones too, and writes over old ones', async () => {
    const { $ } = cloud;
    const values = await cloud.collection([{ _id: 1, a: { x: 1 }, list: [{ n: 1 }, { n: 2 }] }]);
    const { data } = await values
      .aggregate()
      .addFields({ 'a.y': $.add(['$a.x', 1]), b: '$a', list: { seen: true }, gone: '$nowhere' })
      .end();
    expect(data).toEqual([
      {
        _id: 1,
        a: { x: 1, y: 2 },
        list: [
          { n: 1, seen: true },
          { n: 2, seen: true },
        ],
        b: { x: 1 },
      },
    ]);
  });
});

describe('bucket', () => {
  const items = [10, 50, 20, 80, 200].map((price, i) => ({ _id: String(i + 1), price }));

  it('groups by bounds, the lower one included, the rest by default', async () => {
    const { $ } = cloud;
    const goods = await cloud.collection(items);
    const { data } = await goods
      .aggregate()
      .bucket({
        groupBy: '$price',
        boundaries: [0, 50, 100, 150],
        default: 'other',
        output: { count: $.sum(1), ids: $.push('$_id') },
      })
      .end();
    expect(data).toEqual([
      { _id: 0, count: 2, ids: ['1', '3'] },
      { _id: 50, count: 2, ids: ['2', '4'] },
      { _id: 'other', count: 1, ids: ['5'] },
    ]);
  });

  it('counts unless told otherwise', async () => {
    const goods = await cloud.collection(items);
    const { data } = await goods
      .aggregate()
      .bucket({ groupBy: '$price', boundaries: [0, 100, 300] })
      .end();
    expect(data).toEqual([
      { _id: 0, count: 4 },
      { _id: 100, count: 1 },
    ]);
  });

  it.each([
    ['a document outside of all bounds', { boundaries: [0, 100] }, 'no default was specified'],
    ['one bound', { boundaries: [0] }, 'at least 2 values'],
    ['bounds that fall', { boundaries: [100, 0] }, 'must be sorted'],
    ['bounds of two types', { boundaries: [0, 'a'] }, 'must have the same type'],
    [
      'a default within the bounds',
      { boundaries: [0, 300], default: 100 },
      "'default' field must be less than the lowest boundary",
    ],
  ])('refuses %s', async (_name, options, reason) => {
    const goods = await cloud.collection(items);
    await expectRefusal(
      goods
        .aggregate()
        .bucket({ groupBy: '$price', ...options })
        .end(),
      reason,
    );
  });
});

describe('bucketAuto', () => {
  it('spreads documents evenly', async () => {
    const goods = await cloud.collection([10.5, 50.3, 20.8, 80.2, 200.3].map((price) => ({ price })));
    const { data } = await goods.aggregate().bucketAuto({ groupBy: '$price', buckets: 3 }).end();
    expect(data).toEqual([
      { _id: { min: 10.5, max: 50.3 }, count: 2 },
      { _id: { min: 50.3, max: 200.3 }, count: 2 },
      { _id: { min: 200.3, max: 200.3 }, count: 1 },
    ]);
  });

  it('keeps equal values together', async () => {
    const goods = await cloud.collection([1, 1, 1, 1, 2].map((price) => ({ price })));
    const { data } = await goods
      .aggregate()
      .bucketAuto({ groupBy: '$price', buckets: 4, output: { n: cloud.$.sum(1) } })
      .end();
    expect(data).toEqual([
      { _id: { min: 1, max: 2 }, n: 4 },
      { _id: { min: 2, max: 2 }, n: 1 },
    ]);
  });

  it('puts its bounds on the numbers of a series', async () => {
    const goods = await cloud.collection(Array.from({ length: 100 }, (_, n) => ({ n: n + 1 })));
    const bounds = async (granularity: string) =>
      (await goods.aggregate().bucketAuto({ groupBy: '$n', buckets: 4, granularity }).end()).data.map(
        ({ _id, count }: { _id: { min: number; max: number }; count: number }) => [_id.min, _id.max, count],
      );
    expect(await bounds('POWERSOF2')).toEqual([
      [0.5, 32, 31],
      [32, 64, 32],
      [64, 128, 37],
    ]);
    expect(await bounds('1-2-5')).toEqual([
      [0.5, 50, 49],
      [50, 100, 50],
      [100, 200, 1],
    ]);
  });
});

describe('count', () => {
  it('counts what has come so far, and says nothing of nothing', async () => {
    const values = await cloud.collection([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(
      (
        await values
          .aggregate()
          .match({ a: cloud._.gt(1) })
          .count('total')
          .end()
      ).data,
    ).toEqual([{ total: 2 }]);
    expect((await values.aggregate().match({ a: 9 }).count('total').end()).data).toEqual([]);
  });

  it('refuses a name that is none', async () => {
    const values = await cloud.collection([{ a: 1 }]);
    await expectRefusal(values.aggregate().count('$a').end(), 'count field');
    await expectRefusal(values.aggregate().count('').end(), 'non-empty string');
  });
});

describe('limit and skip', () => {
  it('cut, in the order in which they stand', async () => {
    const values = await cloud.collection([1, 2, 3, 4, 5].map((n) => ({ _id: n })));
    const ids = async (aggregate: { end(): Promise<{ data: { _id: number }[] }> }) =>
      (await aggregate.end()).data.map(({ _id }) => _id);
    expect(await ids(values.aggregate().sort({ _id: 1 }).skip(1).limit(2))).toEqual([2, 3]);
    expect(await ids(values.aggregate().sort({ _id: 1 }).limit(3).skip(1))).toEqual([2, 3]);
    expect(await ids(values.aggregate().sort({ _id: -1 }).limit(2))).toEqual([5, 4]);
  });

  it('refuse a limit of 0 and a negative skip', async () => {
    const values = await cloud.collection([{ a: 1 }]);
    await expectRefusal(values.aggregate().limit(0).end(), '$limit');
    await expectRefusal(values.aggregate().skip(-1).end(), '$skip');
  });
});

describe('lookup', () => {
  const books = [
    { _id: 'book1', authors: ['author 1'], title: 'novel 1', stock: 10 },
    { _id: 'book3', authors: ['author 3', 'author 4'], title: 'science 1', stock: 30 },
    { _id: 'book4', authors: ['author 3'], title: 'science 2', stock: 40 },
    { _id: 'book5', title: null, stock: 50 },
    { _id: 'book6', stock: '60' },
  ];

  it('joins equal fields, a missing one as null', async () => {
    await cloud.collection(books, 'books');
    const orders = await cloud.collection([{ _id: 4, book: 'novel 1' }, { _id: 6 }, { _id: 7, book: 'x' }]);
    const { data } = await orders
      .aggregate()
      .lookup({ from: 'books', localField: 'book', foreignField: 'title', as: 'list' })
      .sort({ _id: 1 })
      .end();
    expect(data.map(({ list }: { list: { _id: string }[] }) => list.map(({ _id }) => _id))).toEqual([
      ['book1'],
      ['book5', 'book6'],
      [],
    ]);
  });

  it('joins with the elements of an array, on either side', async () => {
    await cloud.collection(books, 'books');
    const authors = await cloud.collection([{ name: 'author 3', read: ['novel 1', 'science 2'] }]);
    const ids = async (localField: string, foreignField: string) => {
      const { data } = await authors.aggregate().lookup({ from: 'books', localField, foreignField, as: 'list' }).end();
      return data[0].list.map(({ _id }: { _id: string }) => _id);
    };
    expect(await ids('name', 'authors')).toEqual(['book3', 'book4']);
    expect(await ids('read', 'title')).toEqual(['book1', 'book4']);
  });

  it('runs a pipeline on the other collection, with variables of this one', async () => {
    const { _, $ } = cloud;
    await cloud.collection(books, 'books');
    const orders = await cloud.collection([
      { title: 'science 1', quantity: 20 },
      { title: 'science 1', quantity: 31 },
    ]);
    const pipeline = $.pipeline()
      .match(_.expr($.and([$.eq(['$title', '$$title']), $.gte(['$stock', '$$quantity'])])))
      .project({ _id: 0, stock: 1 })
      .done();
    const { data } = await orders
      .aggregate()
      .lookup({ from: 'books', let: { title: '$title', quantity: '$quantity' }, pipeline, as: 'stock' })
      .project({ _id: 0, stock: 1 })
      .end();
    expect(data).toEqual([{ stock: [{ stock: 30 }] }, { stock: [] }]);
  });

  it('joins nothing from a collection that does not exist', async () => {
    const orders = await cloud.collection([{ a: 1 }]);
    const { data } = await orders
      .aggregate()
      .lookup({ from: 'nowhere', localField: 'a', foreignField: 'a', as: 'list' })
      .end();
    expect(data).toMatchObject([{ list: [] }]);
  });

  it('refuses a lookup that lacks a part', async () => {
    const orders = await cloud.collection([{ a: 1 }]);
    await expectRefusal(
      orders.aggregate().lookup({ from: 'x', localField: 'a', as: 'list' }).end(),
      "Missing 'foreignField'",
    );
  });
});

describe('match', () => {
  it('takes the commands of a query, an alternative of a field too', async () => {
    const { _ } = cloud;
    const values = await cloud.collection([{ a: 1 }, { a: 5 }, { a: 9 }]);
    const matched = async (condition: object) => (await values.aggregate().match(condition).end()).data.length;
    expect(await matched({ a: _.gt(1).and(_.lt(9)) })).toBe(1);
    expect(await matched({ a: _.or(_.eq(1), _.eq(9)) })).toBe(2);
    expect(await matched(_.expr(cloud.$.gt(['$a', 1])))).toBe(2);
  });

  it('filters what earlier stages have made', async () => {
    const values = await cloud.collection([{ k: 'a' }, { k: 'a' }, { k: 'b' }]);
    const { data } = await values
      .aggregate()
      .group({ _id: '$k', n: cloud.$.sum(1) })
      .match({ n: cloud._.gt(1) })
      .end();
    expect(data).toEqual([{ _id: 'a', n: 2 }]);
  });
});

describe('project', () => {
  const article = { _id: 'x', title: '标题', author: { name: '王', age: 30 }, list: [{ a: 1, b: 2 }, { a: 3 }] };

  it.each<[string, object, object]>([
    ['keeps fields', { title: 1, 'author.name': true }, { _id: 'x', title: '标题', author: { name: '王' } }],
    ['leaves the id out', { _id: 0, title: 1 }, { title: '标题' }],
    ['leaves fields out', { author: { age: 0 }, list: 0 }, { _id: 'x', title: '标题', author: { name: '王' } }],
    ['goes into arrays', { _id: 0, 'list.a': 1 }, { list: [{ a: 1 }, { a: 3 }] }],
    ['computes', { _id: 0, who: '$author.name', pair: ['$title', '$nowhere'] }, { who: '王', pair: ['标题', null] }],
  ])('%s', async (_name, specification, expected) => {
    const articles = await cloud.collection([article]);
    expect((await articles.aggregate().project(specification).end()).data).toEqual([expected]);
  });

  it('refuses to keep some fields and leave out others', async () => {
    const articles = await cloud.collection([article]);
    await expectRefusal(
      articles.aggregate().project({ title: 1, list: 0 }).end(),
      'cannot mix inclusion and exclusion',
    );
  });
});

describe('replaceRoot', () => {
  it('puts an object in the document’s place', async () => {
    const { $ } = cloud;
    const values = await cloud.collection([{ first: '邦德', last: '马', school: { n: 1 } }]);
    expect((await values.aggregate().replaceRoot({ newRoot: '$school' }).end()).data).toEqual([{ n: 1 }]);
    const newRoot = { full: $.concat(['$last', '$first']) };
    expect((await values.aggregate().replaceRoot({ newRoot }).end()).data).toEqual([{ full: '马邦德' }]);
  });

  it('refuses what is no object', async () => {
    const values = await cloud.collection([{ first: '邦德' }]);
    await expectRefusal(values.aggregate().replaceRoot({ newRoot: '$first' }).end(), 'must evaluate to an object');
    await expectRefusal(values.aggregate().replaceRoot({ newRoot: '$nowhere' }).end(), 'must evaluate to an object');
  });
});

describe('sample', () => {
  it('takes some documents, each at most once', async () => {
    const values = await cloud.collection(Array.from({ length: 20 }, (_, n) => ({ n })));
    const { data } = await values.aggregate().sample({ size: 15 }).end();
    expect(new Set(data.map(({ n }: { n: number }) => n)).size).toBe(15);
    expect((await values.aggregate().sample({ size: 99 }).end()).data).toHaveLength(20);
  });
});

describe('sort', () => {
  it('sorts by several fields, computed ones too', async () => {
    const { $ } = cloud;
    const values = await cloud.collection([
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 2, b: 2 },
      { _id: 3, a: 3, b: 1 },
    ]);
    const sorted = async (aggregate: { end(): Promise<{ data: { _id: number }[] }> }) =>
      (await aggregate.end()).data.map(({ _id }) => _id);
    expect(await sorted(values.aggregate().sort({ b: -1, a: -1 }))).toEqual([2, 1, 3]);
    expect(
      await sorted(
        values
          .aggregate()
          .addFields({ sum: $.add(['$a', '$b']) })
          .sort({ sum: 1, _id: -1 }),
      ),
    ).toEqual([1, 3, 2]);
  });

  it('refuses an order that is none', async () => {
    const values = await cloud.collection([{ a: 1 }]);
    await expectRefusal(values.aggregate().sort({ a: 2 }).end(), '$sort key ordering must be 1');
  });
});

describe('sortByCount', () => {
  it('counts each value, the most frequent first', async () => {
    const values = await cloud.collection([{ tags: ['a', 'b'] }, { tags: ['b', 'c'] }, { tags: ['b', 'a'] }]);
    const { data } = await values.aggregate().unwind('$tags').sortByCount('$tags').end();
    expect(data).toEqual([
      { _id: 'b', count: 3 },
      { _id: 'a', count: 2 },
      { _id: 'c', count: 1 },
    ]);
  });

  it('refuses a name without $', async () => {
    const values = await cloud.collection([{ a: 1 }]);
    await expectRefusal(values.aggregate().sortByCount('a').end(), '$-prefixed path');
  });
});

describe('unwind', () => {
  const products = [
    { _id: 1, size: ['S', 'M'] },
    { _id: 2, size: [] },
    { _id: 3, size: null },
    { _id: 4 },
    { _id: 5, size: 'L' },
  ];

  it('makes a document of each element', async () => {
    const goods = await cloud.collection(products);
    expect((await goods.aggregate().unwind('$size').end()).data).toEqual([
      { _id: 1, size: 'S' },
      { _id: 1, size: 'M' },
      { _id: 5, size: 'L' },
    ]);
  });

  it('says the position of each element', async () => {
    const goods = await cloud.collection(products);
    const { data } = await goods.aggregate().unwind({ path: '$size', includeArrayIndex: 'at' }).end();
    expect(data).toEqual([
      { _id: 1, size: 'S', at: 0 },
      { _id: 1, size: 'M', at: 1 },
      { _id: 5, size: 'L', at: null },
    ]);
  });

  it('keeps what has nothing to unwind when told to', async () => {
    const goods = await cloud.collection(products);
    const { data } = await goods.aggregate().unwind({ path: '$size', preserveNullAndEmptyArrays: true }).end();
    expect(data).toEqual([
      { _id: 1, size: 'S' },
      { _id: 1, size: 'M' },
      { _id: 2 },
      { _id: 3, size: null },
      { _id: 4 },
      { _id: 5, size: 'L' },
    ]);
  });

  it('refuses a path without $', async () => {
    const goods = await cloud.collection(products);
    await expectRefusal(goods.aggregate().unwind('size').end(), "prefixed with a '$'");
  });
});

describe('a pipeline', () => {
  it('refuses a collection that does not exist', async () => {
    await expect(cloud.db.collection('nowhere').aggregate().end()).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
    });
  });

  it('takes MongoDB’s own language with raw', async () => {
    const values = await cloud.collection([{ k: 'a' }, { k: 'b' }]);
    const raw = values.options({ raw: true });
    expect((await raw.aggregate([{ $match: { k: { $eq: 'a' } } }, { $count: 'n' }]).end()).data).toEqual([{ n: 1 }]);
    const facets = await raw
      .aggregate([{ $facet: { all: [{ $count: 'n' }], a: [{ $match: { k: 'a' } }, { $project: { _id: 0 } }] } }])
      .end();
    expect(facets.data).toEqual([{ all: [{ n: 2 }], a: [{ k: 'a' }] }]);
    await expectRefusal(raw.aggregate([{ $nonsense: {} }]).end(), "Unrecognized pipeline stage name: '$nonsense'");
    await expectRefusal(raw.aggregate([{ $out: 'x' }]).end(), '$out');
  });
});
