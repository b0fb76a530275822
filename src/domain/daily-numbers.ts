import { inChina } from './china-time.ts';
import type { PostCounters } from './post-document.ts';
import type { TallyDocument } from './tally.ts';

/** What all readers did on a day of China's calendar, in collection `daily-numbers` under `YYYY-MM-DD`. */
export interface DailyNumbersDocument extends PostCounters {
  _id: string;
}

/** What tallies add to each day. */
export function sumByDay(tallies: readonly TallyDocument[]): Map<string, PostCounters> {
  const sums = new Map<string, PostCounters>();
  for (const { at, counts } of tallies) {
    const day = inChina(at).format('YYYY-MM-DD');
    const sum = sums.get(day) ?? { views: 0, likes: 0, shares: 0 };
    for (const { views = 0, likes = 0, shares = 0 } of counts) {
      sum.views += views;
      sum.likes += likes;
      sum.shares += shares;
    }
    sums.set(day, sum);
  }
  return sums;
}

/** Days up to and with this one, the earliest first; a day on which nothing was counted is there, too. */
export function daysUpTo(now: Date, count: number): string[] {
  const today = inChina(now);
  return Array.from({ length: count }, (_, at) => today.subtract(count - 1 - at, 'day').format('YYYY-MM-DD'));
}
