import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything that the H5 build is made of. */
const SOURCES = ['src', 'config', 'package.json', 'package-lock.json', 'babel.config.cjs'];
const RECORD = 'dist/h5/.made-from';

async function listFiles(entry: string): Promise<string[]> {
  const found = await readdir(entry, { recursive: true, withFileTypes: true });
  return found.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = path.extname(source) === '' ? await listFiles(source) : [source];
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Whether `dist/h5` was built from the sources as they are now; by content, not by time. */
export async function isH5Fresh(): Promise<boolean> {
  if (!existsSync(RECORD)) return false;
  return (await readFile(RECORD, 'utf8')) === (await hashSources());
}

/** Builds the H5 preview, about a minute. Taro's own words are shown only where it fails. */
export async function buildH5(): Promise<void> {
  const made = await hashSources();
  const output: Buffer[] = [];
  const child = spawn('npx', ['--no-install', 'taro', 'build', '--type', 'h5', '--no-check'], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  // Taro ends with 0 although webpack found errors.
  const said = Buffer.concat(output).toString();
  if (code !== 0 || /✖ Webpack|Compiled with some errors/.test(said) || !existsSync('dist/h5/index.html')) {
    throw new Error(`taro build --type h5 failed:\n${said.slice(-4000)}`);
  }
  await writeFile(RECORD, made);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (await isH5Fresh()) console.log('dist/h5 is up to date');
    else await buildH5();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
