import { beforeEach, describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../scripts/deploy/object-store.ts';
import { BusyError, beginDeployment, type RecordContent, readHistory, STALE } from '../../../scripts/deploy/record.ts';
import { NOTHING_MANAGED } from '../../../scripts/deploy/state.ts';

/** Storage as the service promises it: what is written is read and listed at once, and of two who create one does. */
class Shelf implements ObjectStore {
  readonly objects = new Map<string, Buffer>();
  writes = 0;
  async list(prefix: string) {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
  async read(key: string) {
    return this.objects.get(key) ?? null;
  }
  async write(key: string, content: Buffer) {
    this.writes += 1;
    this.objects.set(key, content);
  }
  async create(key: string, content: Buffer) {
    if (this.objects.has(key)) return false;
    this.objects.set(key, content);
    return true;
  }
  async remove(keys: readonly string[]) {
    for (const key of keys) this.objects.delete(key);
  }
}

const content: RecordContent = {
  version: '1.0.0',
  commit: 'abc',
  desired: { collections: [], indexes: {}, rules: {}, storageRule: {}, invokeRule: {}, functions: {} },
  variables: {},
  secrets: {},
  managed: NOTHING_MANAGED,
};

let shelf: Shelf;
let now: number;
beforeEach(() => {
  shelf = new Shelf();
  now = Date.parse('2026-11-29T08:00:00Z');
});
const begin = (takeOver = false) => beginDeployment(shelf, content, { now: () => now, takeOver });

describe('the record of a deployment', () => {
  it('lets one of many begin at once, and tells the others whose it is', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => begin()));
    const begun = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(begun).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toBeInstanceOf(BusyError);
      expect(String(outcome.reason)).toContain('deployment 1 (abc), begun 2026-11-29T08:00:00.000Z, is under way');
    }
  });

  it('takes a run for dead that is not heard of for three minutes, and no sooner', async () => {
    await begin();
    now += STALE - 1;
    await expect(begin()).rejects.toThrow(
      'this one may begin at 2026-11-29T08:03:00.000Z, or at once with --take-over',
    );
    now += 1;
    expect((await begin()).number).toBe(2);
  });

  it('says that it is alive while it is, and not more often than it must', async () => {
    const first = await begin();
    for (let at = 0; at < 100; at += 1) {
      now += 5_000;
      await first.hold();
    }
    expect(shelf.writes).toBe(33);
    await expect(begin()).rejects.toThrow(BusyError);
  });

  it('stops a run that another has taken over, before it does anything more', async () => {
    const first = await begin();
    const second = await begin(true);
    now += 20_000;
    await expect(first.hold()).rejects.toThrow('deployment 1 was taken over by another');
    await expect(first.finish({ code: {}, managed: NOTHING_MANAGED })).rejects.toThrow('taken over');
    await second.finish({ code: {}, managed: NOTHING_MANAGED });
    const { records, lastDone } = await readHistory(shelf);
    expect(records.map(({ number, state }) => [number, state])).toEqual([
      [2, 'done'],
      [1, 'running'],
    ]);
    expect(lastDone?.number).toBe(2);
  });

  it('is not guessed at where it can not be read', async () => {
    await shelf.write('deployments/records/000001.json', Buffer.from('{"format":1,'));
    await expect(begin()).rejects.toThrow("000001.json in the environment's storage is not JSON");
    await shelf.write('deployments/records/000001.json', Buffer.from('{"format":2}'));
    await expect(begin()).rejects.toThrow('no record that this version can read');
  });
});
