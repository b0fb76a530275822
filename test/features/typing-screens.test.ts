import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Where an import leads, of our own files that a page is made of; undefined for everything else. */
function fileOf(specifier: string, from: string): string | undefined {
  const base = specifier.startsWith('.')
    ? path.join(path.dirname(from), specifier)
    : specifier.replace(/^#(features|components)\//, 'src/$1/');
  if (base === specifier) return undefined;
  return [base, `${base}.tsx`, `${base}.ts`].find((file) => /\.tsx?$/.test(file) && existsSync(file));
}

/** A page's file and all that it imports. */
function partsOf(page: string): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
      const next = fileOf(specifier, file);
      if (next !== undefined) visit(next);
    }
  };
  visit(page);
  return [...found];
}

const PAGES = readdirSync('src/pages', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => path.join('src/pages', name));

it('every screen to type on asks a driver to stop', () => {
  const typed = PAGES.filter((page) =>
    partsOf(page).some((file) => /<(Textarea|Input)\b/.test(readFileSync(file, 'utf8'))),
  );
  expect(typed.length).toBeGreaterThan(20);
  const unguarded = typed.filter((page) => !partsOf(page).includes('src/components/driving-guard.tsx'));
  expect(unguarded).toEqual([]);
});
