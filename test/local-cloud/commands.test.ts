import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let data: string;
const running = new Set<ChildProcess>();

beforeEach(() => {
  data = path.join(mkdtempSync(path.join(os.tmpdir(), 'commands-')), 'data');
});

afterEach(async () => {
  await Promise.all([...running].map((child) => stop(child)));
  rmSync(path.dirname(data), { recursive: true, force: true });
});

interface Command {
  child: ChildProcess;
  output: { out: string; err: string };
  /** The exit code. */
  ended: Promise<number | null>;
}

function command(script: string, args: string[]): Command {
  const child = spawn(process.execPath, ['scripts/run.mjs', script, ...args]);
  running.add(child);
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { child, output, ended };
}

function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('close', () => resolve());
    child.kill(signal);
  });
}

/** Starts the cloud and waits for the line that says where it listens. */
async function startCloudCommand(args: string[] = []): Promise<Command & { url: string }> {
  const started = command('cloud', ['--data', data, ...args]);
  await expect
    .poll(() => started.output.out + started.output.err, { timeout: 20_000 })
    .toMatch(/http:\/\/127|is busy:|in use/);
  return { ...started, url: /http:\/\/127\.0\.0\.1:\d+/.exec(started.output.out)?.[0] ?? '' };
}

async function occupy(port = 0): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

describe('npm run cloud', () => {
  it('prints one line when it listens: where, and where its data is', async () => {
    const port = await freePort();
    const { url, output, child, ended } = await startCloudCommand(['--port', String(port)]);
    expect(output.out).toBe(`local cloud: http://127.0.0.1:${port}, data in ${data}, console at ${url}/__local\n`);
    expect((await fetch(`${url}/__local/status`)).status).toBe(200);
    await stop(child);
    expect(await ended).toBe(0);
    expect(output.err).toBe('');
  });

  it('says which process has the data folder, and leaves it alone', async () => {
    const first = await startCloudCommand(['--port', String(await freePort())]);
    const second = command('cloud', ['--data', data, '--port', String(await freePort())]);
    expect(await second.ended).toBe(1);
    expect(second.output.err).toMatch(/in use by process \d+, http:\/\/127\.0\.0\.1:\d+; one local cloud at a time/);
    expect((await fetch(`${first.url}/__local/status`)).status).toBe(200);
  });

  it('refuses a busy port that it was asked to take', async () => {
    const server = await occupy();
    const { port } = server.address() as AddressInfo;
    const { output, ended } = await startCloudCommand(['--port', String(port)]);
    expect(await ended).toBe(1);
    expect(output.err).toBe(`local cloud: port ${port} is busy: another program listens on it\n`);
    server.close();
  });

  it('takes over what a killed cloud left, and says so', async () => {
    const first = await startCloudCommand(['--port', String(await freePort())]);
    await stop(first.child, 'SIGKILL');
    const second = await startCloudCommand(['--port', String(await freePort())]);
    expect(second.output.err).toContain(`process ${first.child.pid} ended without closing`);
    expect(second.url).not.toBe('');
  });

  it.each(['http', '0', '65536', '-1'])('refuses --port %s', async (port) => {
    const { output, ended } = command('cloud', ['--data', data, `--port=${port}`]);
    expect(await ended).toBe(1);
    expect(output.err).toContain(`--port ${port} is not a port`);
  });
});

describe('npm run grant', () => {
  it('gives a role on a folder that nobody uses, and the cloud then knows it', async () => {
    const grant = command('grant', ['o-first-editor', 'editor', '--data', data]);
    expect(await grant.ended).toBe(0);
    expect(grant.output.out).toBe('o-first-editor: editor (编辑) for every agency\n');
    const { url } = await startCloudCommand(['--port', String(await freePort())]);
    const staff = await fetch(`${url}/__local/collections/staff`);
    expect(await staff.json()).toMatchObject({
      total: 1,
      documents: [{ _id: 'o-first-editor', grants: [{ role: 'editor', agencyId: '*', grantedBy: 'command line' }] }],
    });
  });

  it('gives and takes roles while a cloud runs', async () => {
    await startCloudCommand(['--port', String(await freePort())]);
    const first = command('grant', ['o-duty', 'duty', '--agency', 'agency-1', '--data', data]);
    expect(await first.ended).toBe(0);
    const second = command('grant', ['o-duty', 'reviewer', '--data', data]);
    expect(await second.ended).toBe(0);
    expect(second.output.out).toBe('o-duty: duty (值班民警) for agency-1, reviewer (审核) for every agency\n');
    const third = command('grant', ['o-duty', 'duty', '--agency', 'agency-1', '--revoke', '--data', data]);
    expect(await third.ended).toBe(0);
    expect(third.output.out).toBe('o-duty: reviewer (审核) for every agency\n');
  });

  it.each([
    [['o-x'], 'usage: npm run grant'],
    [['o-x', 'chief'], 'role "chief" is none of editor, reviewer, duty, operator'],
    [['路 人', 'editor'], 'is not 1 to 128 printable ASCII characters'],
  ])('refuses %j', async (args, reason) => {
    const { output, ended } = command('grant', [...args, '--data', data]);
    expect(await ended).toBe(1);
    expect(output.err).toContain(reason);
  });
});

async function freePort(): Promise<number> {
  const server = await occupy();
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
