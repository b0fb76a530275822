import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { LOCAL_ENVIRONMENT } from '#cloud/environment';
import { takeLock } from '#cloud/file-lock';
import { hashSources } from './source-hash.ts';

/** `weapp` is the product, `h5` its preview. */
export type TaroTarget = 'weapp' | 'h5';

/** Everything that a build is made of. */
const SOURCES = ['src', 'config', 'package.json', 'package-lock.json', 'project.config.json', 'babel.config.cjs'];

/** What a deployment says at build time; see the README. */
const SWITCHES = ['CLOUD_ENV', 'SPEECH_PLUGIN', 'MAP_TILES', 'MAP_TILES_CREDIT', 'MAP_TILES_DATUM'];

/** The file without which there is no build. */
const ENTRIES: Record<TaroTarget, string> = { weapp: 'dist/weapp/app.json', h5: 'dist/h5/index.html' };

/** Beside the build, not in it: WeChat uploads whatever lies in it. */
function recordOf(target: TaroTarget): string {
  return `dist/${target}.made-from`;
}

/** What a build is made of: the hash of all its sources, and what the shell says of it. */
export async function hashOfBuild(): Promise<string> {
  const switches = SWITCHES.map((name) => `${name}=${process.env[name] ?? ''};`);
  return `${await hashSources(SOURCES)} ${switches.join('')}`;
}

async function isMadeFrom(target: TaroTarget, sources: string): Promise<boolean> {
  if (!existsSync(ENTRIES[target]) || !existsSync(recordOf(target))) return false;
  return (await readFile(recordOf(target), 'utf8')) === sources;
}

/** Whether `dist/<target>` is the production build of the sources as they are; by content, not by time. */
export async function isTaroBuildFresh(target: TaroTarget): Promise<boolean> {
  return isMadeFrom(target, await hashOfBuild());
}

/**
 * Makes sure that `dist/<target>` is the production build of the sources as they are; a quarter of a minute for weapp,
 * a whole one for H5, nothing where it is. Of several processes that want it one builds, and the others wait.
 * @throws Error with Taro's words where it can't be built
 */
export async function ensureTaroBuild(target: TaroTarget): Promise<'built' | 'fresh'> {
  const sources = await hashOfBuild();
  if (await isMadeFrom(target, sources)) return 'fresh';
  const unlock = await waitForLock(`dist/${target}.lock`);
  try {
    if (await isMadeFrom(target, sources)) return 'fresh';
    await build(target);
    await writeFile(recordOf(target), sources);
    return 'built';
  } finally {
    unlock();
  }
}

async function waitForLock(file: string): Promise<() => void> {
  await mkdir('dist', { recursive: true });
  for (;;) {
    const unlock = takeLock(file);
    if (unlock !== null) return unlock;
    await pause(200);
  }
}

async function build(target: TaroTarget): Promise<void> {
  const output: Buffer[] = [];
  const child = spawn('npx', ['--no-install', 'taro', 'build', '--type', target, '--no-check'], {
    // A build that is for no environment in particular is for the one of this machine.
    env: { ...process.env, CLOUD_ENV: process.env.CLOUD_ENV || LOCAL_ENVIRONMENT, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const said = Buffer.concat(output).toString();
  // Taro ends with 0 although webpack found errors. A warning that nobody reads is none: it fails, too; sizes have their budgets.
  if (code !== 0 || /✖ Webpack|Compiled with some errors|⚠️\s+Warnings/.test(said) || !existsSync(ENTRIES[target])) {
    throw new Error(`taro build --type ${target} failed:\n${said.slice(-4000)}`);
  }
}
