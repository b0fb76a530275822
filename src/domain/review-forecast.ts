import { chinaDay, nextDay } from './question-law.ts';
import type { ReviewCard } from './review-card.ts';

export interface ForecastDay {
  /** Day in China. */
  day: string;
  due: number;
}

/**
 * How many cards fall due on each of the coming days, today first. What is overdue stands under today, where it will
 * have to be done. It counts what is scheduled now: reviews done meanwhile bring cards back, and no figure is made up for them.
 */
export function forecastReviews(cards: readonly ReviewCard[], now: Date, days: number): ForecastDay[] {
  const forecast: ForecastDay[] = [];
  let day = chinaDay(now);
  for (let ahead = 0; ahead < days; ahead++, day = nextDay(day)) forecast.push({ day, due: 0 });
  const today = forecast[0];
  const byDay = new Map(forecast.map((entry) => [entry.day, entry]));
  for (const { due } of cards) {
    const entry = today !== undefined && due <= today.day ? today : byDay.get(due);
    if (entry !== undefined) entry.due += 1;
  }
  return forecast;
}

/** Due cards in the order in which to ask them: the longest overdue first, the hardest among equals. */
export function orderDue<C extends ReviewCard & { questionId: string }>(cards: readonly C[], day: string): C[] {
  return cards
    .filter(({ due }) => due <= day)
    .sort(
      (a, b) =>
        (a.due < b.due ? -1 : a.due > b.due ? 1 : b.difficulty - a.difficulty) ||
        (a.questionId < b.questionId ? -1 : 1),
    );
}
