import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderInUseError, openDataFolder, readOwner } from '#cloud/data-folder';

let root: string;

beforeEach(() => {
  root = path.join(mkdtempSync(path.join(os.tmpdir(), 'data-folder-')), 'data');
});

afterEach(() => rmSync(path.dirname(root), { recursive: true, force: true }));

/** A process that was here once and is no more. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('a data folder', () => {
  it('is made where there is none, and says whose it is', () => {
    const folder = openDataFolder(root);
    expect(folder.repairs).toEqual([]);
    folder.announce(8787);
    expect(readOwner(root)).toEqual({ pid: process.pid, port: 8787, token: folder.token });
    folder.release();
    expect(readOwner(root)).toBeUndefined();
  });

  it('belongs to one at a time, who is named to the other', () => {
    const folder = openDataFolder(root);
    folder.announce(8799);
    expect(() => openDataFolder(root)).toThrow(DataFolderInUseError);
    expect(() => openDataFolder(root)).toThrow(`process ${process.pid}, http://127.0.0.1:8799`);
    folder.release();
    openDataFolder(root).release();
  });

  it('is taken over from a process that died, and says so', () => {
    mkdirSync(root);
    const pid = deadPid();
    writeFileSync(path.join(root, 'owner.json'), JSON.stringify({ pid, port: 8787, token: 'x' }));
    const folder = openDataFolder(root);
    expect(folder.repairs).toEqual([`process ${pid} ended without closing ${root}: taken over`]);
    folder.release();
  });

  it('is taken over even where the dead one’s number lives on in another process', () => {
    mkdirSync(root);
    writeFileSync(path.join(root, 'owner.json'), JSON.stringify({ pid: process.ppid, port: 8787, token: 'x' }));
    const folder = openDataFolder(root);
    expect(folder.repairs).toHaveLength(1);
    folder.release();
  });

  it('loses the uploads that were not finished, and says so', () => {
    openDataFolder(root).release();
    writeFileSync(path.join(root, 'uploads', 'half'), 'ha');
    const folder = openDataFolder(root);
    expect(folder.repairs).toEqual(['1 unfinished uploads removed']);
    folder.release();
  });

  it('keeps its signing key', () => {
    const first = openDataFolder(root);
    first.release();
    const second = openDataFolder(root);
    expect(second.signingKey).toEqual(first.signingKey);
    expect(second.token).not.toBe(first.token);
    second.release();
  });
});
