import { existsSync, readFileSync } from 'node:fs';
import type { Deed } from './signature.ts';

/** A file as a rule knows it. */
export interface RuledFile {
  /** Below the bucket, e.g. `pictures/a.webp`. */
  path: string;
  /** Who put it there, or is about to; the empty string where a function did. */
  openid: string;
}

/** What clients may do with files; functions may do everything. */
export interface StorageRules {
  /** @param openid who asks; undefined for nobody in particular, e.g. a browser */
  allow(deed: Deed, openid: string | undefined, file: RuledFile): boolean;
}

type Judge = (auth: { openid: string } | null, resource: RuledFile) => boolean;

const nobody: Judge = () => false;

/** A rule is true, false, or an expression of JavaScript's kind over `auth` and `resource`; one that throws refuses. */
function compile(rule: unknown, where: string): Judge {
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
 * The bucket's rules as a deployment sets them; see https://docs.cloudbase.net/storage/security-rules: what no rule allows is
 * refused.
 *
 * @throws Error where the file is missing or is not of that form, naming the place
 */
export function readStorageRules(file: string): StorageRules {
  if (!existsSync(file)) throw new Error(`no storage rules at ${file}`);
  let rules: { read?: unknown; write?: unknown };
  try {
    rules = JSON.parse(readFileSync(file, 'utf8')) as typeof rules;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  const judges: Record<Deed, Judge> = {
    read: compile(rules.read, `${file}: read`),
    write: compile(rules.write, `${file}: write`),
  };
  return {
    allow: (deed, openid, file) => judges[deed](openid === undefined ? null : { openid }, file),
  };
}
