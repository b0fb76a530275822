import { describe, expect, it } from 'vitest';
import { whereTheyDiffer } from '#domain/difference';

const long = (middle: string) => `${'前'.repeat(5000)}${middle}${'后'.repeat(5000)}`;

describe('two texts', () => {
  it('stand whole where they are short', () => {
    expect(whereTheyDiffer('原来的', '现在的', 100)).toEqual({ before: '原来的', after: '现在的' });
  });

  it('are cut to where they differ, and what stands around it', () => {
    const { before, after } = whereTheyDiffer(long('罚款二百元'), long('罚款五百元'), 400);
    expect(before).toContain('前罚款二百元后');
    expect(after).toContain('前罚款五百元后');
    expect(before).toMatch(/^……前{60}|……（共 10005 字符）$/);
    expect(before.length).toBeLessThan(200);
  });

  it('show what was added, and where there was nothing', () => {
    const { before, after } = whereTheyDiffer(long(''), long('新的一条'), 400);
    expect(after).toContain('前新的一条后');
    expect(before).not.toContain('新的一条');
    expect(whereTheyDiffer('', long('x'), 400).after).toMatch(/^前{400}……（共 10001 字符）$/);
  });

  it('never end in half a character', () => {
    const faces = (first: string) => first + '😀'.repeat(400);
    const { before, after } = whereTheyDiffer(faces('甲'), faces('乙'), 100);
    for (const text of [before, after]) expect(text).not.toMatch(/\p{Surrogate}/u);
  });
});
