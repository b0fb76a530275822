import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deploySmall, functionSource, makeProject, type Project, runCommand, SMALL } from './project.ts';
import { type Call, TencentCloud } from './tencent-cloud.ts';
import type { TencentEnvironment } from './tencent-environment.ts';

const APPID = 'wx0123456789abcdef';
const TEMPLATE = 'a'.repeat(43);
const CALLING = `const cloud = { openapi: { wxacode: { getUnlimited: async (_: object) => 'picture' } } };
export const main = async () => cloud.openapi.wxacode.getUnlimited({});\n`;

let cloud: TencentCloud;
beforeAll(async () => {
  cloud = await TencentCloud.start();
  const environment = { ALERT_TEMPLATE_ID: TEMPLATE, ALERT_TEMPLATE_KEYS: 'thing1, time3' };
  await deploySmall(cloud, 'well', { prepare, environment });
});
afterAll(() => cloud.close());

let project: Project;
let environment: TencentEnvironment;
let id: string;
beforeEach(() => {
  project = makeProject();
  prepare(project);
  environment = cloud.copy('well');
  id = environment.id;
  environment.billing = { ExpireTime: '2099-01-01 00:00:00', QpsQuota: 1000 };
});
afterEach(() => project.remove());

/** What the small repository lacks for a doctor to find nothing. */
function prepare({ write }: Project) {
  write('project.config.json', { appid: APPID });
  write('cloudfunctions/news/index.ts', CALLING);
  write('cloudfunctions/alerts/index.ts', functionSource('alerts'));
  write('cloudfunctions/alert-sender/index.ts', functionSource('alert-sender'));
  write('cloudfunctions/alert-sender/config.json', {
    permissions: { openapi: [] },
    triggers: [{ name: 'sendAlerts', type: 'timer', config: '40 * * * * * *' }],
  });
  write('cloudfunctions/variables.json', {
    ...SMALL.variables,
    ALERT_TEMPLATE_ID: { of: ['alerts', 'alert-sender'] },
    ALERT_TEMPLATE_KEYS: { of: ['alert-sender'] },
  });
}

const doctor = (variables: Record<string, string> = {}) =>
  runCommand(cloud, 'doctor', { folder: project.folder, words: ['--env', id], environment: variables });

describe('the doctor', () => {
  it('finds a deployed environment well, says what only a person can see, and writes nothing', async () => {
    const { code, out } = await doctor();
    expect(code, out).toBe(0);
    expect(out).not.toContain('✗');
    expect(out).toMatch(/✓ keys +they open the environment/);
    expect(out).toMatch(/✓ environment +\S+ is up, plan standard/);
    expect(out).toMatch(/✓ deployment +number 1, 1\.2\.3/);
    expect(out).toMatch(/✓ drift +the environment is as it was deployed/);
    expect(out).toMatch(/✓ repository +it is what is deployed/);
    expect(out).toMatch(/✓ openapi +what is called is declared/);
    expect(out).toMatch(/\? openapi +.*from DevTools only.*upload news from there once/);
    expect(out).toMatch(/\? domains +request and downloadFile must allow https:\/\/well-1\.tcb\.qcloud\.la/);
    expect(out).toMatch(/\? templates/);
    expect(out).not.toMatch(/\? timers/);
    expect(out).toMatch(/\? moments +that .*允许未登录访问 is on: the service does not say; without it news refuse/);
    expect(out).toContain('0 to put right');
    expect(cloud.writesOf(id)).toEqual([]);
  });

  it('tells of an environment that was never deployed to', async () => {
    id = 'empty';
    cloud.environment(id);
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toMatch(/✗ deployment +there was none: npm run deploy/);
  });

  it('names each thing that is not as it was deployed', async () => {
    const news = environment.functions.get('news');
    if (news !== undefined) Object.assign(news, { Timeout: 3, codeSha: 'another' });
    environment.storageRule = { AclTag: 'READONLY', Rule: null };
    const jobs = environment.functions.get('jobs');
    if (jobs !== undefined) jobs.triggers = {};
    environment.collections.get('staff')?.indexes.delete('openid');
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toMatch(/✗ drift +index staff\.openid: create/);
    expect(out).toMatch(/✗ drift +function news: change: another hand has changed its code since.*timeout 3 to 10 s/);
    expect(out).toMatch(/✗ drift +timer jobs\.sync: create/);
    expect(out).toMatch(/✗ drift +storage rule storage: create: there is none/);
  });

  it('tells of secrets that are missing, without those that are there', async () => {
    const jobs = environment.functions.get('jobs');
    Object.assign(jobs?.variables ?? {}, {
      NEWS_SOURCES:
        '[{"kind":"weibo","tokenVariable":"WEIBO_TOKEN"},{"kind":"wechat","secretVariable":"WECHAT_SECRET"}]',
      WECHAT_SECRET: 'hush-hush',
    });
    const { code, out } = await doctor({ WEIBO_TOKEN: 'whisper' });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ secrets +jobs needs WEIBO_TOKEN: set in this shell, not deployed/);
    expect(out).not.toMatch(/needs WECHAT_SECRET|hush-hush|whisper/);
  });

  it('tells of calls that WeChat would refuse, and of permissions that nothing needs', async () => {
    project.write('cloudfunctions/news/config.json', {
      ...SMALL.news,
      permissions: { openapi: ['security.msgSecCheck'] },
    });
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toMatch(/✗ openapi +news calls wxacode\.getUnlimited and its config\.json doesn't declare it/);
    expect(out).toMatch(/! openapi +news declares security\.msgSecCheck and doesn't call it/);
  });

  it('tells whether readers in Moments are let in, where the service says so', async () => {
    environment.logins.set('ANONYMOUS', 'DISABLE').set('NONLOGIN', 'ENABLE');
    const on = await doctor();
    expect(on.code, on.out).toBe(0);
    expect(on.out).toMatch(/✓ moments +who is not signed in may call news/);
    environment.logins.set('NONLOGIN', 'DISABLE');
    const off = await doctor();
    expect(off.code).toBe(1);
    expect(off.out).toMatch(/✗ moments +switch on .*允许未登录访问: without it news refuse .*-501023/);
  });

  it('asks somebody to look where that call is refused', async () => {
    const refuse = ({ action }: Call) => (action === 'DescribeLoginConfigs' ? ('refuse' as const) : undefined);
    cloud.faults.push(refuse);
    const { code, out } = await doctor();
    cloud.faults.splice(cloud.faults.indexOf(refuse), 1);
    expect(code, out).toBe(0);
    expect(out).toMatch(/\? moments/);
  });

  it('reminds of timers that DevTools must upload: those of functions that call WeChat', async () => {
    project.write('cloudfunctions/news/config.json', {
      ...SMALL.news,
      triggers: [{ name: 'send', type: 'timer', config: '40 * * * * * *' }],
    });
    const { out } = await doctor();
    expect(out).toMatch(
      /\? timers +WeChat takes calls of news only where DevTools has uploaded its timer: .*上传触发器/,
    );
    expect(out).not.toMatch(/\? timers +WeChat takes calls of jobs/);
  });

  it('tells of a plan that ends, a small quota, wrong templates and another mini program’s environment', async () => {
    environment.billing = { ExpireTime: '2020-01-01 00:00:00', QpsQuota: 500 };
    environment.status = 'ISOLATE';
    const sender = environment.functions.get('alert-sender');
    if (sender !== undefined) sender.variables.ALERT_TEMPLATE_ID = 'b'.repeat(43);
    project.write('project.config.json', { appid: 'wxanother' });
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toMatch(/✗ environment +\S+ is ISOLATE/);
    expect(out).toMatch(/✗ plan +it ended 2020-01-01/);
    expect(out).toMatch(/! quota +500 requests a second/);
    expect(out).toMatch(/✗ templates +alerts and alert-sender have different ALERT_TEMPLATE_ID/);
    expect(out).toMatch(/✗ appid +the environment belongs to wx0123456789abcdef, project\.config\.json says wxanother/);
  });
});
