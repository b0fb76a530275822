import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const DOCS = ['README.md', ...readdirSync('docs').map((name) => path.join('docs', name))]
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);

describe.each(DOCS)('$file', ({ file, text }) => {
  it('names commands that there are', () => {
    const named = found(text, /npm run ([\w:-]+)/g);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('leads to files that there are', () => {
    const linked = found(text, /\]\((?!https?:)([^)#\s]+)[^)]*\)/g).map((name) => path.join(path.dirname(file), name));
    const said = found(text, /`((?:docs|content|cloudfunctions|src|test|scripts|config)\/[\w./-]+)`/g);
    expect([...linked, ...said].filter((name) => !existsSync(name))).toEqual([]);
  });
});

it('docs/go-live.md says every option of a command as the command takes it', () => {
  const { text = '' } = DOCS.find(({ file }) => file === 'docs/go-live.md') ?? {};
  for (const [, name = '', rest = ''] of text.matchAll(/npm run (backup|restore|grant) -- ([^`\n#]*)/g)) {
    const source = readFileSync(`scripts/${name}.ts`, 'utf8');
    for (const option of found(rest, /--([\w-]+)/g)) expect(source, `${name} --${option}`).toMatch(`${option}: {`);
  }
  expect(text).toMatch(/npm run backup -- .*--env/);
});
