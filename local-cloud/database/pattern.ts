/** Regular expressions of a query, from PCRE's terms to JavaScript's. */
import { BSONRegExp } from 'bson';
import { requestFailed } from './failure.ts';
import type { Value } from './values.ts';

export interface Pattern {
  source: BSONRegExp;
  regex: RegExp;
}

/** `$regex` with its `$options`. */
export function regexOf(value: Value, options: Value): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') throw requestFailed('$options has to be a string');
  if (value instanceof BSONRegExp) return options === undefined ? value : new BSONRegExp(value.pattern, options);
  if (typeof value !== 'string') throw requestFailed('$regex has to be a string');
  return new BSONRegExp(value, options ?? '');
}

/**
 * PCRE's options in JavaScript's terms: `i`, `m` and `s` are the same, `x` (comments and spaces in the pattern) is taken out
 * by hand, and JavaScript's own `g`, `u`, `y`, which the SDK passes on from a literal, change nothing here.
 */
export function compilePattern(source: BSONRegExp): Pattern {
  const flags = [...new Set(source.options)].filter((flag) => 'ims'.includes(flag)).join('');
  const extended = source.options.includes('x');
  const pattern = extended
    ? source.pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*/g, (part) => (/^[\\[]/.test(part) ? part : ''))
    : source.pattern;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  try {
    const regex = new RegExp(
      inline ? pattern.slice(inline[0].length) : pattern,
      [...new Set(`${flags}${inline?.[1] ?? ''}`)].filter((flag) => flag !== 'x').join(''),
    );
    return { source, regex };
  } catch (error) {
    throw requestFailed(`Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`);
  }
}
