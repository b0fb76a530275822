import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SECRET_ID, SECRET_KEY, type TencentCloud } from './tencent-cloud.ts';

/** A small repository to deploy: two collections, two functions, one timer. */
export interface Project {
  folder: string;
  write(file: string, content: object | string): void;
  /** Of the whole project, unless a folder in it is named. */
  remove(part?: string): void;
}

export const SMALL = {
  indexes: {
    posts: [
      {
        name: 'status_at',
        keys: [
          { field: 'status', order: '1' },
          { field: 'at', order: '-1' },
        ],
      },
    ],
    staff: [{ name: 'openid', keys: [{ field: 'openid', order: '1' }], unique: true }],
  },
  rules: { posts: { read: false, write: false }, staff: { read: false, write: false } },
  storage: { read: true, write: false },
  invoke: { '*': { invoke: 'auth != null' }, news: { invoke: true } },
  news: { timeout: 10, memorySize: 256, permissions: { openapi: ['wxacode.getUnlimited'] }, triggers: [] },
  jobs: {
    timeout: 60,
    memorySize: 512,
    permissions: { openapi: [] },
    triggers: [{ name: 'sync', type: 'timer', config: '0 */5 * * * * *' }],
  },
  variables: {
    PICTURE_BASE: { of: ['news'], default: 'storage' },
    NEWS_SOURCES: { of: ['jobs'] },
    'FEED_*': { of: ['jobs'], secret: true },
    ROAD_FEEDS: { of: ['jobs'] },
  },
};

export const functionSource = (words: string) =>
  `export const main = async () => ({ words: ${JSON.stringify(words)} });\n`;

export function makeProject(): Project {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'deployed-'));
  const write = (file: string, content: object | string) => {
    const where = path.join(folder, file);
    mkdirSync(path.dirname(where), { recursive: true });
    writeFileSync(where, typeof content === 'string' ? content : JSON.stringify(content));
  };
  write('package.json', { version: '1.2.3' });
  write('cloudfunctions/indexes.json', SMALL.indexes);
  write('cloudfunctions/database-rules.json', SMALL.rules);
  write('cloudfunctions/storage-rules.json', SMALL.storage);
  write('cloudfunctions/invoke-rules.json', SMALL.invoke);
  write('cloudfunctions/variables.json', SMALL.variables);
  write('cloudfunctions/news/config.json', SMALL.news);
  write('cloudfunctions/news/index.ts', functionSource('news 1'));
  write('cloudfunctions/jobs/config.json', SMALL.jobs);
  write('cloudfunctions/jobs/index.ts', functionSource('jobs 1'));
  return { folder, write, remove: (part = '.') => rmSync(path.join(folder, part), { recursive: true, force: true }) };
}

export interface Run {
  code: number | null;
  out: string;
}

export interface RunOptions {
  folder: string;
  words?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** What is typed; the input ends after it. */
  input?: string;
  /** Ends the process as a power cut would. */
  kill?: AbortSignal;
  /** Asks it to end, as Ctrl-C does. */
  interrupt?: AbortSignal;
}

/** Deploys a small repository to a fresh environment, which tests then copy. @param prepare changes it before */
export async function deploySmall(
  cloud: TencentCloud,
  id: string,
  { prepare, environment = {} }: { prepare?(project: Project): void; environment?: RunOptions['environment'] },
): Promise<void> {
  const project = makeProject();
  prepare?.(project);
  cloud.environment(id);
  const { code, out } = await runCommand(cloud, 'deploy', {
    folder: project.folder,
    words: ['--env', id, '--yes'],
    environment,
  });
  project.remove();
  if (code !== 0) throw new Error(out);
}

/** A command as a user runs it: a process of its own, through the machine's proxy, with the machine's certificates. */
export async function runCommand(
  cloud: TencentCloud,
  command: 'deploy' | 'rollback' | 'doctor',
  { folder, words = [], environment = {}, input = '', kill, interrupt }: RunOptions,
): Promise<Run> {
  const child = spawn(process.execPath, [path.resolve('scripts/run.mjs'), command, ...words], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      http_proxy: cloud.proxy,
      NODE_EXTRA_CA_CERTS: cloud.certificate,
      TENCENTCLOUD_SECRETID: SECRET_ID,
      TENCENTCLOUD_SECRETKEY: SECRET_KEY,
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  kill?.addEventListener('abort', () => child.kill('SIGKILL'));
  interrupt?.addEventListener('abort', () => child.kill('SIGINT'));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: Buffer.concat(said).toString('utf8') };
}
