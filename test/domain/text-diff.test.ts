import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText, type TextChange } from '#domain/text-diff';

function join(changes: readonly TextChange[], left: 'added' | 'removed'): string {
  return changes
    .filter(({ op }) => op !== left)
    .map(({ text }) => text)
    .join('');
}

describe('diffText', () => {
  it('shows a corrected figure and nothing else', () => {
    expect(diffText('封闭至18时。请绕行。', '封闭至20时。请绕行。')).toEqual([
      { op: 'same', text: '封闭至' },
      { op: 'removed', text: '18' },
      { op: 'added', text: '20' },
      { op: 'same', text: '时。请绕行。' },
    ]);
  });

  it('shows a new sentence as a whole', () => {
    expect(diffText('路面结冰。请慢行。', '路面结冰。桥面已撒盐。请慢行。')).toEqual([
      { op: 'same', text: '路面结冰。' },
      { op: 'added', text: '桥面已撒盐。' },
      { op: 'same', text: '请慢行。' },
    ]);
  });

  it('replaces a sentence that was rewritten instead of picking it to pieces', () => {
    expect(diffText('请从北江收费站驶离。', '事故已经处理完毕，恢复双向通行。')).toEqual([
      { op: 'removed', text: '请从北江收费站驶离。' },
      { op: 'added', text: '事故已经处理完毕，恢复双向通行。' },
    ]);
  });

  it('says that nothing changed', () => {
    expect(diffText('请绕行。', '请绕行。')).toEqual([{ op: 'same', text: '请绕行。' }]);
    expect(diffText('', '')).toEqual([]);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('路', '面', '结', '冰', '8', '18', '。', '！', '\n', 'G4', '，', '😀', ' '), {
        maxLength: 40,
      })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'grapheme' })),
        fc.oneof(text, fc.string({ unit: 'grapheme' })),
        (before, after) => {
          const changes = diffText(before, after);
          expect(join(changes, 'added')).toBe(before);
          expect(join(changes, 'removed')).toBe(after);
          for (const change of changes) expect(change.text).not.toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('compares long texts that have nothing in common in little time', () => {
    const started = performance.now();
    const changes = diffText('甲。'.repeat(20_000), '乙！'.repeat(20_000));
    expect(changes.map(({ op }) => op)).toEqual(['removed', 'added']);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
