import { describe, expect, it } from 'vitest';
import {
  type CallCountsDocument,
  callsOf,
  countCall,
  dayOf,
  durationOf,
  newTally,
  slotOf,
  sumNumbers,
  withCounts,
} from '#domain/call-numbers';

const tallyOf = (...calls: [outcome: string, ms: number][]) => {
  const tally = newTally();
  for (const [outcome, ms] of calls) countCall(tally, outcome, ms);
  return tally;
};

describe('the numbers of an action', () => {
  it('tell what the caller did wrong from what we did', () => {
    const tally = tallyOf(['ok', 1], ['not_found', 1], ['forbidden', 1], ['internal', 1], ['unavailable', 1]);
    expect(tally).toMatchObject({ done: 1, refused: 2, failed: 2 });
    expect(callsOf(tally)).toBe(5);
  });

  it('say within how long a share of the calls ended, and never less than it was', () => {
    const tally = tallyOf(...Array.from({ length: 98 }, (): [string, number] => ['ok', 42]), ['ok', 700], ['ok', 999]);
    expect(durationOf(tally, 0.5)).toBe(50);
    expect(durationOf(tally, 0.99)).toBe(750);
    expect(durationOf(tally, 1)).toBe(1000);
  });

  it('say nothing of no calls, and of what took longer than any bound', () => {
    expect(durationOf(newTally(), 0.5)).toBeNull();
    expect(durationOf(tallyOf(['internal', 61_000]), 0.5)).toBeNull();
  });

  it('of two instances add up', () => {
    const counts = (_id: string, ms: number): CallCountsDocument => ({
      ...{ _id, at: '2026-11-23T00:30:00.000Z', function: 'news' },
      actions: { listPosts: tallyOf(['ok', ms]), getPost: tallyOf(['internal', ms]) },
    });
    const both = withCounts(withCounts({ functions: {} }, counts('a', 3)), counts('b', 400));
    const sums = sumNumbers([both, both]);
    expect([...sums.keys()]).toEqual(['news.listPosts', 'news.getPost']);
    expect(sums.get('news.listPosts')).toEqual(tallyOf(['ok', 3], ['ok', 400], ['ok', 3], ['ok', 400]));
  });
});

it('an instant falls into ten minutes and into a day of China', () => {
  const late = new Date('2026-11-22T16:09:59.999Z');
  expect(slotOf(late)).toBe('slot:2026-11-22T16:00');
  expect(dayOf(late)).toBe('day:2026-11-23');
});
