import * as v from 'valibot';

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
  /** The rule ends after this many requests. */
  times?: number;
}

/** What befalls one request. */
export interface FaultStroke {
  latencyMs: number;
  fails: boolean;
  drops: boolean;
}

export interface Faults {
  /** @throws Error that names the field that does not hold */
  add(rule: FaultRule): void;
  list(): FaultRule[];
  clear(): void;
  strike(action: string): FaultStroke | undefined;
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
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** @param random 0 to 1, exclusive; injected so that a test can repeat its luck */
export function createFaults(random: () => number = Math.random): Faults {
  let rules: { rule: FaultRule; left: number }[] = [];
  return {
    add(rule) {
      const parsed = v.safeParse(ruleSchema, rule);
      if (!parsed.success) {
        const [issue] = parsed.issues;
        throw new Error(`fault: ${v.getDotPath(issue) ?? 'the rule'}: ${issue.message}`);
      }
      rules.push({ rule: parsed.output as FaultRule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    list: () => rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, times: left } : rule)),
    clear() {
      rules = [];
    },
    strike(action) {
      if (rules.length === 0) return undefined;
      const stroke: FaultStroke = { latencyMs: 0, fails: false, drops: false };
      for (const entry of rules) {
        const { rule } = entry;
        if (!matches(rule.action, action)) continue;
        entry.left -= 1;
        stroke.latencyMs += rule.latencyMs ?? 0;
        stroke.fails ||= random() < (rule.errorRate ?? 0);
        stroke.drops ||= random() < (rule.dropRate ?? 0);
      }
      rules = rules.filter((entry) => entry.left > 0);
      return stroke.latencyMs > 0 || stroke.fails || stroke.drops ? stroke : undefined;
    },
  };
}

function matches(pattern: string, action: string): boolean {
  if (pattern === '*' || pattern === action) return true;
  return pattern.endsWith('.*') && action.startsWith(pattern.slice(0, -1));
}
