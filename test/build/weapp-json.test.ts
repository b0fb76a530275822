import { beforeAll, describe, expect, it } from 'vitest';
import { ensureWeappBuild, WEAPP } from '../weapp-host/current-build.ts';
import { openBuild, pagesOf, readWeapp, type WeappFiles } from '../weapp-host/read-weapp.ts';
import { appSchema, pageSchema, problemsOf, sitemapSchema, type WeappJson } from './weapp-json.ts';

let files: WeappFiles;
let app: WeappJson;

beforeAll(async () => {
  await ensureWeappBuild();
  files = openBuild(WEAPP);
  app = files.json('app.json') as WeappJson;
});

describe('app.json', () => {
  it('says only what WeChat knows', () => {
    expect(problemsOf(appSchema, app)).toEqual([]);
  });

  it('names pages once, and all four files of each are there', () => {
    const pages = pagesOf(app);
    expect(new Set(pages).size).toBe(pages.length);
    expect(() => readWeapp(WEAPP)).not.toThrow();
  });

  it('has its tabs in the main package, with icons of at most 40 KB, by day and by night', () => {
    const themes = files.json(String(app.themeLocation)) as Record<'light' | 'dark', Record<string, string>>;
    for (const { pagePath, iconPath = '', selectedIconPath = '' } of app.tabBar?.list ?? []) {
      expect(app.pages).toContain(pagePath);
      for (const icon of [iconPath, selectedIconPath]) {
        const drawings = [themes.light, themes.dark].map((theme) => theme[icon.slice(1)] ?? icon);
        expect(new Set(drawings).size, `${icon} is drawn for each theme`).toBe(2);
        for (const drawing of drawings) expect(files.size(drawing), drawing).toBeLessThanOrEqual(40_960);
      }
    }
  });

  it('keeps subpackages apart: no root lies in another, no page of the main package lies in one', () => {
    const roots = (app.subPackages ?? []).map(({ root }) => `${root}/`);
    for (const root of roots) {
      expect(roots.filter((other) => other !== root && other.startsWith(root))).toEqual([]);
      expect(app.pages.filter((page) => page.startsWith(root))).toEqual([]);
    }
  });

  it('preloads packages that there are, from pages that there are', () => {
    const roots = (app.subPackages ?? []).flatMap(({ root, name }) => [root, name ?? root]);
    for (const [page, { packages }] of Object.entries(app.preloadRule ?? {})) {
      expect(pagesOf(app)).toContain(page);
      for (const name of packages) expect(roots).toContain(name);
    }
  });

  it('declares the fuzzy location without the precise one beside it', () => {
    const declared: readonly string[] = app.requiredPrivateInfos ?? [];
    if (declared.includes('getFuzzyLocation')) {
      expect(declared.filter((api) => /^(getLocation|onLocationChange|startLocationUpdate)/.test(api))).toEqual([]);
    }
  });
});

describe('the JSON of pages and components', () => {
  it('says only what WeChat knows', () => {
    const problems = files.names
      .filter((name) => name.endsWith('.json') && files.has(name.replace(/json$/, 'wxml')))
      .flatMap((name) => problemsOf(pageSchema, files.json(name)).map((problem) => `${name}: ${problem}`));
    expect(problems).toEqual([]);
  });
});

describe('theme.json', () => {
  it('has both themes with the same variables, and every variable that is used', () => {
    const themes = files.json(String(app.themeLocation)) as Record<'light' | 'dark', Record<string, string>>;
    expect(Object.keys(themes.dark).sort()).toEqual(Object.keys(themes.light).sort());
    const configs = files.names.filter((name) => name.endsWith('.json') && name !== app.themeLocation);
    const used = configs.flatMap((name) =>
      [...files.text(name).matchAll(/"@(\w+)"/g)].flatMap((match) => match[1] ?? []),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => themes.light[name] === undefined)).toEqual([]);
  });
});

describe('sitemap.json', () => {
  it('lets search in by name only: what no rule allows is not indexed', () => {
    const sitemap = files.json(app.sitemapLocation) as { rules: { action: string; page: string }[] };
    expect(problemsOf(sitemapSchema, sitemap)).toEqual([]);
    expect(sitemap.rules.at(-1)).toEqual({ action: 'disallow', page: '*' });
    const named = sitemap.rules.filter(({ page }) => page !== '*').map(({ page }) => page);
    for (const page of named) expect(pagesOf(app)).toContain(page);
  });
});
