/**
 * `npm run grant -- <openid> <role> [--agency ID] [--revoke] [--env ID | --data DIR]`: gives or takes a role of the desk, in an
 * environment, or in a local cloud whether or not it runs. The first operator gets the role so; the desk gives all others.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DataFolderInUseError, openDataFolder, readOwner } from '#cloud/data-folder';
import { databaseActions } from '#cloud/database/actions';
import { openDatabase } from '#cloud/database/database';
import type { IndexDefinitions } from '#cloud/database/index-definition';
import { changeGrant, type GrantChange, parseGrantChange, type StoredGrant } from '#cloud/staff';
import { EVERY_AGENCY, type Grant, ROLE_IDS, ROLES } from '#domain/roles';
import { accessDatabase } from './database-access.ts';
import { grantByOwner } from './grant-by-owner.ts';

const usage = `usage: npm run grant -- <openid> <${ROLE_IDS.join(' | ')}> [--agency ID] [--revoke] [--env ID | --data DIR]`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      agency: { type: 'string', default: EVERY_AGENCY },
      revoke: { type: 'boolean', default: false },
      env: { type: 'string' },
      data: { type: 'string', default: '.local-cloud' },
    },
  });
  const [openid, role] = positionals;
  if (openid === undefined || role === undefined || positionals.length > 2) throw new Error(usage);
  const change = parseGrantChange({ openid, role, agencyId: values.agency, revoke: values.revoke });
  const grants =
    values.env === undefined
      ? ((await askRunningCloud(values.data, change)) ?? (await changeAtRest(values.data, change)))
      : await changeInEnvironment(values.env, change);
  const words = grants.map((grant) => {
    const name = ROLES.find(({ id }) => id === grant.role)?.name ?? grant.role;
    return `${grant.role} (${name}) for ${grant.agencyId === EVERY_AGENCY ? 'every agency' : grant.agencyId}`;
  });
  console.log(`${openid}: ${words.join(', ') || 'no role'}`);
}

async function changeInEnvironment(env: string, change: GrantChange): Promise<Grant[]> {
  const access = await accessDatabase({ env, data: '' });
  try {
    return await grantByOwner(access, change, new Date());
  } finally {
    await access.close();
  }
}

/** @returns undefined where no cloud runs on the folder */
async function askRunningCloud(data: string, change: GrantChange): Promise<StoredGrant[] | undefined> {
  const owner = readOwner(data);
  if (!owner?.port) return undefined;
  let response: Response;
  try {
    response = await fetch(`http://127.0.0.1:${owner.port}/__local/grant`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-token': owner.token },
      body: JSON.stringify(change),
    });
  } catch {
    // Nobody listens there any more: the folder was left behind.
    return undefined;
  }
  // Another program, or the cloud of another folder, has the port by now.
  if (response.status === 403 || response.status === 404) return undefined;
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error((answer as { error: string }).error);
  return answer as StoredGrant[];
}

async function changeAtRest(data: string, change: GrantChange): Promise<StoredGrant[]> {
  const folder = openDataFolder(data);
  try {
    const indexes = JSON.parse(readFileSync('cloudfunctions/indexes.json', 'utf8')) as IndexDefinitions;
    const database = openDatabase({ file: folder.databaseFile, now: Date.now, indexes });
    try {
      return await changeGrant(databaseActions(database), change, Date.now());
    } finally {
      database.close();
    }
  } finally {
    folder.release();
  }
}

run().catch((error: unknown) => {
  const starting = error instanceof DataFolderInUseError ? ' (it may still be starting: try again)' : '';
  console.error(`grant: ${error instanceof Error ? error.message : String(error)}${starting}`);
  process.exit(1);
});
