import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functionSource, makeProject, type Project, type Run, runCommand, SMALL } from './project.ts';
import { type Call, TencentCloud } from './tencent-cloud.ts';
import type { TencentEnvironment } from './tencent-environment.ts';

const FEEDS = `[{"url":"https://roads.example/?key=${'$'}{FEED_KEY}"}]`;

let cloud: TencentCloud;
let project: Project;
let first: ReturnType<TencentEnvironment['snapshot']>;

beforeAll(async () => {
  cloud = await TencentCloud.start();
  project = makeProject();
  const twice = cloud.environment('twice');
  await expectDone(deploy('twice', { ROAD_FEEDS: FEEDS, FEED_KEY: 'old-key' }));
  first = twice.snapshot();

  project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
  project.write('cloudfunctions/news/config.json', { ...SMALL.news, timeout: 20 });
  project.write('cloudfunctions/jobs/config.json', {
    ...SMALL.jobs,
    triggers: [{ name: 'sweep', type: 'timer', config: '30 * * * * * *' }],
  });
  project.write('cloudfunctions/roads/index.ts', functionSource('roads'));
  project.write('cloudfunctions/indexes.json', {
    staff: SMALL.indexes.staff,
    posts: [{ name: 'at', keys: [{ field: 'at', order: '-1' }] }],
  });
  project.write('cloudfunctions/storage-rules.json', { read: false, write: false });
  await expectDone(deploy('twice', { ROAD_FEEDS: '[]', NEWS_SOURCES: '[]', FEED_KEY: 'new-key' }));
});
afterAll(async () => {
  await cloud.close();
  project.remove();
});

let environment: TencentEnvironment;
let id: string;
beforeEach(() => {
  environment = cloud.copy('twice');
  id = environment.id;
});

const deploy = (env: string, variables: Record<string, string> = {}) =>
  runCommand(cloud, 'deploy', { folder: project.folder, words: ['--env', env, '--yes'], environment: variables });
const rollback = (...words: string[]) =>
  runCommand(cloud, 'rollback', { folder: project.folder, words: ['--env', id, ...words] });

async function expectDone(run: Promise<Run>): Promise<string> {
  const { code, out } = await run;
  expect(code, out).toBe(0);
  return out;
}

describe('a rollback', () => {
  it('brings back bundles, settings, timers, rules and variables, keeps secrets, and drops no index', async () => {
    const out = await expectDone(rollback('--yes'));
    expect(out).toMatch(/^back to deployment 1 of 20\d\d-/);
    const { functions, storageRule, collections, ...rest } = environment.snapshot();
    expect(storageRule).toEqual(first.storageRule);
    expect(rest.invokeRule).toEqual(first.invokeRule);
    expect(functions.news).toEqual({ ...first.functions.news, variables: functions.news?.variables });
    expect(functions.jobs).toEqual({
      ...first.functions.jobs,
      variables: { ROAD_FEEDS: FEEDS, FEED_KEY: 'new-key' },
    });
    // What came with the second deployment goes with it.
    expect(Object.keys(functions)).toEqual(['jobs', 'news']);
    expect(Object.keys(collections.posts?.indexes ?? {})).toEqual(['at', 'status_at']);
    expect(out).not.toContain('new-key');
  });

  it('is undone by the next deployment, and leads no further back than what is kept', async () => {
    await expectDone(rollback('--yes'));
    const again = await rollback('--yes');
    expect(again.code).toBe(1);
    expect(again.out).toContain(
      'no deployment before the present one is kept; there are: 3 (1.2.3), 2 (1.2.3), 1 (1.2.3)',
    );
    await expectDone(deploy(id, { ROAD_FEEDS: '[]', NEWS_SOURCES: '[]' }));
    const { bundles: _, ...forward } = environment.snapshot();
    const { bundles: __, ...second } = cloud.environment('twice').snapshot();
    expect(forward).toEqual(second);
  });

  it('goes to the named deployment', async () => {
    await expectDone(rollback('--yes'));
    expect(await expectDone(rollback('--to', '2', '--yes'))).toContain('back to deployment 2');
    expect(environment.functions.get('news')?.Timeout).toBe(20);
    const unknown = await rollback('--to', '9');
    expect(unknown.out).toContain("deployment 9 isn't kept");
  });

  it('plans without writing', async () => {
    const out = await expectDone(rollback('--dry-run'));
    expect(out).toMatch(/- delete {2}function +roads/);
    expect(cloud.writesOf(id)).toEqual([]);
  });

  describe('after a deployment that broke off', () => {
    /** Every change of that kind is refused, until the test ends it. */
    function refuse(action: string): () => void {
      const fault = (call: Call) =>
        call.environment === id && call.action === action ? ('refuse' as const) : undefined;
      cloud.faults.push(fault);
      return () => cloud.faults.splice(cloud.faults.indexOf(fault), 1);
    }

    it('leads to the last that ended well, for half of the new stands in its place', async () => {
      project.write('cloudfunctions/news/index.ts', functionSource('news, half done'));
      const mend = refuse('ModifyStorageSafeRule');
      project.write('cloudfunctions/storage-rules.json', { read: true, write: false });
      const broken = await deploy(id, { ROAD_FEEDS: '[]', NEWS_SOURCES: '[]' });
      mend();
      expect(broken.code, broken.out).toBe(1);
      expect(environment.records().at(-1)).toMatchObject({ number: 3, state: 'failed' });
      expect(await expectDone(rollback('--yes'))).toContain('back to deployment 2');
      const { bundles: _, ...back } = environment.snapshot();
      const { bundles: __, ...second } = cloud.environment('twice').snapshot();
      expect(back).toEqual(second);
      expect(await expectDone(rollback('--yes'))).toContain('back to deployment 1');
    });

    it('goes on where it was a rollback itself', async () => {
      const mend = refuse('ModifyStorageSafeRule');
      const broken = await rollback('--yes');
      mend();
      expect(broken.code, broken.out).toBe(1);
      expect(await expectDone(rollback('--yes'))).toContain('back to deployment 1');
      expect(environment.snapshot().storageRule).toEqual(first.storageRule);
    });
  });

  it('sends no bundle that holds other files than it was kept with', async () => {
    for (const [key] of environment.objects) {
      if (key.startsWith('deployments/bundles/')) {
        const other = [...environment.objects].find(
          ([name]) => name.startsWith('deployments/bundles/') && name !== key,
        );
        environment.objects.set(key, other?.[1] ?? Buffer.alloc(0));
      }
    }
    const { code, out } = await rollback('--yes');
    expect(code).toBe(1);
    expect(out).toMatch(/the kept bundle [0-9a-f]{12} holds other files/);
    expect(environment.functions.get('news')?.Timeout).toBe(20);
  });

  it('finds the last five deployments that ended well, and their bundles, and no more', async () => {
    for (let at = 3; at <= 6; at += 1) {
      project.write('cloudfunctions/news/index.ts', functionSource(`news ${at}`));
      await expectDone(deploy(id));
    }
    expect(environment.records().map(({ number }) => number)).toEqual([2, 3, 4, 5, 6]);
    // News as each of the five deployed it, and roads and jobs, of which jobs changed its timers once.
    expect(environment.snapshot().bundles).toHaveLength(7);
  });
});
