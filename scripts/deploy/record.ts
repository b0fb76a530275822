import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { ObjectStore } from './object-store.ts';
import type { Desired, Managed } from './state.ts';

/**
 * Deployments are numbered, and each keeps a record in the environment's own storage, beside the bundles it deployed. Nobody but
 * the owner of the environment's keys reads it: no rule of the storage lets a client near `deployments/`.
 *
 * A record is also the lock: one is created where none is, so of two deployments that begin at once only one gets the number, and
 * the other sees one under way.
 */
export interface DeploymentRecord {
  format: 1;
  number: number;
  state: 'running' | 'failed' | 'done';
  /** Made up by the run that wrote it. */
  token: string;
  /** ISO 8601 with zone, as the two below. */
  startedAt: string;
  /** When the run was last known to be alive. */
  beatAt: string;
  endedAt?: string;
  /** Of package.json. */
  version: string;
  /** As git describes the sources; empty where there is no git. */
  commit: string;
  /** The deployment that a rollback made anew. */
  of?: number;
  /** At which step it ended, and why. */
  failure?: string;
  desired: Desired;
  /** Values of variables that are ours and no secrets, by function. */
  variables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of those that are ours and secrets, by function. */
  secrets: Readonly<Record<string, readonly string[]>>;
  managed: Managed;
  /** What the service says of each function's code after the deployment. */
  code: Readonly<Record<string, { bundle: string; codeHash: string }>>;
}

export type RecordContent = Pick<
  DeploymentRecord,
  'version' | 'commit' | 'of' | 'desired' | 'variables' | 'secrets' | 'managed'
>;

export interface History {
  /** The newest first. */
  records: readonly DeploymentRecord[];
  latest: DeploymentRecord | undefined;
  /** The newest that ended well. */
  lastDone: DeploymentRecord | undefined;
}

/** A run that hasn't been heard of for so long is taken for dead; milliseconds. */
export const STALE = 180_000;
/** How often a run says that it is alive; milliseconds. */
const BEAT = 15_000;
/** So many deployments that ended well can be rolled back to. */
export const KEPT = 5;

const RECORDS = 'deployments/records/';
const BUNDLES = 'deployments/bundles/';

const recordKey = (number: number) => `${RECORDS}${String(number).padStart(6, '0')}.json`;
const bundleKey = (hash: string) => `${BUNDLES}${hash}.zip`;

const known = v.looseObject({
  format: v.literal(1),
  number: v.number(),
  state: v.picklist(['running', 'failed', 'done']),
});

/** Another deployment has the environment. */
export class BusyError extends Error {}

function parseRecord(key: string, content: Buffer): DeploymentRecord {
  let document: unknown;
  try {
    document = JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw new Error(`${key} in the environment's storage is not JSON: ${(error as Error).message}`);
  }
  if (!v.is(known, document))
    throw new Error(`${key} in the environment's storage is no record that this version can read`);
  return document as unknown as DeploymentRecord;
}

export async function readHistory(objects: ObjectStore): Promise<History> {
  const keys = (await objects.list(RECORDS)).filter((key) => /\/\d{6,}\.json$/.test(key));
  const records: DeploymentRecord[] = [];
  for (const key of keys) {
    const content = await objects.read(key);
    // One that was cleared away since the listing.
    if (content !== null) records.push(parseRecord(key, content));
  }
  records.sort((one, other) => other.number - one.number);
  return { records, latest: records[0], lastDone: records.find(({ state }) => state === 'done') };
}

function sayRunning({ number, startedAt, beatAt, commit }: DeploymentRecord): string {
  const until = new Date(Date.parse(beatAt) + STALE).toISOString();
  return `deployment ${number}${commit === '' ? '' : ` (${commit})`}, begun ${startedAt}, is under way: wait for it. If it is dead, this one may begin at ${until}, or at once with --take-over`;
}

/** A deployment under way, and the only one. */
export interface Deployment {
  number: number;
  /**
   * Says that this run is alive, where it hasn't lately.
   * @throws BusyError where another has taken over, since nothing was heard of this one
   */
  hold(): Promise<void>;
  fail(failure: string): Promise<void>;
  finish(end: Pick<DeploymentRecord, 'code' | 'managed'>): Promise<void>;
}

/** @throws BusyError where another is under way */
export async function beginDeployment(
  objects: ObjectStore,
  content: RecordContent,
  { now, takeOver }: { now: () => number; takeOver: boolean },
): Promise<Deployment> {
  const { latest } = await readHistory(objects);
  if (latest?.state === 'running' && !takeOver && now() - Date.parse(latest.beatAt) < STALE) {
    throw new BusyError(sayRunning(latest));
  }
  const token = randomUUID();
  const startedAt = new Date(now()).toISOString();
  const number = (latest?.number ?? 0) + 1;
  const key = recordKey(number);
  let record: DeploymentRecord = {
    format: 1,
    number,
    state: 'running',
    token,
    startedAt,
    beatAt: startedAt,
    ...content,
    code: {},
  };
  const asBuffer = () => Buffer.from(JSON.stringify(record));

  const isCreated = await objects.create(key, asBuffer());
  // The storage may have been asked twice where an answer got lost, so what it holds counts, not what it said.
  const stored = await objects.read(key).catch(async (error: unknown) => {
    if (isCreated)
      await objects.write(key, Buffer.from(JSON.stringify({ ...record, state: 'failed' }))).catch(() => undefined);
    throw error;
  });
  const owner = stored === null ? undefined : parseRecord(key, stored);
  if (owner?.token !== token) {
    throw new BusyError(
      owner === undefined ? `${key} could not be kept in the environment's storage` : sayRunning(owner),
    );
  }

  async function requireOwn(): Promise<void> {
    const newest = (await objects.list(RECORDS)).at(-1);
    if (newest !== key)
      throw new BusyError(`deployment ${number} was taken over by another (${newest ?? 'nothing is kept of it'})`);
  }
  async function end(fields: Partial<DeploymentRecord>): Promise<void> {
    await requireOwn();
    const at = new Date(now()).toISOString();
    record = { ...record, ...fields, beatAt: at, endedAt: at };
    await objects.write(key, asBuffer());
  }

  return {
    number,
    async hold() {
      if (now() - Date.parse(record.beatAt) < BEAT) return;
      await requireOwn();
      record = { ...record, beatAt: new Date(now()).toISOString() };
      await objects.write(key, asBuffer());
    },
    fail: (failure) => end({ state: 'failed', failure }),
    finish: (fields) => end({ ...fields, state: 'done' }),
  };
}

/** Keeps the bundles that aren't kept yet; `archiveOf` is asked only for those. */
export async function keepBundles(
  objects: ObjectStore,
  hashes: readonly string[],
  archiveOf: (hash: string) => Promise<Buffer>,
): Promise<void> {
  const kept = new Set(await objects.list(BUNDLES));
  for (const hash of new Set(hashes)) {
    if (!kept.has(bundleKey(hash))) await objects.write(bundleKey(hash), await archiveOf(hash));
  }
}

/** @throws Error where it isn't kept any more */
export async function readKeptBundle(objects: ObjectStore, hash: string): Promise<Buffer> {
  const archive = await objects.read(bundleKey(hash));
  if (archive === null) throw new Error(`the bundle ${hash.slice(0, 12)} isn't in the environment's storage any more`);
  return archive;
}

/** Clears away the records that nobody can roll back to, and the bundles that only they used. */
export async function clearHistory(objects: ObjectStore): Promise<void> {
  const { records } = await readHistory(objects);
  const done = records.filter(({ state }) => state === 'done').slice(0, KEPT);
  const oldest = done.at(-1)?.number ?? 0;
  const newestDone = done[0]?.number ?? 0;
  // A failed one tells something only until another has ended well.
  const old = records.filter(({ number, state }) => number < oldest || (state !== 'done' && number < newestDone));
  const used = new Set(
    records
      .filter((record) => !old.includes(record))
      .flatMap(({ desired }) => Object.values(desired.functions).map(({ bundle }) => bundleKey(bundle))),
  );
  const bundles = (await objects.list(BUNDLES)).filter((key) => !used.has(key));
  await objects.remove([...old.map(({ number }) => recordKey(number)), ...bundles]);
}
