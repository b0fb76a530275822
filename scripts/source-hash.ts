import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

async function listFiles(source: string): Promise<string[]> {
  if (path.extname(source) !== '') return [source];
  const found = await readdir(source, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** One hash of all files in these folders (or files, where a name has a suffix): of their names and their contents. */
export async function hashSources(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of (await listFiles(source)).sort()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}
