import { compileRule, type Judge, readRulesFile } from '../security-rule.ts';
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

/**
 * The bucket's rules as a deployment sets them; see https://docs.cloudbase.net/storage/security-rules: what no rule allows is
 * refused.
 *
 * @throws Error where the file is missing or is not of that form, naming the place
 */
export function readStorageRules(file: string): StorageRules {
  const rules = readRulesFile(file, 'the storage');
  const judges: Record<Deed, Judge<RuledFile>> = {
    read: compileRule(rules.read, `${file}: read`),
    write: compileRule(rules.write, `${file}: write`),
  };
  return {
    allow: (deed, openid, file) => judges[deed](openid === undefined ? null : { openid }, file),
  };
}
