import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import tcb from '@cloudbase/node-sdk';
import { createAdminHandler } from '#cloud/admin/handler';
import { openDataFolder, readOwner } from '#cloud/data-folder';
import { databaseActions } from '#cloud/database/actions';
import { openDatabase } from '#cloud/database/database';
import type { IndexDefinitions } from '#cloud/database/index-definition';
import { LOCAL_ENVIRONMENT } from '#cloud/environment';
import { INDEXES } from './cloud-session.ts';

export type Fields = Record<string, unknown> & { _id: string };

/** A database as its owner reaches it, past the functions: a local cloud's or an environment's, by the same SDK. */
export interface DatabaseAccess {
  /** Whose it is: `local:<folder>` or `env:<id>`. */
  name: string;
  /** Documents in the order of their ids, those after this one; none where the collection is not there. */
  page(collection: string, after: string, limit: number): Promise<Fields[]>;
  count(collection: string): Promise<number>;
  read(collection: string, id: string): Promise<Fields | undefined>;
  /** Adds documents, all or some; `duplicate` where one of them was there. */
  add(collection: string, documents: readonly Fields[]): Promise<'done' | 'duplicate'>;
  /** Writes the whole document, whether or not it was there. */
  put(collection: string, document: Fields): Promise<void>;
  /** Makes a collection that is not there. */
  create(collection: string): Promise<void>;
  close(): Promise<void>;
}

type Db = ReturnType<ReturnType<typeof tcb.init>['database']>;

/** How often a request is made again that a network or a busy database refused, and how long it waits at first, milliseconds. */
const RETRIES = 4;
const PAUSE = 500;

/** The SDK throws some refusals and gives back others. */
function orThrow<T extends object>(answer: T): T {
  const { code, message } = answer as { code?: string; message?: string };
  if (code !== undefined && code !== '') throw Object.assign(new Error(`${code}: ${message}`), { code });
  return answer;
}

function saysOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return `${code ?? ''} ${message ?? String(error)}`;
}

const isMissing = (error: unknown) => /COLLECTION_NOT_EXIST|not exist/i.test(saysOf(error));
const isDuplicate = (error: unknown) => /DUPLICATE|E11000/i.test(saysOf(error));

/** Some refusals stay the same however often one asks. */
function isFinal(error: unknown): boolean {
  return /EXIST|DUPLICATE|E11000|INVALID|PERMISSION|SIGN_|AUTH|SECRET/i.test(saysOf(error));
}

async function patiently<T>(request: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await request();
    } catch (error) {
      if (tried === RETRIES || isFinal(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** tried));
    }
  }
}

/** @param close lets go of what was opened for it */
function accessBySdk(name: string, db: Db, close: () => Promise<void> = async () => {}): DatabaseAccess {
  const { command } = db;
  return {
    name,
    close,
    async page(collection, after, limit) {
      try {
        const query = db.collection(collection).where({ _id: command.gt(after) });
        const found = await patiently(async () => orThrow(await query.orderBy('_id', 'asc').limit(limit).get()));
        return found.data as Fields[];
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async count(collection) {
      try {
        const all = db.collection(collection).where({ _id: command.gt('') });
        return (await patiently(async () => orThrow(await all.count()))).total ?? 0;
      } catch (error) {
        if (isMissing(error)) return 0;
        throw error;
      }
    },
    async read(collection, id) {
      const one = db.collection(collection).where({ _id: command.eq(id) });
      const found = await patiently(async () => orThrow(await one.limit(1).get()));
      return (found.data as Fields[])[0];
    },
    async add(collection, documents) {
      try {
        await patiently(async () => orThrow(await db.collection(collection).add([...documents])));
        return 'done';
      } catch (error) {
        if (isDuplicate(error)) return 'duplicate';
        throw error;
      }
    },
    async put(collection, { _id, ...fields }) {
      await patiently(async () => orThrow(await db.collection(collection).doc(_id).set(fields)));
    },
    async create(collection) {
      try {
        await patiently(async () => orThrow(await db.createCollection(collection)));
      } catch (error) {
        if (!/EXIST/i.test(saysOf(error)) || isMissing(error)) throw error;
      }
    },
  };
}

/** What the SDK wants to know of where it runs; without it, it looks for a metadata host. */
function standIn(): void {
  process.env.TENCENTCLOUD_RUNENV ??= 'SCF';
  process.env.TENCENTCLOUD_REGION ??= 'ap-shanghai';
  process.env.SCF_NAMESPACE ??= 'local';
}

/** @param url of the local cloud */
export function accessLocalCloud(name: string, url: string, close?: () => Promise<void>): DatabaseAccess {
  standIn();
  const app = tcb.init({
    env: LOCAL_ENVIRONMENT,
    secretId: 'local-cloud',
    secretKey: 'local-cloud',
    serviceUrl: `${url}/admin`,
  });
  return accessBySdk(name, app.database(), close);
}

async function accessFolder(data: string): Promise<DatabaseAccess> {
  const name = `local:${path.resolve(data)}`;
  const owner = readOwner(data);
  if (owner?.port) {
    const url = `http://127.0.0.1:${owner.port}`;
    // Where nobody listens, the folder was left behind and may be taken over.
    if (
      await fetch(`${url}/__local`).then(
        () => true,
        () => false,
      )
    )
      return accessLocalCloud(name, url);
  }
  const folder = openDataFolder(data);
  const indexes = JSON.parse(readFileSync(INDEXES, 'utf8')) as IndexDefinitions;
  const database = openDatabase({ file: folder.databaseFile, now: Date.now, indexes });
  const server = createServer(createAdminHandler({ actions: databaseActions(database) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return accessLocalCloud(name, url, async () => {
    server.close();
    server.closeAllConnections();
    database.close();
    folder.release();
  });
}

/** Keys as the deployment takes them: from the environment, never from a file. */
function accessEnvironment(env: string): DatabaseAccess {
  const { TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, TENCENTCLOUD_SESSIONTOKEN } = process.env;
  if (!TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY) {
    throw new Error(
      'set TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY (and TENCENTCLOUD_SESSIONTOKEN with two-hour keys)',
    );
  }
  const app = tcb.init({
    env,
    secretId: TENCENTCLOUD_SECRETID,
    secretKey: TENCENTCLOUD_SECRETKEY,
    ...(TENCENTCLOUD_SESSIONTOKEN && { sessionToken: TENCENTCLOUD_SESSIONTOKEN }),
  });
  return accessBySdk(`env:${env}`, app.database());
}

/**
 * @param where an environment's id, or the folder of a local cloud, running or not
 * @throws Error that names the variables that are missing; DataFolderInUseError where a cloud has the folder that doesn't answer
 */
export async function accessDatabase(where: { env?: string | undefined; data: string }): Promise<DatabaseAccess> {
  return where.env === undefined ? accessFolder(where.data) : accessEnvironment(where.env);
}
