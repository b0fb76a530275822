import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FunctionConfig, parseFunctionConfig } from './config.ts';

/** A deployable function as it lies on disk. */
export interface FunctionDefinition {
  name: string;
  /** The bundle, absolute. */
  file: string;
  /** Where its instances keep what V8 made of the bundle, absolute; undefined for a bundle that compiles in no time. */
  compiledFile: string | undefined;
  config: FunctionConfig;
  /** Changes with the bundle or its config, so that a rebuilt function gets fresh instances. */
  version: string;
}

/** Bytes of a bundle. A smaller one compiles faster than its compiled code is read. */
const WORTH_KEEPING = 500_000;

/** The functions of a build folder; looks again at each call, so that a rebuild needs no restart. */
export interface FunctionCatalog {
  find(name: string): Promise<FunctionDefinition | undefined>;
  list(): Promise<FunctionDefinition[]>;
}

/** @param folder what `buildFunctions` wrote: `<name>/{index.js,config.json}` */
export function openCatalog(folder: string): FunctionCatalog {
  const root = path.resolve(folder);
  const known = new Map<string, FunctionDefinition>();

  const find = async (name: string): Promise<FunctionDefinition | undefined> => {
    // The name comes from an address: nothing but a folder's own name may reach the disk.
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(name)) return undefined;
    const file = path.join(root, name, 'index.js');
    const configFile = path.join(root, name, 'config.json');
    const [bundle, config] = await Promise.all([
      stat(file).catch(() => undefined),
      stat(configFile).catch(() => undefined),
    ]);
    if (!bundle) return undefined;
    const version = `${bundle.mtimeMs}:${bundle.size}:${config?.mtimeMs ?? 0}`;
    const cached = known.get(name);
    if (cached?.version === version) return cached;
    const text = config ? await readFile(configFile, 'utf8') : '{}';
    // Beside the output and not in it: everything in the output folder is uploaded.
    const compiled = path.join(`${root}.compiled`, name, version.replaceAll(':', '-'));
    const definition = {
      name,
      file,
      version,
      compiledFile: bundle.size < WORTH_KEEPING ? undefined : compiled,
      config: parseFunctionConfig(text, configFile),
    };
    known.set(name, definition);
    return definition;
  };

  return {
    find,
    async list() {
      if (!existsSync(root)) return [];
      const entries = await readdir(root, { withFileTypes: true });
      const found = await Promise.all(entries.filter((entry) => entry.isDirectory()).map((entry) => find(entry.name)));
      return found.filter((definition) => definition !== undefined).sort((a, b) => a.name.localeCompare(b.name));
    },
  };
}
