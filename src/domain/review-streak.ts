import { chinaDay } from './question-law.ts';

export interface Streak {
  /** Days in a row, up to today; up to yesterday while today is still open. */
  days: number;
  doneToday: boolean;
  longest: number;
}

const DAY = 86_400_000;
const ordinal = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The streak of somebody who practised on these days in China, in any order, repeats allowed. Days to come don't count. */
export function streakOf(practised: Iterable<string>, now: Date): Streak {
  const today = ordinal(chinaDay(now));
  const days = [...new Set(practised)].map(ordinal).filter((day) => day <= today);
  days.sort((a, b) => a - b);
  let longest = 0;
  let run = 0;
  for (const [at, day] of days.entries()) {
    run = day - 1 === days[at - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  const last = days.at(-1);
  const alive = last !== undefined && last >= today - 1;
  return { days: alive ? run : 0, doneToday: last === today, longest };
}
