import { describe, expect, it } from 'vitest';
import { cloudUnderTest, idsOf, itLocally, type Transaction } from './cloud-under-test.ts';

const cloud = cloudUnderTest({ places: [{ name: 'code', keys: [{ field: 'code', order: '1' }], unique: true }] });

const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message:
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
};
const GONE = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message:
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
};

it('writes nothing before it is committed, and all of it then', async () => {
  const accounts = await cloud.collection([
    { _id: 'a', n: 5 },
    { _id: 'b', n: 5 },
  ]);
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection(accounts.name);
  expect(await within.doc('a').update({ n: cloud._.inc(-2) })).toMatchObject({ updated: 1 });
  expect(await within.doc('b').update({ n: cloud._.inc(2) })).toMatchObject({ updated: 1 });
  expect(await within.add({ _id: 'c', n: 0 })).toMatchObject({ id: 'c', inserted: 1, ok: 1 });
  expect(await cloud.all(accounts)).toEqual([{ n: 5 }, { n: 5 }]);
  expect(await transaction.commit()).toMatchObject({ requestId: expect.any(String) });
  expect(await cloud.all(accounts)).toEqual([{ n: 3 }, { n: 7 }, { n: 0 }]);
});

it('reads what it wrote', async () => {
  const accounts = await cloud.collection([
    { _id: 'a', n: 5 },
    { _id: 'b', n: 6 },
  ]);
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection(accounts.name);
  await within.doc('a').update({ n: 9 });
  await within.doc('b').remove();
  await within.add([
    { _id: 'c', n: 7 },
    { _id: 'd', n: 1 },
  ]);
  expect(await within.doc('a').get()).toMatchObject({ data: { _id: 'a', n: 9 } });
  expect((await within.doc('b').get()).data).toBeNull();
  const many = await within
    .where({ n: cloud._.gt(5) })
    .orderBy('n', 'desc')
    .get();
  expect(idsOf(many)).toEqual(['a', 'c']);
  await transaction.rollback(undefined);
  expect(await cloud.all(accounts)).toEqual([{ n: 5 }, { n: 6 }]);
});

it('reads the state of its first read, whatever others write meanwhile', async () => {
  const accounts = await cloud.collection([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 1 },
  ]);
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection(accounts.name);
  await within.doc('a').get();
  await accounts.doc('b').update({ n: 2 });
  await accounts.add({ _id: 'c', n: 1 });
  expect((await within.doc('b').get()).data).toEqual({ _id: 'b', n: 1 });
  expect(idsOf(await within.where({ n: 1 }).orderBy('_id', 'asc').get())).toEqual(['a', 'b']);
  await transaction.commit();
});

it('upserts with set', async () => {
  const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection(accounts.name);
  expect(await within.doc('a').set({ m: 2 })).toMatchObject({ updated: 1 });
  expect(await within.doc('z').set({ m: 3 })).toMatchObject({ upserted: [{ _id: 'z' }] });
  await transaction.commit();
  expect(await cloud.all(accounts)).toEqual([{ m: 2 }, { m: 3 }]);
});

it('changes and returns within', async () => {
  const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
  const transaction = await cloud.db.startTransaction();
  const result = await transaction.collection(accounts.name).where({ n: 1 }).updateAndReturn({ n: 2 });
  expect(result).toMatchObject({ updated: 1, doc: { _id: 'a', n: 2 } });
  await transaction.commit();
  expect(await cloud.all(accounts)).toEqual([{ n: 2 }]);
});

describe('conflicts', () => {
  it('fail at once with a document that another transaction has written', async () => {
    const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
    const [first, second] = [await cloud.db.startTransaction(), await cloud.db.startTransaction()];
    await first.collection(accounts.name).doc('a').update({ n: 2 });
    await expect(second.collection(accounts.name).doc('a').update({ n: 3 })).rejects.toMatchObject(CONFLICT);
    await first.commit();
    expect(await cloud.all(accounts)).toEqual([{ n: 2 }]);
  });

  it('fail with a document that changed since the snapshot', async () => {
    const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
    const transaction = await cloud.db.startTransaction();
    const within = transaction.collection(accounts.name);
    await within.doc('a').get();
    await accounts.doc('a').update({ n: 5 });
    await expect(within.doc('a').update({ n: 2 })).rejects.toMatchObject(CONFLICT);
    // The conflict ended the transaction.
    await expect(transaction.commit()).rejects.toMatchObject(GONE);
    expect(await cloud.all(accounts)).toEqual([{ n: 5 }]);
  });

  it('do not arise from documents that were only read', async () => {
    const accounts = await cloud.collection([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    const transaction = await cloud.db.startTransaction();
    await transaction.collection(accounts.name).doc('a').get();
    await accounts.doc('a').update({ n: 5 });
    await transaction.collection(accounts.name).doc('b').update({ n: 2 });
    await transaction.commit();
    expect(await cloud.all(accounts)).toEqual([{ n: 5 }, { n: 2 }]);
  });

  itLocally('arise from one unique value in two transactions', async () => {
    const places = await cloud.collection([], 'places');
    const [first, second] = [await cloud.db.startTransaction(), await cloud.db.startTransaction()];
    await first.collection('places').add({ code: 'x' });
    await expect(second.collection('places').add({ code: 'x' })).rejects.toMatchObject(CONFLICT);
    await first.commit();
    expect(await places.count()).toMatchObject({ total: 1 });
  });
});

it('makes a plain write of its document wait until it ends', async () => {
  const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
  const transaction = await cloud.db.startTransaction();
  await transaction.collection(accounts.name).doc('a').update({ n: 10 });
  let done = false;
  const waiting = accounts
    .doc('a')
    .update({ n: cloud._.inc(1) })
    .then(() => {
      done = true;
    });
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(done).toBe(false);
  await transaction.commit();
  await waiting;
  expect(await cloud.all(accounts)).toEqual([{ n: 11 }]);
});

itLocally('ends by itself after 30 seconds, and frees what it held', async () => {
  const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
  const transaction = await cloud.db.startTransaction();
  await transaction.collection(accounts.name).doc('a').update({ n: 10 });
  const waiting = accounts.doc('a').update({ m: 1 });
  cloud.passTime(30_000);
  await waiting;
  await expect(transaction.commit()).rejects.toMatchObject(GONE);
  expect(await cloud.all(accounts)).toEqual([{ n: 1, m: 1 }]);
});

it('can do nothing after its end', async () => {
  const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
  const transaction = await cloud.db.startTransaction();
  await transaction.commit();
  await expect(transaction.collection(accounts.name).doc('a').set({ n: 2 })).rejects.toMatchObject(GONE);
  await expect(transaction.rollback(undefined)).rejects.toMatchObject(GONE);
});

it('is aborted by an error', async () => {
  const accounts = await cloud.collection([{ _id: 'a', n: 'text' }]);
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection(accounts.name);
  await within.add({ _id: 'b' });
  await expect(within.doc('a').update({ n: cloud._.inc(1) })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
  await expect(transaction.commit()).rejects.toMatchObject(GONE);
  expect(await accounts.count()).toMatchObject({ total: 1 });
});

it('refuses an id that is taken', async () => {
  const accounts = await cloud.collection([{ _id: 'a' }]);
  const transaction = await cloud.db.startTransaction();
  await expect(transaction.collection(accounts.name).add({ _id: 'a' })).rejects.toMatchObject({
    code: 'DATABASE_DUPLICATE_WRITE',
  });
});

it('may add a document before it rewrites others of the same collection', async () => {
  const accounts = await cloud.collection([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 2 },
  ]);
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection(accounts.name);
  await within.add({ _id: 'c', n: 3 });
  await within.doc('b').update({ n: 20 });
  await within.doc('a').set({ n: 10 });
  await within.add({ _id: 'd', n: 4 });
  await transaction.commit();
  expect((await accounts.orderBy('_id', 'asc').get()).data).toEqual([
    { _id: 'a', n: 10 },
    { _id: 'b', n: 20 },
    { _id: 'c', n: 3 },
    { _id: 'd', n: 4 },
  ]);
});

itLocally('may free a unique value and give it to another document', async () => {
  const places = await cloud.collection(
    [
      { _id: 'a', code: 'x' },
      { _id: 'b', code: 'y' },
    ],
    'places',
  );
  const transaction = await cloud.db.startTransaction();
  const within = transaction.collection('places');
  await within.doc('a').remove();
  await within.doc('b').update({ code: 'x' });
  await within.add({ _id: 'c', code: 'y' });
  await transaction.commit();
  expect((await places.orderBy('_id', 'asc').get()).data).toEqual([
    { _id: 'b', code: 'x' },
    { _id: 'c', code: 'y' },
  ]);
});

describe('runTransaction', () => {
  it('commits, and returns what the callback returns', async () => {
    const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
    const result = await cloud.db.runTransaction(async (transaction: Transaction) => {
      await transaction.collection(accounts.name).doc('a').update({ n: 2 });
      return 'done';
    });
    expect(result).toBe('done');
    expect(await cloud.all(accounts)).toEqual([{ n: 2 }]);
  });

  it('undoes everything when the callback throws, or rolls back', async () => {
    const accounts = await cloud.collection([{ _id: 'a', n: 1 }]);
    const failure = cloud.db.runTransaction(async (transaction: Transaction) => {
      await transaction.collection(accounts.name).doc('a').update({ n: 2 });
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    const rollback = cloud.db.runTransaction(async (transaction: Transaction) => {
      await transaction.collection(accounts.name).doc('a').update({ n: 3 });
      await transaction.rollback('enough');
    });
    await expect(rollback).rejects.toBe('enough');
    expect(await cloud.all(accounts)).toEqual([{ n: 1 }]);
  });

  itLocally('loses no write and shows none half done to 50 clients at once', async () => {
    const accounts = await cloud.collection(Array.from({ length: 5 }, (_, i) => ({ _id: `a${i}`, n: 100 })));
    const move = async (i: number): Promise<void> => {
      const [from, to] = [`a${i % 5}`, `a${(i * 3 + 1) % 5}`];
      if (from === to) return;
      await cloud.db.runTransaction(async (transaction: Transaction) => {
        const within = transaction.collection(accounts.name);
        const { n } = (await within.doc(from).get()).data as unknown as { n: number };
        await within.doc(from).update({ n: n - 1, log: cloud._.push([i]) });
        await within.doc(to).update({ n: cloud._.inc(1) });
      }, 1000);
    };
    let reading = true;
    const watch = async (): Promise<void> => {
      while (reading) {
        const { data } = await accounts.get();
        expect(data.reduce((sum, { n }) => sum + n, 0)).toBe(500);
      }
    };
    const watching = watch();
    await Promise.all(Array.from({ length: 50 }, (_, i) => move(i)));
    reading = false;
    await watching;
    const { data } = await accounts.get();
    const moved = Array.from({ length: 50 }, (_, i) => i).filter((i) => i % 5 !== (i * 3 + 1) % 5);
    expect(data.flatMap(({ log = [] }) => log).sort((a, b) => a - b)).toEqual(moved);
  });
});
