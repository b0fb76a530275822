import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Breaker,
  breakerAfterFailure,
  isBreakerOpen,
  isChosen,
  isGoodEnough,
  isPointerGood,
  type SnapshotPointer,
} from '#domain/snapshot';

const NOW = Date.parse('2026-10-01T00:00:00.000Z');
const MINUTE = 60_000;

function pointer(changes: Partial<SnapshotPointer> = {}): SnapshotPointer {
  return {
    sequence: 100,
    publishedAt: new Date(NOW - MINUTE).toISOString(),
    expiresAt: new Date(NOW + MINUTE).toISOString(),
    files: { news: 'news-1.json', roads: 'roads-1.json' },
    ...changes,
  };
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const percent = fc.integer({ min: 0, max: 100 });

describe('the share of the phones', () => {
  it('is nobody at 0, everybody at 100, and about as many as it says between', () => {
    fc.assert(fc.property(share, (lot) => !isChosen(lot, 0) && isChosen(lot, 100)));
    const lots = Array.from({ length: 10_000 }, (_, at) => at / 10_000);
    expect(lots.filter((lot) => isChosen(lot, 37))).toHaveLength(3700);
  });

  it('only grows with the percent: no phone goes to and fro', () => {
    fc.assert(
      fc.property(share, percent, percent, (lot, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        return !isChosen(lot, less) || isChosen(lot, more);
      }),
    );
  });
});

describe('a pointer', () => {
  it('is good while it has not expired, and never when it is older than the latest that was gone by', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: -10, max: 10 }), (sequence, latest, minutes) => {
        const found = pointer({ sequence, expiresAt: new Date(NOW + minutes * MINUTE).toISOString() });
        return isPointerGood(found, latest, NOW) === (sequence >= latest && minutes > 0);
      }),
    );
  });

  it('whatever an address answers is looked at before it is believed', () => {
    fc.assert(fc.property(fc.jsonValue(), (found) => !isPointerGood(found, 0, NOW)));
    for (const field of ['sequence', 'publishedAt', 'expiresAt', 'files'] as const) {
      expect(isPointerGood({ ...pointer(), [field]: undefined }, 0, NOW), field).toBe(false);
    }
  });
});

describe('the breaker', () => {
  const failed = (failures: number, random: number) =>
    Array.from({ length: failures }).reduce<Breaker>((known) => breakerAfterFailure(known, NOW, random), {
      failures: 0,
      openUntil: 0,
    });

  it('is closed until something fails, then open for a while, longer each time, and never more than a quarter of an hour', () => {
    expect(isBreakerOpen({ failures: 0, openUntil: 0 }, NOW)).toBe(false);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), share, (failures, random) => {
        const pause = failed(failures, random).openUntil - NOW;
        const longer = failed(failures + 1, random).openUntil - NOW;
        return pause >= 15_000 && pause <= 15 * MINUTE && longer >= pause;
      }),
    );
  });

  it('closes by itself, also on a phone whose clock was set back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), share, (failures, random) => {
        const breaker = failed(failures, random);
        return (
          isBreakerOpen(breaker, NOW) &&
          !isBreakerOpen(breaker, breaker.openUntil) &&
          !isBreakerOpen(breaker, NOW - 60 * MINUTE)
        );
      }),
    );
  });

  it('lets phones that failed together come back apart', () => {
    const pauses = [0, 0.25, 0.5, 0.75].map((random) => failed(3, random).openUntil - NOW);
    expect(new Set(pauses).size).toBe(4);
    expect(Math.max(...pauses) / Math.min(...pauses)).toBeGreaterThan(1.5);
  });
});

describe('without a snapshot', () => {
  it('what a phone has will do for three minutes, for six at most, whatever was done to its clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), share, (seconds, lot) => {
        const will = isGoodEnough(NOW - seconds * 1000, NOW, lot);
        if (Math.abs(seconds) < 180) return will;
        return !will || Math.abs(seconds) < 360;
      }),
    );
  });

  it('phones that lost it together come to the function evenly over three minutes', () => {
    const lots = Array.from({ length: 1000 }, (_, at) => at / 1000);
    const asking = (minutes: number) => lots.filter((lot) => !isGoodEnough(NOW - minutes * MINUTE, NOW, lot)).length;
    expect([3, 4, 5, 6].map(asking)).toEqual([1, 334, 667, 1000]);
  });
});
