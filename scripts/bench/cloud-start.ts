import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quantile, type Row, type Say, timesOf } from './row.ts';

const RUNS = 5;

/** From the command to the line that says where it listens. */
function startOnce(): Promise<void> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'bench-start-'));
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'cloud', '--port', '0', '--data', data]);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('http://127.0.0.1:')) child.kill('SIGTERM');
    });
    child.on('error', reject);
    child.on('exit', () => {
      rmSync(data, { recursive: true, force: true });
      if (said.includes('http://127.0.0.1:')) resolve();
      else reject(new Error(`the local cloud did not start: ${said}`));
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

/** The local cloud as a command, from nothing to listening and down again, against a Node that does nothing. */
export async function benchCloudStart(say: Say): Promise<Row[]> {
  say('start of the local cloud');
  await startOnce();
  const bare = quantile(await timesOf(RUNS, bareNode), 0.5);
  const cloud = quantile(await timesOf(RUNS, startOnce), 0.5);
  return [
    { what: 'an empty Node process', value: bare, unit: 'ms' },
    {
      what: 'local cloud starts and stops',
      value: cloud,
      unit: 'ms',
      ratio: { of: 'empty Node', times: cloud / bare },
    },
  ];
}
