import { copyFileSync, existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '#cloud/database/database';
import { freshDatabase, freshFolder, NOW } from './fresh-database.ts';

const now = () => NOW;

it('keeps documents over a restart', async () => {
  const { database, file, ask } = freshDatabase({ posts: [] });
  await ask('insertDocument', { collectionName: 'posts', data: ['{"_id":"x","at":{"$date":"2026-05-01T00:00:00Z"}}'] });
  database.close();
  const again = openDatabase({ file, now });
  expect(again.browse('posts', { limit: 10, offset: 0 })).toEqual({
    documents: [{ _id: 'x', at: { $date: { $numberLong: String(NOW) } } }],
    total: 1,
  });
  again.close();
});

it('takes over the log of a process that was killed', async () => {
  const { file, ask } = freshDatabase({ posts: [] });
  await ask('insertDocument', { collectionName: 'posts', data: ['{"_id":"x"}'] });
  // What lies on the disk at this moment is what a kill would leave.
  const copy = path.join(freshFolder(), 'database.sqlite');
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`);
  const survivor = openDatabase({ file: copy, now });
  expect(survivor.recoveredBytes).toBeGreaterThan(0);
  expect(survivor.browse('posts', { limit: 10, offset: 0 }).total).toBe(1);
  survivor.close();
  const clean = openDatabase({ file: copy, now });
  expect(clean.recoveredBytes).toBe(0);
  clean.close();
});

it.each([
  [
    'is no database',
    (file: string) => writeFileSync(file, 'this is no database, but it is long enough to be looked at twice'),
  ],
  ['is damaged', (file: string) => damage(file, 8192, 8192 * 4)],
])('refuses a file that %s, and leaves it as it is', async (_name, spoil) => {
  const file = await filledFile();
  spoil(file);
  const before = readFileSync(file);
  expect(() => openDatabase({ file, now })).toThrow(new RegExp(`${path.basename(file)} is damaged.*left as it is`));
  expect(readFileSync(file).equals(before)).toBe(true);
});

describe('a file that was closed cleanly', () => {
  it('is refused when somebody damaged it at once', async () => {
    const file = await filledFile();
    openDatabase({ file, now }).close();
    damage(file, 8192, 8192 * 4);
    expect(() => openDatabase({ file, now })).toThrow('is damaged');
  });

  it('is not read from end to end while it looks as it was left, only where it was written last', async () => {
    const file = await filledFile();
    openDatabase({ file, now }).close();
    // A disk that fails does not date what it spoils; 40,000 to 50,000 lies within the documents.
    unseen(file, () => damage(file, 40_000, 50_000));
    openDatabase({ file, now }).close();
    unseen(file, () => damage(file, readFileSync(file).length - 50_000));
    expect(() => openDatabase({ file, now })).toThrow(/is damaged.*left as it is/);
  });

  it('is read from end to end again after an end that was not clean', async () => {
    const file = await filledFile();
    openDatabase({ file, now }).close();
    // Nobody closes this one before the next start.
    const running = openDatabase({ file, now });
    onTestFinished(() => running.close());
    unseen(file, () => damage(file, 40_000, 50_000));
    expect(() => openDatabase({ file, now })).toThrow('is damaged');
  });
});

it('refuses a file of a newer format, and leaves it as it is', async () => {
  const file = await filledFile();
  pragma(file, 'user_version = 99');
  const before = readFileSync(file);
  expect(() => openDatabase({ file, now })).toThrow(
    /is of format 99; this program reads up to 1.*use the newer program/,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('refuses the database of another program', () => {
  const file = path.join(freshFolder(), 'other.sqlite');
  const other = new Database(file);
  other.exec('CREATE TABLE notes (text TEXT)');
  other.close();
  expect(() => openDatabase({ file, now })).toThrow('is a database of another program');
});

it('makes a file where there is none', () => {
  const file = path.join(freshFolder(), 'database.sqlite');
  openDatabase({ file, now }).close();
  expect(existsSync(file)).toBe(true);
});

async function filledFile(): Promise<string> {
  const { database, file, ask } = freshDatabase({ posts: [{ name: 'n', keys: [{ field: 'n', order: '1' }] }] });
  const data = Array.from({ length: 500 }, (_, n) => JSON.stringify({ n, text: 'x'.repeat(200) }));
  await ask('insertDocument', { collectionName: 'posts', data });
  database.close();
  const copy = path.join(freshFolder(), 'copy.sqlite');
  copyFileSync(file, copy);
  return copy;
}

/** Overwrites pages in the middle, as a failing disk does. */
function damage(file: string, start: number, end?: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, start, end ?? bytes.length);
  writeFileSync(file, bytes);
}

/** Changes a file without its date. */
function unseen(file: string, change: () => void): void {
  const { atime, mtime } = statSync(file);
  change();
  utimesSync(file, atime, mtime);
}

function pragma(file: string, setting: string): void {
  const database = new Database(file);
  database.exec(`PRAGMA ${setting}`);
  database.close();
}
