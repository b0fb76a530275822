import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { resolvePath } from './phone/paths.ts';
import type { AppConfig, PageConfig, WeappPackage } from './phone/settings.ts';
import { compileTemplates } from './wxml.ts';
import { compileStyles } from './wxss.ts';

/** Something that the build lacks or that can't be read; WeChat would show a white page or refuse the upload. */
export class BuildError extends Error {
  override name = 'BuildError';
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

export interface WeappFiles {
  /** Paths below the build's folder, with forward slashes. */
  names: readonly string[];
  has(name: string): boolean;
  /** @throws BuildError where the file is missing */
  text(name: string): string;
  /** Bytes. @throws BuildError where the file is missing */
  size(name: string): number;
  /** @throws BuildError where the file is missing or no JSON */
  json(name: string): unknown;
}

/** The files of a build. @throws BuildError where there is no build */
export function openBuild(dist: string): WeappFiles {
  if (!existsSync(join(dist, 'app.json'))) throw new BuildError(`${dist} has no app.json: run \`npm run build:weapp\``);
  const names = filesOf(dist);
  const known = new Set(names);
  const find = (name: string) => {
    if (!known.has(name)) throw new BuildError(`${name} is missing from the build`);
    return join(dist, name);
  };
  const text = (name: string) => readFileSync(find(name), 'utf8');
  return {
    names,
    has: (name) => known.has(name),
    text,
    size: (name) => statSync(find(name)).size,
    json: (name) => {
      try {
        return JSON.parse(text(name)) as unknown;
      } catch (error) {
        if (error instanceof SyntaxError) throw new BuildError(`${name} is no JSON: ${error.message}`);
        throw error;
      }
    },
  };
}

/** Every page that app.json names, in all packages, without suffix. */
export function pagesOf(app: Pick<AppConfig, 'pages' | 'subPackages' | 'subpackages'>): string[] {
  const packages = app.subPackages ?? app.subpackages ?? [];
  return [
    ...app.pages,
    ...packages.flatMap(({ root, pages }) => pages.map((page) => resolvePath('', `${root}/${page}`))),
  ];
}

function readConfigs(files: WeappFiles, app: AppConfig): Record<string, PageConfig> {
  const configs: Record<string, PageConfig> = {};
  const read = (path: string) => {
    if (configs[path] !== undefined) return;
    const config = files.json(`${path}.json`) as PageConfig;
    configs[path] = config;
    for (const target of Object.values(config.usingComponents ?? {})) {
      if (!target.includes('://')) read(resolvePath(path, target));
    }
  };
  for (const path of pagesOf(app)) read(path);
  for (const target of Object.values(app.usingComponents ?? {})) read(resolvePath('app', target));
  return configs;
}

const known = new Map<string, { state: string; weapp: WeappPackage }>();

/** What of a build's files changes with them. */
function stateOf(dist: string): string {
  return filesOf(dist)
    .map((name) => {
      const { mtimeMs, size } = statSync(join(dist, name));
      return `${name} ${mtimeMs} ${size}`;
    })
    .join('\n');
}

/**
 * Reads and compiles a build as WeChat's tools would; a build that has not changed is read once.
 * @throws BuildError for whatever is missing or can't be compiled
 */
export function readWeapp(dist: string): WeappPackage {
  const state = existsSync(dist) ? stateOf(dist) : '';
  const read = known.get(dist);
  if (read?.state === state) return read.weapp;
  const weapp = compileWeapp(dist);
  known.set(dist, { state, weapp });
  return weapp;
}

function compileWeapp(dist: string): WeappPackage {
  const files = openBuild(dist);
  const app = files.json('app.json') as AppConfig;
  const configs = readConfigs(files, app);
  for (const path of ['app', ...Object.keys(configs)]) files.text(`${path}.js`);
  for (const path of Object.keys(configs)) files.text(`${path}.wxml`);
  const themeFile = app.themeLocation;
  return {
    app,
    configs,
    scripts: Object.fromEntries(
      files.names.filter((name) => name.endsWith('.js')).map((name) => [name, files.text(name)]),
    ),
    templates: compileTemplates(files),
    styles: compileStyles(files),
    themes: typeof themeFile === 'string' ? (files.json(themeFile) as WeappPackage['themes']) : {},
  };
}
