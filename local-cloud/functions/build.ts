import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { parseFunctionConfig } from './config.ts';

export interface BuildFunctionsOptions {
  /** Folder whose subfolders with an `index.ts` are the cloud functions. */
  source: string;
  /** Where `<name>/{index.js,package.json,config.json}` go: what WeChat deploys. */
  out: string;
  /** Names of the functions to build; all of them when absent. */
  only?: readonly string[];
}

export interface BuiltFunction {
  name: string;
  /** Folder of the deployable function. */
  folder: string;
  /** Size of `index.js` in bytes. */
  bytes: number;
  /** False where what lay on disk already matched its sources. */
  rebuilt: boolean;
}

/** What a bundle was made from; a bundle is fresh while all of it is unchanged. */
interface BundleRecord {
  /** Hash of everything that bears on every bundle: builder options, esbuild, installed packages, tsconfig, imports. */
  toolchain: string;
  /** Content hash of each own source file; packages are covered by `toolchain`. */
  inputs: Record<string, string>;
  config: string;
  bytes: number;
}

/**
 * One CommonJS file per function, the SDK inside: loading one file takes less than half the time of the SDK's 424 modules.
 * Not minified, because minified code loads slower and its stack traces say nothing.
 */
const bundleOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/**
 * Bundles the cloud functions into what WeChat deploys and the local cloud runs. Bundles whose sources did not change
 * (by content, not by time) are left alone; folders of functions that no longer exist are removed.
 *
 * @throws Error that names the function and the place when a source or a config.json does not hold.
 */
export async function buildFunctions({ source, out, only }: BuildFunctionsOptions): Promise<BuiltFunction[]> {
  const names = await listFunctionSources(source);
  const unknown = only?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`no such function in ${source}: ${unknown.join(', ')} (there are: ${names.join(', ') || 'none'})`);
  }
  const wanted = only ? names.filter((name) => only.includes(name)) : names;
  await mkdir(out, { recursive: true });
  if (!only) await removeOutdatedFolders(out, names);

  // Beside the output and not in it: everything in the output folder is uploaded.
  const recordFile = `${path.resolve(out)}.build.json`;
  const records = await readRecords(recordFile);
  const toolchain = await hashToolchain();

  const built: BuiltFunction[] = [];
  for (const name of wanted) {
    const folder = path.join(out, name);
    const entry = path.join(source, name, 'index.ts');
    const config = await readFunctionConfig(path.join(source, name, 'config.json'));
    const record = records[name];
    if (record && (await isFresh(record, { folder, toolchain, config }))) {
      built.push({ name, folder, bytes: record.bytes, rebuilt: false });
      continue;
    }
    const bundle = await bundleFunction(name, entry);
    await mkdir(folder, { recursive: true });
    await replaceFile(path.join(folder, 'index.js'), bundle.code);
    await replaceFile(path.join(folder, 'package.json'), packageManifest(name));
    await replaceFile(path.join(folder, 'config.json'), config);
    records[name] = { toolchain, config: hashText(config), inputs: bundle.inputs, bytes: bundle.code.byteLength };
    built.push({ name, folder, bytes: bundle.code.byteLength, rebuilt: true });
  }
  const kept = Object.fromEntries(names.flatMap((name) => (records[name] ? [[name, records[name]]] : [])));
  if (built.some((one) => one.rebuilt)) await replaceFile(recordFile, `${JSON.stringify(kept, null, 2)}\n`);
  return built;
}

async function listFunctionSources(source: string): Promise<string[]> {
  if (!existsSync(source)) throw new Error(`no folder of cloud functions at ${source}`);
  const entries = await readdir(source, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(source, entry.name, 'index.ts')))
    .map((entry) => entry.name)
    .sort();
}

async function removeOutdatedFolders(out: string, names: readonly string[]): Promise<void> {
  for (const entry of await readdir(out, { withFileTypes: true })) {
    if (entry.isDirectory() && !names.includes(entry.name)) {
      await rm(path.join(out, entry.name), { recursive: true, force: true });
    }
  }
}

async function bundleFunction(
  name: string,
  entry: string,
): Promise<{ code: Uint8Array; inputs: Record<string, string> }> {
  // Loaded only when something has to be built: a start on fresh bundles does not pay for it.
  const { build } = await import('esbuild');
  const result = await build({ ...bundleOptions, entryPoints: [entry], outfile: 'index.js' }).catch(
    (error: unknown) => {
      throw new Error(`function ${name} does not build: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
  const [file] = result.outputFiles;
  if (!file) throw new Error(`function ${name} does not build: esbuild gave no output for ${entry}`);
  const inputs: Record<string, string> = {};
  for (const input of Object.keys(result.metafile.inputs)) {
    if (!input.includes('node_modules/')) inputs[input] = hashText(await readFile(input));
  }
  return { code: file.contents, inputs };
}

async function isFresh(
  record: BundleRecord,
  now: { folder: string; toolchain: string; config: string },
): Promise<boolean> {
  if (record.toolchain !== now.toolchain || record.config !== hashText(now.config)) return false;
  const bundle = await stat(path.join(now.folder, 'index.js')).catch(() => undefined);
  if (bundle?.size !== record.bytes) return false;
  if (!existsSync(path.join(now.folder, 'package.json')) || !existsSync(path.join(now.folder, 'config.json')))
    return false;
  for (const [input, hash] of Object.entries(record.inputs)) {
    const content = await readFile(input).catch(() => undefined);
    if (!content || hashText(content) !== hash) return false;
  }
  return true;
}

/** The function's own config.json, checked, or the empty one that WeChat assumes where there is none. */
async function readFunctionConfig(file: string): Promise<string> {
  const text = existsSync(file) ? await readFile(file, 'utf8') : '{}\n';
  parseFunctionConfig(text, file);
  return text;
}

function packageManifest(name: string): string {
  return `${JSON.stringify({ name, version: '1.0.0', private: true, main: 'index.js' }, null, 2)}\n`;
}

async function hashToolchain(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(bundleOptions));
  // npm's record of what is installed stands for the content of every package.
  for (const file of ['node_modules/.package-lock.json', 'tsconfig.json', 'package.json']) {
    hash.update(await readFile(file).catch(() => ''));
  }
  return hash.digest('hex');
}

async function readRecords(file: string): Promise<Record<string, BundleRecord>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, BundleRecord>;
  } catch {
    // Absent or torn: everything is built anew.
    return {};
  }
}

/** A reader, or a build at the same time, sees the old file or the new one, never half of one. */
async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, content);
  await rename(draft, file);
}

function hashText(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
