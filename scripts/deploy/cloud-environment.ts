import { setTimeout as wait } from 'node:timers/promises';
import CloudBase from '@cloudbase/manager-node';
import * as v from 'valibot';
import type { Credentials } from './credentials.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';

/** What the service says of the environment itself. */
export interface EnvironmentInfo {
  id: string;
  /** `NORMAL`, or what is wrong. */
  status: string;
  region: string;
  /** Of the mini program that the environment belongs to; calls about rules must name it. */
  wxAppId: string;
  /** Of the Tencent Cloud account. */
  appId: string;
  packageName: string;
  /** When the plan ends, in the service's own words; empty where it doesn't say. */
  expiresAt: string;
  /** Requests a second that the plan takes; 0 where the service doesn't say. */
  requestsPerSecond: number;
  database: string;
  namespace: string;
  bucket: string;
  bucketRegion: string;
  /** Host of the public addresses of stored files. */
  fileHost: string;
  log: { topic: string; set: string };
}

export interface CloudEnvironment {
  info: EnvironmentInfo;
  objects: ObjectStore;
  /**
   * One call of Tencent Cloud's API, made again where the service says that it came too
   * fast or too early, or where a reading one got no answer.
   * @throws CloudError with the action, the service's code and its words
   */
  call<Schema extends v.GenericSchema>(
    service: 'tcb' | 'scf',
    action: string,
    parameters: object,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>>;
}

export class CloudError extends Error {
  constructor(
    readonly action: string,
    /** Tencent Cloud's, such as `ResourceNotFound.Function`; empty where no answer came. */
    readonly code: string,
    message: string,
  ) {
    super(`${action}: ${message}${code === '' ? '' : ` (${code})`}`);
  }
}

const TRIES = 5;
/** Milliseconds; each wait is twice the one before, up to the longest. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 5_000;
/** A function that is being changed takes no other change, and says so a moment later than it should: about a minute. */
const TRIES_WHILE_CHANGING = 15;
const READING = /^(Describe|List|Get)/;

const text = v.optional(v.nullable(v.union([v.string(), v.number()])), '');
const infoSchema = v.object({
  EnvInfo: v.object({
    EnvBaseInfo: v.object({
      EnvId: v.string(),
      Status: text,
      Region: text,
      PackageName: text,
      Databases: v.array(v.object({ InstanceId: v.string() })),
      Functions: v.array(v.object({ Namespace: v.string() })),
      Storages: v.array(v.object({ Region: v.string(), Bucket: v.string(), CdnDomain: text })),
      LogServices: v.optional(v.nullable(v.array(v.object({ TopicId: text, LogsetId: text }))), []),
    }),
    BillingInfo: v.optional(v.nullable(v.object({ ExpireTime: text, QpsQuota: text }))),
    UserInfo: v.optional(v.nullable(v.object({ AppId: text, WxAppId: text }))),
  }),
});

function errorOf(action: string, error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const words = String(message ?? error).replace(`[${action}] `, '');
  return new CloudError(action, typeof code === 'string' ? code : '', words);
}

function triesFor(action: string, error: CloudError): number {
  if (error.code === 'FailedOperation.FunctionStatusError') return TRIES_WHILE_CHANGING;
  if (error.code.startsWith('RequestLimitExceeded')) return TRIES;
  // A write that got no answer may have been done: whether it was is read by the next run.
  return READING.test(action) && (error.code === '' || error.code === 'InternalError') ? TRIES : 1;
}

/**
 * The environment behind these keys.
 * @throws CloudError where it can't be reached, doesn't exist, or isn't ours
 */
export async function openEnvironment(
  id: string,
  { credentials, region, proxy }: { credentials: Credentials; region: string; proxy: string | undefined },
): Promise<CloudEnvironment> {
  const manager = new CloudBase({ ...credentials, envId: id, region, ...(proxy !== undefined && { proxy }) });

  async function call<Schema extends v.GenericSchema>(
    service: 'tcb' | 'scf',
    action: string,
    parameters: object,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>> {
    for (let attempt = 1; ; attempt += 1) {
      let answer: unknown;
      try {
        answer = await manager.commonService(service).call({ Action: action, Param: { ...parameters } });
      } catch (thrown) {
        const error = errorOf(action, thrown);
        if (attempt >= triesFor(action, error)) throw error;
        await wait(Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT));
        continue;
      }
      const parsed = v.safeParse(schema, answer);
      if (parsed.success) return parsed.output;
      const [issue] = parsed.issues;
      throw new CloudError(
        action,
        '',
        `answered otherwise than expected: ${v.getDotPath(issue) ?? 'the answer'}: ${issue.message}`,
      );
    }
  }

  const { EnvInfo } = await call('tcb', 'DescribeEnvInfo', { EnvId: id }, infoSchema);
  const { EnvBaseInfo: base, BillingInfo: billing, UserInfo: user } = EnvInfo;
  const [database] = base.Databases;
  const [functions] = base.Functions;
  const [storage] = base.Storages;
  if (database === undefined || functions === undefined || storage === undefined) {
    throw new Error(
      `environment ${id} has no database, no functions or no storage yet: open them in the console first`,
    );
  }
  const [log] = base.LogServices ?? [];
  const info: EnvironmentInfo = {
    id: base.EnvId,
    status: String(base.Status ?? ''),
    region: String(base.Region || region),
    wxAppId: String(user?.WxAppId ?? ''),
    appId: String(user?.AppId || (storage.Bucket.match(/-(\d+)$/)?.[1] ?? '')),
    packageName: String(base.PackageName ?? ''),
    expiresAt: String(billing?.ExpireTime ?? ''),
    requestsPerSecond: Number(billing?.QpsQuota || 0),
    database: database.InstanceId,
    namespace: functions.Namespace,
    bucket: storage.Bucket,
    bucketRegion: storage.Region,
    fileHost: String(storage.CdnDomain ?? ''),
    log: { topic: String(log?.TopicId ?? ''), set: String(log?.LogsetId ?? '') },
  };
  return {
    info,
    call,
    objects: openObjectStore({ bucket: info.bucket, region: info.bucketRegion, credentials, proxy }),
  };
}

/** For calls whose answer says nothing that we need. */
export const ANY_ANSWER = v.looseObject({});
