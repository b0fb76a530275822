import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Everything that the H5 build is made of. */
const SOURCES = ['src', 'config', 'package.json', 'package-lock.json', 'babel.config.cjs'];
const RECORD = 'dist/h5/.made-from';

async function listFiles(entry: string): Promise<string[]> {
  const found = await readdir(entry, { recursive: true, withFileTypes: true });
  return found.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = path.extname(source) === '' ? await listFiles(source) : [source];
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Whether `dist/h5` was built from the sources as they are now; by content, not by time. */
export async function isH5Fresh(): Promise<boolean> {
  if (!existsSync(RECORD)) return false;
  return (await readFile(RECORD, 'utf8')) === (await hashSources());
}

export async function rememberH5Build(): Promise<void> {
  await writeFile(RECORD, await hashSources());
}
