import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readStorageRules } from '#cloud/storage/rules';
import { SNAPSHOT_FOLDER } from '#domain/snapshot';
import { WHO, type Who } from './access-table.ts';
import { ACTIONS } from './contracts.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

function sourcesOf(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

const functions = sourcesOf('cloudfunctions');

describe('rules of the database', () => {
  const rules = read('cloudfunctions/database-rules.json');
  const collections = Object.keys(read('cloudfunctions/indexes.json')).sort();

  it('stand for every collection, and for none that is no more', () => {
    expect(Object.keys(rules).sort(), 'cloudfunctions/database-rules.json and indexes.json').toEqual(collections);
  });

  it('let no client read or write anything: what a client may have goes through a function', () => {
    for (const [name, rule] of Object.entries(rules)) expect(rule, name).toEqual({ read: false, write: false });
    const direct = sourcesOf('src').filter(({ text }) => /cloud\s*\.\s*database\s*\(/.test(text));
    expect(direct.map(({ file }) => file)).toEqual([]);
  });

  it('know every collection that a function names', () => {
    const named = functions.flatMap(({ file, text }) =>
      [...text.matchAll(/\b(?:collection|scope\.(?:read|write|record))(?:<[^()]*>)?\(\s*'([\w-]+)'/g)].map(
        ([, name = '']) => ({ file, name }),
      ),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ name }) => !collections.includes(name))).toEqual([]);
  });
});

describe('rules of the storage', () => {
  const rules = readStorageRules('cloudfunctions/storage-rules.json');
  const mine = { openid: 'me', path: 'inquiries/abc123.jpg' };

  it('let everybody read pictures and snapshots, and nobody what somebody else has sent', () => {
    for (const file of ['pictures/a.webp', `${SNAPSHOT_FOLDER}news-1.json`]) {
      expect(rules.allow('read', undefined, { openid: '', path: file }), file).toBe(true);
    }
    for (const file of ['inquiries/abc123.jpg', 'uploads/abc123.jpg', 'post-codes/1.png', 'x/pictures/a.webp']) {
      expect(rules.allow('read', undefined, { openid: 'me', path: file }), file).toBe(false);
      expect(rules.allow('read', 'other', { openid: 'me', path: file }), file).toBe(false);
    }
    expect(rules.allow('read', 'me', mine)).toBe(true);
  });

  it('let people put pictures with a question, or in the folder that the desk takes them from, and nothing anywhere else', () => {
    expect(rules.allow('write', 'me', mine)).toBe(true);
    expect(rules.allow('write', 'me', { openid: 'me', path: 'uploads/abc123.png' })).toBe(true);
    for (const file of [
      'pictures/a.webp',
      `${SNAPSHOT_FOLDER}now.json`,
      'inquiries/a.html',
      'inquiries/../pictures/a.jpg',
      'uploads/a/b.jpg',
    ]) {
      expect(rules.allow('write', 'me', { openid: 'me', path: file }), file).toBe(false);
    }
    expect(rules.allow('write', 'other', mine)).toBe(false);
    expect(rules.allow('write', undefined, mine)).toBe(false);
  });
});

describe('an identity', () => {
  it('is asked of the platform in two places, and never taken from an event', () => {
    const asks = functions.filter(({ text }) => /getWXContext|platformIdentity\(/.test(text)).map(({ file }) => file);
    expect(asks.sort()).toEqual(
      ['caller.ts', 'database.ts', 'timer.ts'].map((file) => path.join('cloudfunctions/shared', file)),
    );
    const fromEvent = /\b(?:event|input)\s*\.\s*(?:openid|OPENID|openId|userInfo|unionid)\b|\buserInfo\b/;
    expect(functions.filter(({ text }) => fromEvent.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('stands in no input but where somebody is given or refused a role', () => {
    const named = (schema: v.GenericSchema): string[] =>
      'entries' in schema ? Object.keys(schema.entries as object) : [];
    const identities = /open_?id|union_?id|user_?info|^uid$|^user$/i;
    const asking = ACTIONS.filter(({ definition }) => named(definition.input).some((field) => identities.test(field)));
    expect(asking.map(({ action }) => action).sort()).toEqual(['decideAccess', 'grantRole', 'revokeRole']);
  });
});

/** What docs/security.md says of who may do what, from the table by which it is tested. */
function describeAccess(): string {
  const reaches = { own: 'own', site: 'all', any: 'any' } as const;
  const wordsFor = (who: Who) =>
    typeof who === 'string'
      ? { anybody: 'anybody', driver: 'whoever is signed in' }[who]
      : Object.entries(who)
          .map(([role, reach]) => `${role} (${reaches[reach]})`)
          .join(', ');
  const rows = new Map<string, string[]>();
  for (const [title, who] of Object.entries(WHO)) {
    const words = wordsFor(who);
    rows.set(words, [...(rows.get(words) ?? []), `\`${title}\``]);
  }
  const lines = [...rows].map(([words, titles]) => `| ${words} | ${titles.join(' ')} |`);
  return ['| who | actions |', '|---|---|', ...lines].join('\n');
}

it('docs/security.md says who may do what as it is tested', () => {
  const file = 'docs/security.md';
  const between = /(<!-- who:begin -->\n)[\s\S]*?(\n<!-- who:end -->)/;
  const text = readFileSync(file, 'utf8');
  const wanted = text.replace(between, (_, begin: string, end: string) => begin + describeAccess() + end);
  if (process.env.UPDATE !== undefined) writeFileSync(file, wanted);
  else expect(text, 'UPDATE=1 npx vitest run --project cloud test/cloudfunctions/rules.test.ts writes it').toBe(wanted);
});

it('docs/security.md names tests that there are', () => {
  const files = new Set(readdirSync('test', { recursive: true, encoding: 'utf8' }).map((file) => path.basename(file)));
  const named = [...readFileSync('docs/security.md', 'utf8').matchAll(/`([\w-]+\.test\.ts)`/g)].map(([, name]) => name);
  expect(named.filter((name) => name !== undefined && !files.has(name))).toEqual([]);
});
