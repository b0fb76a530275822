import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quantile, type Row, type Say, timesOf } from './row.ts';

const RUNS = 5;

/** Milliseconds from the command to the line that says where it listens. */
function startOnce(): Promise<number> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'bench-start-'));
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, ['scripts/run.mjs', 'cloud', '--data', data]);
    let said = '';
    let took: number | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (took !== undefined || !said.includes('http://127.0.0.1:')) return;
      took = performance.now() - began;
      child.kill('SIGTERM');
    });
    child.on('error', reject);
    child.on('exit', () => {
      rmSync(data, { recursive: true, force: true });
      if (took === undefined) reject(new Error(`the local cloud did not start: ${said}`));
      else resolve(took);
    });
  });
}

function bareNode(): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', '0'])
      .on('exit', () => resolve())
      .on('error', reject);
  });
}

/** The local cloud as a command on an empty folder, against a Node that does nothing. */
export async function benchCloudStart(say: Say): Promise<Row[]> {
  say('start of the local cloud');
  await startOnce();
  const bare = quantile(await timesOf(RUNS, bareNode), 0.5);
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) starts.push(await startOnce());
  const cloud = quantile(starts, 0.5);
  return [
    { what: 'an empty Node process', value: bare, unit: 'ms' },
    {
      what: 'local cloud listens',
      value: cloud,
      unit: 'ms',
      ratio: { of: 'empty Node', times: cloud / bare },
    },
  ];
}
