import { inChina } from './china-time.ts';

/** Upper bounds of the classes in which a call's duration is counted, milliseconds; what takes longer is in one class more. */
const DURATION_BOUNDS = [
  5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000, 20_000, 60_000,
] as const;

/** How an action fared: what was done, what was refused by the caller's fault, what failed by ours, and how long it took. */
export interface CallTally {
  done: number;
  refused: number;
  failed: number;
  /** Calls in each class of `DURATION_BOUNDS`, and in the one beyond. */
  took: number[];
}

/** By the action's name. */
export type CallTallies = Record<string, CallTally>;

/** What one instance of a function has counted since it last wrote, in collection `call-counts`; a job folds it in and takes it away. */
export interface CallCountsDocument {
  _id: string;
  /** ISO 8601 UTC. */
  at: string;
  function: string;
  actions: CallTallies;
}

/** All instances together, in collection `call-numbers`: ten minutes under `slot:…`, a day of China's calendar under `day:YYYY-MM-DD`. */
export interface CallNumbersDocument {
  _id: string;
  functions: Record<string, CallTallies>;
}

const SLOT_MINUTES = 10;

/** The ten minutes of an instant. */
export function slotOf(at: Date): string {
  const start = Math.floor(at.getTime() / (SLOT_MINUTES * 60_000)) * SLOT_MINUTES * 60_000;
  return `slot:${new Date(start).toISOString().slice(0, 16)}`;
}

export function dayOf(at: Date): string {
  return `day:${inChina(at).format('YYYY-MM-DD')}`;
}

export function newTally(): CallTally {
  return { done: 0, refused: 0, failed: 0, took: new Array<number>(DURATION_BOUNDS.length + 1).fill(0) };
}

/** Outcomes that are nobody's fault but ours; every other error is the caller's doing. */
const FAILURES = new Set(['internal', 'unavailable']);

/** @param outcome `ok`, or an error's code @param ms how long it took */
export function countCall(tally: CallTally, outcome: string, ms: number): void {
  if (outcome === 'ok') tally.done += 1;
  else if (FAILURES.has(outcome)) tally.failed += 1;
  else tally.refused += 1;
  const at = DURATION_BOUNDS.findIndex((bound) => ms <= bound);
  const place = at === -1 ? DURATION_BOUNDS.length : at;
  tally.took[place] = (tally.took[place] ?? 0) + 1;
}

export function isFailure(outcome: string): boolean {
  return FAILURES.has(outcome);
}

function addTally(one: CallTally, other: CallTally): CallTally {
  return {
    done: one.done + other.done,
    refused: one.refused + other.refused,
    failed: one.failed + other.failed,
    took: one.took.map((calls, at) => calls + (other.took[at] ?? 0)),
  };
}

export function callsOf({ done, refused, failed }: CallTally): number {
  return done + refused + failed;
}

/** The same numbers with those of one instance. */
export function withCounts(
  numbers: Pick<CallNumbersDocument, 'functions'>,
  { function: name, actions }: CallCountsDocument,
): Pick<CallNumbersDocument, 'functions'> {
  const before = numbers.functions[name] ?? {};
  const after = Object.entries(actions).map(([action, tally]) => [
    action,
    addTally(before[action] ?? newTally(), tally),
  ]);
  return { functions: { ...numbers.functions, [name]: { ...before, ...Object.fromEntries(after) } } };
}

/** All of these together, by `<function>.<action>`. */
export function sumNumbers(documents: readonly Pick<CallNumbersDocument, 'functions'>[]): Map<string, CallTally> {
  const sums = new Map<string, CallTally>();
  for (const { functions } of documents) {
    for (const [name, actions] of Object.entries(functions)) {
      for (const [action, tally] of Object.entries(actions)) {
        const of = `${name}.${action}`;
        sums.set(of, addTally(sums.get(of) ?? newTally(), tally));
      }
    }
  }
  return sums;
}

/**
 * Within how many milliseconds this share of the calls ended: a class's upper bound, so never less than it was. Null where there
 * were none, or where it was beyond the last bound.
 * @param share e.g. 0.99
 */
export function durationOf({ took }: Pick<CallTally, 'took'>, share: number): number | null {
  const wanted = took.reduce((sum, calls) => sum + calls, 0) * share;
  if (wanted === 0) return null;
  let seen = 0;
  for (const [at, calls] of took.entries()) {
    seen += calls;
    if (seen >= wanted) return DURATION_BOUNDS[at] ?? null;
  }
  return null;
}
