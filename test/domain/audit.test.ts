import { describe, expect, it } from 'vitest';
import { auditedChange } from '#domain/audit';

/** A law as long as the longest, in which each article says its number. */
const articles = (change: Record<number, string> = {}) =>
  Array.from({ length: 120 }, (_, at) => ({
    article: `第${at + 1}条`,
    summary: change[at + 1] ?? `第${at + 1}条的要点，${'说明'.repeat(30)}`,
  }));

describe('a trace of a change', () => {
  it('holds the fields that changed, as they were and as they are, and no others', () => {
    const before = { _id: 'a', title: '旧', body: '同', likes: 1 };
    expect(auditedChange(before, { ...before, title: '新' })).toEqual({
      before: { title: '旧' },
      after: { title: '新' },
    });
  });

  it('says of a new document all that it is, and of a field that went that it was', () => {
    expect(auditedChange(null, { _id: 'a', title: '新' })).toEqual({ after: { title: '新' } });
    expect(auditedChange({ _id: 'a', end: '明天' }, { _id: 'a' })).toEqual({ before: { end: '明天' }, after: {} });
  });

  it('shows a late article of a long law where it was changed', () => {
    const { before, after } = auditedChange(
      { _id: 'law', articles: articles() },
      { _id: 'law', articles: articles({ 119: '处二百元以上罚款' }) },
    );
    expect(String(after?.articles)).toContain('处二百元以上罚款');
    expect(String(before?.articles)).toContain('第119条的要点');
    expect(JSON.stringify(after).length).toBeLessThan(5000);
  });

  it('leaves out what follows from other fields', () => {
    expect(auditedChange({ _id: 'a', terms: ['x'] }, { _id: 'a', terms: ['y'] })).toEqual({ before: {}, after: {} });
  });
});
