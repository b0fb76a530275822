import * as v from 'valibot';
import type { Fault } from './admin/handler.ts';

/** Trouble to be made on demand. */
export interface FaultRule {
  /** What it strikes: an action of the SDK (`database.modifyDocument`), a family (`database.*`), `call.<function>`, or `*`. */
  action: string;
  /** Milliseconds before the request is dealt with. */
  latencyMs?: number;
  /** Share of the requests that fail before anything is done, 0 to 1. */
  errorRate?: number;
  /** Share of the requests whose connection breaks after the work was done and before the answer, 0 to 1. */
  dropRate?: number;
  /** So many requests are left alone before the rule begins. */
  spare?: number;
  /**
   * The call that made the request is as good as killed: the work is done, but neither its answer nor anything else that the
   * call asks for comes through any more.
   */
  kills?: boolean;
  /** The rule ends after this many requests. */
  times?: number;
}

export interface Faults {
  /** @throws Error that names the field that does not hold */
  add(rule: FaultRule): void;
  list(): FaultRule[];
  clear(): void;
  /** What befalls this request. @param call the function's call that made it, where one did */
  strike(action: string, call?: string): Fault | undefined;
  /** Whether the call was killed on purpose: nothing that it asks for comes through. */
  isKilled(call: string): boolean;
}

const share = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

const ruleSchema = v.strictObject({
  action: v.pipe(
    v.string(),
    v.regex(/^(\*|[A-Za-z]+\.(\*|[A-Za-z0-9_-]+))$/, 'an action, a family like database.*, or *'),
  ),
  latencyMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(120_000))),
  errorRate: share,
  dropRate: share,
  spare: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  kills: v.optional(v.boolean()),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** @param random 0 to 1, exclusive; injected so that a test can repeat its luck */
export function createFaults(random: () => number = Math.random): Faults {
  let rules: { rule: FaultRule; spared: number; left: number }[] = [];
  const killed = new Set<string>();
  return {
    add(rule) {
      const parsed = v.safeParse(ruleSchema, rule);
      if (!parsed.success) {
        const [issue] = parsed.issues;
        throw new Error(`fault: ${v.getDotPath(issue) ?? 'the rule'}: ${issue.message}`);
      }
      rules.push({ rule: parsed.output as FaultRule, spared: 0, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    list: () => rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, times: left } : rule)),
    clear() {
      rules = [];
    },
    isKilled: (call) => killed.has(call),
    strike(action, call) {
      if (call !== undefined && killed.has(call)) return { drop: 'before' };
      if (rules.length === 0) return undefined;
      const fault: Fault = {};
      for (const entry of rules) {
        const { rule } = entry;
        if (!matches(rule.action, action)) continue;
        if (entry.spared < (rule.spare ?? 0)) {
          entry.spared += 1;
          continue;
        }
        entry.left -= 1;
        if (rule.kills && call !== undefined) {
          killed.add(call);
          fault.drop = 'after';
        }
        if (rule.latencyMs) fault.delay = (fault.delay ?? 0) + rule.latencyMs;
        if (random() < (rule.errorRate ?? 0)) fault.error = { code: 'SYS_ERR', message: 'a fault that was asked for' };
        if (random() < (rule.dropRate ?? 0)) fault.drop = 'after';
      }
      rules = rules.filter((entry) => entry.left > 0);
      return Object.keys(fault).length > 0 ? fault : undefined;
    },
  };
}

function matches(pattern: string, action: string): boolean {
  if (pattern === '*' || pattern === action) return true;
  return pattern.endsWith('.*') && action.startsWith(pattern.slice(0, -1));
}
