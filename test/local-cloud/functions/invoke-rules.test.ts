import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInvokeRules } from '#cloud/functions/invoke-rules';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'invoke-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rules(document: object) {
  const file = path.join(folder, 'invoke-rules.json');
  writeFileSync(file, JSON.stringify(document));
  return readInvokeRules(file);
}

const SIGNED_IN = { invoke: 'auth != null' };

describe('rules of calls', () => {
  it('let who is signed in call what has no rule of its own, and nobody else', () => {
    const own = rules({ '*': SIGNED_IN });
    expect(own.allow('me', 'driver-1')).toBe(true);
    expect(own.allow('me', undefined)).toBe(false);
  });

  it('go by a function’s own rule first', () => {
    const own = rules({ '*': SIGNED_IN, news: { invoke: true }, jobs: { invoke: false } });
    expect(own.allow('news', undefined)).toBe(true);
    expect(own.allow('jobs', 'driver-1')).toBe(false);
  });

  it('know the longer form that CloudBase itself suggests', () => {
    const own = rules({ '*': { invoke: "auth.loginType != 'ANONYMOUS' && auth != null" } });
    expect(own.allow('me', 'driver-1')).toBe(true);
    expect(own.allow('me', undefined)).toBe(false);
  });

  it.each([
    ['without one for everything else', { news: { invoke: true } }, 'has no rule for "*"'],
    [
      'that ask more than the service can',
      { '*': { invoke: 'auth.openid != null' } },
      '*: invoke is none of true, false,',
    ],
    ['that say nothing of the call', { '*': SIGNED_IN, news: {} }, 'news: invoke is none of'],
  ])('%s are refused, as the service refuses them', (_, document, says) => {
    expect(() => rules(document)).toThrow(says);
  });
});
