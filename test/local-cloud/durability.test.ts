import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const rounds = 20;
const writesPerRound = 1000;
const writers = 8;

let root: string;
let program: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'durability-'));
  program = path.resolve('node_modules/.cache/cloud-process/cloud-process.mjs');
  await build({
    entryPoints: ['test/fixtures/processes/cloud-process.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  writeFileSync(
    path.join(root, 'indexes.json'),
    JSON.stringify({ writes: [{ name: 'round', keys: [{ field: 'round', order: '1' }] }] }),
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Running {
  process: ChildProcess;
  url: string;
  repairs: string[];
}

function start(): Promise<Running> {
  const child = fork(program, [path.join(root, 'data'), path.join(root, 'indexes.json')], { execArgv: [] });
  return new Promise((resolve, reject) => {
    child.once('message', (message: { url: string; repairs: string[] }) => resolve({ process: child, ...message }));
    child.once('exit', (code) => reject(new Error(`the cloud ended with ${code} before it listened`)));
  });
}

function kill(running: Running): Promise<void> {
  return new Promise((resolve) => {
    running.process.removeAllListeners('exit');
    running.process.once('exit', () => resolve());
    running.process.kill('SIGKILL');
  });
}

/** Ten thousand requests: fetch would spend more time on them than the database does. */
const agent = new http.Agent({ keepAlive: true });

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/admin?env=local-cloud&seqId=1`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve(text)).on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function ask(url: string, action: string, params: object): Promise<Record<string, unknown>> {
  const text = await post(url, JSON.stringify({ action, collectionName: 'writes', ...params }));
  const answer = JSON.parse(text) as { code?: string; message?: string; data: Record<string, unknown> };
  if (answer.code) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.data;
}

const seal = (id: string, text: string) => createHash('sha256').update(`${id}\n${text}`).digest('hex');

/** Writes until the cloud is killed under it. @returns the ids of the writes that were acknowledged */
async function writeUntilKilled(running: Running, round: number, killAfter: number): Promise<string[]> {
  const acknowledged: string[] = [];
  let next = 0;
  let killed: Promise<void> | undefined;
  const write = async () => {
    while (next < writesPerRound && !killed) {
      const id = `${round}-${next++}`;
      const text = '路况'.repeat(1 + (next % 400));
      try {
        await ask(running.url, 'database.insertDocument', {
          data: [JSON.stringify({ _id: id, round, text, seal: seal(id, text) })],
        });
      } catch {
        return;
      }
      acknowledged.push(id);
      if (acknowledged.length === killAfter) killed = kill(running);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await killed;
  return acknowledged;
}

it(`keeps every acknowledged write and no half one, killed ${rounds} times in the middle of ${writesPerRound}`, async () => {
  const acknowledged = new Map<number, string[]>();
  for (let round = 0; round < rounds; round += 1) {
    const running = await start();
    if (round > 0) expect(running.repairs.join('\n')).toMatch(/ended without closing .*taken over/);
    // Spread over the round, so that the kill falls on a fresh log, a long one and a checkpoint.
    const killAfter = Math.round(writesPerRound * (0.05 + (0.6 * ((round * 7) % rounds)) / rounds));
    acknowledged.set(round, await writeUntilKilled(running, round, killAfter));
  }
  const survivor = await start();
  let total = 0;
  for (const [round, ids] of acknowledged) {
    const { list } = (await ask(survivor.url, 'database.getDocument', {
      query: JSON.stringify({ round }),
      queryType: 'WHERE',
      limit: 1000,
    })) as { list: string[] };
    const stored = new Map(
      list.map((text) => {
        const document = JSON.parse(text) as { _id: string; text: string; seal: string };
        return [document._id, document];
      }),
    );
    expect(ids.filter((id) => !stored.has(id))).toEqual([]);
    for (const { _id, text, seal: sealed } of stored.values()) expect(seal(_id, text)).toBe(sealed);
    // What was written but not acknowledged may be there; never more than one write of each writer.
    expect(stored.size - ids.length).toBeLessThanOrEqual(writers);
    total += stored.size;
  }
  // The index and the documents agree.
  expect(await ask(survivor.url, 'database.calculateDocument', { query: '{}', queryType: 'WHERE' })).toMatchObject({
    total,
  });
  await kill(survivor);
}, 120_000);
