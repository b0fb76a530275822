import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Fields } from '../database-access.ts';
import { readLine } from './document-text.ts';
import { hashOf } from './file-hash.ts';
import { BackupError, type KeptCollection, type Manifest, readManifest } from './manifest.ts';

/** The documents of one file. @throws BackupError that names the line that does not hold */
export async function* documentsOf(folder: string, { file }: KeptCollection): AsyncGenerator<Fields> {
  const lines = createInterface({
    input: createReadStream(path.join(folder, file)),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    try {
      yield readLine(line);
    } catch (error) {
      throw new BackupError(`${file} line ${number}: ${(error as Error).message}`);
    }
  }
}

async function checkCollection(folder: string, kept: KeptCollection): Promise<string | undefined> {
  const file = path.join(folder, kept.file);
  if (!existsSync(file)) return `${kept.file} is missing`;
  const { size } = statSync(file);
  if (size !== kept.bytes) return `${kept.file} has ${size} bytes, the manifest says ${kept.bytes}`;
  let documents = 0;
  for await (const _ of documentsOf(folder, kept)) documents += 1;
  if (documents !== kept.documents)
    return `${kept.file} has ${documents} documents, the manifest says ${kept.documents}`;
  if ((await hashOf(file)) !== kept.sha256) return `${kept.file} is not what was written: its sha256 is another`;
  return undefined;
}

/** Reads a whole backup. @throws BackupError that names everything that does not hold of it */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  if (manifest === undefined) throw new BackupError(`${folder} holds no backup: it has no manifest.json`);
  if (manifest.state !== 'done') {
    const missing = manifest.wanted.filter((name) => !Object.hasOwn(manifest.collections, name));
    throw new BackupError(
      `the backup in ${folder} is not finished: ${missing.join(', ') || 'its end'} is missing; npm run backup goes on with it`,
    );
  }
  const troubles: string[] = [];
  for (const name of manifest.wanted) {
    const kept = manifest.collections[name];
    try {
      const trouble = kept === undefined ? `the manifest has no ${name}` : await checkCollection(folder, kept);
      if (trouble !== undefined) troubles.push(trouble);
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      troubles.push(error.message);
    }
  }
  if (troubles.length > 0) throw new BackupError(`the backup in ${folder} does not hold:\n${troubles.join('\n')}`);
  return manifest;
}
