import { describe, expect, it } from 'vitest';
import {
  bouncedDraft,
  type DraftContent,
  goesOnFrom,
  newDraft,
  publishedDraft,
  publishingDraft,
  reopenedDraft,
  reviewedDraft,
  savedDraft,
  saysSame,
  scheduledDraft,
  submittedDraft,
} from '#domain/draft';

const content: DraftContent = {
  agencyId: 'bj',
  channel: 'tips',
  title: '雨天请开近光灯',
  digest: '',
  body: '雨天能见度下降，请减速。',
  laws: [],
};
const at = new Date('2026-11-23T00:30:00.000Z');
const zhang = { by: 'zhang', at };
const li = { by: 'li', at: new Date(at.getTime() + 60_000) };
const draft = newDraft('d1', content, zhang);
const approve = { decision: 'approve', note: '' } as const;

describe('a draft', () => {
  it('counts every change of its words, and remembers all who wrote in it', () => {
    const next = savedDraft(draft, { ...content, title: '雾天' }, li);
    expect(next).toMatchObject({ version: 2, title: '雾天', savedBy: 'li', authors: ['zhang', 'li'] });
    expect(savedDraft(next, content, zhang).authors).toEqual(['zhang', 'li']);
  });

  it('loses what the new words leave out', () => {
    const withCover = savedDraft(draft, { ...content, cover: 'pictures/rain.webp' }, zhang);
    expect(savedDraft(withCover, content, zhang)).not.toHaveProperty('cover');
  });

  it('says the same only when nothing in it differs', () => {
    expect(saysSame(draft, { ...content })).toBe(true);
    expect(saysSame(draft, { ...content, cover: 'pictures/rain.webp' })).toBe(false);
    expect(saysSame(draft, { ...content, laws: [{ law: 'l', article: '第一条' }] })).toBe(false);
  });
});

describe('a save whose phone never heard of the last one', () => {
  const kept = savedDraft(draft, { ...content, title: '雾天' }, zhang, { key: 'phone', turn: 3, on: 1 });
  const again = { by: 'zhang', version: 1, run: { key: 'phone', turn: 4 } };

  it('goes on from it', () => {
    expect(goesOnFrom(kept, again)).toBe(true);
  });

  it.each([
    ['of another person', { by: 'li' }],
    ['of another phone', { run: { key: 'tablet', turn: 4 } }],
    ['on another version', { version: 0 }],
    ['of older words, that comes late', { run: { key: 'phone', turn: 2 } }],
    ['of a phone that doesn’t say which', { run: undefined }],
  ])('%s does not', (_, change) => {
    expect(goesOnFrom(kept, { ...again, ...change })).toBe(false);
  });

  it('finds nothing to go on from after any other change', () => {
    expect(goesOnFrom(submittedDraft(kept, zhang), again)).toBe(false);
    expect(goesOnFrom(savedDraft(kept, content, zhang), again)).toBe(false);
  });
});

describe('a second pair of eyes', () => {
  const inReview = submittedDraft(draft, zhang);

  it('is never one that has written in the draft', () => {
    expect(() => reviewedDraft(inReview, approve, zhang)).toThrow('must not be one of the authors');
    expect(reviewedDraft(inReview, approve, li)).toMatchObject({ state: 'approved', review: { by: 'li' } });
  });

  it('sees a draft that stands still: nobody writes in it meanwhile', () => {
    expect(() => savedDraft(inReview, content, zhang)).toThrow('is review');
    expect(reopenedDraft(inReview, zhang).state).toBe('editing');
  });

  it('has to look again when the words were changed after its approval', () => {
    const changed = savedDraft(reviewedDraft(inReview, approve, li), { ...content, title: '别的' }, zhang);
    expect(changed.state).toBe('editing');
    expect(() => publishingDraft(changed, { ...zhang, fourEyes: true })).toThrow('wants a review first');
  });

  it('lets the draft be published where the agency wants it, and is not missed where it does not', () => {
    expect(() => publishingDraft(draft, { ...zhang, fourEyes: true })).toThrow('wants a review first');
    expect(publishingDraft(draft, { ...zhang, fourEyes: false }).state).toBe('publishing');
    const approved = reviewedDraft(inReview, approve, li);
    expect(publishingDraft(approved, { ...zhang, fourEyes: true }).state).toBe('publishing');
  });

  it('returns a draft with its note, which stays until the next submission', () => {
    const returned = reviewedDraft(inReview, { decision: 'return', note: '缺来源' }, li);
    const changed = savedDraft(returned, { ...content, title: '补来源' }, zhang);
    expect(changed).toMatchObject({ state: 'returned', review: { note: '缺来源' } });
    expect(submittedDraft(changed, zhang)).not.toHaveProperty('review');
  });

  it('is asked for nothing that could not be published', () => {
    const empty = newDraft('d2', { ...content, title: ' ' }, zhang);
    expect(() => submittedDraft(empty, zhang)).toThrow('title: is missing');
    const correction = { ...draft, corrects: { postId: 'p', revision: 1 } };
    expect(() => submittedDraft(correction, zhang)).toThrow('reason: is missing');
  });
});

describe('a publication', () => {
  it('is due at its hour, and no more when it is taken off the timetable', () => {
    const waiting = scheduledDraft(draft, '2026-11-24T00:00:00.000Z', { ...zhang, fourEyes: false });
    expect(waiting).toMatchObject({ state: 'scheduled', shelf: 'due', dueAt: '2026-11-24T00:00:00.000Z' });
    expect(reopenedDraft(waiting, li)).not.toHaveProperty('dueAt');
  });

  it('fixes its time as it begins, and is looked at again a minute later in case it was killed', () => {
    const begun = publishingDraft(draft, { ...zhang, fourEyes: false });
    expect(begun).toMatchObject({ publishingAt: at.toISOString(), dueAt: '2026-11-23T00:31:00.000Z' });
    expect(publishedDraft(begun, 'p1', zhang)).toMatchObject({ state: 'published', shelf: 'done', postId: 'p1' });
    expect(publishedDraft(begun, 'p1', zhang)).not.toHaveProperty('dueAt');
  });

  it('that fails goes back with the reason, and begins at another time when it is tried again', () => {
    const bounced = bouncedDraft(publishingDraft(draft, { ...zhang, fourEyes: false }), '法规库里没有 x', li);
    expect(bounced).toMatchObject({ state: 'returned', shelf: 'open', review: { note: '法规库里没有 x' } });
    expect(bounced).not.toHaveProperty('publishingAt');
  });

  it('cannot be written into, nor begun twice', () => {
    const begun = publishingDraft(draft, { ...zhang, fourEyes: false });
    expect(() => savedDraft(begun, content, zhang)).toThrow('is publishing');
    expect(() => publishingDraft(begun, { ...zhang, fourEyes: false })).toThrow('is publishing');
  });
});
