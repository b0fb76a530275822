import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeLock } from './file-lock.ts';

/** Who works on a data folder, for other processes to find. */
export interface Owner {
  pid: number;
  /** 0 until the server listens. */
  port: number;
  /** Opens the routes that only the owner of the folder may use (`npm run grant`). */
  token: string;
}

/** A data folder that this process holds. */
export interface DataFolder {
  root: string;
  databaseFile: string;
  /** Uploaded files. */
  filesFolder: string;
  /** Signs the addresses of files; the same over restarts, so that an address outlives one. */
  signingKey: Buffer;
  /** Opens the routes that only the owner of the folder may use. */
  token: string;
  /** What the last process left behind and this start put right, in words. */
  repairs: readonly string[];
  /** Tells other processes where the server listens. */
  announce(port: number): void;
  /** Lets the folder go. */
  release(): void;
}

/** The folder belongs to another process. */
export class DataFolderInUseError extends Error {
  constructor(
    readonly root: string,
    readonly owner: Owner | undefined,
  ) {
    const who = owner
      ? `process ${owner.pid}${owner.port ? `, http://127.0.0.1:${owner.port}` : ''}`
      : 'another process';
    super(`the data folder ${root} is in use by ${who}; one local cloud at a time works on a folder`);
    this.name = 'DataFolderInUseError';
  }
}

const ownerFile = 'owner.json';
const lockFile = 'owner.lock';

/**
 * Takes a data folder, creating it where there is none. What counts is the lock; owner.json beside it only says who.
 *
 * @throws DataFolderInUseError where another process (or this one) has it.
 */
export function openDataFolder(folder: string): DataFolder {
  const root = path.resolve(folder);
  mkdirSync(root, { recursive: true });
  const unlock = takeLock(path.join(root, lockFile));
  if (unlock === null) throw new DataFolderInUseError(root, readOwner(root));
  try {
    const previous = readOwner(root);
    const repairs: string[] = [];
    const databaseFile = path.join(root, 'database.sqlite');
    if (previous) {
      repairs.push(`process ${previous.pid} ended without closing ${folder}: taken over`);
      const log = statSync(`${databaseFile}-wal`, { throwIfNoEntry: false });
      if (log && log.size > 0) repairs.push(`${log.size} bytes of the database's write-ahead log replayed`);
    }
    const filesFolder = path.join(root, 'files');
    mkdirSync(filesFolder, { recursive: true });
    const halves = removeHalfUploads(root);
    if (halves > 0) repairs.push(`${halves} unfinished uploads removed`);

    const owner: Owner = { pid: process.pid, port: 0, token: randomBytes(24).toString('hex') };
    writeOwner(root, owner);
    return {
      root,
      databaseFile,
      filesFolder,
      signingKey: loadSigningKey(root),
      token: owner.token,
      repairs,
      announce: (port) => writeOwner(root, { ...owner, port }),
      release() {
        rmSync(path.join(root, ownerFile), { force: true });
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Who says to hold the folder; whether that process still lives only the lock knows. */
export function readOwner(folder: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, ownerFile), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** Where uploads are written until they are whole. */
export function uploadFolder(root: string): string {
  return path.join(root, 'uploads');
}

function removeHalfUploads(root: string): number {
  const folder = uploadFolder(root);
  mkdirSync(folder, { recursive: true });
  const halves = readdirSync(folder);
  for (const name of halves) rmSync(path.join(folder, name), { force: true });
  return halves.length;
}

function loadSigningKey(root: string): Buffer {
  const file = path.join(root, 'signing-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

function writeOwner(root: string, owner: Owner): void {
  const file = path.join(root, ownerFile);
  writeFileSync(`${file}.tmp`, `${JSON.stringify(owner, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}
