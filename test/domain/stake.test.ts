import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStake, formatStakeRange, parseStake, parseStakeRange, stretchesMeet } from '#domain/stake';

describe('a stake', () => {
  it.each([
    ['K257+015', 257_015],
    ['K1436', 1_436_000],
    ['k12+5', 12_005],
    ['K12.5', 12_500],
    ['K 1085 + 300', 1_085_300],
    ['2042公里', 2_042_000],
    ['1085公里300米', 1_085_300],
    ['1085.3公里', 1_085_300],
    ['K1085+300米', 1_085_300],
    [' K0+000 ', 0],
  ])('reads %s', (text, metres) => expect(parseStake(text)).toBe(metres));

  it.each(['', 'K', '1436', 'AK0+300', 'K12345678', '前方', 'K12+3000', 'K10至K12'])('refuses %s', (text) => {
    expect(parseStake(text)).toBeNull();
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.nat(5_999_999), (metres) => {
        expect(parseStake(formatStake(metres))).toBe(metres);
      }),
    );
  });
});

describe('a stretch of stakes', () => {
  it.each([
    ['K10+200至K15', 10_200, 15_000],
    ['K10-K15', 10_000, 15_000],
    ['K1156—K1150', 1_156_000, 1_150_000],
    ['120公里至135公里', 120_000, 135_000],
    ['K10+200至+800', 10_200, 10_800],
    ['K10+200-500', 10_200, 10_500],
    ['K1436', 1_436_000, 1_436_000],
  ])('reads %s', (text, from, to) => expect(parseStakeRange(text)).toEqual({ from, to }));

  it.each(['K10至', 'K10 K15', 'K10至南宁', '至K10'])('refuses %s', (text) => expect(parseStakeRange(text)).toBeNull());

  it('is written as the posts stand', () => {
    expect(formatStakeRange({ from: 10_200, to: 15_000 })).toBe('K10+200—K15');
    expect(formatStakeRange({ from: 10_000, to: 10_000 })).toBe('K10');
  });

  it('meets another whichever way either runs', () => {
    expect(stretchesMeet({ from: 5000, to: 1000 }, { from: 4000, to: 9000 })).toBe(true);
    expect(stretchesMeet({ from: 0, to: 1000 }, { from: 1400, to: 2000 })).toBe(false);
    expect(stretchesMeet({ from: 0, to: 1000 }, { from: 1400, to: 2000 }, 500)).toBe(true);
  });
});
