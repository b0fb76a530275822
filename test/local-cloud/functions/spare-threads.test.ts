import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '#cloud/clock';
import { buildFunctions } from '#cloud/functions/build';
import { openCatalog } from '#cloud/functions/catalog';
import { createInvocationLog } from '#cloud/functions/invocation-log';
import { FunctionPool } from '#cloud/functions/pool';
import { SpareThreads } from '#cloud/functions/spare-threads';

let out: string;
let spareThreads: SpareThreads;

beforeAll(async () => {
  out = mkdtempSync(path.join(os.tmpdir(), 'spare-threads-'));
  await buildFunctions({ source: 'test/fixtures/functions', out, only: ['echo', 'misbehave'] });
});
afterAll(() => {
  for (const made of [out, `${out}.build.json`, `${out}.compiled`]) rmSync(made, { recursive: true, force: true });
});
beforeEach(() => {
  spareThreads = new SpareThreads();
});

/** A pool of its own cloud, at an instant, with a variable. */
function openPool(at: string, variables: Record<string, string>) {
  const clock = createClock({ at, frozen: true });
  const log = createInvocationLog(clock);
  const endpoint = () => 'http://127.0.0.1:9/admin';
  const pool = new FunctionPool({
    catalog: openCatalog(out),
    clock,
    log,
    endpoint,
    environment: 'spare-threads-test',
    variables: () => variables,
    spareThreads,
  });
  const invoke = async (functionName: string, event: object) => {
    const caller = { openid: 'o-driver', appid: 'wx1', clientIp: '10.0.0.7' };
    const { json } = await pool.invoke({ functionName, event: JSON.stringify(event), trigger: 'client', caller });
    return JSON.parse(json) as Record<string, unknown>;
  };
  return { pool, log, invoke };
}

describe('a thread that one cloud hands on to the next', () => {
  it('remembers nothing, and knows the clock, the environment and the log of the new one only', async () => {
    const first = openPool('2026-05-01T00:00:00Z', { OF_THE_FIRST: 'x' });
    expect(await first.invoke('misbehave', { how: 'count' })).toEqual({ calls: 1 });
    expect(await first.invoke('misbehave', { how: 'count' })).toEqual({ calls: 2 });
    await first.invoke('echo', {});
    await first.pool.close();
    const logged = first.log.list().length;

    const second = openPool('2026-06-01T00:00:00Z', { OF_THE_SECOND: 'y' });
    expect(await second.invoke('misbehave', { how: 'count' })).toEqual({ calls: 1 });
    const { environment, now, isDate } = await second.invoke('echo', {});
    expect(environment).toContain('OF_THE_SECOND');
    expect(environment).not.toContain('OF_THE_FIRST');
    expect({ now, isDate }).toEqual({ now: '2026-06-01T00:00:00.000Z', isDate: true });
    expect(second.log.list().map(({ lines, coldStart }) => ({ lines: lines.length, coldStart }))).toEqual([
      { lines: 1, coldStart: true },
      { lines: 1, coldStart: true },
    ]);
    expect(first.log.list()).toHaveLength(logged);
    await second.pool.close();
  });

  it('is none that was in the middle of a call', async () => {
    const first = openPool('2026-05-01T00:00:00Z', {});
    const hanging = first.invoke('misbehave', { how: 'hang' }).catch((error: Error) => error);
    await expect.poll(() => first.log.list()[0]?.lines.length).toBe(1);
    await first.pool.close();
    expect(await hanging).toMatchObject({ name: 'FunctionError' });
    const { find } = openCatalog(out);
    expect(spareThreads.take((await find('misbehave')) ?? expect.fail())).toBeUndefined();
  });
});

describe('what V8 made of a large bundle', () => {
  const kept = () => readdirSync(path.join(`${out}.compiled`, 'echo'));

  it('is kept after the first answer, and used; damaged, it is made anew', async () => {
    const file = path.join(`${out}.compiled`, 'echo');
    rmSync(`${out}.compiled`, { recursive: true, force: true });
    const start = async () => {
      const { pool, invoke } = openPool('2026-05-01T00:00:00Z', {});
      expect(await invoke('echo', { word: '路况' })).toMatchObject({ event: { word: '路况' } });
      // The next call finds the thread done with keeping.
      await invoke('echo', {});
      await pool.close();
      spareThreads = new SpareThreads();
    };
    await start();
    expect(kept()).toHaveLength(1);
    const [name = ''] = kept();
    writeFileSync(path.join(file, name), 'no code of V8');
    await start();
    await expect.poll(() => existsSync(path.join(file, name)) && kept().length).toBe(1);
    await start();
    expect(existsSync(`${out}.compiled/misbehave`)).toBe(false);
  });
});
