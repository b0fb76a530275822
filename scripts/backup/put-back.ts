import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DatabaseAccess, Fields } from '../database-access.ts';
import { checkBackup, documentsOf } from './check-backup.ts';
import { BackupError, FILE_MODE, type KeptCollection, type Manifest } from './manifest.ts';

/** Documents, and characters of them, of one request. */
const BATCH = { documents: 100, characters: 500_000 };
/** Single writes under way at once. */
const PARALLEL = 8;

export interface RestoreSettings {
  /** Whether documents that are there already may be replaced; what the backup doesn't know stays. */
  overwrite: boolean;
  /** `cloudfunctions/indexes.json` as the code at hand has it. */
  indexes: Manifest['indexes'];
  say(line: string): void;
}

/** How far a restore has come, beside the backup, for the run after one that was stopped. */
interface Progress {
  into: string;
  done: string[];
  /** The last id that is there of the collection under way. */
  collection?: string;
  last?: string;
}

function progressFile(folder: string, into: string): string {
  return path.join(folder, `restore-${createHash('sha256').update(into).digest('hex').slice(0, 12)}.json`);
}

function readProgress(file: string, into: string): Progress | undefined {
  return existsSync(file) ? { ...(JSON.parse(readFileSync(file, 'utf8')) as Progress), into } : undefined;
}

function writeProgress(file: string, progress: Progress): void {
  writeFileSync(`${file}.new`, JSON.stringify(progress), { mode: FILE_MODE });
  renameSync(`${file}.new`, file);
}

async function expectEmpty(access: DatabaseAccess, names: readonly string[]): Promise<void> {
  const filled: string[] = [];
  for (const name of names) {
    const documents = await access.count(name);
    if (documents > 0) filled.push(`${name} (${documents})`);
  }
  if (filled.length === 0) return;
  throw new BackupError(
    `${access.name} is not empty: ${filled.join(', ')}. Restore into an empty database, or say --overwrite to replace documents of the same id`,
  );
}

async function putAll(access: DatabaseAccess, name: string, documents: readonly Fields[]): Promise<void> {
  for (let at = 0; at < documents.length; at += PARALLEL) {
    await Promise.all(documents.slice(at, at + PARALLEL).map((document) => access.put(name, document)));
  }
}

async function* batchesOf(folder: string, kept: KeptCollection, after: string): AsyncGenerator<Fields[]> {
  let batch: Fields[] = [];
  let characters = 0;
  for await (const document of documentsOf(folder, kept)) {
    if (document._id <= after) continue;
    batch.push(document);
    characters += JSON.stringify(document).length;
    if (batch.length < BATCH.documents && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

function sayIndexes(manifest: Manifest, { indexes, say }: RestoreSettings): void {
  const names = [...new Set([...Object.keys(manifest.indexes), ...Object.keys(indexes)])];
  const other = names.filter((name) => !isDeepStrictEqual(manifest.indexes[name], indexes[name]));
  if (other.length > 0)
    say(`indexes.json has changed since the backup, for ${other.join(', ')}: the one at hand stands`);
}

/**
 * Puts a backup's documents back. Nothing is written before the whole backup has been read and holds. A run that was stopped is
 * gone on with by the next one: what it wrote is not taken for somebody else's.
 * @returns how many documents were written, over all runs
 * @throws BackupError for a backup that does not hold, or a target that is not empty
 */
export async function putBack(access: DatabaseAccess, folder: string, settings: RestoreSettings): Promise<number> {
  const manifest = await checkBackup(folder);
  const file = progressFile(folder, access.name);
  const before = readProgress(file, access.name);
  if (before === undefined && !settings.overwrite) await expectEmpty(access, manifest.wanted);
  if (before !== undefined) settings.say(`going on after ${before.done.length} collections`);
  sayIndexes(manifest, settings);
  const done = new Set(before?.done);
  let written = 0;
  for (const name of manifest.wanted) {
    const kept = manifest.collections[name];
    if (kept === undefined) continue;
    written += kept.documents;
    if (done.has(name)) continue;
    await access.create(name);
    const after = before?.collection === name ? (before.last ?? '') : '';
    for await (const batch of batchesOf(folder, kept, after)) {
      if (settings.overwrite || (await access.add(name, batch)) === 'duplicate') await putAll(access, name, batch);
      writeProgress(file, { into: access.name, done: [...done], collection: name, last: batch.at(-1)?._id ?? '' });
    }
    done.add(name);
    writeProgress(file, { into: access.name, done: [...done] });
    if (kept.documents > 0) settings.say(`${name}: ${kept.documents}`);
  }
  if (!settings.overwrite) await expectAll(access, manifest);
  rmSync(file, { force: true });
  return written;
}

async function expectAll(access: DatabaseAccess, { collections }: Manifest): Promise<void> {
  const wrong: string[] = [];
  for (const [name, { documents }] of Object.entries(collections)) {
    const there = await access.count(name);
    if (there !== documents) wrong.push(`${name} has ${there} documents, the backup ${documents}`);
  }
  if (wrong.length > 0) throw new BackupError(`somebody wrote into ${access.name} meanwhile: ${wrong.join('; ')}`);
}
