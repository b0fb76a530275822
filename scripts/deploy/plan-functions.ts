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

/** The variables of a function as they will be, what changes by name, and what is left alone. */
export function settleVariables(name: string, { actual, managed, variables, prune }: PlanInput) {
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

export function findProblems({ desired, actual }: PlanInput): string[] {
  return Object.keys(desired.functions).flatMap((name) => {
    const found = actual.functions[name];
    if (found === undefined || found.status === 'CreateFailed' || found.runtime === RUNTIME) return [];
    return [
      `function ${name} runs on ${found.runtime}, and a function's runtime can't be changed to ${RUNTIME}: delete it in the console, then deploy again`,
    ];
  });
}
