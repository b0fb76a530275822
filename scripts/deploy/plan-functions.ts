import type { ActualFunction, FunctionSettings, WantedVariables } from './state.ts';
import { type Operation, type PlanInput, RUNTIME, type Step, type Variables } from './steps.ts';

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

export function planFunction(name: string, wanted: FunctionSettings, variables: Variables, input: PlanInput): Step {
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

/** WeChat's own, which a deployment neither makes nor takes away: an uploaded timer's token may be among them. */
export function isOfPlatform(variable: string): boolean {
  return variable.startsWith('WX_');
}

/** The variables of a function as they will be, what changes by name, and what is left alone. */
export function settleVariables(name: string, { actual, managed, variables, prune }: PlanInput) {
  const before = actual.functions[name]?.variables ?? {};
  const wanted = variables[name] ?? NO_VARIABLES;
  const after: Record<string, string> = { ...wanted.set };
  const foreign: string[] = [];
  for (const [variable, value] of Object.entries(before)) {
    if (isOfPlatform(variable)) {
      after[variable] = value;
      continue;
    }
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

export function planVariables(name: string, input: PlanInput): Step[] {
  const found = input.actual.functions[name];
  // A function that is made anew is made with them.
  if (found === undefined || found.status === 'CreateFailed') return [];
  const { after, changes } = settleVariables(name, input);
  const step = { kind: 'variables' as const, name };
  if (changes.length === 0) return [{ ...step, action: 'same', why: '' }];
  const operation: Operation = { type: 'setVariables', name, variables: after };
  return [{ ...step, action: 'change', why: changes.join(' '), operation }];
}

export function planFunctionDeletions({ desired, actual, managed }: PlanInput): Step[] {
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

/** Of all environment variables of a function together: https://cloud.tencent.com/document/product/583/11637 */
const MOST_VARIABLE_BYTES = 4096;

/** The service counts names and values; it sets them all or none, so this is told before anything is done. */
function findTooLarge(name: string, variables: Variables): string[] {
  const sizes = Object.entries(variables)
    .map(([variable, value]) => ({ variable, bytes: Buffer.byteLength(variable) + Buffer.byteLength(value) }))
    .sort((one, other) => other.bytes - one.bytes);
  const bytes = sizes.reduce((sum, one) => sum + one.bytes, 0);
  const [longest] = sizes;
  if (bytes <= MOST_VARIABLE_BYTES || longest === undefined) return [];
  return [
    `the variables of function ${name} are ${bytes} bytes, and the service takes ${MOST_VARIABLE_BYTES}: the longest is ${longest.variable} with ${longest.bytes}; save long lists of sources and feeds at the desk`,
  ];
}

export function findProblems({ desired, actual }: PlanInput, variables: Readonly<Record<string, Variables>>): string[] {
  const tooLarge = Object.entries(variables).flatMap(([name, own]) => findTooLarge(name, own));
  const fixed = Object.keys(desired.functions).flatMap((name) => {
    const found = actual.functions[name];
    if (found === undefined || found.status === 'CreateFailed' || found.runtime === RUNTIME) return [];
    return [
      `function ${name} runs on ${found.runtime}, and a function's runtime can't be changed to ${RUNTIME}: delete it in the console, then deploy again`,
    ];
  });
  return [...fixed, ...tooLarge];
}
