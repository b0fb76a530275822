import { expect, it } from 'vitest';
import { measureAnswers } from '#domain/answer-times';
import { daysUpTo, sumByDay } from '#domain/daily-numbers';
import { estimateYuan, extrapolate } from '#domain/running-cost';

it('a day begins at midnight in China, whatever the server’s zone', () => {
  const tally = (at: string, views: number) => ({ _id: at, at, counts: [{ postId: 'p', views }] });
  const sums = sumByDay([tally('2026-11-23T15:59:59.999Z', 2), tally('2026-11-23T16:00:00.000Z', 1)]);
  expect([...sums]).toEqual([
    ['2026-11-23', { views: 2, likes: 0, shares: 0 }],
    ['2026-11-24', { views: 1, likes: 0, shares: 0 }],
  ]);
  expect(daysUpTo(new Date('2026-11-23T16:00:00.000Z'), 2)).toEqual(['2026-11-23', '2026-11-24']);
});

it('days are counted without gaps over the end of a month', () => {
  expect(daysUpTo(new Date('2026-12-01T04:00:00.000Z'), 3)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
});

it('an answer is in time to the hour, and a question that waits grows old', () => {
  const asked = (askedAt: string, repliedAt?: string) => ({ askedAt, ...(repliedAt !== undefined && { repliedAt }) });
  const now = new Date('2026-11-27T00:00:00.000Z');
  const answered = [
    asked('2026-11-20T00:00:00.000Z', '2026-11-23T00:00:00.000Z'),
    asked('2026-11-20T00:00:00.000Z', '2026-11-23T00:00:00.001Z'),
  ];
  const waiting = [asked('2026-11-24T00:00:00.000Z'), asked('2026-11-23T23:59:59.999Z')];
  expect(measureAnswers(answered, waiting, now)).toEqual({ answered: 2, inTime: 1, waiting: 2, overdue: 1 });
});

it('a day of three million opens costs what the plan reckons with', () => {
  const yuan = estimateYuan({ opens: 3_000_000, messages: 0 });
  expect(yuan).toBeGreaterThan(128);
  expect(yuan).toBeLessThanOrEqual(188);
  expect(extrapolate(10, 0.5)).toBe(20);
});
