import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type AdminAction, ServiceError } from '#cloud/admin/action';
import { type AdminHandlerOptions, type AdminRequestLog, createAdminHandler, type Fault } from '#cloud/admin/handler';

async function serve(
  options: AdminHandlerOptions,
): Promise<{ post(body: string): Promise<Response>; log: AdminRequestLog[] }> {
  const log: AdminRequestLog[] = [];
  const server = createServer(createAdminHandler({ observe: (entry) => log.push(entry), ...options }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin?env=local&seqId=1`;
  return { log, post: (body) => fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } }) };
}

const echo: AdminAction = async ({ params }) => ({
  data: params,
  beside: { transactionId: 't' },
  cost: { collection: 'c', examined: 3, returned: 1, index: null, written: 0 },
});

it('answers what the action gives, in the service’s envelope', async () => {
  const { post, log } = await serve({ actions: { 'test.echo': echo } });
  const response = await post('{"action":"test.echo","a":1}');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ requestId: expect.any(String), transactionId: 't', data: { a: 1 } });
  expect(log).toEqual([
    {
      action: 'test.echo',
      requestId: expect.any(String),
      ms: expect.any(Number),
      bytes: 28,
      cost: { collection: 'c', examined: 3, returned: 1, index: null, written: 0 },
    },
  ]);
});

it('answers the service’s own errors with 200 and their code', async () => {
  const refuse: AdminAction = async () => {
    throw new ServiceError('DATABASE_REQUEST_FAILED', '[FailedOperation] no');
  };
  const { post, log } = await serve({ actions: { 'test.refuse': refuse } });
  const response = await post('{"action":"test.refuse"}');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    requestId: expect.any(String),
    code: 'DATABASE_REQUEST_FAILED',
    message: '[FailedOperation] no',
  });
  expect(log).toMatchObject([{ action: 'test.refuse', code: 'DATABASE_REQUEST_FAILED' }]);
});

it('answers a fault of its own as the service does, and shows it to us', async () => {
  const complain = vi.mocked(console.error).mockImplementation(() => undefined);
  const { post } = await serve({
    actions: {
      'test.break': async () => {
        throw new TypeError('broken');
      },
    },
  });
  expect(await (await post('{"action":"test.break"}')).json()).toMatchObject({
    code: 'SYS_ERR',
    message: expect.stringContaining('broken'),
  });
  expect(complain).toHaveBeenCalledOnce();
  complain.mockClear();
});

it.each([
  ['what is no JSON', 'action=x', 'INVALID_PARAM'],
  ['a list', '[]', 'INVALID_PARAM'],
  ['no action', '{}', 'INVALID_PARAM'],
  ['an action that is no text', '{"action":7}', 'INVALID_PARAM'],
  ['an action that there is not', '{"action":"database.dropEverything"}', 'INVALID_ACTION'],
  ['an action of every object', '{"action":"constructor"}', 'INVALID_ACTION'],
])('refuses %s', async (_name, body, code) => {
  const { post } = await serve({ actions: { 'test.echo': echo } });
  const response = await post(body);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ requestId: expect.any(String), code });
});

describe('a fault', () => {
  const faulty = async (fault: Fault) => {
    const done: string[] = [];
    const served = await serve({
      actions: {
        'test.write': async () => {
          done.push('written');
          return { data: {} };
        },
      },
      fault: (action) => (action === 'test.write' ? fault : undefined),
    });
    return { ...served, done };
  };

  it('delays', async () => {
    const { post, log } = await faulty({ delay: 60 });
    await post('{"action":"test.write"}');
    expect(log[0]?.ms).toBeGreaterThanOrEqual(58);
  });

  it('fails before anything is done', async () => {
    const { post, done } = await faulty({ error: { code: 'SYS_ERR', message: 'down' } });
    expect(await (await post('{"action":"test.write"}')).json()).toMatchObject({ code: 'SYS_ERR', message: 'down' });
    expect(done).toEqual([]);
  });

  it('breaks the connection before, or after the write was applied', async () => {
    const before = await faulty({ drop: 'before' });
    await expect(before.post('{"action":"test.write"}')).rejects.toThrow();
    expect(before.done).toEqual([]);
    const after = await faulty({ drop: 'after' });
    await expect(after.post('{"action":"test.write"}')).rejects.toThrow();
    expect(after.done).toEqual(['written']);
    expect(after.log).toHaveLength(1);
  });
});
