import { describe, expect, it } from 'vitest';
import { clockTime, fullTime, timeAgo } from '#domain/china-time';

const now = new Date('2026-11-23T00:30:00.000Z'); // 08:30 in China

describe('how a time is said', () => {
  it.each([
    ['2026-11-23T00:29:40.000Z', '刚刚'],
    ['2026-11-23T00:25:00.000Z', '5分钟前'],
    ['2026-11-22T23:00:00.000Z', '1小时前'],
    ['2026-11-22T23:40:00.000Z', '50分钟前'],
    ['2026-11-22T15:00:00.000Z', '昨天 23:00'],
    ['2026-11-20T02:00:00.000Z', '11月20日'],
    ['2025-12-31T15:59:00.000Z', '2025年12月31日'],
    ['2025-12-31T16:00:00.000Z', '1月1日'],
  ])('%s is %s to a reader of the feed', (instant, words) => {
    expect(timeAgo(instant, now)).toBe(words);
  });

  it('a post from a clock that is ahead is just now, not minus three minutes ago', () => {
    expect(timeAgo('2026-11-23T00:33:00.000Z', now)).toBe('刚刚');
  });

  it('a day begins at midnight in China, wherever the phone is', () => {
    expect(clockTime('2026-11-22T16:00:00.000Z', now)).toBe('00:00');
    expect(clockTime('2026-11-22T15:59:00.000Z', now)).toBe('昨天 23:59');
    expect(clockTime('2026-01-02T00:00:00.000Z', now)).toBe('1月2日 08:00');
    expect(clockTime('2024-01-02T00:00:00.000Z', now)).toBe('2024年1月2日');
  });

  it('the head of an article gives the whole date', () => {
    expect(fullTime('2026-11-22T16:05:00.000Z')).toBe('2026年11月23日 00:05');
  });
});
