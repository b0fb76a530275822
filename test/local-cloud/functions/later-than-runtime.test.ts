import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '#cloud/clock';
import { buildFunctions } from '#cloud/functions/build';
import { openCatalog } from '#cloud/functions/catalog';
import { createInvocationLog } from '#cloud/functions/invocation-log';
import { FunctionPool } from '#cloud/functions/pool';
import { RUNTIME } from '../../../scripts/deploy/steps.ts';

type Names = Readonly<Record<string, string>>;

const later = createRequire(import.meta.url)('../../../local-cloud/functions/later-than-runtime.cjs') as {
  RUNTIME: string;
  GLOBALS: Names;
  ITERATORS: Names;
  MODULES: Readonly<Record<string, Names>>;
};

let out: string;
let pool: FunctionPool;

beforeAll(async () => {
  out = mkdtempSync(path.join(os.tmpdir(), 'runtime-'));
  await buildFunctions({ source: 'test/fixtures/functions', out, only: ['runtime'] });
  const clock = createClock();
  pool = new FunctionPool({
    catalog: openCatalog(out),
    clock,
    log: createInvocationLog(clock),
    endpoint: () => 'http://127.0.0.1:9/admin',
    environment: 'runtime-test',
  });
});

afterAll(async () => {
  await pool.close();
  rmSync(out, { recursive: true, force: true });
});

async function found(globals: string[], iterators: string[] = [], modules: Record<string, string[]> = {}) {
  const { json } = await pool.invoke({
    functionName: 'runtime',
    event: JSON.stringify({ globals, iterators, modules }),
    trigger: 'client',
    caller: { openid: '', appid: 'wx1', clientIp: '127.0.0.1' },
  });
  return JSON.parse(json) as string[];
}

describe('what a function finds', () => {
  it('is held against the runtime that the deployment makes functions for', () => {
    expect(later.RUNTIME).toBe(RUNTIME);
  });

  it('is nothing that came after its runtime', async () => {
    const modules = Object.entries(later.MODULES).map(([name, exported]) => [name, Object.keys(exported)] as const);
    expect(await found(Object.keys(later.GLOBALS), Object.keys(later.ITERATORS), Object.fromEntries(modules))).toEqual(
      [],
    );
  });

  it('names what this machine’s own Node has more, so that the list can’t pass by looking in the wrong places', () => {
    const here = ['URL.canParse', 'Array.prototype.toSorted', 'String.prototype.toWellFormed', 'CustomEvent', 'File'];
    for (const name of here) expect(later.GLOBALS).toHaveProperty([name]);
    expect('canParse' in URL && 'toSorted' in Array.prototype && 'toWellFormed' in String.prototype).toBe(true);
    expect('CustomEvent' in globalThis && 'File' in globalThis).toBe(true);
  });

  it('is everything else that its runtime has', async () => {
    const present = [
      'fetch',
      'Headers',
      'Response',
      'FormData',
      'AbortSignal.timeout',
      'structuredClone',
      'Object.hasOwn',
      'Array.prototype.at',
      'Array.prototype.findLast',
      'Error.captureStackTrace',
      'Intl.Segmenter',
      'BroadcastChannel',
      'performance',
    ];
    expect(await found(present, [], { crypto: ['webcrypto', 'randomUUID'], buffer: ['File', 'Blob'] })).toEqual([
      ...present,
      'crypto webcrypto',
      'crypto randomUUID',
      'buffer File',
      'buffer Blob',
    ]);
  });
});
