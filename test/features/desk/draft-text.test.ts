import { describe, expect, it } from 'vitest';
import { type DraftView, emptyWords, openText, saysSame } from '../../../src/features/desk/draft-text.ts';

const words = { ...emptyWords('bj'), title: '雨天请开近光灯' };
const server: DraftView = {
  ...words,
  laws: [],
  id: 'd1',
  state: 'editing',
  version: 3,
  savedAt: '2026-11-23T00:30:00.000Z',
  savedBy: '张警官',
  isMine: true,
  fourEyes: false,
};
const typed = (version: number, title: string) => ({
  version,
  words: { ...words, title },
  typedAt: '2026-11-23T00:29:00.000Z',
});

describe('a draft that is opened again', () => {
  it('is the server’s where the phone has nothing of its own', () => {
    expect(openText(server, undefined)).toMatchObject({ kind: 'saved', version: 3 });
    expect(openText(server, typed(2, words.title))).toMatchObject({ kind: 'saved' });
  });

  it('is the phone’s where it was typed on the version that stands: a crash lost nothing', () => {
    expect(openText(server, typed(3, '雾天'))).toMatchObject({ kind: 'unsaved', version: 3, words: { title: '雾天' } });
  });

  it('is both where somebody else has saved meanwhile', () => {
    expect(openText(server, typed(2, '雾天'))).toMatchObject({
      kind: 'parted',
      version: 3,
      words: { title: '雾天' },
      theirs: { title: '雨天请开近光灯' },
    });
  });
});

it('words are the same whatever is left out of them', () => {
  expect(saysSame(words, { ...words, reason: '' })).toBe(true);
  expect(saysSame(words, { ...words, cover: 'pictures/rain.webp' })).toBe(false);
});
