import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStorageRules } from '#cloud/storage/rules';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'storage-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rules(text: string) {
  const file = path.join(folder, 'storage-rules.json');
  writeFileSync(file, text);
  return readStorageRules(file);
}

const theirs = { path: 'a.png', openid: 'driver-2' };

describe('rules of the storage', () => {
  it('refuse what they say nothing of', () => {
    expect(rules('{}').allow('read', 'driver-1', theirs)).toBe(false);
    expect(rules('{ "read": true }').allow('write', 'driver-2', theirs)).toBe(false);
  });

  it('hold for everybody where they are true', () => {
    expect(rules('{ "read": true }').allow('read', undefined, theirs)).toBe(true);
  });

  it('know who asks, who the owner is, and where the file lies', () => {
    const own = rules('{ "write": "resource.openid == auth.openid && /png$/.test(resource.path)" }');
    expect(own.allow('write', 'driver-2', theirs)).toBe(true);
    expect(own.allow('write', 'driver-1', theirs)).toBe(false);
    expect(own.allow('write', 'driver-2', { ...theirs, path: 'a.html' })).toBe(false);
  });

  it('refuse where an expression fails, e.g. since nobody is signed in', () => {
    expect(rules('{ "read": "auth.openid == resource.openid" }').allow('read', undefined, theirs)).toBe(false);
  });

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['no expression', '{ "read": "auth ==" }', 'read is no expression'],
    ['a number', '{ "write": 1 }', 'write is neither a boolean nor an expression'],
  ])('that hold %s are refused with the place', (_, text, says) => {
    expect(() => rules(text)).toThrow(says);
  });

  it('have to be there', () => {
    expect(() => readStorageRules(path.join(folder, 'none.json'))).toThrow('no rules of the storage at');
  });
});
