import { existsSync, readFileSync } from 'node:fs';

/** Who asks, as rules know them: null for nobody in particular, e.g. a reader in Moments' single-page mode. */
export type Auth = { openid: string } | null;

/** Whether a rule lets somebody do what they ask. */
export type Judge<Resource> = (auth: Auth, resource: Resource) => boolean;

const nobody = () => false;

/**
 * Makes a rule of CloudBase's language judge: true, false, or an expression of JavaScript's kind over `auth` and
 * `resource`; one that throws refuses, and where there is no rule nobody may.
 *
 * @param where the file and the place in it, for messages
 * @throws Error that names the place where the rule is neither
 */
export function compileRule<Resource>(rule: unknown, where: string): Judge<Resource> {
  if (rule === undefined) return nobody;
  if (typeof rule === 'boolean') return () => rule;
  if (typeof rule !== 'string') throw new Error(`${where} is neither a boolean nor an expression`);
  let evaluate: (...known: unknown[]) => unknown;
  try {
    // The file is the project's own, and as trusted as its functions.
    evaluate = new Function('auth', 'resource', `return (${rule});`) as typeof evaluate;
  } catch (error) {
    throw new Error(`${where} is no expression: ${(error as Error).message}`);
  }
  return (auth, resource) => {
    try {
      return evaluate(auth, resource) === true;
    } catch {
      return false;
    }
  };
}

/**
 * A file of rules as a deployment sends it.
 *
 * @param of whose rules they are, for messages
 * @throws Error where the file is missing or is no JSON object
 */
export function readRulesFile(file: string, of: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) throw new Error(`no rules of ${of} at ${file}`);
  let rules: unknown;
  try {
    rules = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) throw new Error(`${file} is no object`);
  return rules as Record<string, unknown>;
}
