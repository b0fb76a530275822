import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClock, type LocalClock } from '#cloud/clock';
import { buildFunctions } from '#cloud/functions/build';
import { openCatalog } from '#cloud/functions/catalog';
import { createInvocationLog, type InvocationLog } from '#cloud/functions/invocation-log';
import { FunctionPool } from '#cloud/functions/pool';

const caller = { openid: 'o-driver', appid: 'wx1', clientIp: '10.0.0.7' };

let out: string;
let clock: LocalClock;
let log: InvocationLog;
let pool: FunctionPool;

beforeAll(async () => {
  out = mkdtempSync(path.join(os.tmpdir(), 'pool-'));
  await buildFunctions({ source: 'test/fixtures/functions', out, only: ['echo', 'misbehave'] });
});

afterAll(() => rmSync(out, { recursive: true, force: true }));

beforeEach(() => {
  clock = createClock({ at: '2026-05-01T00:00:00Z', frozen: true });
  log = createInvocationLog(clock);
  pool = new FunctionPool({
    catalog: openCatalog(out),
    clock,
    log,
    // Nothing here talks to the cloud.
    endpoint: () => 'http://127.0.0.1:9/admin',
    environment: 'pool-test',
    instancesPerFunction: 2,
  });
});

afterEach(() => pool.close());

async function invoke(functionName: string, event: unknown, who = caller): Promise<unknown> {
  const { json } = await pool.invoke({ functionName, event: JSON.stringify(event), trigger: 'client', caller: who });
  return JSON.parse(json);
}

const misbehave = (how: string) => invoke('misbehave', { how });

describe('a function instance', () => {
  it('learns who calls from the platform, not from the event', async () => {
    const answer = await invoke('echo', { word: '路况', userInfo: { openId: 'o-somebody-else' } });
    expect(answer).toMatchObject({
      event: { word: '路况', userInfo: { openId: 'o-driver', appId: 'wx1' } },
      wxContext: { OPENID: 'o-driver', APPID: 'wx1', CLIENTIP: '10.0.0.7', ENV: 'pool-test', SOURCE: 'wx_client' },
    });
  });

  it('sees nobody where nobody is signed in, on the same instance too', async () => {
    await invoke('echo', {}, { ...caller, unionid: 'u-1' } as typeof caller);
    const answer = (await invoke('echo', {}, { ...caller, openid: '' })) as { wxContext: object };
    expect(answer.wxContext).toMatchObject({ OPENID: '' });
    expect(answer.wxContext).not.toHaveProperty('UNIONID');
    expect(log.list()[0]?.coldStart).toBe(false);
  });

  it('has a token for WeChat’s calls, but not in the run of a timer that brings none', async () => {
    const tokens = async (trigger: 'client' | 'timer', hasToken?: boolean) => {
      const timer = { ...caller, openid: '' };
      const more = hasToken === undefined ? {} : { hasToken };
      const { json } = await pool.invoke({ functionName: 'echo', event: '{}', trigger, caller: timer, ...more });
      const { environment } = JSON.parse(json) as { environment: string[] };
      return environment.filter((name) => /^WX_.*TOKEN/.test(name));
    };
    expect(await tokens('client')).toEqual(['WX_API_TOKEN']);
    expect(await tokens('timer', true)).toEqual(['WX_TRIGGER_API_TOKEN_V0']);
    expect(await tokens('timer', false)).toEqual([]);
  });

  it('sees nothing of this process’s environment', async () => {
    const { environment } = (await invoke('echo', {})) as { environment: string[] };
    expect(environment).not.toContain('PATH');
    expect(environment).not.toContain('NODE_ENV');
  });

  it('has its dates from the local clock, also after the clock has moved', async () => {
    expect(await invoke('echo', {})).toMatchObject({
      now: '2026-05-01T00:00:00.000Z',
      dateNow: Date.parse('2026-05-01T00:00:00Z'),
      isDate: true,
    });
    clock.advance(86_400_000);
    const { now, dateText } = (await invoke('echo', {})) as { now: string; dateText: string };
    expect(now).toBe('2026-05-02T00:00:00.000Z');
    expect(new Date(dateText).toISOString()).toBe('2026-05-02T00:00:00.000Z');
  });

  it('is kept warm between calls, and its logs are kept by call', async () => {
    expect(await misbehave('count')).toEqual({ calls: 1 });
    expect(await misbehave('count')).toEqual({ calls: 2 });
    const [second, first] = log.list({ functionName: 'misbehave' });
    expect(first).toMatchObject({ coldStart: true, lines: [{ level: 'warn', text: 'about to count' }] });
    expect(second).toMatchObject({ coldStart: false, lines: [{ level: 'warn', text: 'about to count' }] });
    expect(second?.requestId).not.toBe(first?.requestId);
  });

  it('answers null for nothing, as the service does', async () => {
    expect(await misbehave('answer nothing')).toBeNull();
  });
});

describe('a function that goes wrong', () => {
  it('fails its call with its own error, and stays warm', async () => {
    await misbehave('count');
    await expect(misbehave('throw')).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      errCode: -504002,
      message: expect.stringContaining('TypeError: a bug in the function'),
    });
    expect(await misbehave('count')).toEqual({ calls: 3 });
  });

  it.each([
    ['loop', -504003, 'Invoking task timed out after 1 seconds'],
    ['hang', -504003, 'Invoking task timed out after 1 seconds'],
    ['exit', -504002, 'exit code 3'],
    ['kill', -504002, 'exit code 137'],
    ['reject later', -504002, 'nobody waits for this'],
    ['fill the memory', -504002, 'more than 128 MB'],
    ['answer with a circle', -504002, 'circular structure'],
  ])('by "%s" fails nobody but its caller, and the next call gets a fresh instance', async (how, errCode, message) => {
    const neighbour = misbehave('sleep');
    const failing = misbehave(how).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(await neighbour).toEqual({ calls: 1 });
    expect(await failing).toMatchObject({ errCode, message: expect.stringContaining(message) });
    expect(await misbehave('count')).toHaveProperty('calls');
  });

  it('leaves what it logged before', async () => {
    await misbehave('loop').catch(() => {});
    expect(log.list()[0]).toMatchObject({
      lines: [{ text: 'about to loop' }],
      error: { code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' },
    });
  });
});

describe('the pool', () => {
  it('runs as many calls at once as it has threads, and lets the others wait', async () => {
    const began = performance.now();
    const answers = await Promise.all([1, 2, 3, 4].map(() => misbehave('sleep')));
    expect(performance.now() - began).toBeGreaterThan(550);
    expect(answers).toEqual(expect.arrayContaining([{ calls: 1 }, { calls: 2 }]));
    expect(log.list().filter((call) => call.coldStart)).toHaveLength(2);
  });

  it('knows no function that is not there, whatever the name', async () => {
    for (const name of ['nothing', '../echo', 'echo/../echo', '', '.']) {
      await expect(invoke(name, {})).rejects.toMatchObject({
        code: 'FUNCTION_NOT_FOUND',
        errCode: -501000,
        httpStatus: 404,
      });
    }
  });

  it('gives a rebuilt function fresh instances', async () => {
    expect(await misbehave('count')).toEqual({ calls: 1 });
    utimesSync(path.join(out, 'misbehave/index.js'), new Date(), new Date(Date.now() + 5000));
    expect(await misbehave('count')).toEqual({ calls: 1 });
  });

  it('fails the calls under way when it closes', async () => {
    const hanging = misbehave('hang').catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await pool.close();
    expect(await hanging).toMatchObject({ name: 'FunctionError' });
    await expect(misbehave('count')).rejects.toMatchObject({ code: 'SYS_ERR' });
  });
});
