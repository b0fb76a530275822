import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPicture } from '#domain/picture-file';
import { PNG } from '../fixtures/pictures.ts';

describe('a picture', () => {
  it('is known by what it begins with', () => {
    expect(isPicture(PNG)).toBe(true);
    expect(isPicture(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0))).toBe(true);
    expect(isPicture(readFileSync('content/pictures/seat-belt.webp'))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html><img src="a.png"></html>'],
    ['a drawing that may hold scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a moving picture', 'GIF89a'],
    ['a sound in the same box as WebP', 'RIFF....WAVEfmt '],
    ['half a signature', '\u0089PN'],
  ])('is not %s', (_, text) => {
    expect(isPicture(Buffer.from(text, 'latin1'))).toBe(false);
  });
});
