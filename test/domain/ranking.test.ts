import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessQuestions, LEAST_EVIDENCE } from '#domain/question-quality';
import { addToWeek, examPoints, MOST_WEEKLY_POINTS, rankFrom, weekOf } from '#domain/ranking';

describe('the week', () => {
  it('begins on Monday at midnight in China', () => {
    expect(weekOf('2026-11-22T15:59:59.999Z')).toBe('2026-11-16');
    expect(weekOf('2026-11-22T16:00:00.000Z')).toBe('2026-11-23');
    expect(weekOf('2027-01-01T00:00:00.000Z')).toBe('2026-12-28');
  });

  it('counts each day with its best exam, in any order', () => {
    const exams = fc.array(fc.record({ day: fc.constantFrom('2026-11-23', '2026-11-24'), points: fc.nat(100) }));
    fc.assert(
      fc.property(exams, (exams) => {
        const total = (list: { day: string; points: number }[]) =>
          list.reduce((week, { day, points }) => addToWeek(week.best, day, points), { best: {}, total: 0 }).total;
        const best = (day: string) =>
          Math.max(0, ...exams.filter((exam) => exam.day === day).map(({ points }) => points));
        expect(total(exams)).toBe(best('2026-11-23') + best('2026-11-24'));
        expect(total([...exams].reverse())).toBe(total(exams));
        expect(total(exams)).toBeLessThanOrEqual(MOST_WEEKLY_POINTS);
      }),
    );
  });

  it('gives whole points, and what the preset can bring at most', () => {
    expect([examPoints(100, 30), examPoints(89.9, 100), examPoints(0, 100)]).toEqual([30, 89, 0]);
  });
});

describe('the rank', () => {
  it('is the one that sorting all players would give, however they are split into parts', () => {
    const players = fc.array(fc.record({ points: fc.nat(MOST_WEEKLY_POINTS), part: fc.nat(7) }), { minLength: 1 });
    fc.assert(
      fc.property(players, (players) => {
        const parts = Array.from({ length: 8 }, (_, part) => {
          const counts: Record<string, number> = {};
          for (const player of players) {
            if (player.part === part) counts[player.points] = (counts[player.points] ?? 0) + 1;
          }
          return counts;
        });
        for (const { points } of players) {
          const ahead = players.filter((other) => other.points > points).length;
          expect(rankFrom(parts, points)).toEqual({ rank: ahead + 1, players: players.length });
        }
      }),
    );
  });
});

describe('the quality of questions', () => {
  /** Exams of drivers of rising skill; `inverted` is right only for the weaker half. */
  const exams = Array.from({ length: 40 }, (_, skill) => ({
    answers: [
      ...Array.from({ length: 8 }, (_, at) => ({ questionId: `q${at}`, right: skill > at * 5 })),
      { questionId: 'inverted', right: skill < 20 },
    ],
  }));

  it('shows a question first that the better drivers get wrong', () => {
    const [worst] = assessQuestions(exams);
    expect(worst?.questionId).toBe('inverted');
    expect(worst?.discrimination).toBeLessThan(-0.5);
    expect(assessQuestions(exams).find(({ questionId }) => questionId === 'q4')?.discrimination).toBeGreaterThan(0.4);
  });

  it('counts misses', () => {
    const quality = assessQuestions(exams).find(({ questionId }) => questionId === 'q4');
    expect(quality).toMatchObject({ asked: 40, missRate: 21 / 40 });
  });

  it('claims no discrimination on too little evidence', () => {
    for (const { discrimination } of assessQuestions(exams.slice(0, LEAST_EVIDENCE - 1))) {
      expect(discrimination).toBeUndefined();
    }
  });
});
