import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeShelf, SHELF_KINDS, type ShelfDocument, type ShelfMark } from '#domain/shelf';

const NOW = new Date('2026-11-23T00:30:00.000Z');
const EMPTY: ShelfDocument = { _id: 'driver-1', revision: 0, entries: [] };

const marks = fc.array(
  fc.record({
    kind: fc.constantFrom(...SHELF_KINDS),
    subject: fc.constantFrom('post:a', 'post:b', 'agency:bj'),
    on: fc.boolean(),
    at: fc.integer({ min: 0, max: 5 }).map((hour) => `2026-11-22T0${hour}:00:00.000Z`),
    position: fc.constantFrom(0, 0.5, 1),
  }),
  { maxLength: 20 },
);

/** What a reader sees of a shelf, whatever way it came about. */
function contentOf({ entries }: ShelfDocument) {
  return entries.map(({ revision, ...mark }) => JSON.stringify(mark)).sort();
}

const merge = (shelf: ShelfDocument, given: ShelfMark[]) => mergeShelf(shelf, given, NOW).shelf;

describe('merging a shelf', () => {
  it('gives the same from phones that come in any order', () => {
    fc.assert(
      fc.property(marks, marks, (one, other) => {
        expect(contentOf(merge(merge(EMPTY, one), other))).toEqual(contentOf(merge(merge(EMPTY, other), one)));
      }),
    );
  });

  it('changes nothing when the same comes again, not even a counter', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const once = merge(EMPTY, given);
        expect(mergeShelf(once, given, NOW)).toEqual({ shelf: once, changed: false, tallies: [] });
      }),
    );
  });

  it('keeps the likes that it counted in step with the likes that stand', () => {
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 5 }), (batches) => {
        let shelf = EMPTY;
        let counted = 0;
        for (const batch of batches) {
          const merged = mergeShelf(shelf, batch, NOW);
          shelf = merged.shelf;
          counted += merged.tallies.reduce((sum, { likes = 0 }) => sum + likes, 0);
        }
        const standing = shelf.entries.filter(
          ({ kind, on, subject }) => kind === 'like' && on && subject !== 'agency:bj',
        );
        expect(counted).toBe(standing.length);
      }),
    );
  });

  it('counts a view and a share once for each post, though they are taken back and made again', () => {
    const viewed = (on: boolean, hour: number): ShelfMark => ({
      kind: 'history',
      subject: 'post:a',
      on,
      at: `2026-11-22T0${hour}:00:00.000Z`,
    });
    const { tallies } = mergeShelf(EMPTY, [viewed(true, 1), viewed(false, 2), viewed(true, 3)], NOW);
    expect(tallies).toEqual([{ postId: 'a', views: 1 }]);
  });

  it('lets no phone whose clock runs ahead have the last word for ever', () => {
    const ahead: ShelfMark = { kind: 'follow', subject: 'agency:bj', on: true, at: '2030-01-01T00:00:00.000Z' };
    const shelf = merge(EMPTY, [ahead]);
    const later = { ...ahead, on: false, at: '2026-11-23T00:31:00.000Z' };
    const after = mergeShelf(shelf, [later], new Date('2026-11-23T00:31:00.000Z')).shelf;
    expect(after.entries).toMatchObject([{ on: false }]);
  });

  it('keeps the fifty agencies that were followed last', () => {
    const follow = (at: number): ShelfMark => ({
      kind: 'follow',
      subject: `agency:a${at}`,
      on: true,
      at: new Date(Date.parse('2026-11-01T00:00:00.000Z') + at * 60_000).toISOString(),
    });
    const { entries } = merge(
      EMPTY,
      Array.from({ length: 60 }, (_, at) => follow(at)),
    );
    expect(entries).toHaveLength(50);
    expect(entries.map(({ subject }) => subject)).not.toContain('agency:a9');
  });
});
