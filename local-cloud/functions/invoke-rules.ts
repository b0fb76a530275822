import { compileRule, type Judge, readRulesFile } from '../security-rule.ts';

/** Which functions clients may call; functions and timers may call every one. */
export interface InvokeRules {
  /** @param openid who calls; undefined for nobody in particular */
  allow(functionName: string, openid: string | undefined): boolean;
}

/** Stands for every function without a rule of its own. */
const EVERY_OTHER = '*';

/** The service takes no other rule for a call: no property of `auth`, no operator. */
const CALLERS = new Set<unknown>([true, false, 'auth != null', "auth.loginType != 'ANONYMOUS' && auth != null"]);

/**
 * The rules of calls as a deployment sets them; see https://docs.cloudbase.net/cloud-function/security-rules.
 *
 * @throws Error where the file is missing, or holds what the service would refuse, naming the place
 */
export function readInvokeRules(file: string): InvokeRules {
  const rules = readRulesFile(file, 'calls');
  if (rules[EVERY_OTHER] === undefined)
    throw new Error(`${file} has no rule for "${EVERY_OTHER}", and the service wants one`);
  const judges = new Map<string, Judge<undefined>>();
  for (const [name, rule] of Object.entries(rules)) {
    const where = `${file}: ${name}: invoke`;
    const { invoke } = (rule ?? {}) as { invoke?: unknown };
    if (!CALLERS.has(invoke))
      throw new Error(`${where} is none of ${[...CALLERS].map((one) => JSON.stringify(one)).join(', ')}`);
    judges.set(name, compileRule(invoke, where));
  }
  return {
    allow(functionName, openid) {
      const judge = judges.get(functionName) ?? judges.get(EVERY_OTHER);
      return judge?.(openid === undefined ? null : { openid }, undefined) ?? false;
    },
  };
}
