import { randomUUID } from 'node:crypto';
import { type Cloud, startCloud } from '#cloud/cloud';
import { readOwner } from '#cloud/data-folder';
import { databaseActions } from '#cloud/database/actions';
import { buildFunctions } from '#cloud/functions/build';
import { changeGrant } from '#cloud/staff';
import type { ActionEvent } from '#contract/action';
import { callInParts } from '#domain/event-parts';
import { EVERY_AGENCY, type Role } from '#domain/roles';

/** A local cloud as a command-line tool uses it: the one that runs on the data folder, or one of its own for the while. */
export interface CloudSession {
  /** Calls a function as this person; answers what the function answered. */
  call(name: string, event: unknown, openid: string): Promise<unknown>;
  /** Gives a role for every agency; whoever holds the data folder may. */
  grant(openid: string, role: Role): Promise<void>;
  close(): Promise<void>;
}

export const FUNCTIONS = 'dist/cloudfunctions';
export const INDEXES = 'cloudfunctions/indexes.json';
/** As `docs/deploy.md` has it done once in production. */
export const UPLOADED_TIMERS = ['alert-sender'];

/** A session on a cloud that runs in this process. */
export function sessionOf(cloud: Cloud): CloudSession {
  return {
    call: (name, event, openid) => cloud.call(name, event, openid),
    async grant(openid, role) {
      const change = { openid, role, agencyId: EVERY_AGENCY, revoke: false };
      await changeGrant(databaseActions(cloud.database), change, cloud.clock.now());
    },
    close: () => cloud.close(),
  };
}

async function send(url: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

/** The cloud that runs on the folder already, if one does. */
async function runningSession(data: string): Promise<CloudSession | undefined> {
  const owner = readOwner(data);
  if (!owner?.port) return undefined;
  const url = `http://127.0.0.1:${owner.port}`;
  try {
    await fetch(`${url}/__local`);
  } catch {
    // Nobody listens there any more: the folder was left behind, and may be taken over.
    return undefined;
  }
  return {
    call(name, event, openid) {
      const ask = (action: string, input: unknown) =>
        send(`${url}/call/${name}`, { action, input }, { 'x-local-openid': openid });
      const { action, input } = event as ActionEvent;
      return callInParts(ask, action, input, randomUUID);
    },
    async grant(openid, role) {
      await send(`${url}/__local/grant`, { openid, role }, { 'x-local-token': owner.token });
    },
    async close() {},
  };
}

/** @throws where the folder is in use by a cloud that doesn't answer, or its database can't be read */
export async function openCloudSession(data: string): Promise<CloudSession> {
  const running = await runningSession(data);
  if (running !== undefined) return running;
  await buildFunctions({ source: 'cloudfunctions', out: FUNCTIONS });
  const cloud = await startCloud({
    data,
    functions: FUNCTIONS,
    indexes: INDEXES,
    timers: false,
  });
  return sessionOf(cloud);
}
