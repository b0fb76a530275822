import { readdirSync } from 'node:fs';
import postcss, { type Rule } from 'postcss';
import { compile } from 'sass';
import { describe, expect, it } from 'vitest';

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.scss'))
  .map((name) => `src/${name}`)
  .sort();

/** What a rule's last part is, and how many classes, pseudo classes and attributes its selector has: of equals the later one wins. */
function weighed(selector: string): { subject: string; weight: number } {
  const subject = /[^\s>+~]+$/.exec(selector.trim())?.[0] ?? '';
  return { subject, weight: selector.match(/\.[\w-]+|:(?!:)[\w-]+|\[[^\]]*\]/g)?.length ?? 0 };
}

/** Each property that a file sets, as what must not be set elsewhere with the same weight. */
function settingsOf(file: string): string[] {
  const settings: string[] = [];
  postcss.parse(compile(file).css).walkRules((rule: Rule) => {
    const condition = rule.parent?.type === 'atrule' ? String((rule.parent as { params?: string }).params) : '';
    for (const selector of rule.selectors) {
      const { subject, weight } = weighed(selector);
      rule.walkDecls(({ prop }) => void settings.push(`${subject} { ${prop} } of weight ${weight} ${condition}`));
    }
  });
  return [...new Set(settings)];
}

describe('styles', () => {
  it('of no two files set the same of a class, so that their order in a build says nothing', () => {
    const owners = new Map<string, string[]>();
    for (const file of FILES) {
      for (const setting of settingsOf(file)) owners.set(setting, [...(owners.get(setting) ?? []), file]);
    }
    const contested = [...owners].filter(([, files]) => files.length > 1);
    expect(contested.map(([setting, files]) => `${setting}: ${files.join(', ')}`)).toEqual([]);
    expect(owners.size).toBeGreaterThan(1000);
  });
});
