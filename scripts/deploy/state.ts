/** What a cloud environment holds of ours: as it should be, as it is, and as a deployment left it. */

/** `1` and `-1` are orders, `2dsphere` is an index of places; the keys' sequence counts. */
export interface IndexShape {
  keys: readonly { field: string; order: string }[];
  unique: boolean;
}

/** A security rule as CloudBase reads it: an expression in its language, or a plain yes or no. */
export type Rule = Readonly<Record<string, boolean | string>>;

/** By collection, then by the index's name. */
export type Indexes = Readonly<Record<string, Readonly<Record<string, IndexShape>>>>;

export interface FunctionSettings {
  /** Hash of the files that are deployed: of their names and contents, not of the archive, which zlib may pack differently. */
  bundle: string;
  /** Seconds. */
  timeout: number;
  /** Megabytes. */
  memorySize: number;
  /** Cron expression of each timer, by the timer's name. */
  triggers: Readonly<Record<string, string>>;
}

/** Everything that a deployment makes, but for the values of environment variables. */
export interface Desired {
  collections: readonly string[];
  indexes: Indexes;
  /** By collection. */
  rules: Readonly<Record<string, Rule>>;
  storageRule: Rule;
  /** Who may call which function: by its name, or `*`. */
  invokeRule: Readonly<Record<string, Rule>>;
  functions: Readonly<Record<string, FunctionSettings>>;
}

/** The environment variables of one function, as a deployment would leave them. */
export interface WantedVariables {
  /** Variables that get this value. */
  set: Readonly<Record<string, string>>;
  /** Whether a variable is one that deployments look after; one that is, and is neither set nor kept, goes. */
  isOurs(name: string): boolean;
  /** Whether one of ours that isn't set stays as it is deployed. */
  isKept(name: string): boolean;
  /** Whether its value is for nobody to see, so that no record of a deployment holds it. */
  isSecret(name: string): boolean;
}

export interface ActualFunction extends FunctionSettings {
  /** `Active`, or what else the service says of it. */
  status: string;
  /** Why it isn't active, in the service's words. */
  reason: string;
  runtime: string;
  /** Hash of the deployed archive, as the service says; it tells whether another hand has changed the code. */
  codeHash: string;
  variables: Readonly<Record<string, string>>;
}

/** The environment as it is; only what is ours or may become so, and the names of the rest. */
export interface Actual {
  collections: readonly string[];
  indexes: Indexes;
  /** Null where a collection has one of CloudBase's plain permissions instead of a rule. */
  rules: Readonly<Record<string, Rule | null>>;
  storageRule: Rule | null;
  invokeRule: Readonly<Record<string, Rule>> | null;
  functions: Readonly<Record<string, ActualFunction>>;
}

/** Names of what deployments made: only what stands here is ever deleted. */
export interface Managed {
  /** Names of indexes by collection. */
  indexes: Readonly<Record<string, readonly string[]>>;
  functions: readonly string[];
  /** Names of timers by function. */
  triggers: Readonly<Record<string, readonly string[]>>;
  /** Names of environment variables by function. */
  variables: Readonly<Record<string, readonly string[]>>;
}

export const NOTHING_MANAGED: Managed = { indexes: {}, functions: [], triggers: {}, variables: {} };

function joinLists(
  one: Readonly<Record<string, readonly string[]>>,
  other: Readonly<Record<string, readonly string[]>>,
): Record<string, string[]> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(names.map((name) => [name, sorted([...(one[name] ?? []), ...(other[name] ?? [])])]));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

export function joinManaged(one: Managed, other: Managed): Managed {
  return {
    indexes: joinLists(one.indexes, other.indexes),
    functions: sorted([...one.functions, ...other.functions]),
    triggers: joinLists(one.triggers, other.triggers),
    variables: joinLists(one.variables, other.variables),
  };
}

/** What of it the environment still holds. */
export function stillManaged(managed: Managed, actual: Actual): Managed {
  const those = (
    lists: Readonly<Record<string, readonly string[]>>,
    found: (name: string) => Readonly<Record<string, unknown>> | undefined,
  ) =>
    Object.fromEntries(
      Object.entries(lists).flatMap(([name, list]) => {
        const left = list.filter((one) => found(name)?.[one] !== undefined);
        return left.length === 0 ? [] : [[name, left]];
      }),
    );
  return {
    indexes: those(managed.indexes, (collection) => actual.indexes[collection]),
    functions: managed.functions.filter((name) => actual.functions[name] !== undefined),
    triggers: those(managed.triggers, (name) => actual.functions[name]?.triggers),
    variables: those(managed.variables, (name) => actual.functions[name]?.variables),
  };
}

/** What this deployment makes or looks after. */
export function managedBy(desired: Desired, variables: Readonly<Record<string, readonly string[]>>): Managed {
  const namesIn = (groups: Readonly<Record<string, object>>) =>
    Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, sorted(Object.keys(group))]));
  return {
    indexes: namesIn(desired.indexes),
    functions: sorted(Object.keys(desired.functions)),
    triggers: Object.fromEntries(
      Object.entries(desired.functions).map(([name, { triggers }]) => [name, sorted(Object.keys(triggers))]),
    ),
    variables: joinLists(variables, {}),
  };
}
