import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { DatabaseAccess } from '../database-access.ts';
import { readLine, writeLine } from './document-text.ts';
import { hashOf } from './file-hash.ts';
import {
  BackupError,
  FILE_MODE,
  FOLDER_MODE,
  type KeptCollection,
  type Manifest,
  readManifest,
  writeManifest,
} from './manifest.ts';

/** What no backup holds, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  tokens: 'WeChat’s access token: a secret that is got anew within two hours',
  'call-counts': 'what instances have just counted: the watch folds it within minutes',
  problems: 'what the watch finds: it finds it again',
};

/** Documents of one request; the largest, of exams and articles, are some hundred kilobytes. */
const PAGE = 100;

export interface BackupSettings {
  /** `cloudfunctions/indexes.json`: names every collection. */
  indexes: Manifest['indexes'];
  now: Date;
  say(line: string): void;
}

function begin(access: DatabaseAccess, folder: string, { indexes, now, say }: BackupSettings): Manifest {
  const before = readManifest(folder);
  if (before === undefined) {
    const wanted = Object.keys(indexes).filter((name) => !Object.hasOwn(LEFT_OUT, name));
    return {
      ...{ format: 1, from: access.name, state: 'running', begunAt: now.toISOString() },
      ...{ wanted, collections: {}, leftOut: { ...LEFT_OUT }, indexes },
    };
  }
  if (before.state === 'done') {
    throw new BackupError(
      `${folder} holds the backup of ${before.from} that ended at ${before.endedAt}: name another folder`,
    );
  }
  if (before.from !== access.name) {
    throw new BackupError(
      `${folder} holds a begun backup of ${before.from}, not of ${access.name}: name another folder`,
    );
  }
  say(`going on with the backup that was begun at ${before.begunAt}`);
  return before;
}

/** What an earlier run has read of a collection: how many documents, and the last of them. */
function resume(part: string): { documents: number; last: string } {
  if (!existsSync(part)) {
    writeFileSync(part, '', { mode: FILE_MODE });
    return { documents: 0, last: '' };
  }
  const text = readFileSync(part, 'utf8');
  // A run that was killed may have left half a line.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) writeFileSync(part, whole, { mode: FILE_MODE });
  const lines = whole.split('\n').slice(0, -1);
  const last = lines.at(-1);
  return { documents: lines.length, last: last === undefined ? '' : readLine(last)._id };
}

async function takeCollection(access: DatabaseAccess, folder: string, name: string): Promise<KeptCollection> {
  const file = `${name}.ndjson`;
  const part = path.join(folder, `${file}.part`);
  let { documents, last } = resume(part);
  for (;;) {
    const page = await access.page(name, last, PAGE);
    if (page.length === 0) break;
    appendFileSync(part, page.map((document) => `${writeLine(name, document)}\n`).join(''));
    documents += page.length;
    last = page.at(-1)?._id ?? last;
  }
  const whole = path.join(folder, file);
  renameSync(part, whole);
  return { file, documents, bytes: statSync(whole).size, sha256: await hashOf(whole) };
}

/**
 * Copies every collection into files of a folder, one document a line, with a manifest of counts and hashes. A run that was
 * stopped is gone on with by the next one. It is no picture of one instant: who wants that stops the writers first.
 * @throws BackupError where the folder holds another backup, or a document something that can't be kept
 */
export async function takeBackup(access: DatabaseAccess, folder: string, settings: BackupSettings): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  chmodSync(folder, FOLDER_MODE);
  let manifest = begin(access, folder, settings);
  writeManifest(folder, manifest);
  for (const name of manifest.wanted) {
    if (Object.hasOwn(manifest.collections, name)) continue;
    const kept = await takeCollection(access, folder, name);
    manifest = { ...manifest, collections: { ...manifest.collections, [name]: kept } };
    writeManifest(folder, manifest);
    if (kept.documents > 0) settings.say(`${name}: ${kept.documents}`);
  }
  manifest = { ...manifest, state: 'done', endedAt: new Date().toISOString() };
  writeManifest(folder, manifest);
  return manifest;
}
