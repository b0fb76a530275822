/** String operators. Positions count code points (`CP`) or bytes of UTF-8. */

import { compareStrings } from '../compare.ts';
import { requestFailed } from '../failure.ts';
import { isNumeric, toNumber, typeOf, type Value } from '../values.ts';
import { position } from './arrays.ts';
import { isNullish, type Operator, parseExpression } from './expression.ts';
import { namedOperand, optionalExpression, takes, takesAll } from './operands.ts';

/** What the lenient operators make of a value: null is empty, numbers and dates are written out. */
function textOf(name: string, value: Value): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (isNumeric(value)) return value.toString();
  throw requestFailed(`can't convert from BSON type ${typeOf(value)} to String in ${name}`);
}

function text(name: string, what: string, value: Value): string {
  if (typeof value !== 'string') throw requestFailed(`${name} requires ${what}, found: ${typeOf(value)}`);
  return value;
}

function indexOperator(name: string, split: (text: string) => ArrayLike<string | number>): Operator {
  return takes(name, [2, 4], (haystack, needle, start, end) => {
    if (isNullish(haystack)) return null;
    const whole = split(text(name, 'a string as the first argument', haystack));
    const part = split(text(name, 'a string as the second argument', needle));
    const from = start === undefined ? 0 : position(name, 'starting index', start);
    const to = end === undefined ? whole.length : Math.min(position(name, 'ending index', end), whole.length);
    for (let i = from; i + part.length <= to; i++) {
      let same = 0;
      while (same < part.length && whole[i + same] === part[same]) same++;
      if (same === part.length) return i;
    }
    return -1;
  });
}

function substringOfBytes(name: string): Operator {
  return takes(name, 3, (value, start, length) => {
    const bytes = Buffer.from(textOf(name, value), 'utf8');
    const from = Math.trunc(numberOf(name, 'starting index', start));
    const count = Math.trunc(numberOf(name, 'length', length));
    if (from < 0) throw requestFailed(`${name}: starting index must be non-negative (got: ${from})`);
    if (from >= bytes.length) return '';
    const to = count < 0 ? bytes.length : Math.min(from + count, bytes.length);
    if (insideCharacter(bytes, from)) {
      throw requestFailed(`${name}: Invalid range, starting index is a UTF-8 continuation byte.`);
    }
    if (insideCharacter(bytes, to))
      throw requestFailed(`${name}: Invalid range, ending index is in the middle of a UTF-8 character.`);
    return bytes.toString('utf8', from, to);
  });
}

function insideCharacter(bytes: Buffer, at: number): boolean {
  return ((bytes[at] ?? 0) & 0xc0) === 0x80;
}

function numberOf(name: string, what: string, value: Value): number {
  if (!isNumeric(value)) throw requestFailed(`${name}: ${what} must be a numeric type (is BSON type ${typeOf(value)})`);
  return toNumber(value);
}

/** The white space that `$trim` takes off, MongoDB's list. */
const SPACES = [...'\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'];

function trimOperator(name: string, left: boolean, right: boolean): Operator {
  return (operand, names) => {
    const spec = namedOperand(name, operand, ['input'], ['chars']);
    const input = parseExpression(spec.input, names);
    const chars = optionalExpression(spec, 'chars', names);
    return (scope) => {
      const value = input(scope);
      const set = chars?.(scope);
      if (isNullish(value) || (chars && isNullish(set))) return null;
      const drop = new Set(chars ? [...text(name, "its 'chars' to be a string", set)] : SPACES);
      const points = [...text(name, 'its input to be a string', value)];
      let from = 0;
      let to = points.length;
      if (left) while (from < to && drop.has(points[from] ?? '')) from++;
      if (right) while (to > from && drop.has(points[to - 1] ?? '')) to--;
      return points.slice(from, to).join('');
    };
  };
}

/** Only the letters of ASCII change case: MongoDB promises no more. */
function mapCase(name: string, letters: RegExp, map: (letter: string) => string): Operator {
  return takes(name, 1, (value) => textOf(name, value).replace(letters, map));
}

export const stringOperators: Record<string, Operator> = {
  $concat: takesAll((values) => {
    let joined = '';
    for (const value of values) {
      if (isNullish(value)) return null;
      if (typeof value !== 'string') throw requestFailed(`$concat only supports strings, not ${typeOf(value)}`);
      joined += value;
    }
    return joined;
  }),
  $indexOfBytes: indexOperator('$indexOfBytes', (value) => Buffer.from(value, 'utf8')),
  $indexOfCP: indexOperator('$indexOfCP', (value) => [...value]),
  $split: takes('$split', 2, (value, separator) => {
    if (isNullish(value) || isNullish(separator)) return null;
    const by = text('$split', 'an expression that evaluates to a string as a second argument', separator);
    if (by === '') throw requestFailed('$split requires a non-empty separator');
    return text('$split', 'an expression that evaluates to a string as a first argument', value).split(by);
  }),
  $strLenBytes: takes('$strLenBytes', 1, (value) =>
    Buffer.byteLength(text('$strLenBytes', 'a string argument', value)),
  ),
  $strLenCP: takes('$strLenCP', 1, (value) => [...text('$strLenCP', 'a string argument', value)].length),
  $strcasecmp: takes('$strcasecmp', 2, (a, b) =>
    Math.sign(compareStrings(textOf('$strcasecmp', a).toUpperCase(), textOf('$strcasecmp', b).toUpperCase())),
  ),
  $substr: substringOfBytes('$substr'),
  $substrBytes: substringOfBytes('$substrBytes'),
  $substrCP: takes('$substrCP', 3, (value, start, length) => {
    const from = position('$substrCP', 'starting index', start);
    const count = position('$substrCP', 'length', length);
    return [...textOf('$substrCP', value)].slice(from, from + count).join('');
  }),
  $toLower: mapCase('$toLower', /[A-Z]+/g, (letters) => letters.toLowerCase()),
  $toUpper: mapCase('$toUpper', /[a-z]+/g, (letters) => letters.toUpperCase()),
  $trim: trimOperator('$trim', true, true),
  $ltrim: trimOperator('$ltrim', true, false),
  $rtrim: trimOperator('$rtrim', false, true),
};
