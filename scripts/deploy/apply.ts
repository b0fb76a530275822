import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { connectorOf, describeBundle, readFunction } from './actual.ts';
import { ANY_ANSWER, type CloudEnvironment, CloudError } from './cloud-environment.ts';
import { isOfPlatform } from './plan-functions.ts';
import type { IndexShape } from './state.ts';
import { type Operation, RUNTIME } from './steps.ts';
import { uploadCode } from './upload-code.ts';

export interface ApplyOptions {
  /** The archive of a function's wanted bundle. */
  archiveOf(name: string): Promise<Buffer>;
  /** Called while something is waited for. */
  hold(): Promise<void>;
}

/** How long the service may take to make a function or an index; milliseconds. */
const PATIENCE = 300_000;
const FIRST_LOOK = 100;
const LONGEST_LOOK = 2_000;

async function waitUntil(what: string, isSo: () => Promise<boolean>, hold: () => Promise<void>): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (let pause = FIRST_LOOK; !(await isSo()); pause = Math.min(pause * 2, LONGEST_LOOK)) {
    if (performance.now() > until) throw new Error(`${what} is not ready after ${PATIENCE / 60_000} minutes`);
    await hold();
    await wait(pause);
  }
}

/** @throws Error in the service's words where making or changing it failed */
async function waitActive(cloud: CloudEnvironment, name: string, { hold }: ApplyOptions): Promise<void> {
  const isActive = async () => {
    const { status, reason } = await readFunction(cloud, name);
    if (status.endsWith('Failed')) throw new Error(`function ${name}: ${status}${reason === '' ? '' : `: ${reason}`}`);
    return status === 'Active';
  };
  await waitUntil(`function ${name}`, isActive, hold);
}

const functionPlace = ({ info }: CloudEnvironment, name: string) => ({ FunctionName: name, Namespace: info.namespace });

const listVariables = (variables: Readonly<Record<string, string>>) => ({
  Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })),
});

const logPlace = ({ info: { log } }: CloudEnvironment) =>
  log.topic === '' ? {} : { ClsTopicId: log.topic, ClsLogsetId: log.set };

async function createFunction(
  cloud: CloudEnvironment,
  { name, settings, variables, replaces }: Extract<Operation, { type: 'createFunction' }>,
  options: ApplyOptions,
): Promise<void> {
  if (replaces) await cloud.call('scf', 'DeleteFunction', functionPlace(cloud, name), ANY_ANSWER);
  const code = await uploadCode(cloud, name, await options.archiveOf(name));
  await cloud.call(
    'scf',
    'CreateFunction',
    {
      ...functionPlace(cloud, name),
      ...logPlace(cloud),
      // The role and the stamp by which CloudBase knows a function of its own.
      Role: 'TCB_QcsRole',
      Stamp: 'MINI_QCBASE',
      Handler: 'index.main',
      Runtime: RUNTIME,
      Timeout: settings.timeout,
      MemorySize: settings.memorySize,
      Description: describeBundle(settings.bundle),
      InstallDependency: 'FALSE',
      Environment: listVariables(variables),
      Code: code,
    },
    ANY_ANSWER,
  );
  await waitActive(cloud, name, options);
}

async function updateFunction(
  cloud: CloudEnvironment,
  { name, settings, code }: Extract<Operation, { type: 'updateFunction' }>,
  options: ApplyOptions,
): Promise<void> {
  if (code) {
    await cloud.call(
      'scf',
      'UpdateFunctionCode',
      {
        ...functionPlace(cloud, name),
        Handler: 'index.main',
        InstallDependency: 'FALSE',
        Code: await uploadCode(cloud, name, await options.archiveOf(name)),
      },
      ANY_ANSWER,
    );
    await waitActive(cloud, name, options);
  }
  // The description says which bundle is deployed, so it comes last: a run that dies in between sends the code again.
  await cloud.call(
    'scf',
    'UpdateFunctionConfiguration',
    {
      ...functionPlace(cloud, name),
      ...logPlace(cloud),
      Timeout: settings.timeout,
      MemorySize: settings.memorySize,
      Description: describeBundle(settings.bundle),
    },
    ANY_ANSWER,
  );
  await waitActive(cloud, name, options);
}

/** The whole set is replaced, so what WeChat has put there since the plan was made goes along. */
async function setVariables(
  cloud: CloudEnvironment,
  { name, variables }: Extract<Operation, { type: 'setVariables' }>,
  options: ApplyOptions,
): Promise<void> {
  const { variables: present } = await readFunction(cloud, name);
  const ofPlatform = Object.entries(present).filter(([variable]) => isOfPlatform(variable));
  const own = Object.entries(variables).filter(([variable]) => !isOfPlatform(variable));
  const Environment = listVariables(Object.fromEntries([...own, ...ofPlatform]));
  const configuration = { ...functionPlace(cloud, name), Environment };
  await cloud.call('scf', 'UpdateFunctionConfiguration', configuration, ANY_ANSWER);
  await waitActive(cloud, name, options);
}

async function changeIndexes(cloud: CloudEnvironment, collection: string, changes: object): Promise<void> {
  await cloud.call('tcb', 'UpdateTable', { ...connectorOf(cloud), TableName: collection, ...changes }, ANY_ANSWER);
}

const indexNames = v.object({ Indexes: v.nullable(v.array(v.object({ Name: v.string() }))) });

async function makeIndex(
  cloud: CloudEnvironment,
  { collection, index, shape, replaces }: Extract<Operation, { type: 'makeIndex' }>,
  { hold }: ApplyOptions,
): Promise<void> {
  if (replaces) await changeIndexes(cloud, collection, { DropIndexes: [{ IndexName: index }] });
  await changeIndexes(cloud, collection, { CreateIndexes: [describe(index, shape)] });
  const isThere = async () => {
    const { Indexes } = await cloud.call(
      'tcb',
      'DescribeTable',
      { ...connectorOf(cloud), TableName: collection },
      indexNames,
    );
    return (Indexes ?? []).some(({ Name }) => Name === index);
  };
  await waitUntil(`index ${collection}.${index}`, isThere, hold);
}

function describe(name: string, { keys, unique }: IndexShape) {
  return {
    IndexName: name,
    MgoKeySchema: {
      MgoIndexKeys: keys.map(({ field, order }) => ({ Name: field, Direction: order })),
      MgoIsUnique: unique,
    },
  };
}

async function dropTrigger(cloud: CloudEnvironment, name: string, trigger: string): Promise<void> {
  const place = { ...functionPlace(cloud, name), TriggerName: trigger, Type: 'timer' };
  await cloud.call('scf', 'DeleteTrigger', place, ANY_ANSWER);
}

async function makeTrigger(
  cloud: CloudEnvironment,
  { function: name, trigger, cron, replaces }: Extract<Operation, { type: 'makeTrigger' }>,
): Promise<void> {
  if (replaces) await dropTrigger(cloud, name, trigger);
  const Triggers = JSON.stringify([{ TriggerName: trigger, Type: 'timer', TriggerDesc: cron }]);
  await cloud.call('scf', 'BatchCreateTrigger', { ...functionPlace(cloud, name), Triggers, Count: 1 }, ANY_ANSWER);
}

/**
 * Does one thing, and waits until the service says that it is done.
 * @throws CloudError, or Error with what the service says of a function that failed
 */
export async function applyOperation(
  cloud: CloudEnvironment,
  operation: Exclude<Operation, { type: 'record' }>,
  options: ApplyOptions,
): Promise<void> {
  const { info, call } = cloud;
  switch (operation.type) {
    case 'createCollection': {
      // Closed to clients from its first moment, whatever rule comes next.
      const closed = { PermissionInfo: { EnvId: info.id, AclTag: 'ADMINONLY' } };
      await call(
        'tcb',
        'CreateTable',
        { ...connectorOf(cloud), TableName: operation.collection, ...closed },
        ANY_ANSWER,
      );
      return;
    }
    case 'setRule': {
      const rule = { CollectionName: operation.collection, AclTag: 'CUSTOM', Rule: JSON.stringify(operation.rule) };
      await call('tcb', 'ModifySafeRule', { EnvId: info.id, ...rule }, ANY_ANSWER);
      return;
    }
    case 'setStorageRule': {
      const rule = { Bucket: info.bucket, AclTag: 'CUSTOM', Rule: JSON.stringify(operation.rule) };
      await call('tcb', 'ModifyStorageSafeRule', { EnvId: info.id, ...rule }, ANY_ANSWER);
      return;
    }
    case 'setInvokeRule': {
      const rule = { ResourceType: 'FUNCTION', AclTag: 'CUSTOM', Rule: JSON.stringify(operation.rule) };
      await call('tcb', 'ModifySecurityRule', { EnvId: info.id, ...rule }, ANY_ANSWER);
      return;
    }
    case 'makeIndex':
      return makeIndex(cloud, operation, options);
    case 'dropIndex':
      return changeIndexes(cloud, operation.collection, { DropIndexes: [{ IndexName: operation.index }] });
    case 'createFunction':
      return createFunction(cloud, operation, options);
    case 'updateFunction':
      return updateFunction(cloud, operation, options);
    case 'setVariables':
      return setVariables(cloud, operation, options);
    case 'deleteFunction':
      await call('scf', 'DeleteFunction', functionPlace(cloud, operation.name), ANY_ANSWER);
      return;
    case 'makeTrigger':
      return makeTrigger(cloud, operation);
    case 'dropTrigger':
      return dropTrigger(cloud, operation.function, operation.trigger);
  }
}

/** The error in words for whoever deploys. */
export function sayFailure(error: unknown): string {
  if (error instanceof CloudError && error.code.startsWith('AuthFailure')) {
    return `${error.message}: the keys are wrong, have ended, or may not do this`;
  }
  return error instanceof Error ? error.message : String(error);
}
