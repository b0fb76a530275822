import { describe, expect, it } from 'vitest';
import type { PostSummary } from '#contract/news';
import { type FeedState, openFeed, reduceFeed } from '../../../src/features/news/feed-state.ts';

const post = (id: string): PostSummary => ({
  id,
  title: `标题${id}`,
  agency: '示例交警',
  channel: 'tips',
  publishedAt: '2026-11-23T00:00:00.000Z',
});
const page = (ids: string[], nextCursor?: string) => ({ posts: ids.map(post), nextCursor, pictureBase: '' });
const asOf = '2026-11-23T00:10:00.000Z';
const ids = (state: FeedState) => state.pages.flat().map(({ id }) => id);

describe('a feed', () => {
  it('opens empty on a new phone', () => {
    expect(openFeed()).toMatchObject({ pages: [], phase: 'opening' });
  });

  it('shows what the phone kept at once, and says of when it is', () => {
    const state = openFeed({ answer: page(['a'], 'c1'), asOf });
    expect(ids(state)).toEqual(['a']);
    expect(state).toMatchObject({ phase: 'refreshing', asOf });
  });

  it('keeps the drawn pages when a refresh brings nothing new', () => {
    const before = openFeed({ answer: page(['a'], 'c1'), asOf });
    const after = reduceFeed(before, { type: 'refreshed', page: page(['a'], 'c1'), asOf: '2026-11-23T00:20:00.000Z' });
    expect(after.pages).toBe(before.pages);
    expect(after.asOf).toBe('2026-11-23T00:20:00.000Z');
  });

  it('keeps what it shows when a refresh fails', () => {
    const state = reduceFeed(openFeed({ answer: page(['a']), asOf }), { type: 'failed', code: 'offline' });
    expect(ids(state)).toEqual(['a']);
    expect(state).toMatchObject({ phase: 'idle', failure: 'offline', asOf });
  });

  it('appends a page without touching the ones before', () => {
    const first = reduceFeed(openFeed(), { type: 'refreshed', page: page(['a', 'b'], 'c1'), asOf });
    const second = reduceFeed(first, { type: 'extended', page: page(['c'], undefined), after: 'c1' });
    expect(second.pages[0]).toBe(first.pages[0]);
    expect(ids(second)).toEqual(['a', 'b', 'c']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('shows a post once, although a withdrawal and a new post moved it to another page', () => {
    const first = reduceFeed(openFeed(), { type: 'refreshed', page: page(['a', 'b'], 'c1'), asOf });
    const second = reduceFeed(first, { type: 'extended', page: page(['b', 'c']), after: 'c1' });
    expect(ids(second)).toEqual(['a', 'b', 'c']);
  });

  it('drops a page that comes after the feed was refreshed under it', () => {
    const first = reduceFeed(openFeed(), { type: 'refreshed', page: page(['a'], 'c1'), asOf });
    const refreshed = reduceFeed(first, { type: 'refreshed', page: page(['z'], 'c9'), asOf });
    expect(reduceFeed(refreshed, { type: 'extended', page: page(['b']), after: 'c1' })).toBe(refreshed);
  });
});

describe("a feed's emergency banner", () => {
  const banner = {
    id: 'b',
    revision: 1,
    text: '示例',
    from: '2026-11-23T00:00:00.000Z',
    to: '2026-11-24T00:00:00.000Z',
  };

  it('comes and goes with the first page, although the posts are the same', () => {
    const before = reduceFeed(openFeed(), { type: 'refreshed', page: page(['a']), asOf });
    const during = reduceFeed(before, { type: 'refreshed', page: { ...page(['a']), banner }, asOf });
    expect(during).toMatchObject({ banner });
    expect(during.pages).toBe(before.pages);
    expect(reduceFeed(during, { type: 'refreshed', page: page(['a']), asOf }).banner).toBeUndefined();
  });

  it('stays while further pages come', () => {
    const first = reduceFeed(openFeed(), { type: 'refreshed', page: { ...page(['a'], 'c1'), banner }, asOf });
    expect(reduceFeed(first, { type: 'extended', page: page(['b']), after: 'c1' }).banner).toBe(banner);
  });

  it('is there at once from what the phone kept', () => {
    expect(openFeed({ answer: { ...page(['a']), banner }, asOf }).banner).toBe(banner);
  });
});
