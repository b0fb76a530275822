import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReviewCard, reviewAfter } from '#domain/review-card';
import { forecastReviews, orderDue } from '#domain/review-forecast';
import { streakOf } from '#domain/review-streak';

const NOON = Date.parse('2026-11-23T04:00:00.000Z');
const onDay = (day: number) => new Date(NOON + day * 86_400_000).toISOString();
const dayOf = (day: number) => onDay(day).slice(0, 10);

/** Answers on rising days. */
const history = fc
  .array(fc.record({ gap: fc.nat(30), right: fc.boolean() }), { minLength: 1, maxLength: 15 })
  .map((steps) => {
    let day = 0;
    return steps.map(({ gap, right }) => {
      day += gap;
      return { day, right };
    });
  });

const play = (steps: { day: number; right: boolean }[]) =>
  steps.reduce<ReviewCard | undefined>((card, { day, right }) => reviewAfter(card, right, onDay(day)), undefined);

describe('scheduling a mistake', () => {
  it('begins with the first miss and comes back the next day at the earliest', () => {
    expect(reviewAfter(undefined, true, onDay(0))).toBeUndefined();
    expect(reviewAfter(undefined, false, onDay(0))).toMatchObject({ due: dayOf(1), reps: 1, lastReview: dayOf(0) });
  });

  it('always lies after its last review and within half a year, whatever happened', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const card = play(steps);
        fc.pre(card !== undefined);
        if (card === undefined) return;
        expect(card.due > card.lastReview).toBe(true);
        expect(Date.parse(card.due) - Date.parse(card.lastReview)).toBeLessThanOrEqual(180 * 86_400_000);
        expect(card.stability).toBeGreaterThan(0);
        expect(card.difficulty).toBeGreaterThanOrEqual(1);
        expect(card.difficulty).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('spaces right answers out further and further', () => {
    let card = reviewAfter(undefined, false, onDay(0));
    const gaps: number[] = [];
    for (let review = 0; review < 6 && card !== undefined; review++) {
      card = reviewAfter(card, true, `${card.due}T04:00:00.000Z`);
      if (card) gaps.push((Date.parse(card.due) - Date.parse(card.lastReview)) / 86_400_000);
    }
    expect(gaps).toHaveLength(6);
    for (const [at, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(gaps[at - 1] ?? 1);
    expect(gaps.at(-1)).toBeGreaterThan(14);
  });

  it('brings a question that is missed back sooner than one that is known', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const card = play(steps);
        fc.pre(card !== undefined);
        if (card === undefined) return;
        const at = `${card.due}T04:00:00.000Z`;
        const missed = reviewAfter(card, false, at);
        const known = reviewAfter(card, true, at);
        expect((missed?.due ?? '') <= (known?.due ?? '')).toBe(true);
        expect(missed?.lapses).toBe(card.lapses + 1);
      }),
    );
  });

  it('is not put off by a right answer before it is due', () => {
    const card = reviewAfter(undefined, false, onDay(0));
    expect(reviewAfter(card, true, onDay(0))).toEqual(card);
  });
});

describe('the forecast', () => {
  const card = (due: number): ReviewCard => ({
    due: dayOf(due),
    stability: 1,
    difficulty: 5,
    reps: 1,
    lapses: 0,
    lastReview: dayOf(due - 1),
  });

  it('counts every card on one day, the overdue ones today, and none that lie beyond', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), fc.integer({ min: 1, max: 14 }), (dues, days) => {
        const forecast = forecastReviews(dues.map(card), new Date(NOON), days);
        expect(forecast.map(({ day }) => day)).toEqual(Array.from({ length: days }, (_, at) => dayOf(at)));
        expect(forecast.map(({ due }) => due)).toEqual(
          Array.from({ length: days }, (_, at) => dues.filter((due) => (at === 0 ? due <= 0 : due === at)).length),
        );
      }),
    );
  });

  it('asks the longest overdue first', () => {
    const cards = [0, -3, 2, -1].map((due) => ({ ...card(due), questionId: `q${due}` }));
    expect(orderDue(cards, dayOf(0)).map(({ questionId }) => questionId)).toEqual(['q-3', 'q-1', 'q0']);
  });
});

describe('the streak', () => {
  it('runs over midnight in China', () => {
    const justBefore = new Date('2026-11-23T15:59:00.000Z');
    const justAfter = new Date('2026-11-23T16:01:00.000Z');
    expect(streakOf(['2026-11-22', '2026-11-23'], justBefore)).toEqual({ days: 2, doneToday: true, longest: 2 });
    expect(streakOf(['2026-11-22', '2026-11-23'], justAfter)).toEqual({ days: 2, doneToday: false, longest: 2 });
  });

  it('breaks after a whole day without practice, and remembers its longest', () => {
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-21'];
    expect(streakOf(days, new Date(NOON))).toEqual({ days: 0, doneToday: false, longest: 3 });
  });

  it('does not depend on the order of days, and counts none to come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 5 })), (offsets) => {
        const streak = streakOf(offsets.map(dayOf), new Date(NOON));
        const past = new Set(offsets.filter((day) => day <= 0));
        let expected = 0;
        for (let day = past.has(0) ? 0 : -1; past.has(day); day--) expected += 1;
        expect(streak.days).toBe(expected);
        expect(streakOf(offsets.map(dayOf).reverse(), new Date(NOON))).toEqual(streak);
      }),
    );
  });
});
