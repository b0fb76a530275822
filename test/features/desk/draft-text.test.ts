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

  it('is the phone’s where what stands is its own earlier save, whose answer was lost', () => {
    const saved = { ...server, lastSave: { key: 'phone', turn: 4, on: 2 } };
    const phone = { ...typed(2, '雾天'), run: { key: 'phone', turn: 5 } };
    expect(openText(saved, phone)).toMatchObject({ kind: 'unsaved', version: 3, words: { title: '雾天' } });
    expect(openText(saved, { ...phone, run: { key: 'tablet', turn: 5 } })).toMatchObject({ kind: 'parted' });
    expect(openText(saved, { ...phone, version: 1 })).toMatchObject({ kind: 'parted' });
    expect(openText(server, phone)).toMatchObject({ kind: 'parted' });
  });

  it('is both where somebody else has saved meanwhile, however often it is opened', () => {
    const opening = openText(server, typed(2, '雾天'));
    expect(openText(server, typed(opening.version, '雾天慢行'))).toMatchObject({ kind: 'parted' });
    expect(opening).toMatchObject({
      kind: 'parted',
      version: 2,
      words: { title: '雾天' },
      theirs: { title: '雨天请开近光灯' },
    });
  });
});

it('words are the same whatever is left out of them', () => {
  expect(saysSame(words, { ...words, reason: '' })).toBe(true);
  expect(saysSame(words, { ...words, cover: 'pictures/rain.webp' })).toBe(false);
});
