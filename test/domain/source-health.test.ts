import { describe, expect, it } from 'vitest';
import { afterFailure, afterSuccess, newSource } from '#domain/source-health';

const NOW = new Date('2026-11-23T00:00:00.000Z');
const fresh = newSource('rss:example', NOW);
const failed = (times: number, retryAfter?: number) => {
  let health = fresh;
  for (let time = 0; time < times; time += 1) health = afterFailure(health, { message: '500', retryAfter }, 15, NOW);
  return health;
};
const wait = ({ nextAt }: { nextAt: string }) => (Date.parse(nextAt) - NOW.getTime()) / 60_000;

describe('a source', () => {
  it('is asked at once when it is new, and then at its own pace', () => {
    expect(wait(fresh)).toBe(0);
    expect(wait(afterSuccess(fresh, { items: 3, rejected: [], cursor: 'c' }, 15, NOW))).toBe(15);
  });

  it('that fails is asked less and less often, at most every six hours', () => {
    expect([1, 2, 3, 4, 10, 500].map((times) => wait(failed(times)))).toEqual([15, 30, 60, 120, 360, 360]);
  });

  it('is not asked before it says that it may be', () => {
    expect(wait(failed(1, 60))).toBe(60);
    expect(wait(failed(4, 60))).toBe(120);
  });

  it('says since when it is late, until it answers again', () => {
    const late = afterFailure(failed(1), { message: 'timeout' }, 15, new Date('2026-11-23T01:00:00.000Z'));
    expect(late).toMatchObject({ lateSince: NOW.toISOString(), failures: 2, lastError: 'timeout' });
    const well = afterSuccess(late, { items: 0, rejected: [], cursor: undefined }, 15, NOW);
    expect(well).not.toHaveProperty('lateSince');
    expect(well).not.toHaveProperty('lastError');
    expect(well.failures).toBe(0);
  });

  it('keeps its cursor where a run brings no other', () => {
    const health = { ...fresh, cursor: 'kept' };
    expect(afterSuccess(health, { items: 0, rejected: [], cursor: undefined }, 15, NOW).cursor).toBe('kept');
    expect(afterFailure(health, { message: '' }, 15, NOW).cursor).toBe('kept');
  });
});
