import { beforeAll, describe, expect, it } from 'vitest';
import { ensureWeappBuild, WEAPP } from '../weapp-host/current-build.ts';
import { openBuild, type WeappFiles } from '../weapp-host/read-weapp.ts';
import type { WeappJson } from './weapp-json.ts';

/** WeChat's limits: 2 MB a package and 30 MB in all; its code scan wants pictures below 200 KB. */
const PACKAGE_LIMIT = 2 * 1024 * 1024;
const WHOLE_LIMIT = 30 * 1024 * 1024;
const PICTURE_LIMIT = 200 * 1024;

/** Our own for what every driver downloads first, in bytes. */
const MAIN_BUDGET = 350_000;

let files: WeappFiles;
let roots: string[];

beforeAll(async () => {
  await ensureWeappBuild();
  files = openBuild(WEAPP);
  roots = ((files.json('app.json') as WeappJson).subPackages ?? []).map(({ root }) => `${root}/`);
});

/** Licence texts and the project's settings are not uploaded. */
function isUploaded(name: string): boolean {
  return !name.endsWith('.LICENSE.txt') && name !== 'project.config.json';
}

function sizeOf(names: readonly string[]): number {
  return names.filter(isUploaded).reduce((sum, name) => sum + files.size(name), 0);
}

function inMainPackage(): string[] {
  return files.names.filter((name) => !roots.some((root) => name.startsWith(root)));
}

describe('the packages', () => {
  it('the main one is at most 350,000 bytes', () => {
    const names = inMainPackage();
    const largest = [...names].sort((a, b) => files.size(b) - files.size(a)).slice(0, 8);
    const account = largest.map((name) => `${name} ${files.size(name)}`).join(', ');
    expect(sizeOf(names), account).toBeLessThanOrEqual(MAIN_BUDGET);
  });

  it('each of the others is below 2 MB, and all together below 30 MB', () => {
    for (const root of roots) {
      expect(sizeOf(files.names.filter((name) => name.startsWith(root))), root).toBeLessThan(PACKAGE_LIMIT);
    }
    expect(sizeOf(files.names)).toBeLessThan(WHOLE_LIMIT);
  });

  it('pictures are below 200 KB each', () => {
    const pictures = files.names.filter((name) => /\.(png|jpe?g|gif|webp|svg)$/.test(name));
    expect(pictures.filter((name) => files.size(name) >= PICTURE_LIMIT)).toEqual([]);
  });

  it('what is preloaded from one page is below 2 MB', () => {
    const { preloadRule = {} } = files.json('app.json') as WeappJson;
    for (const [page, { packages }] of Object.entries(preloadRule)) {
      const preloaded = files.names.filter((name) => packages.some((root) => name.startsWith(`${root}/`)));
      expect(sizeOf(preloaded), page).toBeLessThan(PACKAGE_LIMIT);
    }
  });
});

describe('nothing strays into the build', () => {
  it('no source map, no TypeScript, no style source', () => {
    expect(files.names.filter((name) => /\.(map|tsx?|scss)$/.test(name))).toEqual([]);
  });

  it('no validator, no server code, no secret of the server', () => {
    const strangers = /valibot|wx-server-sdk|TENCENTCLOUD_|sanitize-html|x-local-openid|\/admin\?env|process\.env\./;
    const found = files.names
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => {
        const match = strangers.exec(files.text(name));
        return match === null ? [] : [`${name}: ${match[0]}`];
      });
    expect(found).toEqual([]);
  });

  it("no address of a developer's machine", () => {
    const found = files.names
      .filter((name) => /\.(js|json|wxml|wxss)$/.test(name))
      .filter((name) => /127\.0\.0\.1|localhost|\/home\/|\/Users\//.test(files.text(name)));
    expect(found).toEqual([]);
  });
});
