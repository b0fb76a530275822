import { findProblems, planFunction, planFunctionDeletions, planVariables, settleVariables } from './plan-functions.ts';
import type { FunctionSettings, IndexShape } from './state.ts';
import { canonical, type Kind, type Operation, type Plan, type PlanInput, type Step } from './steps.ts';
import { namedSecrets } from './variables.ts';

const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other);

function describeIndex({ keys, unique }: IndexShape): string {
  return `${unique ? 'unique ' : ''}${keys.map(({ field, order }) => `${field} ${order}`).join(', ')}`;
}

function planCollections({ desired, actual }: PlanInput): Step[] {
  return desired.collections.map((name) =>
    actual.collections.includes(name)
      ? { kind: 'collection', name, action: 'same', why: '' }
      : {
          kind: 'collection',
          name,
          action: 'create',
          why: 'it does not exist',
          operation: { type: 'createCollection', collection: name },
        },
  );
}

function compareRules<Wanted>(
  kind: Kind,
  name: string,
  { wanted, found, operation }: { wanted: Wanted; found: Wanted | null | undefined; operation: Operation },
): Step {
  if (found === null || found === undefined) return { kind, name, action: 'create', why: 'there is none', operation };
  if (isSame(wanted, found)) return { kind, name, action: 'same', why: '' };
  return { kind, name, action: 'change', why: `from ${canonical(found)} to ${canonical(wanted)}`, operation };
}

function planRules({ desired, actual }: PlanInput): Step[] {
  return Object.entries(desired.rules).map(([name, rule]) =>
    compareRules('database rule', name, {
      wanted: rule,
      found: actual.rules[name],
      operation: { type: 'setRule', collection: name, rule },
    }),
  );
}

function planIndexes({ desired, actual }: PlanInput): Step[] {
  return Object.entries(desired.indexes).flatMap(([collection, indexes]) =>
    Object.entries(indexes).map(([index, shape]): Step => {
      const found = actual.indexes[collection]?.[index];
      const step = { kind: 'index' as const, name: `${collection}.${index}` };
      const operation: Operation = { type: 'makeIndex', collection, index, shape, replaces: found !== undefined };
      if (found === undefined) return { ...step, action: 'create', why: describeIndex(shape), operation };
      if (isSame(found, shape)) return { ...step, action: 'same', why: '' };
      const why = `from ${describeIndex(found)} to ${describeIndex(shape)}; without it while it is made`;
      return { ...step, action: 'change', why, operation };
    }),
  );
}

function planIndexDeletions({ desired, actual, managed, keepIndexes }: PlanInput): Step[] {
  if (keepIndexes) return [];
  return Object.entries(managed.indexes).flatMap(([collection, names]) =>
    names
      .filter((index) => actual.indexes[collection]?.[index] && !desired.indexes[collection]?.[index])
      .map(
        (index): Step => ({
          kind: 'index',
          name: `${collection}.${index}`,
          action: 'delete',
          why: 'no query uses it any more',
          operation: { type: 'dropIndex', collection, index },
        }),
      ),
  );
}

function planTriggers({ desired, actual }: PlanInput): Step[] {
  return Object.entries(desired.functions).flatMap(([name, { triggers }]) =>
    Object.entries(triggers).map(([trigger, cron]): Step => {
      const found = actual.functions[name]?.triggers[trigger];
      const step = { kind: 'timer' as const, name: `${name}.${trigger}` };
      const operation: Operation = {
        type: 'makeTrigger',
        function: name,
        trigger,
        cron,
        replaces: found !== undefined,
      };
      if (found === undefined) return { ...step, action: 'create', why: cron, operation };
      if (found === cron) return { ...step, action: 'same', why: '' };
      return { ...step, action: 'change', why: `from ${found} to ${cron}`, operation };
    }),
  );
}

function planTriggerDeletions({ desired, actual, managed }: PlanInput): Step[] {
  return Object.entries(desired.functions).flatMap(([name, { triggers }]) =>
    (managed.triggers[name] ?? [])
      .filter((trigger) => actual.functions[name]?.triggers[trigger] !== undefined && triggers[trigger] === undefined)
      .map(
        (trigger): Step => ({
          kind: 'timer',
          name: `${name}.${trigger}`,
          action: 'delete',
          why: 'its job is gone',
          operation: { type: 'dropTrigger', function: name, trigger },
        }),
      ),
  );
}

/**
 * What has to be done so that the environment becomes as desired. Nothing is deleted that no deployment made, and a collection,
 * which holds data, never is.
 */
export function planDeployment(input: PlanInput): Plan {
  const { desired, actual, managed } = input;
  const names = Object.keys(desired.functions).sort();
  const settled = Object.fromEntries(names.map((name) => [name, settleVariables(name, input)]));
  const variables = Object.fromEntries(names.map((name) => [name, settled[name]?.after ?? {}]));

  const notes = names.flatMap((name) => {
    const foreign = settled[name]?.foreign ?? [];
    return foreign.length > 0 ? [`${name}: ${foreign.join(', ')}: made by another hand, kept (--prune deletes)`] : [];
  });
  const missing = names.flatMap((name) =>
    namedSecrets(variables[name] ?? {})
      .filter((secret) => !variables[name]?.[secret])
      .map((secret) => `${name}: ${secret} is needed by its sources or feeds, and set nowhere`),
  );
  const unused = Object.keys(managed.indexes).filter(
    (name) => actual.collections.includes(name) && !desired.collections.includes(name),
  );
  if (unused.length > 0) {
    notes.push(
      `collections that nothing uses any more, with their data: ${unused.join(', ')} (delete them in the console)`,
    );
  }

  const storageRule = compareRules('storage rule', 'storage', {
    wanted: desired.storageRule,
    found: actual.storageRule,
    operation: { type: 'setStorageRule', rule: desired.storageRule },
  });
  const invokeRule = compareRules('invoke rule', 'functions', {
    wanted: desired.invokeRule,
    found: actual.invokeRule,
    operation: { type: 'setInvokeRule', rule: desired.invokeRule },
  });
  // What new code needs is there before it, and what old code needs goes after it; a timer whose job goes is stopped first.
  const steps: Step[] = [
    ...planCollections(input),
    ...planRules(input),
    ...planIndexes(input),
    storageRule,
    ...planTriggerDeletions(input),
    ...names.flatMap((name) => [
      planFunction(name, desired.functions[name] as FunctionSettings, variables[name] ?? {}, input),
      ...planVariables(name, input),
    ]),
    ...planTriggers(input),
    invokeRule,
    ...planFunctionDeletions(input),
    ...planIndexDeletions(input),
  ];
  const isRecorded = steps.every(({ action }) => action === 'same') && input.isRecorded(variables);
  steps.push(
    isRecorded
      ? { kind: 'record', name: 'deployment', action: 'same', why: '' }
      : {
          kind: 'record',
          name: 'deployment',
          action: 'create',
          why: 'kept for rollback',
          operation: { type: 'record' },
        },
  );
  return { steps, notes, missing, problems: findProblems(input, variables), variables };
}
