import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, datedAttempt, foldAttempts, isMistake, practiceDays } from '#domain/practice-attempt';
import { mergeFavourites } from '#domain/practice-favourite';
import { orderPractice, PRACTICE_MODES } from '#domain/practice-order';

const NOW = new Date('2026-11-23T04:00:00.000Z');
const attempt: fc.Arbitrary<Attempt> = fc.record({
  id: fc.uuid(),
  questionId: fc.constantFrom('q1', 'q2', 'q3'),
  right: fc.boolean(),
  at: fc.integer({ min: 0, max: 90 * 24 }).map((hours) => new Date(NOW.getTime() - hours * 3600_000).toISOString()),
});

describe('attempts from several devices', () => {
  it('come to the same progress in any order and with any repeats', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (log, stream) => {
        const keys = log.map(() => stream.next().value ?? 0);
        const mixed = log.map((one, at) => ({ one, key: keys[at] ?? 0 })).sort((a, b) => a.key - b.key);
        const again = [...mixed.map(({ one }) => one), ...log.slice(0, 5)];
        expect(foldAttempts(again)).toEqual(foldAttempts(log));
        expect(practiceDays(again)).toEqual(practiceDays(log));
      }),
    );
  });

  it('count each attempt once, and each miss', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (log) => {
        const progress = [...foldAttempts([...log, ...log]).values()];
        const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0);
        expect(sum(progress.map(({ attempts }) => attempts))).toBe(log.length);
        expect(sum(progress.map(({ misses }) => misses))).toBe(log.filter(({ right }) => !right).length);
      }),
    );
  });

  it('leave the mistakes book after three right answers in a row', () => {
    const at = (day: number) => new Date(NOW.getTime() + day * 86_400_000).toISOString();
    const log = [false, true, true, true].map((right, day) => ({ id: `a${day}`, questionId: 'q', right, at: at(day) }));
    const upTo = (count: number) => foldAttempts(log.slice(0, count)).get('q');
    expect([1, 2, 3, 4].map((count) => isMistake(upTo(count) ?? expect.fail()))).toEqual([true, true, true, false]);
  });

  it('are dated by the device, but never in the future, and not at all when its clock can not be right', () => {
    expect(datedAttempt('2026-11-22T04:00:00.000Z', NOW)).toBe('2026-11-22T04:00:00.000Z');
    expect(datedAttempt('2030-01-01T00:00:00.000Z', NOW)).toBe(NOW.toISOString());
    expect(datedAttempt('1970-01-01T00:00:00.000Z', NOW)).toBeUndefined();
  });
});

describe('favourites from several devices', () => {
  const marks = fc.dictionary(
    fc.constantFrom('q1', 'q2', 'q3'),
    fc.record({ on: fc.boolean(), at: fc.constantFrom('2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z') }),
  );
  it('merge alike in any order, and once more changes nothing', () => {
    fc.assert(
      fc.property(marks, marks, marks, (a, b, c) => {
        const merged = mergeFavourites(mergeFavourites(a, b), c);
        expect(mergeFavourites(c, mergeFavourites(b, a))).toEqual(merged);
        expect(mergeFavourites(merged, b)).toEqual(merged);
      }),
    );
  });
});

describe('practice', () => {
  const questions = Array.from({ length: 12 }, (_, at) => ({ id: `q${at}`, chapter: at < 6 ? 'signs' : 'speed' }));
  const wrong = (questionId: string, times: number): Attempt[] =>
    Array.from({ length: times }, (_, at) => ({
      id: `${questionId}-${at}`,
      questionId,
      right: false,
      at: NOW.toISOString(),
    }));
  const context = {
    progress: foldAttempts([...wrong('q3', 1), ...wrong('q8', 2)]),
    favourites: { q5: { on: true, at: NOW.toISOString() }, q6: { on: false, at: NOW.toISOString() } },
    chapter: 'speed',
    seed: 'a driver',
    missRates: new Map([
      ['q1', 0.2],
      ['q9', 0.7],
    ]),
  };
  const ids = (mode: (typeof PRACTICE_MODES)[number]['id']) =>
    orderPractice(questions, mode, context).map(({ id }) => id);

  it('goes through the bank as each mode says', () => {
    expect(ids('chapter')).toEqual(['q6', 'q7', 'q8', 'q9', 'q10', 'q11']);
    expect(ids('in-order')).toEqual(questions.map(({ id }) => id));
    expect(ids('most-missed')).toEqual(['q9', 'q1']);
    expect(ids('favourites')).toEqual(['q5']);
    expect(ids('mistakes')).toEqual(['q8', 'q3']);
  });

  it('at random asks every question once, alike for the same seed and otherwise for another', () => {
    expect([...ids('random')].sort()).toEqual(questions.map(({ id }) => id).sort());
    expect(ids('random')).toEqual(ids('random'));
    const other = orderPractice(questions, 'random', { ...context, seed: 'another' }).map(({ id }) => id);
    expect(other).not.toEqual(ids('random'));
  });

  it('never asks a question twice', () => {
    for (const { id } of PRACTICE_MODES) expect(new Set(ids(id)).size).toBe(ids(id).length);
  });
});
