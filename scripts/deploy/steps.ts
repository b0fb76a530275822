import type { Actual, Desired, FunctionSettings, IndexShape, Managed, Rule, WantedVariables } from './state.ts';

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

export type Variables = Readonly<Record<string, string>>;

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
  /** Secrets that functions need, and have nowhere. */
  missing: readonly string[];
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

/** What of a plan isn't as it should be. */
export function openSteps({ steps }: Plan): Step[] {
  return steps.filter(({ action }) => action !== 'same');
}
