import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOwner } from '#cloud/data-folder';
import { type FixtureCloud, startFixtureCloud } from '../fixture-cloud.ts';

let cloud: FixtureCloud;

beforeAll(async () => {
  cloud = await startFixtureCloud({ timers: false });
  await cloud.call('store', { how: 'create', collection: 'posts' });
  await cloud.call('store', { how: 'create', collection: 'staff' });
  for (let n = 0; n < 25; n += 1)
    await cloud.call('store', { how: 'add', collection: 'posts', data: { _id: `p${n}`, n } });
  await cloud.call('store', { how: 'read', collection: 'posts', id: 'p7' }, 'o-reader');
});

afterAll(() => cloud.remove());

async function get(path: string): Promise<unknown> {
  const answer = await fetch(`${cloud.url}/__local/${path}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${cloud.url}/__local/${path}`, { method: 'POST', body: JSON.stringify(body), headers });

describe('the console', () => {
  it('is a page that runs no script but its own', async () => {
    const page = await fetch(`${cloud.url}/__local`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/);
    for (const file of ['console.css', 'console.js']) {
      expect(html).toContain(`/__local/${file}`);
      expect((await fetch(`${cloud.url}/__local/${file}`)).status).toBe(200);
    }
  });

  it('lists what each request of a function cost', async () => {
    const requests = (await get('requests?functionName=store&limit=1')) as unknown[];
    expect(requests).toMatchObject([
      {
        at: cloud.clock.now(),
        action: 'database.getDocument',
        requestId: expect.any(String),
        functionName: 'store',
        invocation: cloud.logs.list()[0]?.requestId,
        ms: expect.any(Number),
        collection: 'posts',
        examined: 1,
        returned: 1,
        index: expect.any(String),
        written: 0,
      },
    ]);
  });

  it('lists calls with who called', async () => {
    expect(await get('logs?functionName=store&limit=1')).toMatchObject([{ openid: 'o-reader', functionName: 'store' }]);
  });

  it('shows collections and pages through their documents', async () => {
    expect(await get('collections')).toMatchObject([
      { name: 'posts', documents: 25 },
      { name: 'staff', documents: 0 },
    ]);
    const page = (await get('collections/posts?limit=10&offset=20')) as { total: number; documents: unknown[] };
    expect(page.total).toBe(25);
    expect(page.documents).toHaveLength(5);
    expect(await get(`collections/posts?query=${encodeURIComponent('{"n":7}')}`)).toMatchObject({
      total: 1,
      documents: [{ _id: 'p7' }],
    });
  });

  it.each([
    ['collections/nothing', 404],
    ['collections/posts?limit=ten', 400],
    ['collections/posts?query=%5B1%5D', 400],
    ['nothing', 404],
  ])('answers GET %s with %i and the reason', async (path, status) => {
    const answer = await fetch(`${cloud.url}/__local/${path}`);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: expect.any(String) });
  });

  it('moves the clock, and server dates follow', async () => {
    const moved = await post('clock', { set: '2026-06-01T00:00:00+08:00' });
    expect(await moved.json()).toEqual({ now: '2026-05-31T16:00:00.000Z', frozen: true });
    expect(await (await post('clock', { advance: 1500 })).json()).toMatchObject({ now: '2026-05-31T16:00:01.500Z' });
    const { _id } = (await cloud.call('store', { how: 'stamp', collection: 'posts' })) as { _id: string };
    expect(await cloud.call('store', { how: 'read', collection: 'posts', id: _id })).toMatchObject({
      data: { at: '2026-05-31T16:00:01.500Z' },
    });
    expect(await (await post('clock', { run: true })).json()).toMatchObject({ frozen: false });
    expect(await (await post('clock', { freeze: true })).json()).toMatchObject({ frozen: true });
    expect((await post('clock', { set: 'noon' })).status).toBe(400);
    expect((await post('clock', {})).status).toBe(400);
  });

  it('leads from a drawn code to its page', async () => {
    const answer = await get('code?page=pages/post/index&scene=p%3D1');
    expect(answer).toMatchObject({ page: 'pages/post/index', scene: 'p=1' });
  });

  it('says what there is', async () => {
    expect(await get('status')).toMatchObject({
      frozen: true,
      functions: expect.arrayContaining([
        {
          name: 'misbehave',
          timeout: 1,
          memorySize: 128,
          openapi: [],
          triggers: [],
        },
      ]),
    });
  });
});

describe('granting a role', () => {
  const change = { openid: 'o-first', role: 'editor' };

  it('takes the token of the data folder, and nothing else', async () => {
    expect((await post('grant', change)).status).toBe(403);
    expect((await post('grant', change, { 'x-local-token': 'guess' })).status).toBe(403);
    const token = readOwner(cloud.data)?.token ?? '';
    const answer = await post('grant', change, { 'x-local-token': token });
    expect(await answer.json()).toMatchObject([{ role: 'editor', agencyId: '*', grantedBy: 'command line' }]);
  });

  it('keeps other roles, gives none twice, and takes one away', async () => {
    const openid = 'o-second';
    await cloud.grant({ openid, role: 'editor', agencyId: '*', revoke: false });
    await cloud.grant({ openid, role: 'duty', agencyId: 'agency-1', revoke: false });
    await cloud.grant({ openid, role: 'duty', agencyId: 'agency-1', revoke: false });
    expect(await cloud.call('store', { how: 'read', collection: 'staff', id: openid })).toMatchObject({
      data: {
        _id: openid,
        grants: [
          { role: 'editor', agencyId: '*', grantedAt: expect.any(String), grantedBy: 'command line' },
          { role: 'duty', agencyId: 'agency-1' },
        ],
      },
    });
    expect(await cloud.grant({ openid, role: 'editor', agencyId: '*', revoke: true })).toMatchObject([
      { role: 'duty' },
    ]);
  });
});
