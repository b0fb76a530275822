import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';

/** A function's files as they are deployed. */
export interface Bundle {
  /** Of the files' names and contents. */
  hash: string;
  /** Relative path to content. */
  files: ReadonlyMap<string, Buffer>;
}

function hashFiles(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [name, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    // Sizes keep the end of one file from being read as the beginning of the next.
    hash.update(`${name}\n${content.byteLength}\n`).update(content);
  }
  return hash.digest('hex');
}

export async function readBundle(folder: string): Promise<Bundle> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Buffer>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file).split(path.sep).join('/'), await readFile(file));
  }
  return { hash: hashFiles(files), files };
}

/** The archive that the service takes. */
export async function packBundle({ files }: Bundle): Promise<Buffer> {
  const zip = new JSZip();
  // A date of its own for each packing would make two archives of the same files differ.
  const date = new Date('2014-03-01T00:00:00Z');
  for (const [name, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    zip.file(name, content, { date, createFolders: false });
  }
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } });
}

/** @throws Error where the archive holds other files than its name says */
export async function checkArchive(archive: Buffer, hash: string): Promise<void> {
  const zip = await JSZip.loadAsync(archive);
  const files = new Map<string, Buffer>();
  for (const [name, entry] of Object.entries(zip.files)) files.set(name, await entry.async('nodebuffer'));
  const found = hashFiles(files);
  if (found !== hash) throw new Error(`the kept bundle ${hash.slice(0, 12)} holds other files (${found.slice(0, 12)})`);
}
