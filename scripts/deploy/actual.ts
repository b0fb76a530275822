import * as v from 'valibot';
import { inParallel } from '#functions/shared/in-parallel';
import { type CloudEnvironment, CloudError } from './cloud-environment.ts';
import type { Actual, ActualFunction, Desired, IndexShape, Managed, Rule } from './state.ts';

/** Tencent Cloud takes some twenty calls a second of one action. */
const AT_ONCE = 4;
const COLLECTIONS_A_PAGE = 100;
const FUNCTIONS_A_PAGE = 20;

const maybe = v.optional(v.nullable(v.string()), '');
const tablesSchema = v.object({
  Tables: v.nullable(v.array(v.object({ TableName: v.string() }))),
});
const tableSchema = v.object({
  Indexes: v.optional(
    v.nullable(
      v.array(
        v.object({
          Name: v.string(),
          Unique: v.optional(v.boolean(), false),
          Keys: v.array(v.object({ Name: v.string(), Direction: v.union([v.string(), v.number()]) })),
        }),
      ),
    ),
    [],
  ),
});
const ruleSchema = v.object({ AclTag: maybe, Rule: maybe });
const functionsSchema = v.object({
  Functions: v.optional(v.nullable(v.array(v.object({ FunctionName: v.string() }))), []),
});
const functionSchema = v.object({
  Status: v.string(),
  StatusDesc: maybe,
  StatusReasons: v.optional(v.nullable(v.array(v.object({ ErrorCode: maybe, ErrorMessage: maybe }))), []),
  Runtime: v.string(),
  Timeout: v.number(),
  MemorySize: v.number(),
  Description: maybe,
  Environment: v.optional(
    v.nullable(
      v.object({ Variables: v.optional(v.nullable(v.array(v.object({ Key: v.string(), Value: v.string() }))), []) }),
    ),
  ),
  Triggers: v.optional(
    v.nullable(v.array(v.object({ TriggerName: v.string(), TriggerDesc: v.string(), Type: v.string() }))),
    [],
  ),
});
const addressSchema = v.object({ CodeSha256: maybe });

/** Names of indexes that the database makes itself. */
const OWN_INDEXES = ['_id_', '_openid_1'];

export function connectorOf({ info }: CloudEnvironment) {
  return { EnvId: info.id, MongoConnector: { InstanceId: 'flexdb', DatabaseName: info.database } };
}

function parseRule(tag: string | null, text: string | null): Record<string, unknown> | null {
  if (tag !== 'CUSTOM' || !text) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A rule that isn't JSON is none of ours, and is written anew.
    return null;
  }
}

/** A deployed bundle's hash stands in its function's description: it comes back with every reading, and no call can lose it alone. */
const BUNDLE = /\bBundle ([0-9a-f]{64})\b/;
export function describeBundle(hash: string): string {
  // The service takes letters, digits, spaces, commas and full stops.
  return `Bundle ${hash}.`;
}

/** `0 0 4 * * * *`, or JSON that holds it. */
function cronOf(description: string): string {
  if (!description.startsWith('{')) return description;
  const { cron } = JSON.parse(description) as { cron?: unknown };
  return String(cron ?? '');
}

async function listCollections(cloud: CloudEnvironment): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const page = { ...connectorOf(cloud), MgoLimit: COLLECTIONS_A_PAGE, MgoOffset: names.length };
    const { Tables } = await cloud.call('tcb', 'ListTables', page, tablesSchema);
    names.push(...(Tables ?? []).map(({ TableName }) => TableName));
    if ((Tables ?? []).length < COLLECTIONS_A_PAGE) return names.sort();
  }
}

async function readIndexes(cloud: CloudEnvironment, collection: string): Promise<Record<string, IndexShape>> {
  const { Indexes } = await cloud.call(
    'tcb',
    'DescribeTable',
    { ...connectorOf(cloud), TableName: collection },
    tableSchema,
  );
  const ours = (Indexes ?? []).filter(({ Name }) => !OWN_INDEXES.includes(Name));
  return Object.fromEntries(
    ours.map(({ Name, Keys, Unique }) => [
      Name,
      { keys: Keys.map((key) => ({ field: key.Name, order: String(key.Direction) })), unique: Unique },
    ]),
  );
}

async function readRule({ call, info }: CloudEnvironment, collection: string): Promise<Rule | null> {
  // An environment of a mini program wants its appid in this call, and in no other about rules.
  const owner = { EnvId: info.id, ...(info.wxAppId !== '' && { WxAppId: info.wxAppId }) };
  const parameters = { ...owner, CollectionName: collection };
  const { AclTag, Rule } = await call('tcb', 'DescribeSafeRule', parameters, ruleSchema);
  return parseRule(AclTag, Rule) as Rule | null;
}

async function readStorageRule({ call, info }: CloudEnvironment): Promise<Rule | null> {
  const parameters = { EnvId: info.id, Bucket: info.bucket };
  const { AclTag, Rule } = await call('tcb', 'DescribeStorageSafeRule', parameters, ruleSchema);
  return parseRule(AclTag, Rule) as Rule | null;
}

async function readInvokeRule({ call, info }: CloudEnvironment): Promise<Record<string, Rule> | null> {
  const parameters = { EnvId: info.id, ResourceType: 'FUNCTION' };
  try {
    const { AclTag, Rule } = await call('tcb', 'DescribeSecurityRule', parameters, ruleSchema);
    return parseRule(AclTag, Rule) as Record<string, Rule> | null;
  } catch (error) {
    // An environment where none was ever made.
    if (error instanceof CloudError && error.code.startsWith('ResourceNotFound')) return null;
    throw error;
  }
}

async function listFunctions({ call, info }: CloudEnvironment): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const page = { EnvId: info.namespace, Limit: FUNCTIONS_A_PAGE, Offset: names.length };
    const { Functions } = await call('tcb', 'ListFunctions', page, functionsSchema);
    names.push(...(Functions ?? []).map(({ FunctionName }) => FunctionName));
    if ((Functions ?? []).length < FUNCTIONS_A_PAGE) return names;
  }
}

export async function readFunction({ call, info }: CloudEnvironment, name: string): Promise<ActualFunction> {
  const place = { FunctionName: name, Namespace: info.namespace };
  const found = await call('scf', 'GetFunction', { ...place, ShowCode: 'FALSE' }, functionSchema);
  const address =
    found.Status === 'Active' ? await call('scf', 'GetFunctionAddress', place, addressSchema) : { CodeSha256: '' };
  const reasons = (found.StatusReasons ?? []).map(({ ErrorCode, ErrorMessage }) => `${ErrorMessage} (${ErrorCode})`);
  const timers = (found.Triggers ?? []).filter(({ Type }) => Type === 'timer');
  return {
    status: found.Status,
    reason: [found.StatusDesc, ...reasons].filter((words) => words).join('; '),
    runtime: found.Runtime,
    bundle: found.Description?.match(BUNDLE)?.[1] ?? '',
    codeHash: address.CodeSha256 ?? '',
    timeout: found.Timeout,
    memorySize: found.MemorySize,
    variables: Object.fromEntries((found.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value])),
    triggers: Object.fromEntries(timers.map(({ TriggerName, TriggerDesc }) => [TriggerName, cronOf(TriggerDesc)])),
  };
}

async function readEach<Found>(
  names: readonly string[],
  read: (name: string) => Promise<Found>,
): Promise<Record<string, Found>> {
  const found = new Map<string, Found>();
  await inParallel(names, AT_ONCE, async (name) => {
    found.set(name, await read(name));
  });
  // In the names' order, not in that of the answers.
  return Object.fromEntries(names.flatMap((name) => (found.has(name) ? [[name, found.get(name) as Found]] : [])));
}

/** Reads of the environment what is ours, or is to be. */
export async function readActual(cloud: CloudEnvironment, desired: Desired, managed: Managed): Promise<Actual> {
  const [collections, functions, storageRule, invokeRule] = await Promise.all([
    listCollections(cloud),
    listFunctions(cloud),
    readStorageRule(cloud),
    readInvokeRule(cloud),
  ]);
  const existing = (names: readonly string[], all: readonly string[]) =>
    [...new Set(names)].filter((name) => all.includes(name)).sort();
  const indexed = existing([...Object.keys(desired.indexes), ...Object.keys(managed.indexes)], collections);
  const ruled = existing(Object.keys(desired.rules), collections);
  const ours = existing([...Object.keys(desired.functions), ...managed.functions], functions);
  return {
    collections,
    storageRule,
    invokeRule,
    indexes: await readEach(indexed, (name) => readIndexes(cloud, name)),
    rules: await readEach(ruled, (name) => readRule(cloud, name)),
    functions: await readEach(ours, (name) => readFunction(cloud, name)),
  };
}
