import { beforeAll, describe, expect, it } from 'vitest';
import { withinBudget } from '../budgets.ts';
import { ensureWeappBuild, WEAPP } from '../weapp-host/current-build.ts';
import { openBuild, type WeappFiles } from '../weapp-host/read-weapp.ts';
import type { WeappJson } from './weapp-json.ts';

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
  it('the main one keeps its budget', () => {
    const names = inMainPackage();
    const largest = [...names].sort((a, b) => files.size(b) - files.size(a)).slice(0, 8);
    const account = largest.map((name) => `${name} ${files.size(name)}`).join(', ');
    withinBudget('packages', 'main package', sizeOf(names), account);
  });

  it('each of the others is below 2 MB, and all together below 30 MB', () => {
    for (const root of roots) {
      withinBudget('packages', 'a subpackage', sizeOf(files.names.filter((name) => name.startsWith(root))), root);
    }
    withinBudget('packages', 'all packages', sizeOf(files.names));
  });

  it('pictures are below 200 KB each', () => {
    const pictures = files.names.filter((name) => /\.(png|jpe?g|gif|webp|svg)$/.test(name));
    for (const name of pictures) withinBudget('packages', 'a picture', files.size(name), name);
  });

  it('what is preloaded from one page is below 2 MB', () => {
    const { preloadRule = {} } = files.json('app.json') as WeappJson;
    for (const [page, { packages }] of Object.entries(preloadRule)) {
      const preloaded = files.names.filter((name) => packages.some((root) => name.startsWith(`${root}/`)));
      withinBudget('packages', 'preloaded from a page', sizeOf(preloaded), page);
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
