import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '#cloud/clock';
import { type Cloud, type CloudOptions, startCloud } from '#cloud/cloud';
import { databaseActions } from '#cloud/database/actions';
import { changeGrant } from '#cloud/staff';
import type { ActionInput, ActionName, ActionOutput, Contract, Reply } from '#contract/action';
import { EVERY_AGENCY, type Role } from '#domain/roles';
import { spareThreads } from './spare-threads.ts';

/** A local cloud of one test's own: a fresh database, and a clock that stands until it is moved. */
export interface TestCloud {
  cloud: Cloud;
  /** Calls an action and gives its data; throws the error's code and message where it refuses. */
  call<C extends Contract, A extends ActionName<C>>(
    name: C['name'],
    action: A,
    input: ActionInput<C, A>,
    openid?: string,
  ): Promise<ActionOutput<C, A>>;
  /** Calls with anything at all and gives the whole reply. */
  send(name: string, event: unknown, openid?: string): Promise<Reply<unknown>>;
  grant(openid: string, role: Role, agencyId?: string): Promise<void>;
  close(): Promise<void>;
}

export const TEST_NOW = '2026-11-23T00:30:00.000Z'; // 08:30 in China

/** @param more what a test needs besides, e.g. the functions' environment variables */
export async function startTestCloud(now = TEST_NOW, more: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'test-cloud-'));
  const cloud = await startCloud({
    data,
    functions: 'dist/cloudfunctions',
    indexes: 'cloudfunctions/indexes.json',
    clock: createClock({ at: now, frozen: true }),
    timers: false,
    quiet: true,
    spareThreads,
    ...more,
    // Tests write and look at once, on a clock that stands: what is remembered would be fresh forever.
    variables: { READ_MEMORY: 'off', CALL_NUMBERS: 'off', ...more.variables },
  });
  /** What the function wrote about a failure that it tells nobody else. */
  const written = (requestId: string) =>
    cloud.logs.list({ requestId }).flatMap(({ lines }) => lines.map(({ text }) => text));
  const send: TestCloud['send'] = async (name, event, openid) => {
    const reply = (await cloud.call(name, event, openid)) as Reply<unknown>;
    if (!reply.ok && reply.error.code === 'internal') {
      throw new Error(`${name} failed unexpectedly:\n${written(reply.error.requestId).join('\n')}`);
    }
    return reply;
  };
  return {
    cloud,
    send,
    async call(name, action, input, openid) {
      const reply = await send(name, { action, input }, openid);
      if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
      return reply.data as never;
    },
    async grant(openid, role, agencyId = EVERY_AGENCY) {
      await changeGrant(databaseActions(cloud.database), { openid, role, agencyId, revoke: false }, cloud.clock.now());
    },
    async close() {
      await cloud.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
