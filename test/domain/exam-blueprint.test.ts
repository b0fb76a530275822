import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, drawExam, type PoolQuestion } from '#domain/exam-blueprint';
import { EXAM_PRESETS } from '#domain/exam-preset';
import { QUESTION_TYPE_IDS } from '#domain/question';

const poolOf = (counts: Record<string, Partial<Record<PoolQuestion['type'], number>>>): PoolQuestion[] =>
  Object.entries(counts).flatMap(([chapter, byType]) =>
    QUESTION_TYPE_IDS.flatMap((type) =>
      Array.from({ length: byType[type] ?? 0 }, (_, at) => ({ id: `${chapter}-${type}-${at}`, chapter, type })),
    ),
  );

const anyPool = fc
  .dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    fc.record({ single: fc.nat(20), multiple: fc.nat(8), truefalse: fc.nat(20) }),
  )
  .map(poolOf);
const anyBlueprint = fc.record({
  questionCount: fc.integer({ min: 1, max: 60 }),
  typeShare: fc.record({ single: fc.nat(5), multiple: fc.nat(5), truefalse: fc.nat(5) }),
});
const seed = fc.string({ maxLength: 12 });

describe('drawing an exam', () => {
  it('asks each question once, only what the pool holds, and as many as wanted where the pool has them', () => {
    fc.assert(
      fc.property(anyPool, anyBlueprint, seed, (pool, blueprint, seed) => {
        const drawn = drawExam(pool, blueprint, seed);
        const usable = pool.filter(({ type }) => blueprint.typeShare[type] > 0);
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
        expect(usable.map(({ id }) => id)).toEqual(expect.arrayContaining(drawn.map(({ id }) => id)));
        expect(drawn).toHaveLength(Math.min(blueprint.questionCount, usable.length));
      }),
    );
  });

  it('is the same for the same seed, however the pool is ordered', () => {
    fc.assert(
      fc.property(anyPool, anyBlueprint, seed, (pool, blueprint, seed) => {
        expect(drawExam([...pool].reverse(), blueprint, seed)).toEqual(drawExam(pool, blueprint, seed));
      }),
    );
  });

  it('keeps the shares of types and chapters where there is enough of everything', () => {
    const ample = { single: 60, multiple: 60, truefalse: 60 };
    const pool = poolOf({ a: ample, b: ample, c: ample, d: ample });
    const { typeShare } = EXAM_PRESETS['subject-4'];
    fc.assert(
      fc.property(seed, (seed) => {
        const drawn = drawExam(pool, { questionCount: 50, typeShare, chapterShare: { a: 2, b: 1, c: 1, d: 1 } }, seed);
        const count = (key: 'type' | 'chapter', value: string) => drawn.filter((one) => one[key] === value).length;
        expect(QUESTION_TYPE_IDS.map((type) => count('type', type))).toEqual([20, 10, 20]);
        expect(['a', 'b', 'c', 'd'].map((chapter) => count('chapter', chapter))).toEqual([20, 10, 10, 10]);
      }),
      { numRuns: 30 },
    );
  });

  it('gives every question of a pool its turn', () => {
    const pool = poolOf({ a: { single: 10 }, b: { single: 10 } });
    const seen = new Map<string, number>();
    for (let round = 0; round < 400; round++) {
      const typeShare = { single: 1, multiple: 0, truefalse: 0 };
      for (const { id } of drawExam(pool, { questionCount: 4, typeShare }, `seed ${round}`)) {
        seen.set(id, (seen.get(id) ?? 0) + 1);
      }
    }
    // 80 expected of each; six standard deviations of a fair draw are 48.
    expect(seen.size).toBe(20);
    for (const times of seen.values()) expect(Math.abs(times - 80)).toBeLessThan(48);
  });
});

describe('apportioning', () => {
  it('gives out everything that fits, within every capacity, nothing without weight', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.uniqueArray(fc.record({ key: fc.string(), weight: fc.nat(9), capacity: fc.nat(30) }), {
          selector: ({ key }) => key,
          maxLength: 8,
        }),
        (total, parts) => {
          const shares = apportion(total, parts);
          const room = parts.reduce((sum, { weight, capacity }) => sum + (weight > 0 ? capacity : 0), 0);
          expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(Math.min(total, room));
          for (const { key, weight, capacity } of parts) {
            expect(shares.get(key)).toBeLessThanOrEqual(weight > 0 ? capacity : 0);
          }
        },
      ),
    );
  });
});
