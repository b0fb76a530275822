import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A stored file. */
export interface StoredFile {
  /** As it was uploaded to, e.g. `posters/2026/a.png`. */
  path: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the content, hex. */
  hash: string;
  /** Epoch milliseconds. */
  uploadedAt: number;
  /** The openid of the client that put it there; empty where a function did. */
  owner: string;
  /** Where the content lies on disk, absolute. */
  body: string;
}

export interface FileStore {
  /** Replaces what was there; a reader sees the old file or the new one. @param owner a client's openid; a function where absent */
  write(cloudPath: string, content: Readable, owner?: string): Promise<StoredFile>;
  find(cloudPath: string): Promise<StoredFile | undefined>;
  /** @returns whether there was such a file */
  remove(cloudPath: string): Promise<boolean>;
  list(): Promise<StoredFile[]>;
}

/**
 * Files under the hash of their path: in object storage `a` and `a/b` stand side by side, names differ by case alone and
 * are longer than a file system allows, and none of them may lead out of the folder.
 */
export function openFileStore(folder: string, uploads: string, now: () => number): FileStore {
  const pointerOf = (cloudPath: string) => {
    const name = createHash('sha256').update(cloudPath).digest('hex');
    return path.join(folder, name.slice(0, 2), `${name}.json`);
  };
  const read = async (pointer: string): Promise<StoredFile | undefined> => {
    const text = await readFile(pointer, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const stored = JSON.parse(text) as StoredFile;
    // What an older cloud kept says nothing of owners.
    return { ...stored, owner: stored.owner ?? '', body: path.join(path.dirname(pointer), stored.body) };
  };

  return {
    async write(cloudPath, content, owner = '') {
      const pointer = pointerOf(cloudPath);
      await mkdir(path.dirname(pointer), { recursive: true });
      const previous = await read(pointer);
      const upload = path.join(uploads, randomUUID());
      const hash = createHash('sha256');
      let size = 0;
      try {
        await pipeline(
          content,
          async function* (source: AsyncIterable<Buffer>) {
            for await (const chunk of source) {
              hash.update(chunk);
              size += chunk.length;
              yield chunk;
            }
          },
          createWriteStream(upload),
        );
        await syncToDisk(upload);
      } catch (error) {
        await rm(upload, { force: true });
        throw error;
      }
      const body = `${path.basename(pointer, '.json')}.${randomUUID()}`;
      const stored: StoredFile = { path: cloudPath, size, hash: hash.digest('hex'), uploadedAt: now(), owner, body };
      await rename(upload, path.join(path.dirname(pointer), body));
      // The pointer last: until it is replaced, the old file stands.
      const draft = path.join(uploads, randomUUID());
      await writeFile(draft, JSON.stringify(stored));
      await syncToDisk(draft);
      await rename(draft, pointer);
      if (previous) await rm(previous.body, { force: true });
      return { ...stored, body: path.join(path.dirname(pointer), body) };
    },
    find: (cloudPath) => read(pointerOf(cloudPath)),
    async remove(cloudPath) {
      const pointer = pointerOf(cloudPath);
      const stored = await read(pointer);
      if (!stored) return false;
      await rm(pointer, { force: true });
      await rm(stored.body, { force: true });
      return true;
    },
    async list() {
      const names = await readdir(folder, { recursive: true });
      const found = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => read(path.join(folder, name))),
      );
      return found.filter((file) => file !== undefined).sort((a, b) => a.path.localeCompare(b.path));
    },
  };
}

async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
