import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'acorn';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureWeappBuild, WEAPP } from '../weapp-host/current-build.ts';
import { openBuild, readWeapp, type WeappFiles } from '../weapp-host/read-weapp.ts';
import { PRIVATE_LOCATION_APIS, type WeappJson } from './weapp-json.ts';

/**
 * `es6: false` in project.config.json: what we upload runs as it is. libVersion 3.5.0 needs a WeChat that no longer runs
 * below iOS 12, and brings its own V8 on Android: both know ES2019, and neither all of what came later.
 */
const ECMA_VERSION = 2019;

/** Bytes of output that the compilers may hand back through a pipe. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

interface OfficialCompiler {
  wxmlToJs(root: string, options: { maxBuffer: number }): string;
  wxssToJs(root: string, options: { maxBuffer: number }): string;
}

let files: WeappFiles;
let app: WeappJson;

beforeAll(async () => {
  await ensureWeappBuild();
  files = openBuild(WEAPP);
  app = files.json('app.json') as WeappJson;
});

const scripts = () => files.names.filter((name) => name.endsWith('.js'));

describe('the scripts', () => {
  it('are at most ES2019, which WeChat runs without compiling it again', () => {
    const problems = scripts().flatMap((name) => {
      try {
        parse(files.text(name), { ecmaVersion: ECMA_VERSION });
        return [];
      } catch (error) {
        return [`${name}: ${(error as Error).message}`];
      }
    });
    expect(problems).toEqual([]);
  });

  it('require only files of their own package or of the main one', () => {
    const roots = (app.subPackages ?? []).map(({ root }) => `${root}/`);
    for (const name of scripts()) {
      const own = roots.find((root) => name.startsWith(root));
      for (const [, target = ''] of files.text(name).matchAll(/\brequire\("([^"]+)"\)/g)) {
        const path = `${new URL(target, `http://package/${name}`).pathname.slice(1).replace(/\.js$/, '')}.js`;
        expect(files.has(path), `${name} requires ${target}`).toBe(true);
        const foreign = roots.some((root) => root !== own && path.startsWith(root));
        expect(foreign, `${name} requires ${path} of another package`).toBe(false);
      }
    }
  });

  it('ask for the location only through what app.json declares', () => {
    const declared: readonly string[] = app.requiredPrivateInfos ?? [];
    const code = scripts()
      .filter((name) => name !== 'taro.js')
      .map((name) => files.text(name))
      .join('\n');
    const used = PRIVATE_LOCATION_APIS.filter((api) => new RegExp(`\\.${api}\\(`).test(code));
    expect(used.filter((api) => !declared.includes(api))).toEqual([]);
    expect(
      declared.filter((api) => !(used as string[]).includes(api)),
      'declared and never used',
    ).toEqual([]);
  });
});

describe("WeChat's own compilers accept the build", () => {
  it('as glass-easel compiles it: templates, wxs, imports', () => {
    expect(() => readWeapp(WEAPP)).not.toThrow();
  });

  it('as wcc and wcsc of miniprogram-compiler do', ({ skip }) => {
    const { platform, arch } = process;
    if (platform === 'linux' && arch !== 'x64') skip('miniprogram-compiler has no binaries for this processor');
    const compiler = createRequire(import.meta.url)('miniprogram-compiler') as OfficialCompiler;
    const options = { maxBuffer: OUTPUT_LIMIT };
    expect(compiler.wxmlToJs(WEAPP, options).length).toBeGreaterThan(1000);
    expect(compiler.wxssToJs(WEAPP, options).length).toBeGreaterThan(1000);
  });
});

describe('project.config.json', () => {
  it('uploads the build as it is and lets WeChat check addresses', () => {
    const { miniprogramRoot, cloudfunctionRoot, setting } = JSON.parse(readFileSync('project.config.json', 'utf8')) as {
      miniprogramRoot: string;
      cloudfunctionRoot: string;
      setting: Record<string, boolean>;
    };
    expect({ miniprogramRoot, cloudfunctionRoot }).toEqual({
      miniprogramRoot: 'dist/weapp/',
      cloudfunctionRoot: 'dist/cloudfunctions/',
    });
    expect(setting).toMatchObject({ urlCheck: true, es6: false, enhance: false, postcss: false, minified: false });
  });
});
