import { describe, expect, it } from 'vitest';
import type { ShelfMarkView } from '#contract/me';
import {
  EMPTY_SHELF,
  isMarked,
  markedIds,
  nextToSend,
  withAnswer,
  withMark,
  withoutHistory,
} from '../../../src/features/news/phone-shelf.ts';

const mark = (subject: string, minute: number, on = true, kind: ShelfMarkView['kind'] = 'follow'): ShelfMarkView => ({
  kind,
  subject,
  on,
  at: `2026-11-23T00:${String(minute).padStart(2, '0')}:00.000Z`,
});

describe('a shelf on the phone', () => {
  it('has the last word on each thing, and sends only that', () => {
    const shelf = withMark(withMark(EMPTY_SHELF, mark('agency:bj', 1)), mark('agency:bj', 2, false));
    expect(isMarked(shelf, 'follow', 'agency:bj')).toBe(false);
    expect(shelf.unsent).toEqual([mark('agency:bj', 2, false)]);
  });

  it('lists what is marked, the latest first, by its id', () => {
    const shelf = [mark('agency:bj', 1), mark('agency:sh', 2), mark('post:p:1', 3, true, 'favourite')].reduce(
      withMark,
      EMPTY_SHELF,
    );
    expect(markedIds(shelf, 'follow')).toEqual(['sh', 'bj']);
    expect(markedIds(shelf, 'favourite')).toEqual(['p:1']);
  });

  it('tells the cloud what was shared, and keeps none of it', () => {
    const shelf = withMark(EMPTY_SHELF, mark('post:a', 1, true, 'share'));
    expect(shelf).toMatchObject({ marks: [], unsent: [{ subject: 'post:a' }] });
  });

  it('remembers the two hundred articles that were read last, and every favourite', () => {
    const kept = withMark(EMPTY_SHELF, mark('post:kept', 0, true, 'favourite'));
    const many = Array.from({ length: 230 }, (_, at) => mark(`post:${at}`, at % 60, true, 'history'));
    const shelf = many.reduce(withMark, kept);
    expect(markedIds(shelf, 'history')).toHaveLength(200);
    expect(markedIds(shelf, 'history')[0]).toBe('229');
    expect(markedIds(shelf, 'favourite')).toEqual(['kept']);
  });

  it('loses nothing in months without a network: what waited longest goes first, two hundred a call', () => {
    const many = Array.from({ length: 450 }, (_, at) => mark(`post:${at}`, at % 60, true, 'favourite'));
    let shelf = many.reduce(withMark, EMPTY_SHELF);
    const sent: string[] = [];
    while (shelf.unsent.length > 0) {
      const batch = nextToSend(shelf);
      expect(batch.length).toBeLessThanOrEqual(200);
      sent.push(...batch.map(({ subject }) => subject));
      shelf = withAnswer(shelf, batch, { revision: 1, entries: [] });
    }
    expect(new Set(sent).size).toBe(450);
    expect(sent).toContain('post:0');
  });

  it('forgets what was read when asked to, and tells the other phones', () => {
    const read = [mark('post:a', 1, true, 'history'), mark('post:b', 2, true, 'history')].reduce(withMark, EMPTY_SHELF);
    const cleared = withoutHistory(withMark(read, mark('post:a', 3, true, 'favourite')), '2026-11-23T00:09:00.000Z');
    expect(markedIds(cleared, 'history')).toEqual([]);
    expect(markedIds(cleared, 'favourite')).toEqual(['a']);
    const words = cleared.unsent.filter(({ kind }) => kind === 'history');
    expect(words).toHaveLength(2);
    expect(words.every(({ on }) => !on)).toBe(true);
    const other = withAnswer(EMPTY_SHELF, [], { revision: 1, entries: read.marks });
    expect(markedIds(withAnswer(other, [], { revision: 2, entries: cleared.marks }), 'history')).toEqual([]);
  });
});

describe('a shelf that was synced', () => {
  it('has nothing left to send, and knows what other phones said', () => {
    const before = withMark(EMPTY_SHELF, mark('agency:bj', 1));
    const entries = [mark('agency:bj', 1), mark('agency:sh', 5)];
    const after = withAnswer(before, before.unsent, { revision: 7, entries });
    expect(after.unsent).toEqual([]);
    expect(after.revision).toBe(7);
    expect(markedIds(after, 'follow')).toEqual(['sh', 'bj']);
  });

  it('keeps what the reader said while the call was under way', () => {
    const sent = withMark(EMPTY_SHELF, mark('agency:bj', 1));
    const meanwhile = withMark(sent, mark('agency:bj', 2, false));
    const after = withAnswer(meanwhile, sent.unsent, { revision: 1, entries: [mark('agency:bj', 1)] });
    expect(isMarked(after, 'follow', 'agency:bj')).toBe(false);
    expect(after.unsent).toEqual([mark('agency:bj', 2, false)]);
  });

  it('lets go of what another phone took back', () => {
    const before = withAnswer(EMPTY_SHELF, [], { revision: 1, entries: [mark('agency:bj', 1)] });
    const after = withAnswer(before, [], { revision: 2, entries: [mark('agency:bj', 9, false)] });
    expect(markedIds(after, 'follow')).toEqual([]);
  });
});
