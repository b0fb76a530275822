import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  deploySmall,
  functionSource,
  makeProject,
  type Project,
  type RunOptions,
  runCommand,
  SMALL,
} from './project.ts';
import { SECRET_KEY, TencentCloud } from './tencent-cloud.ts';
import type { TencentEnvironment } from './tencent-environment.ts';

let cloud: TencentCloud;
beforeAll(async () => {
  cloud = await TencentCloud.start();
  await deploySmall(cloud, 'deployed', { environment: { PICTURE_BASE: 'https://pictures.example/' } });
});
afterAll(() => cloud.close());

let project: Project;
let environment: TencentEnvironment;
let id: string;
beforeEach(() => {
  project = makeProject();
  environment = cloud.copy('deployed');
  id = environment.id;
});
afterEach(() => {
  cloud.faults.length = 0;
  cloud.token = undefined;
  cloud.latency = 0;
  project.remove();
});

/** Deploys the test's own repository. */
const deployWith = (options: Partial<RunOptions>, env: string, ...words: string[]) =>
  runCommand(cloud, 'deploy', { folder: project.folder, words: ['--env', env, ...words], ...options });
const deploy = (env: string, ...words: string[]) => deployWith({}, env, ...words);

const writtenActions = (env: string) => cloud.writesOf(env).map(({ action }) => action);

describe('a deployment', () => {
  it('makes everything in a fresh environment, collections closed from their first moment', async () => {
    const fresh = cloud.environment('fresh');
    const { code, out } = await deploy('fresh', '--yes');
    expect(code, out).toBe(0);
    expect(out).toContain('12 to create, 0 to change, 0 to delete.');
    const { collections, functions, storageRule, invokeRule } = fresh.snapshot();
    expect(collections.staff).toEqual({
      acl: 'CUSTOM',
      rule: '{"read":false,"write":false}',
      indexes: { openid: { Keys: [{ Name: 'openid', Direction: '1' }], Unique: true } },
    });
    expect(JSON.parse(storageRule.Rule ?? '')).toEqual(SMALL.storage);
    expect(JSON.parse(invokeRule?.Rule ?? '')).toEqual(SMALL.invoke);
    expect(functions.news).toMatchObject({
      Runtime: 'Nodejs18.15',
      Handler: 'index.main',
      Timeout: 10,
      MemorySize: 256,
      Status: 'Active',
      variables: { PICTURE_BASE: 'https://fresh.tcb.qcloud.la/' },
      triggers: {},
    });
    expect(functions.jobs).toMatchObject({ Timeout: 60, MemorySize: 512, triggers: { sync: '0 */5 * * * * *' } });
    const created = cloud.callsOf('fresh').filter(({ action }) => action === 'CreateTable');
    expect(created.map(({ parameters }) => parameters.PermissionInfo)).toEqual([
      { EnvId: 'fresh', AclTag: 'ADMINONLY' },
      { EnvId: 'fresh', AclTag: 'ADMINONLY' },
    ]);
    expect(fresh.records()).toMatchObject([{ number: 1, state: 'done', version: '1.2.3' }]);
  });

  it('finds nothing to do the second time, and writes nothing', async () => {
    const { code, out } = await deploy(id);
    expect(code, out).toBe(0);
    expect(out).toContain('Nothing to do.');
    expect(writtenActions(id)).toEqual([]);
  });

  it('shows the plan of a dry run and writes nothing', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    const { code, out } = await deploy(id, '--dry-run');
    expect(code, out).toBe(0);
    expect(out).toMatch(/~ change {2}function {2}news {8}code [0-9a-f]{8} to [0-9a-f]{8}/);
    expect(out).toContain('Nothing was changed');
    expect(writtenActions(id)).toEqual([]);
  });

  it('asks, and changes nothing without a yes', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    for (const input of ['', 'no\n', 'y\n']) {
      const { code, out } = await deployWith({ input }, id);
      expect(code, out).toBe(1);
      expect(out).toContain('it was not agreed to');
    }
    expect(writtenActions(id)).toEqual([]);
    const agreed = await deployWith({ input: 'yes\n' }, id);
    expect(agreed.code, agreed.out).toBe(0);
  });

  it('changes the one index that differs, the old one first, and touches no other', async () => {
    const [index] = SMALL.indexes.posts;
    project.write('cloudfunctions/indexes.json', {
      ...SMALL.indexes,
      posts: [{ ...index, keys: [{ field: 'status', order: '1' }] }],
    });
    const { code, out } = await deploy(id, '--yes');
    expect(code, out).toBe(0);
    expect(out).toContain('from status 1, at -1 to status 1');
    const changes = cloud.writesOf(id).filter(({ action }) => !action.startsWith('PUT'));
    expect(changes.map(({ action, parameters }) => [action, parameters.TableName])).toEqual([
      ['UpdateTable', 'posts'],
      ['UpdateTable', 'posts'],
    ]);
    expect(environment.collections.get('posts')?.indexes.get('status_at')?.Keys).toEqual([
      { Name: 'status', Direction: '1' },
    ]);
  });

  it('deletes what the repository has no more: only what a deployment made, and never a collection', async () => {
    environment.collections
      .get('posts')
      ?.indexes.set('by_hand', { Keys: [{ Name: 'x', Direction: '1' }], Unique: false });
    environment.collections.set('others', { acl: 'PRIVATE', rule: null, indexes: new Map() });
    const jobs = environment.functions.get('jobs');
    if (jobs !== undefined) environment.functions.set('others', structuredClone(jobs));
    project.write('cloudfunctions/indexes.json', { staff: SMALL.indexes.staff });
    project.write('cloudfunctions/database-rules.json', { staff: SMALL.rules.staff });
    project.write('cloudfunctions/jobs/config.json', { ...SMALL.jobs, triggers: [] });
    const { code, out } = await deploy(id, '--yes');
    expect(code, out).toBe(0);
    expect(out).toMatch(/- delete {2}index +posts\.status_at/);
    expect(out).toMatch(/- delete {2}timer +jobs\.sync/);
    expect(out).toContain('collections that nothing uses any more, with their data: posts');
    expect([...environment.collections.keys()].sort()).toEqual(['others', 'posts', 'staff']);
    expect([...(environment.collections.get('posts')?.indexes.keys() ?? [])]).toEqual(['by_hand']);
    expect([...environment.functions.keys()].sort()).toEqual(['jobs', 'news', 'others']);
    expect(environment.functions.get('jobs')?.triggers).toEqual({});
  });

  it('refuses to plan for a function whose runtime can not be changed', async () => {
    const news = environment.functions.get('news');
    if (news !== undefined) news.Runtime = 'Nodejs16.13';
    const { code, out } = await deploy(id, '--yes');
    expect(code).toBe(1);
    expect(out).toContain(
      "function news runs on Nodejs16.13, and a function's runtime can't be changed to Nodejs18.15",
    );
    expect(writtenActions(id)).toEqual([]);
  });

  it('refuses more timers than a function may have, as the service would', async () => {
    const timer = (at: number) => ({ name: `timer${at}`, type: 'timer', config: '0 */5 * * * * *' });
    const timers = (count: number) => Array.from({ length: count }, (_, at) => timer(at));
    project.write('cloudfunctions/jobs/config.json', { ...SMALL.jobs, triggers: timers(11) });
    const { code, out } = await deploy(id, '--yes');
    expect(code).toBe(1);
    expect(out).toContain('config.json: triggers: a function has at most 10 timers in production');
    expect(writtenActions(id)).toEqual([]);
    project.write('cloudfunctions/jobs/config.json', { ...SMALL.jobs, triggers: timers(10) });
    const ten = await deploy(id, '--yes');
    expect(ten.code, ten.out).toBe(0);
    const Triggers = JSON.stringify([{ TriggerName: 'eleventh', Type: 'timer', TriggerDesc: '0 0 4 * * * *' }]);
    const place = { FunctionName: 'jobs', Namespace: id, Triggers };
    await expect(environment.act('BatchCreateTrigger', place)).rejects.toMatchObject({ code: 'LimitExceeded.Trigger' });
  });

  it('sends code again that another hand has changed', async () => {
    const news = environment.functions.get('news');
    const before = news?.codeSha;
    if (news !== undefined) Object.assign(news, { codeSha: 'another', files: {} });
    const { code, out } = await deploy(id, '--yes');
    expect(code, out).toBe(0);
    expect(out).toContain('another hand has changed its code since the last deployment');
    expect(environment.functions.get('news')?.codeSha).toBe(before);
  });

  it('sends code that is too large for a call through the service’s own storage', async () => {
    const noise = Array.from({ length: 1_300_000 }, (_, at) => ((at * 2654435761) >>> 0).toString(36).slice(-3)).join(
      '',
    );
    project.write('cloudfunctions/news/index.ts', `${functionSource('news 2')}export const noise = '${noise}';\n`);
    const { code, out } = await deploy(id, '--yes');
    expect(code, out).toBe(0);
    const sent = cloud.callsOf(id).find(({ action }) => action === 'UpdateFunctionCode')?.parameters.Code;
    expect(sent).toEqual({
      CosBucketRegion: 'ap-shanghai',
      TempCosObjectName: `/2026-11-29/1250000000/${id}/news.zip`,
    });
  });
});

describe('the variables of a deployment', () => {
  const withVariables = (variables: Record<string, string>, ...words: string[]) =>
    deployWith({ environment: variables }, id, ...words);
  const variablesOf = (name: string) => environment.functions.get(name)?.variables;

  it('change alone, are sent as a whole set, and show no value', async () => {
    const feeds = `[{"url":"https://roads.example/?key=${'$'}{FEED_KEY}"}]`;
    const { code, out } = await withVariables({ ROAD_FEEDS: feeds, FEED_KEY: 'sesame' }, '--yes');
    expect(code, out).toBe(0);
    expect(out).toMatch(/~ change {2}variables {2}jobs +\+FEED_KEY \+ROAD_FEEDS/);
    expect(out).not.toMatch(/sesame|roads\.example/);
    expect(variablesOf('jobs')).toEqual({ ROAD_FEEDS: feeds, FEED_KEY: 'sesame' });
    expect(writtenActions(id).filter((action) => !action.startsWith('PUT'))).toEqual(['UpdateFunctionConfiguration']);
    // A shell that doesn't know them takes nothing away.
    expect((await deploy(id)).out).toContain('Nothing to do.');
    const changed = await withVariables({ FEED_KEY: 'open' }, '--yes');
    expect(changed.out).toMatch(/variables {2}jobs +~FEED_KEY/);
    expect(variablesOf('jobs')).toEqual({ ROAD_FEEDS: feeds, FEED_KEY: 'open' });
    // An empty one takes it away.
    const emptied = await withVariables({ FEED_KEY: '' }, '--yes');
    expect(emptied.out).toContain('jobs: FEED_KEY is needed by its sources or feeds, and set nowhere');
    expect(variablesOf('jobs')).toEqual({ ROAD_FEEDS: feeds });
  });

  it('of another hand are named and kept, until they are pruned', async () => {
    Object.assign(variablesOf('news') ?? {}, { BY_HAND: '1' });
    const kept = await deploy(id);
    expect(kept.out).toContain('news: BY_HAND: made by another hand, kept (--prune deletes)');
    expect(kept.out).toContain('Nothing to do.');
    const pruned = await deploy(id, '--prune', '--yes');
    expect(pruned.code, pruned.out).toBe(0);
    expect(pruned.out).toMatch(/variables {2}news +-BY_HAND/);
    expect(variablesOf('news')).toEqual({ PICTURE_BASE: 'https://pictures.example/' });
  });

  it('of WeChat’s own stay as they are whatever is pruned or set, and are kept in no record', async () => {
    Object.assign(variablesOf('news') ?? {}, { WX_TRIGGER_API_TOKEN_V0: 'token of an uploaded timer', BY_HAND: '1' });
    const { code, out } = await withVariables({ PICTURE_BASE: 'https://others.example/' }, '--prune', '--yes');
    expect(code, out).toBe(0);
    expect(out).toMatch(/variables {2}news +-BY_HAND ~PICTURE_BASE/);
    expect(out).not.toContain('WX_');
    expect(variablesOf('news')).toEqual({
      PICTURE_BASE: 'https://others.example/',
      WX_TRIGGER_API_TOKEN_V0: 'token of an uploaded timer',
    });
    expect(JSON.stringify(environment.records())).not.toContain('uploaded timer');
  });

  it('are refused before anything is done where they are larger than the service takes, with the longest by name', async () => {
    const feeds = (count: number) => JSON.stringify(Array.from({ length: count }, (_, at) => ({ id: `feed-${at}` })));
    const { code, out } = await withVariables({ ROAD_FEEDS: feeds(300), FEED_KEY: 'sesame' }, '--yes');
    expect(code).toBe(1);
    const bytes = `ROAD_FEEDS${feeds(300)}`.length;
    expect(out).toContain(
      `✗ the variables of function jobs are ${bytes + 'FEED_KEYsesame'.length} bytes, and the service takes 4096: the longest is ROAD_FEEDS with ${bytes}`,
    );
    expect(out).not.toContain('feed-1');
    expect(writtenActions(id)).toEqual([]);
    // What the service itself would say to them.
    const Variables = [{ Key: 'ROAD_FEEDS', Value: feeds(300) }];
    const configuration = { FunctionName: 'jobs', Namespace: id, Environment: { Variables } };
    await expect(environment.act('UpdateFunctionConfiguration', configuration)).rejects.toMatchObject({
      code: 'InvalidParameterValue.EnvironmentExceededLimit',
    });
  });

  it('that are secrets, and keys, stand in nothing that is printed or kept', async () => {
    const sources = '[{"id":"a","kind":"wechat","sourceName":"A","appId":"wx1","secretVariable":"WECHAT_SECRET"}]';
    const { code, out } = await withVariables({ NEWS_SOURCES: sources, WECHAT_SECRET: 'hush-hush' }, '--yes');
    expect(code, out).toBe(0);
    expect(variablesOf('jobs')).toEqual({ NEWS_SOURCES: sources, WECHAT_SECRET: 'hush-hush' });
    const kept = [...environment.objects.values()].map((content) => content.toString('utf8')).join('\n');
    expect(kept).toContain('WECHAT_SECRET');
    for (const text of [out, kept]) {
      expect(text).not.toContain('hush-hush');
      expect(text).not.toContain(SECRET_KEY);
    }
  });

  it('are refused where a function would stumble over them, without a word of what they hold', async () => {
    const { code, out } = await withVariables({
      ROAD_FEEDS: '[{"url":"https://x/?key=hush"',
      PICTURE_BASE: 'http://p',
    });
    expect(code).toBe(1);
    expect(out).toContain('ROAD_FEEDS is not JSON; PICTURE_BASE must be an https address with a slash at its end');
    expect(out).not.toContain('hush');
  });
});

describe('whoever deploys', () => {
  it('is told which key is missing, and that a wrong one is wrong', async () => {
    const without = await deployWith({ environment: { TENCENTCLOUD_SECRETKEY: '' } }, id);
    expect(without.code).toBe(1);
    expect(without.out).toContain('no key to the environment: set TENCENTCLOUD_SECRETKEY');
    const wrong = await deployWith({ environment: { TENCENTCLOUD_SECRETKEY: 'wrong-key' } }, id);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain('the keys are wrong, have ended, or may not do this');
    expect(wrong.out).not.toContain('wrong-key');
  });

  it('may come with keys that end, to every part of the service', async () => {
    cloud.token = 'two-hours';
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    const ended = await deploy(id, '--yes');
    expect(ended.out).toContain('AuthFailure.TokenFailure');
    const { code, out } = await deployWith({ environment: { TENCENTCLOUD_SESSIONTOKEN: 'two-hours' } }, id, '--yes');
    expect(code, out).toBe(0);
    expect(out).not.toContain('two-hours');
  });

  it('must name an environment that there is', async () => {
    expect((await deployWith({ words: [] }, id)).out).toContain('--env takes its id');
    expect((await deploy('nowhere')).out).toContain('environment nowhere not found');
  });
});

describe('a deployment that fails', () => {
  it('says where and why, and is ended by the next', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    environment.failing.set('news', 'no more instances');
    const failed = await deploy(id, '--yes');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('1/2 change function news: function news: UpdateFailed: no more instances');
    expect(environment.records().at(-1)).toMatchObject({ number: 2, state: 'failed' });
    const next = await deploy(id, '--yes');
    expect(next.code, next.out).toBe(0);
    expect(environment.functions.get('news')).toMatchObject({ Status: 'Active' });
    expect(environment.records().map(({ number, state }) => [number, state])).toEqual([
      [1, 'done'],
      [3, 'done'],
    ]);
  });

  it('makes anew a function that was never made whole', async () => {
    project.write('cloudfunctions/extra/index.ts', functionSource('extra'));
    environment.failing.set('extra', 'no space');
    expect((await deploy(id, '--yes')).out).toContain('function extra: CreateFailed: no space');
    const next = await deploy(id, '--yes');
    expect(next.code, next.out).toBe(0);
    expect(next.out).toContain('it was never made whole: no space');
    expect(environment.functions.get('extra')).toMatchObject({ Status: 'Active', Timeout: 3 });
  });

  it('waits where the service says that it is too fast, or that a function is still being changed', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    environment.slowness = 3;
    environment.isLate = true;
    let calls = 0;
    cloud.faults.push(({ environment: env, action }) => {
      if (env !== id || /^(GET|PUT|DELETE) /.test(action)) return undefined;
      calls += 1;
      return calls % 20 === 0 ? 'limit' : undefined;
    });
    const { code, out } = await deploy(id, '--yes');
    expect(code, out).toBe(0);
    // Sent while the code was still being changed, refused, and sent again.
    const sent = writtenActions(id).filter((action) => action === 'UpdateFunctionConfiguration');
    expect(sent.length).toBeGreaterThan(1);
  });

  it('ends after the step it is at when it is told to end, and keeps nobody waiting', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    project.write('cloudfunctions/roads/index.ts', functionSource('roads'));
    const interrupt = new AbortController();
    cloud.faults.push(({ environment: env, action }) => {
      if (env === id && action === 'UpdateFunctionCode') interrupt.abort();
      return undefined;
    });
    const ended = await deployWith({ interrupt: interrupt.signal }, id, '--yes');
    expect(ended.code, ended.out).toBe(1);
    expect(ended.out).toContain('stopped before 2/3 create function roads: run it again to go on');
    const { code, out } = await deploy(id, '--yes');
    expect(code, out).toBe(0);
    expect(out).not.toContain('function  news');
    expect([...environment.functions.keys()].sort()).toEqual(['jobs', 'news', 'roads']);
  });

  it('asks again where a question got no answer', async () => {
    let refusals = 0;
    cloud.faults.push(({ action, environment: env }) => {
      if (env !== id || action !== 'GetFunction' || refusals > 1) return undefined;
      refusals += 1;
      return 'drop';
    });
    const { code, out } = await deploy(id);
    expect(code, out).toBe(0);
    expect(refusals).toBe(2);
  });
});

describe('two deployments at once', () => {
  it('are one: the other is told who has the environment', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    environment.slowness = 3;
    const runs = await Promise.all([deploy(id, '--yes'), deploy(id, '--yes')]);
    const codes = runs.map(({ code }) => code).sort();
    const out = runs.map((run) => run.out).join('\n');
    expect(codes, out).toEqual([0, 1]);
    expect(out).toMatch(/deployment 2, begun \S+, is under way: wait for it|the environment has changed since/);
    expect(writtenActions(id).filter((action) => action === 'UpdateFunctionCode')).toHaveLength(1);
  });

  it('do not wait for one that was killed, where whoever deploys says that it is dead', async () => {
    project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
    const power = new AbortController();
    cloud.faults.push(({ action, environment: env }) => {
      if (env === id && action === 'UpdateFunctionConfiguration' && !power.signal.aborted) power.abort();
      return undefined;
    });
    const killed = await deployWith({ kill: power.signal }, id, '--yes');
    expect(killed.code).toBeNull();
    const told = await deploy(id, '--yes');
    expect(told.code).toBe(1);
    expect(told.out).toContain('--take-over');
    const { code, out } = await deploy(id, '--yes', '--take-over');
    expect(code, out).toBe(0);
    expect((await deploy(id)).out).toContain('Nothing to do.');
  });
});
