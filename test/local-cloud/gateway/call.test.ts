import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureCloud, startFixtureCloud } from '../fixture-cloud.ts';

let cloud: FixtureCloud;

beforeAll(async () => {
  cloud = await startFixtureCloud({ unauthenticatedAccess: true });
});

afterAll(() => cloud.remove());

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(cloud.url + path, { method: 'POST', body, headers });

/** fetch writes Host and Origin itself; a forged request needs the bare protocol. */
function request(path: string, headers: Record<string, string>, method = 'POST'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const req = http.request({ host: '127.0.0.1', port: cloud.port, path, method, headers }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    req.on('error', reject);
    req.end(method === 'POST' ? '{}' : undefined);
  });
}

describe('POST /call/<function>', () => {
  it('answers what the function answered to the body as its event', async () => {
    const answer = await post('/call/echo', JSON.stringify({ action: 'x', input: { 路: 1 } }), {
      'x-local-openid': 'o-me',
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      event: { action: 'x', input: { 路: 1 } },
      wxContext: { OPENID: 'o-me' },
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it('takes a caller without a header for nobody', async () => {
    const answer = (await (await post('/call/echo', '')).json()) as { wxContext: object; event: object };
    expect(answer.wxContext).toMatchObject({ OPENID: '' });
    expect(answer.event).not.toHaveProperty('userInfo.openId');
  });

  it.each([
    ['a function that is not there', '/call/nothing', '{}', 404, -501000],
    ['a body that is no JSON', '/call/echo', '{"a":', 400, -501007],
    ['a function that throws', '/call/misbehave', '{"how":"throw"}', 500, -504002],
    ['a function that never ends', '/call/misbehave', '{"how":"loop"}', 504, -504003],
    ['an answer beyond 1 MB', '/call/misbehave', '{"how":"answer two megabytes"}', 500, -604001],
  ])('answers %s with the service’s error', async (_what, path, body, status, errCode) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      errCode,
      errMsg: expect.stringMatching(/^cloud\.callFunction:fail /),
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it('takes events up to 100 KB and refuses larger ones in WeChat’s words', async () => {
    const event = (bytes: number) => JSON.stringify({ how: 'count', padding: 'x'.repeat(bytes) });
    const large = await post('/call/misbehave', event(102_000));
    expect(await large.json()).toEqual({ calls: expect.any(Number) });
    const tooLarge = await post('/call/misbehave', event(102_400));
    expect(tooLarge.status).toBe(413);
    expect(await tooLarge.json()).toMatchObject({
      errCode: -501007,
      errMsg: expect.stringContaining('data exceed max size'),
    });
  });

  it('refuses an openid that no header can carry, and any method but POST', async () => {
    expect((await post('/call/echo', '{}', { 'x-local-openid': 'with space' })).status).toBe(400);
    expect((await post('/call/echo', '{}', { 'x-local-openid': 'o'.repeat(129) })).status).toBe(400);
    expect((await fetch(`${cloud.url}/call/echo`)).status).toBe(405);
  });
});

describe('who may call', () => {
  const refusal = (says: string) => ({
    errCode: -501023,
    errMsg: `cloud.callFunction:fail Error: errCode: -501023 permission denied | ${says}`,
    requestId: expect.any(String),
  });

  it('is said by the rules, before any function sees the call', async () => {
    const [latest] = cloud.logs.list({ limit: 1 });
    const unsigned = await post('/call/relay', '{}');
    expect(unsigned.status).toBe(403);
    expect(await unsigned.json()).toEqual(refusal('the rule of relay refuses the caller'));
    expect((await post('/call/ticking', '{}', { 'x-local-openid': 'o-me' })).status).toBe(403);
    expect(cloud.logs.list({ limit: 1 })).toEqual([latest]);
    const signed = JSON.stringify({ name: 'relay', data: { name: 'echo', data: {} } });
    expect((await post('/call/relay', signed, { 'x-local-openid': 'o-me' })).status).toBe(200);
  });

  it('is nobody without a name unless the environment lets them in, whatever the rules say', async () => {
    const closed = await startFixtureCloud();
    const call = (headers: Record<string, string>) =>
      fetch(`${closed.url}/call/echo`, { method: 'POST', body: '{}', headers });
    const answer = await call({});
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual(refusal('Unauthenticated access is denied'));
    expect(closed.logs.list()).toEqual([]);
    expect((await call({ 'x-local-openid': 'o-me' })).status).toBe(200);
    await closed.remove();
  });
});

describe('a function that calls a function', () => {
  it('keeps who called, and adds itself to the chain of sources', async () => {
    const answer = await cloud.call('relay', { name: 'relay', data: { name: 'echo', data: { word: 1 } } }, 'o-me');
    expect(answer).toMatchObject({
      result: { result: { wxContext: { OPENID: 'o-me', SOURCE: 'wx_client,scf,scf' }, event: { word: 1 } } },
    });
    expect(cloud.logs.list({ limit: 3 }).map((call) => call.trigger)).toEqual(['function', 'function', 'client']);
  });

  it.each([
    [{ name: 'nothing', data: {} }, /could not be found/],
    [{ name: 'misbehave', data: { how: 'throw' } }, /a bug in the function/],
    [{ name: 'misbehave', data: { how: 'loop' } }, /timed out after 1 seconds/],
    [{ name: 'misbehave', data: { how: 'answer two megabytes' } }, /result size exceed limit/],
    [{ name: 'echo', data: { padding: 'x'.repeat(1_100_000) } }, /exceeds the size limit/],
  ])('gets the error of the one it called, and answers itself', async (event, message) => {
    expect(await cloud.call('relay', event)).toMatchObject({
      errCode: expect.any(Number),
      errMsg: expect.stringMatching(message),
    });
  });

  it('finds a thread even where every thread of its kind waits for one', async () => {
    const narrow = await startFixtureCloud({ instancesPerFunction: 1 });
    const calls = Array.from({ length: 3 }, () =>
      narrow.call('relay', { name: 'relay', data: { name: 'echo', data: {} } }, 'o-me'),
    );
    for (const answer of await Promise.all(calls)) {
      expect(answer).toMatchObject({ result: { result: { wxContext: { OPENID: 'o-me' } } } });
    }
    await narrow.remove();
  });
});

describe('the gateway', () => {
  it('answers pages of this machine across ports, at /call and /storage only', async () => {
    const origin = 'http://127.0.0.1:10086';
    const answer = await post('/call/echo', '{}', { origin });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    const preflight = await fetch(`${cloud.url}/call/echo`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'content-type,x-local-openid' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-local-openid');
    expect(await request('/admin', { origin })).toBe(403);
    expect(await request('/__local/clock', { origin })).toBe(403);
    expect(await request('/__local/status', { origin: cloud.url }, 'GET')).toBe(200);
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1.evil.example' },
    { origin: 'null' },
    { origin: 'https://127.0.0.1' },
    { host: 'evil.example' },
    { host: 'evil.example:8787' },
    { host: '127.0.0.1.evil.example' },
  ] as Record<string, string>[])('refuses a page from elsewhere: %j', async (headers) => {
    const [latest] = cloud.logs.list({ limit: 1 });
    for (const path of ['/call/echo', '/admin', '/__local/clock', '/storage/public/a']) {
      expect(await request(path, headers)).toBe(403);
    }
    expect(cloud.logs.list({ limit: 1 })).toEqual([latest]);
  });

  it.each(['/call/%ff', '/__local/%ff', '/__local/collections/%'])('refuses %s, which says nothing', async (path) => {
    expect((await fetch(cloud.url + path)).status).toBe(400);
  });

  it('has nothing elsewhere', async () => {
    expect(await request('//', {}, 'GET')).toBe(404);
    expect((await fetch(cloud.url)).status).toBe(404);
    expect((await fetch(`${cloud.url}/favicon.ico`)).status).toBe(404);
  });
});

describe('faults on demand', () => {
  it('make a call slow, fail it, or lose its answer', async () => {
    cloud.faults.add({ action: 'call.misbehave', latencyMs: 120, times: 1 });
    const began = performance.now();
    const { calls } = (await (await post('/call/misbehave', '{"how":"count"}')).json()) as { calls: number };
    expect(performance.now() - began).toBeGreaterThan(115);
    cloud.faults.add({ action: 'call.*', errorRate: 1, times: 1 });
    expect((await post('/call/misbehave', '{"how":"count"}')).status).toBe(503);
    cloud.faults.add({ action: '*', dropRate: 1, times: 1 });
    await expect(post('/call/misbehave', '{"how":"count"}')).rejects.toThrow();
    // The one that failed did nothing; the one that was lost did its work.
    expect(await (await post('/call/misbehave', '{"how":"count"}')).json()).toEqual({ calls: calls + 2 });
    expect(cloud.faults.list()).toEqual([]);
  });

  it('strike the requests of the SDK by action', async () => {
    await cloud.call('store', { how: 'create', collection: 'posts' });
    cloud.faults.add({ action: 'database.insertDocument', errorRate: 1, times: 1 });
    expect(await cloud.call('store', { how: 'add', collection: 'posts', data: { n: 1 } })).toHaveProperty('errCode');
    cloud.faults.add({ action: 'database.*', dropRate: 1, times: 1 });
    expect(await cloud.call('store', { how: 'add', collection: 'posts', data: { n: 2 } })).not.toHaveProperty('_id');
    expect(await cloud.call('store', { how: 'count', collection: 'posts' })).toMatchObject({ total: 1 });
  });

  it('are set through the console, and refused by name where they do not hold', async () => {
    const add = (rule: object) => post('/__local/faults', JSON.stringify(rule));
    expect((await add({ action: 'database.*', latencyMs: 5 })).status).toBe(200);
    expect(await (await add({ action: 'database.*', errorRate: 2 })).json()).toMatchObject({
      error: expect.stringContaining('errorRate'),
    });
    expect((await add({ action: 'data base' })).status).toBe(400);
    await fetch(`${cloud.url}/__local/faults`, { method: 'DELETE' });
    expect(cloud.faults.list()).toEqual([]);
  });
});
