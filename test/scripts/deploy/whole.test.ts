import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withinBudget } from '../../budgets.ts';
import { makeProject, type Project, runCommand } from './project.ts';
import { TencentCloud } from './tencent-cloud.ts';

let cloud: TencentCloud;
let home: Project;
beforeAll(async () => {
  cloud = await TencentCloud.start();
  home = makeProject();
});
afterAll(async () => {
  await cloud.close();
  home.remove();
});

const read = (name: string) => JSON.parse(readFileSync(`cloudfunctions/${name}`, 'utf8')) as Record<string, unknown[]>;

describe('this repository', () => {
  it('is deployed whole to a fresh environment, and then there is nothing to do', { timeout: 120_000 }, async () => {
    const environment = cloud.environment('whole');
    const options = { folder: process.cwd(), environment: { HOME: home.folder } };
    const first = await runCommand(cloud, 'deploy', { ...options, words: ['--env', 'whole', '--yes'] });
    expect(first.code, first.out).toBe(0);
    const { collections, functions } = environment.snapshot();
    expect(Object.keys(collections)).toEqual(Object.keys(read('database-rules.json')).sort());
    for (const [name, indexes] of Object.entries(read('indexes.json'))) {
      expect(Object.keys(collections[name]?.indexes ?? {}), name).toHaveLength(indexes.length);
    }
    expect(Object.keys(functions)).toEqual(['alert-sender', 'alerts', 'desk', 'jobs', 'me', 'news', 'quiz', 'roads']);
    const config = JSON.parse(readFileSync('cloudfunctions/jobs/config.json', 'utf8')) as { triggers: object[] };
    expect(Object.keys(functions.jobs?.triggers ?? {})).toHaveLength(config.triggers.length);
    withinBudget('deployment', 'calls that deploy everything', cloud.callsOf('whole').length);

    const before = cloud.calls.length;
    const second = await runCommand(cloud, 'deploy', { ...options, words: ['--env', 'whole'] });
    expect(second.code, second.out).toBe(0);
    expect(second.out).toContain('Nothing to do.');
    const calls = cloud.calls.slice(before);
    expect(calls.filter(({ writes }) => writes)).toEqual([]);
    withinBudget('deployment', 'calls that find nothing to do', calls.length);
  });
});
