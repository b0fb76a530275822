import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the weapp build is made of. */
const SOURCES = ['src', 'config', 'package.json', 'package-lock.json', 'project.config.json', 'babel.config.cjs'];

/** Beside the build, not in it: WeChat uploads whatever lies in it. */
const RECORD = 'dist/weapp.made-from';

export const WEAPP = 'dist/weapp';

function hashSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = source.includes('.')
      ? [source]
      : readdirSync(source, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort();
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function isCurrent(made: string): boolean {
  return existsSync(`${WEAPP}/app.json`) && existsSync(RECORD) && readFileSync(RECORD, 'utf8') === made;
}

/**
 * Makes sure that `dist/weapp` is the production build of the sources as they are, by content; about 15 seconds where it
 * is not. @throws Error with Taro's words where it can't be built
 */
export async function ensureWeappBuild(): Promise<void> {
  const made = hashSources();
  if (isCurrent(made)) return;
  const output: Buffer[] = [];
  const child = spawn('npm', ['run', '--silent', 'build:weapp'], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const said = Buffer.concat(output).toString();
  // Taro ends with 0 although webpack found errors.
  if (code !== 0 || /✖ Webpack|Compiled with some errors/.test(said) || !existsSync(`${WEAPP}/app.json`)) {
    throw new Error(`the weapp build failed:\n${said.slice(-4000)}`);
  }
  writeFileSync(RECORD, made);
}
