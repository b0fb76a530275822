import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '#cloud/file-lock';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'file-lock-'));
  file = path.join(folder, 'one.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a lock', () => {
  it('has one holder at a time, and another once it is let go', () => {
    const unlock = takeLock(file);
    expect(unlock).not.toBeNull();
    expect(takeLock(file)).toBeNull();
    unlock?.();
    const next = takeLock(file);
    expect(next).not.toBeNull();
    next?.();
  });

  it('says so where it can’t be kept at all, rather than that somebody has it', () => {
    expect(() => takeLock(path.join(folder, 'missing', 'one.lock'))).toThrow();
  });
});
