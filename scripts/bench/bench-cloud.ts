import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '#cloud/clock';
import { type Cloud, startCloud } from '#cloud/cloud';
import { FUNCTIONS, INDEXES } from '../cloud-session.ts';

export const BENCH_NOW = '2026-11-23T00:30:00.000Z';

/** A local cloud of its own, with a function `echo` beside ours that only gives back what it was given. */
export interface BenchCloud {
  cloud: Cloud;
  data: string;
  close(): Promise<void>;
}

export async function openBenchCloud({ memory }: { memory: boolean }): Promise<BenchCloud> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const functions = path.join(root, 'functions');
  const data = path.join(root, 'data');
  cpSync(FUNCTIONS, functions, { recursive: true });
  mkdirSync(path.join(functions, 'echo'));
  writeFileSync(path.join(functions, 'echo/index.js'), 'exports.main = async (event) => event;\n');
  writeFileSync(path.join(functions, 'echo/package.json'), '{ "name": "echo", "main": "index.js" }\n');
  writeFileSync(
    path.join(functions, 'echo/config.json'),
    '{ "timeout": 3, "memorySize": 256, "permissions": { "openapi": [] }, "triggers": [] }\n',
  );
  const cloud = await startCloud({
    data,
    functions,
    indexes: INDEXES,
    clock: createClock({ at: BENCH_NOW, frozen: true }),
    timers: false,
    quiet: true,
    instancesPerFunction: 2,
    variables: { READ_MEMORY: memory ? 'on' : 'off', CALL_NUMBERS: 'off' },
  });
  return {
    cloud,
    data,
    async close() {
      await cloud.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
