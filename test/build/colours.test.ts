import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, pairsOf, readTokens, resolve, stylesheets } from './colours.ts';

const SCHEMES = ['light', 'dark'] as const;

/** Letters on grounds that the design pairs, whether or not a class draws them yet. */
const LETTERS = ['--ink', '--ink-quiet', '--green', '--blue', '--red', '--orange'];
const GROUNDS = ['--ground', '--ground-quiet'];

/** Parts that lie on the ground of another: a plate's words, a picture's label. */
const STANDS_ON = { '.agency__name': '.agency__sign', '.player__tick': '.player__picture' };

const tokens = readTokens();
const files = stylesheets();

it('contrast is counted as WCAG counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(SCHEMES)('in the %s', (scheme) => {
  it('every token for letters can be read on every ground in sunlight: 4.5 to 1', () => {
    const known = tokens[scheme];
    const weak = LETTERS.flatMap((letters) =>
      GROUNDS.map((ground) => ({ letters, ground, is: contrast(known[letters] ?? '', known[ground] ?? '') })),
    ).filter(({ is }) => !(is >= 4.5));
    expect(weak).toEqual([]);
  });

  it.each(files)('what %s draws can be read, too', (file) => {
    const weak = pairsOf(file, scheme, STANDS_ON).flatMap(({ selector, color, ground }) => {
      if (color === 'inherit' || color === 'transparent') return [];
      const is = contrast(resolve(color, tokens[scheme]), resolve(ground, tokens[scheme]));
      return is >= 4.5 ? [] : [`${selector}: ${color} on ${ground} is ${is.toFixed(2)}`];
    });
    expect(weak).toEqual([]);
  });
});

it('colours are named in one file only', () => {
  const elsewhere = files
    .filter((file) => file !== 'src/app.scss')
    .filter((file) => /#[0-9a-f]{3,8}\b(?![^;{]*\{)/i.test(readFileSync(file, 'utf8').replace(/\/\/.*$/gm, '')));
  expect(elsewhere).toEqual([]);
});
