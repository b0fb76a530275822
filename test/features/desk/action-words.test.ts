import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionWords, subjectWords } from '../../../src/features/desk/action-words.ts';

const sources = readdirSync('cloudfunctions', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('adapters'))
  .map((name) => readFileSync(path.join('cloudfunctions', name), 'utf8'));

const named = (pattern: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
];

describe('the audit log is read in Chinese:', () => {
  it('every deed has its words', () => {
    const deeds = named(/\baction: '(\w+)'/g);
    expect(deeds.length).toBeGreaterThan(35);
    expect(deeds.filter((deed) => !/[一-龥]/.test(actionWords(deed)))).toEqual([]);
  });

  it('every thing that a deed changes has its words', () => {
    const literal = named(/scope\.write(?:<\w+>)?\(\s*'([\w-]+)'/g);
    const constant = named(/\b(?:DRAFTS|EVENTS|FEED_PAUSES|GUIDES|STAFF|ACCESS_REQUESTS|SETTINGS) = '([\w-]+)'/g);
    expect(constant.length).toBeGreaterThanOrEqual(7);
    const things = [...literal, ...constant].map((name) => subjectWords(`${name}/1`));
    expect(things.filter((words) => !/[一-龥]/.test(words))).toEqual([]);
  });

  it('what has none is said as it is', () => {
    expect(actionWords('somethingNew')).toBe('somethingNew');
    expect(subjectWords('things/1')).toBe('things 1');
  });
});
