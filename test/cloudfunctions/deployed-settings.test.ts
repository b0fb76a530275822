import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertsContract } from '#contract/alerts';
import { deskContract } from '#contract/desk';
import { meContract } from '#contract/me';
import { newsContract } from '#contract/news';
import { quizContract } from '#contract/quiz';
import { roadsContract } from '#contract/roads';
import { readUsedCalls } from '../../scripts/deploy/used-calls.ts';
import { parseVariables } from '../../scripts/deploy/variables.ts';

describe('what a deployment sets', () => {
  it('lets strangers call the functions with something for everybody, and clients never the jobs', () => {
    const rules = JSON.parse(readFileSync('cloudfunctions/invoke-rules.json', 'utf8')) as Record<string, object>;
    const { '*': rest, jobs, 'alert-sender': sender, ...open } = rules;
    expect(rest).toEqual({ invoke: 'auth != null' });
    for (const timed of [jobs, sender]) expect(timed).toEqual({ invoke: false });
    const isPublic = ({ actions }: { actions: object }) =>
      Object.values(actions).some((action: { access?: unknown }) => action.access === 'public');
    const contracts = {
      alerts: alertsContract,
      desk: deskContract,
      me: meContract,
      news: newsContract,
      quiz: quizContract,
      roads: roadsContract,
    };
    const expected = Object.entries(contracts).flatMap(([name, contract]) => (isPublic(contract) ? [name] : []));
    expect(Object.keys(open).sort()).toEqual(expected.sort());
    for (const rule of Object.values(open)) expect(rule).toEqual({ invoke: true });
  });

  it('permits each function the calls to WeChat that its sources make, and no other', async () => {
    const used = await readUsedCalls('.');
    const declared = Object.keys(used).map((name) => {
      const config = JSON.parse(readFileSync(`cloudfunctions/${name}/config.json`, 'utf8')) as {
        permissions: { openapi: string[] };
      };
      return [name, [...config.permissions.openapi].sort()];
    });
    expect(used).toEqual(Object.fromEntries(declared));
    expect(used['alert-sender']).toEqual(['subscribeMessage.send']);
    // Its timers are made by the deployment, and have no token.
    expect(used.jobs).toEqual([]);
  });

  it('are all the variables that functions read, each for a function that there is', () => {
    const declared = parseVariables(readFileSync('cloudfunctions/variables.json', 'utf8'), 'variables.json');
    const folders = readdirSync('cloudfunctions', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const sources = folders
      .filter(({ name }) => name !== 'adapters')
      .flatMap(({ name }) =>
        readdirSync(path.join('cloudfunctions', name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
          .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')),
      )
      .join('\n');
    const spelt = [...sources.matchAll(/process\.env\.([A-Z][A-Z0-9_]+)/g)].flatMap(([, name]) => name ?? []);
    const taken = [
      ...sources.matchAll(/\{([\w\s,]+)\}\s*(?:=\s*(?:process\.env|environment)\b|:\s*NodeJS\.ProcessEnv)/g),
    ]
      .flatMap(([, names]) => (names ?? '').split(','))
      .map((name) => name.trim())
      .filter((name) => /^[A-Z][A-Z0-9_]+$/.test(name));
    const read = [...new Set([...spelt, ...taken])].sort();
    expect(read).toContain('ALERT_TEMPLATE_KEYS');
    expect(read.filter((name) => declared[name] === undefined)).toEqual([]);
    const functions = folders.map(({ name }) => name);
    for (const { of } of Object.values(declared)) expect(functions).toEqual(expect.arrayContaining([...of]));
    expect(Object.keys(declared).filter((name) => !name.endsWith('*') && !read.includes(name))).toEqual([]);
  });
});
