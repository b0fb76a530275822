import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCloud } from '#cloud/cloud';
import { databaseActions } from '#cloud/database/actions';
import { checkBackup } from '../../scripts/backup/check-backup.ts';
import type { Manifest } from '../../scripts/backup/manifest.ts';
import { putBack } from '../../scripts/backup/put-back.ts';
import { LEFT_OUT, takeBackup } from '../../scripts/backup/take-backup.ts';
import { accessLocalCloud, type DatabaseAccess } from '../../scripts/database-access.ts';
import { openWorld, type World } from '../cloudfunctions/world.ts';
import { takeSnapshot } from '../faults/snapshot.ts';
import { startTestCloud, type TestCloud } from '../test-cloud.ts';

const INDEXES = JSON.parse(readFileSync('cloudfunctions/indexes.json', 'utf8')) as Manifest['indexes'];
const NOW = new Date('2026-11-23T00:30:00.000Z');

/** A document of everything that a document can hold. */
const MANIFOLD = {
  _id: 'manifold',
  at: { $date: '2026-11-23T00:30:00.123Z' },
  numbers: [0, -1, 1.5, 2 ** 40, 1e-9],
  texts: ['中文“引号”', 'two\nlines\u2028and more', '', '{"$date":"no date"}'],
  nothing: null,
  yes: true,
  point: { type: 'Point', coordinates: [114.5, 38] },
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [114, 38],
        [115, 38],
        [115, 39],
        [114, 38],
      ],
    ],
  },
  deep: { list: [{ at: { $date: '1969-12-31T00:00:00Z' } }], empty: {}, none: [] },
};

let world: World;
let folder: string;
let target: TestCloud;
let said: string[];

const source = () => accessLocalCloud('local:world', world.cloud.url);
const into = () => accessLocalCloud('local:target', target.cloud.url);
const backup = (access = source(), where = folder) =>
  takeBackup(access, where, { indexes: INDEXES, now: NOW, say: (line) => void said.push(line) });
const restore = (access = into(), overwrite = false) =>
  putBack(access, folder, { overwrite, indexes: INDEXES, say: (line) => void said.push(line) });
const fileOf = (collection: string) => path.join(folder, `${collection}.ndjson`);

/** All that a backup is to hold. */
function heldBy({ cloud }: TestCloud): Record<string, string[]> {
  return Object.fromEntries(
    [...takeSnapshot(cloud)]
      .filter(([name]) => !Object.hasOwn(LEFT_OUT, name))
      .map(([name, documents]) => [name, [...documents.values()].sort()]),
  );
}

/** The same access, of which a call fails once: before its work or after it. */
function failing(
  access: DatabaseAccess,
  method: 'page' | 'add',
  call: number,
  when: 'before' | 'after',
): DatabaseAccess {
  let calls = 0;
  return {
    ...access,
    [method]: async (...parameters: never[]) => {
      calls += 1;
      const work = access[method] as (...given: never[]) => Promise<unknown>;
      if (calls === call && when === 'before') throw new Error('the network broke');
      const result = await work(...parameters);
      if (calls === call) throw new Error('the network broke');
      return result;
    },
  };
}

async function insert(test: TestCloud, collectionName: string, documents: object[]): Promise<void> {
  const params = { collectionName, data: documents.map((document) => JSON.stringify(document)) };
  const action = 'database.insertDocument';
  await databaseActions(test.cloud.database)[action]?.({ action, params, requestId: 'test', bytes: 0 });
}

beforeAll(async () => {
  world = await openWorld();
  await world.newEvent();
  await world.newInquiry();
  await world.finishedExam('driver');
  await insert(world, 'settings', [MANIFOLD]);
  await insert(world, 'tokens', [{ _id: 'wechat', token: 'secret-of-wechat' }]);
  // More than one request brings.
  await insert(
    world,
    'tallies',
    Array.from({ length: 250 }, (_, at) => ({ _id: `tally-${String(at).padStart(3, '0')}`, at: 'long ago' })),
  );
}, 60_000);
afterAll(() => world.close());

beforeEach(async () => {
  said = [];
  folder = mkdtempSync(path.join(os.tmpdir(), 'backup-'));
  target = await startTestCloud();
});
afterEach(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('put back into an empty database gives the same collections with the same indexes', async () => {
    const manifest = await backup();
    expect(manifest.collections.tallies).toMatchObject({ documents: 250 });
    const documents = Object.values(manifest.collections).reduce((sum, kept) => sum + kept.documents, 0);
    expect(await restore()).toBe(documents);
    expect(heldBy(target)).toEqual(heldBy(world));
    const indexes = (test: TestCloud) =>
      test.cloud.database.collections().map(({ name, indexes }) => ({ name, indexes }));
    expect(indexes(target)).toEqual(indexes(world));
    expect(readdirSync(folder).filter((name) => name.startsWith('restore-'))).toEqual([]);
  });

  it('holds no secret, says what it leaves out, and is for its owner’s eyes only', async () => {
    const manifest = await backup();
    expect(Object.keys(manifest.leftOut)).toContain('tokens');
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      expect(readFileSync(file, 'utf8'), name).not.toContain('secret-of-wechat');
      expect(statSync(file).mode & 0o777, name).toBe(0o600);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.each([1, 12, 30, 48])(
    'that was stopped at request %i is gone on with, and is the same in the end',
    async (call) => {
      const other = mkdtempSync(path.join(os.tmpdir(), 'backup-'));
      try {
        const whole = await backup(source(), other);
        await expect(backup(failing(source(), 'page', call, 'before'))).rejects.toThrow('the network broke');
        const [part] = readdirSync(folder).filter((name) => name.endsWith('.part'));
        if (part !== undefined) appendFileSync(path.join(folder, part), '{"_id":"half a li');
        expect((await backup()).collections).toEqual(whole.collections);
      } finally {
        rmSync(other, { recursive: true, force: true });
      }
    },
  );

  it('goes into no folder that has another', async () => {
    await backup();
    await expect(backup()).rejects.toThrow(`${folder} holds the backup of local:world`);
    rmSync(path.join(folder, 'manifest.json'));
    await expect(backup(failing(source(), 'page', 3, 'before'))).rejects.toThrow();
    await expect(backup(into())).rejects.toThrow('begun backup of local:world, not of local:target');
  });
});

describe('a backup that does not hold is refused, and nothing is written:', () => {
  beforeEach(async () => {
    await backup();
  });
  afterEach(() => {
    expect(Object.values(heldBy(target)).flat()).toEqual([]);
  });

  it('one whose file was cut off', async () => {
    const text = readFileSync(fileOf('posts'), 'utf8');
    writeFileSync(fileOf('posts'), text.slice(0, -20));
    await expect(restore()).rejects.toThrow(/posts\.ndjson has \d+ bytes, the manifest says \d+/);
  });

  it('one in which a letter was changed', async () => {
    writeFileSync(fileOf('staff'), readFileSync(fileOf('staff'), 'utf8').replace('operator', 'operatOr'));
    await expect(restore()).rejects.toThrow('staff.ndjson is not what was written');
  });

  it('one with a line that is no document, which is named', async () => {
    const text = readFileSync(fileOf('tallies'), 'utf8').split('\n');
    text[6] = 'x'.repeat(text[6]?.length ?? 0);
    writeFileSync(fileOf('tallies'), text.join('\n'));
    await expect(restore()).rejects.toThrow('tallies.ndjson line 7: this is no JSON');
  });

  it('one that lacks a file, or two', async () => {
    rmSync(fileOf('posts'));
    rmSync(fileOf('laws'));
    await expect(checkBackup(folder)).rejects.toThrow(/posts\.ndjson is missing\n[\s\S]*laws\.ndjson is missing/);
    await expect(restore()).rejects.toThrow('posts.ndjson is missing');
  });

  it('one that was not finished', async () => {
    const file = path.join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const { laws: _, ...collections } = manifest.collections;
    writeFileSync(file, JSON.stringify({ ...manifest, state: 'running', collections }));
    await expect(restore()).rejects.toThrow('is not finished: laws is missing');
  });

  it('one whose manifest was cut off, or is not there', async () => {
    const file = path.join(folder, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 300));
    await expect(restore()).rejects.toThrow('manifest.json is no JSON');
    rmSync(file);
    await expect(restore()).rejects.toThrow('holds no backup');
  });
});

describe('putting back', () => {
  beforeEach(async () => {
    await backup();
  });

  it('into a database that is not empty is refused, and says what is there', async () => {
    await target.grant('somebody', 'operator');
    await expect(restore()).rejects.toThrow('local:target is not empty: staff (1)');
    expect(heldBy(target).posts).toEqual([]);
  });

  it('over what is there replaces what has the same id, and leaves the rest', async () => {
    await insert(target, 'tallies', [{ _id: 'tally-000', at: 'other' }, { _id: 'of-the-target' }]);
    await restore(into(), true);
    expect(heldBy(target)).toEqual({
      ...heldBy(world),
      tallies: [...(heldBy(world).tallies ?? []), '{"_id":"of-the-target"}'].sort(),
    });
  });

  it.each([
    [1, 'before'],
    [9, 'after'],
    [14, 'after'],
  ] as const)('that was stopped at write %i, %s its work, is gone on with', async (call, when) => {
    await expect(restore(failing(into(), 'add', call, when))).rejects.toThrow('the network broke');
    await restore();
    expect(heldBy(target)).toEqual(heldBy(world));
  });
});

it('from the command line goes from one data folder to another, running or not', async () => {
  const run = promisify(execFile);
  const command = (...parameters: string[]) => run(process.execPath, ['scripts/run.mjs', ...parameters]);
  const data = mkdtempSync(path.join(os.tmpdir(), 'data-'));
  const [taken, other] = [path.join(folder, 'taken'), path.join(folder, 'other')];
  try {
    await command('grant', 'somebody', 'operator', '--data', data);
    expect((await command('backup', taken, '--data', data)).stdout).toContain('staff: 1');
    expect((await command('restore', taken, '--check')).stdout).toContain('the backup holds');
    expect((await command('restore', taken, '--data', other)).stdout).toContain('1 documents are in');
    await expect(command('restore', taken, '--data', other)).rejects.toThrow('is not empty: staff (1)');
    const cloud = await startCloud({ data: other, timers: false, quiet: true });
    try {
      await expect(command('restore', taken, '--data', other)).rejects.toThrow('is not empty: staff (1)');
      expect(cloud.database.browse('staff', { limit: 1, offset: 0 }).documents).toMatchObject([{ _id: 'somebody' }]);
    } finally {
      await cloud.close();
    }
    await expect(command('backup', path.join(folder, 'new'), '--env', 'some-env')).rejects.toThrow(
      'TENCENTCLOUD_SECRETID',
    );
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
