import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerKey, findAnswerFault, gradeAnswer, isRight } from '#domain/grading';
import { SCORING_RULES } from '#domain/question';

const indices = (count: number, atLeast: number) =>
  fc.uniqueArray(fc.nat(count - 1), { minLength: atLeast, maxLength: count });

/** A question of any type and rule, with an answer that may be anything. */
const graded = fc.integer({ min: 2, max: 8 }).chain((count) =>
  fc
    .oneof(
      fc.record({
        type: fc.constantFrom('single' as const, 'truefalse' as const),
        correct: indices(count, 1).map((all) => all.slice(0, 1)),
        scoring: fc.constantFrom(...SCORING_RULES),
      }),
      fc.record({
        type: fc.constant('multiple' as const),
        correct: indices(count, 2),
        scoring: fc.constantFrom(...SCORING_RULES),
      }),
    )
    .chain((key) => fc.tuple(fc.constant<AnswerKey>(key), indices(count, 0), fc.constant(count))),
);

describe('grading, whatever the type and the scoring rule', () => {
  it('gives a grade from 0 to 1, and the full one for the key alone', () => {
    fc.assert(
      fc.property(graded, ([key, chosen]) => {
        const grade = gradeAnswer(key, chosen);
        const same = chosen.length === key.correct.length && chosen.every((index) => key.correct.includes(index));
        expect(grade).toBeGreaterThanOrEqual(0);
        expect(grade).toBeLessThanOrEqual(1);
        expect(grade === 1).toBe(same);
        expect(isRight(key, chosen)).toBe(same);
      }),
    );
  });

  it('gives nothing as soon as one choice is wrong', () => {
    fc.assert(
      fc.property(graded, ([key, chosen, count]) => {
        const wrong = Array.from({ length: count }, (_, index) => index).find((index) => !key.correct.includes(index));
        fc.pre(wrong !== undefined);
        expect(gradeAnswer(key, [...chosen, wrong ?? 0])).toBe(0);
      }),
    );
  });

  it('does not look at the order of choices, nor at repeats', () => {
    fc.assert(
      fc.property(graded, ([key, chosen]) => {
        expect(gradeAnswer(key, [...chosen].reverse())).toBe(gradeAnswer(key, chosen));
        expect(gradeAnswer(key, [...chosen, ...chosen])).toBe(gradeAnswer(key, chosen));
      }),
    );
  });

  it('never gives less for one more right choice', () => {
    fc.assert(
      fc.property(graded, ([key]) => {
        const grades = key.correct.map((_, found) => gradeAnswer(key, key.correct.slice(0, found + 1)));
        expect([...grades].sort((a, b) => a - b)).toEqual(grades);
      }),
    );
  });

  it('gives nothing for no answer, and nothing where there is no key', () => {
    fc.assert(
      fc.property(graded, ([key, chosen]) => {
        expect(gradeAnswer(key, [])).toBe(0);
        expect(gradeAnswer({ ...key, correct: [] }, chosen)).toBe(0);
      }),
    );
  });
});

describe('an incomplete answer to a multiple question', () => {
  const key = { type: 'multiple', correct: [0, 1, 3, 4] } as const;
  it.each([
    ['exact', [0, 1], 0],
    ['half', [0], 0.5],
    ['half', [0, 1, 3], 0.5],
    ['proportional', [0], 0.25],
    ['proportional', [0, 1, 3], 0.75],
    ['proportional', [0, 2], 0],
  ] as const)('under %s, choosing %j is worth %d', (scoring, chosen, worth) => {
    expect(gradeAnswer({ ...key, scoring }, chosen)).toBe(worth);
  });
});

describe('an answer that can be none', () => {
  it.each([
    ['beyond the options', 'single', [4]],
    ['before the options', 'single', [-1]],
    ['between two options', 'single', [0.5]],
    ['not a number', 'multiple', [Number.NaN]],
    ['twice the same', 'multiple', [1, 1]],
    ['two choices for one', 'single', [0, 1]],
    ['both true and false', 'truefalse', [0, 1]],
  ] as const)('is named: %s', (_, type, chosen) => {
    expect(findAnswerFault({ type, optionCount: 4 }, chosen)).toBeTypeOf('string');
  });

  it('is not the empty one, nor several choices where several may be right', () => {
    expect(findAnswerFault({ type: 'single', optionCount: 4 }, [])).toBeUndefined();
    expect(findAnswerFault({ type: 'multiple', optionCount: 4 }, [3, 0])).toBeUndefined();
  });
});
