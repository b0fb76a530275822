import { Long } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareValues } from '#cloud/database/compare';
import { encodeKey, invert, successor } from '#cloud/database/key-encoding';
import { anyValue } from './arbitrary-values.ts';

describe('the key of a value', () => {
  it('sorts as the value does', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(Buffer.compare(encodeKey(a), encodeKey(b))).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('sorts the other way round when it is inverted', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(Buffer.compare(invert(encodeKey(a)), invert(encodeKey(b)))).toBe(Math.sign(compareValues(b, a)));
      }),
    );
  });

  it('is never the beginning of another', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const [x, y] = [encodeKey(a), encodeKey(b)];
        if (!x.equals(y)) expect(y.subarray(0, x.length).equals(x)).toBe(false);
      }),
    );
  });

  it('tells whole numbers apart that share their nearest double', () => {
    const [a, b] = [Long.fromString('9007199254740992'), Long.fromString('9007199254740993')];
    expect(Buffer.compare(encodeKey(a), encodeKey(b))).toBe(-1);
    expect(compareValues(a, b)).toBe(-1);
  });

  it('is the same for a missing field and null', () => {
    expect(encodeKey(undefined)).toEqual(encodeKey(null));
  });
});

describe('the successor of a prefix', () => {
  it('is above all that begins with it, and below all else that is above', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.uint8Array({ maxLength: 6 }), (prefix, bytes) => {
        const next = successor(prefix);
        const beginsWith = Buffer.from(bytes).subarray(0, prefix.length).equals(Buffer.from(prefix));
        const within = Buffer.compare(prefix, bytes) <= 0 && (next === null || Buffer.compare(bytes, next) < 0);
        expect(within).toBe(beginsWith);
      }),
    );
  });
});
