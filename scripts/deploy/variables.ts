import * as v from 'valibot';
import { addressVariables } from '#domain/feed-address';
import type { ActualFunction, WantedVariables } from './state.ts';

/**
 * `cloudfunctions/variables.json`: which environment variables a deployment looks after. A name that ends in `*` stands for all
 * that begin so.
 */
export interface DeclaredVariable {
  /** The functions that read it. */
  of: readonly string[];
  /** Its value is neither kept beside a deployment nor rolled back. */
  secret: boolean;
  /** `storage`: unless set, the public address of the environment's storage. */
  default?: 'storage';
}
export type DeclaredVariables = Readonly<Record<string, DeclaredVariable>>;

const declared = v.record(
  v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*\*?$/, 'must be the name of an environment variable')),
  v.strictObject({
    of: v.pipe(v.array(v.string()), v.minLength(1)),
    secret: v.optional(v.boolean(), false),
    default: v.optional(v.literal('storage')),
  }),
);

/** @throws Error that names the file and the entry */
export function parseVariables(text: string, file: string): DeclaredVariables {
  const parsed = v.safeParse(declared, JSON.parse(text));
  if (parsed.success) return parsed.output as DeclaredVariables;
  const [issue] = parsed.issues;
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`);
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

const NAME = /^[A-Z][A-Z0-9_]*$/;

/**
 * The variables that hold the keys of the news sources: NEWS_SOURCES only names them.
 * Whether the list holds is for the function to say; here only what can be read of it counts.
 */
function secretsOfSources(list: string | undefined): string[] {
  if (list === undefined || list.trim() === '') return [];
  let sources: unknown;
  try {
    sources = JSON.parse(list);
  } catch {
    return [];
  }
  if (!Array.isArray(sources)) return [];
  const names = sources.flatMap((source: unknown) => {
    const { secretVariable, tokenVariable } = (source ?? {}) as Record<string, unknown>;
    return [secretVariable, tokenVariable];
  });
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && NAME.test(name)))].sort();
}

/** The secrets that a function needs, by what its other variables name. */
export function namedSecrets(variables: Readonly<Record<string, string | undefined>>): string[] {
  return [...secretsOfSources(variables.NEWS_SOURCES), ...addressVariables(variables.ROAD_FEEDS ?? '')];
}

interface VariableRules {
  isDeclared(name: string): boolean;
  isSecret(name: string): boolean;
}

/** What holds for one function's variables, keys of news sources included. */
function rulesOf(functionName: string, declarations: DeclaredVariables, sources: string | undefined): VariableRules {
  const own = Object.entries(declarations).filter(([, { of }]) => of.includes(functionName));
  // Whoever reads the sources reads their keys.
  const keys = new Set(own.some(([pattern]) => pattern === 'NEWS_SOURCES') ? secretsOfSources(sources) : []);
  return {
    isDeclared: (name) => keys.has(name) || own.some(([pattern]) => matches(pattern, name)),
    isSecret: (name) => keys.has(name) || own.some(([pattern, { secret }]) => secret && matches(pattern, name)),
  };
}

/**
 * The variables of one function as the shell that deploys says them: a value sets, an empty one deletes, and what isn't there
 * stays as it is deployed, so that a deployment from another machine takes nothing away.
 */
export function wantVariables(
  functionName: string,
  {
    declarations,
    environment,
    deployed,
    storageAddress,
  }: {
    declarations: DeclaredVariables;
    environment: NodeJS.ProcessEnv;
    deployed: ActualFunction | undefined;
    storageAddress: string;
  },
): WantedVariables {
  const before = deployed?.variables ?? {};
  const rules = rulesOf(functionName, declarations, environment.NEWS_SOURCES ?? before.NEWS_SOURCES);
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value !== '' && rules.isDeclared(name)) set[name] = value;
  }
  for (const [name, { of, default: fallback }] of Object.entries(declarations)) {
    if (fallback !== 'storage' || !of.includes(functionName) || storageAddress === '') continue;
    // A value of this shell, of an empty one too, or of an earlier deployment stands before the default.
    if (environment[name] === undefined && before[name] === undefined) set[name] = storageAddress;
  }
  return {
    set,
    isOurs: rules.isDeclared,
    isSecret: rules.isSecret,
    isKept: (name) => environment[name] === undefined,
  };
}

/** A value that the functions would stumble over, as they read it. */
export function complaintsOf(environment: NodeJS.ProcessEnv): string[] {
  const complaints: string[] = [];
  for (const name of ['NEWS_SOURCES', 'ROAD_FEEDS']) {
    const value = environment[name];
    if (value === undefined || value.trim() === '') continue;
    try {
      if (!Array.isArray(JSON.parse(value))) complaints.push(`${name} is no JSON list`);
    } catch {
      // What is wrong with it isn't quoted: an address in it may hold a key.
      complaints.push(`${name} is not JSON`);
    }
  }
  const base = environment.PICTURE_BASE;
  if (base !== undefined && base !== '' && !/^https:\/\/\S+\/$/.test(base)) {
    complaints.push('PICTURE_BASE must be an https address with a slash at its end');
  }
  return complaints;
}
