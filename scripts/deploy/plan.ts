import type {
  Actual,
  ActualFunction,
  Desired,
  FunctionSettings,
  IndexShape,
  Managed,
  Rule,
  WantedVariables,
} from './state.ts';
import { namedSecrets } from './variables.ts';

/** All functions are bundled for it; a function's runtime can't be changed once it is made. */
export const RUNTIME = 'Nodejs18.15';

export type Kind =
  | 'collection'
  | 'database rule'
  | 'index'
  | 'storage rule'
  | 'timer'
  | 'function'
  | 'variables'
  | 'invoke rule'
  | 'record';
export type Action = 'create' | 'change' | 'delete' | 'same';

/** What is to be done in the environment; each is one thing, and doing it twice is doing it once. */
export type Operation =
  | { type: 'createCollection'; collection: string }
  | { type: 'setRule'; collection: string; rule: Rule }
  | { type: 'makeIndex'; collection: string; index: string; shape: IndexShape; replaces: boolean }
  | { type: 'dropIndex'; collection: string; index: string }
  | { type: 'setStorageRule'; rule: Rule }
  | { type: 'setInvokeRule'; rule: Readonly<Record<string, Rule>> }
  | { type: 'createFunction'; name: string; settings: FunctionSettings; variables: Variables; replaces: boolean }
  | { type: 'updateFunction'; name: string; settings: FunctionSettings; code: boolean }
  | { type: 'setVariables'; name: string; variables: Variables }
  | { type: 'deleteFunction'; name: string }
  | { type: 'makeTrigger'; function: string; trigger: string; cron: string; replaces: boolean }
  | { type: 'dropTrigger'; function: string; trigger: string }
  | { type: 'record' };

type Variables = Readonly<Record<string, string>>;

export interface Step {
  kind: Kind;
  name: string;
  action: Action;
  /** What differs; values of variables are never said. */
  why: string;
  /** Undefined where nothing is to be done. */
  operation?: Operation;
}

export interface Plan {
  /** In the order in which they are done. */
  steps: readonly Step[];
  /** What is left as it is, and whoever deploys should know of. */
  notes: readonly string[];
  /** Why this can't be applied at all. */
  problems: readonly string[];
  /** The variables of each function as they will be. */
  variables: Readonly<Record<string, Variables>>;
}

export interface PlanInput {
  desired: Desired;
  actual: Actual;
  managed: Managed;
  /** By function. */
  variables: Readonly<Record<string, WantedVariables>>;
  /** What the service said of each function's code after the last deployment. */
  knownCode: Readonly<Record<string, { bundle: string; codeHash: string }>>;
  /** Deletes variables that no deployment made, too. */
  prune: boolean;
  /** A rollback drops no index: the deployment after it would have to make it anew. */
  keepIndexes: boolean;
  /** Whether the last deployment ended well with these variables and is what this one would make. */
  isRecorded(variables: Readonly<Record<string, Variables>>): boolean;
}

/** JSON with the keys of objects in order, so that two equal values are equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

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

/** Why a function's code has to be sent; empty where it doesn't. */
function whyCode(name: string, wanted: FunctionSettings, found: ActualFunction, { knownCode }: PlanInput): string {
  if (found.bundle === '') return 'its code was deployed by another hand';
  if (found.bundle !== wanted.bundle) return `code ${found.bundle.slice(0, 8)} to ${wanted.bundle.slice(0, 8)}`;
  if (found.status.endsWith('Failed')) return `its last change failed: ${found.reason || found.status}`;
  const known = knownCode[name];
  const isOthers =
    known?.bundle === found.bundle &&
    known.codeHash !== '' &&
    found.codeHash !== '' &&
    known.codeHash !== found.codeHash;
  return isOthers ? 'another hand has changed its code since the last deployment' : '';
}

function planFunction(name: string, wanted: FunctionSettings, variables: Variables, input: PlanInput): Step {
  const found = input.actual.functions[name];
  const step = { kind: 'function' as const, name };
  const create: Operation = {
    type: 'createFunction',
    name,
    settings: wanted,
    variables,
    replaces: found !== undefined,
  };
  if (found === undefined) {
    const named = Object.keys(variables).sort();
    const why = named.length === 0 ? 'it does not exist' : `it does not exist; with ${named.join(', ')}`;
    return { ...step, action: 'create', why, operation: create };
  }
  if (found.status === 'CreateFailed') {
    const why = `it was never made whole: ${found.reason || found.status}`;
    return { ...step, action: 'change', why, operation: create };
  }
  const code = whyCode(name, wanted, found, input);
  const differences = [
    ...(code === '' ? [] : [code]),
    ...(found.timeout === wanted.timeout ? [] : [`timeout ${found.timeout} to ${wanted.timeout} s`]),
    ...(found.memorySize === wanted.memorySize ? [] : [`memory ${found.memorySize} to ${wanted.memorySize} MB`]),
  ];
  if (differences.length === 0) return { ...step, action: 'same', why: '' };
  const operation: Operation = { type: 'updateFunction', name, settings: wanted, code: code !== '' };
  return { ...step, action: 'change', why: differences.join('; '), operation };
}

const NO_VARIABLES: WantedVariables = { set: {}, isOurs: () => false, isKept: () => true, isSecret: () => true };

/** The variables of a function as they will be, what changes by name, and what is left alone. */
function settleVariables(name: string, { actual, managed, variables, prune }: PlanInput) {
  const before = actual.functions[name]?.variables ?? {};
  const wanted = variables[name] ?? NO_VARIABLES;
  const after: Record<string, string> = { ...wanted.set };
  const foreign: string[] = [];
  for (const [variable, value] of Object.entries(before)) {
    if (after[variable] !== undefined) continue;
    const wasOurs = managed.variables[name]?.includes(variable) ?? false;
    if (wanted.isOurs(variable)) {
      if (wanted.isKept(variable)) after[variable] = value;
    } else if (!wasOurs && !prune) {
      after[variable] = value;
      foreign.push(variable);
    }
  }
  const changes = [
    ...Object.keys(after).flatMap((variable) => {
      if (before[variable] === undefined) return [`+${variable}`];
      return before[variable] === after[variable] ? [] : [`~${variable}`];
    }),
    ...Object.keys(before).flatMap((variable) => (after[variable] === undefined ? [`-${variable}`] : [])),
  ];
  return { after, changes: changes.sort(), foreign: foreign.sort() };
}

function planVariables(name: string, input: PlanInput): Step[] {
  const found = input.actual.functions[name];
  // A function that is made anew is made with them.
  if (found === undefined || found.status === 'CreateFailed') return [];
  const { after, changes } = settleVariables(name, input);
  const step = { kind: 'variables' as const, name };
  if (changes.length === 0) return [{ ...step, action: 'same', why: '' }];
  const operation: Operation = { type: 'setVariables', name, variables: after };
  return [{ ...step, action: 'change', why: changes.join(' '), operation }];
}

function planFunctionDeletions({ desired, actual, managed }: PlanInput): Step[] {
  return managed.functions
    .filter((name) => actual.functions[name] !== undefined && desired.functions[name] === undefined)
    .map((name) => ({
      kind: 'function',
      name,
      action: 'delete',
      why: 'the repository has it no more',
      operation: { type: 'deleteFunction', name },
    }));
}

function findProblems({ desired, actual }: PlanInput): string[] {
  return Object.keys(desired.functions).flatMap((name) => {
    const found = actual.functions[name];
    if (found === undefined || found.status === 'CreateFailed' || found.runtime === RUNTIME) return [];
    return [
      `function ${name} runs on ${found.runtime}, and a function's runtime can't be changed to ${RUNTIME}: delete it in the console, then deploy again`,
    ];
  });
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
    const missing = namedSecrets(variables[name] ?? {}).filter((secret) => !variables[name]?.[secret]);
    return [
      ...(foreign.length > 0 ? [`${name}: ${foreign.join(', ')}: made by another hand, kept (--prune deletes)`] : []),
      ...missing.map((secret) => `${name}: ${secret} is needed by its sources or feeds, and set nowhere`),
    ];
  });
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
  return { steps, notes, problems: findProblems(input), variables };
}

/** What of a plan isn't as it should be. */
export function openSteps({ steps }: Plan): Step[] {
  return steps.filter(({ action }) => action !== 'same');
}
