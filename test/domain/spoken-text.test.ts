import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speechParts } from '#domain/spoken-text';

describe('a text to be read aloud', () => {
  it('is one part where it is short, its white space closed up', () => {
    expect(speechParts(' G4 封闭。\n\n请绕行。 ')).toEqual(['G4 封闭。 请绕行。']);
    expect(speechParts(' \n ')).toEqual([]);
  });

  it('is cut after a sentence, else after a comma, else where it must', () => {
    expect(speechParts('前方封闭。请绕行，', 7)).toEqual(['前方封闭。', '请绕行，']);
    expect(speechParts('前方封闭，请绕行', 6)).toEqual(['前方封闭，', '请绕行']);
    expect(speechParts('前方封闭请绕行', 4)).toEqual(['前方封闭', '请绕行']);
  });

  it('loses no word, and no part is longer than an engine takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('路', '。', '，', ' ', 'G', '4', '！') }), (text) => {
        const parts = speechParts(text, 5);
        expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
