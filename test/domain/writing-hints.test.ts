import { describe, expect, it } from 'vitest';
import { findHints, LONGEST_SENTENCE, LONGEST_TITLE } from '#domain/writing-hints';

const kinds = (draft: Partial<Parameters<typeof findHints>[0]>) =>
  findHints({ title: '雨天请开近光灯', digest: '请减速', body: '请减速。', ...draft }).map(({ kind }) => kind);

describe('hints for an editor', () => {
  it('are none for a short and sober text', () => {
    expect(kinds({})).toEqual([]);
  });

  it('count a sentence to its mark, and name its beginning', () => {
    const long = '车'.repeat(LONGEST_SENTENCE);
    expect(kinds({ body: `${long.slice(1)}。` })).toEqual([]);
    const [hint] = findHints({ title: '题', digest: '摘', body: `短句。${long}。` });
    expect(hint).toMatchObject({ kind: 'long-sentence', text: expect.stringContaining(`${LONGEST_SENTENCE + 1} 字`) });
  });

  it('take a heading and a list item for sentences of their own', () => {
    const half = '车'.repeat(LONGEST_SENTENCE / 2 + 5);
    expect(kinds({ body: `# ${half}\n- ${half}\n${half}` })).toEqual([]);
  });

  it('measure a title by what a feed shows', () => {
    expect(kinds({ title: '题'.repeat(LONGEST_TITLE) })).toEqual([]);
    expect(kinds({ title: '题'.repeat(LONGEST_TITLE + 1) })).toEqual(['long-title']);
  });

  it('ask for a picture’s words, and not for those of its address', () => {
    expect(kinds({ body: '![](https://a.example/1.jpg)\n请减速。' })).toEqual(['missing-alt']);
    expect(kinds({ body: `![积水](https://a.example/${'a'.repeat(80)}.jpg)` })).toEqual([]);
  });

  it.each(['紧急！！', '震惊！竟然是这样', '真的吗？！'])('hear shouting in %s', (title) => {
    expect(kinds({ title })).toEqual(['shouting']);
  });

  it('ask for the source of a finding', () => {
    expect(kinds({ body: '据统计，雨天事故更多。' })).toEqual(['missing-source']);
    expect(kinds({ body: '据统计，雨天事故更多。\n来源：市交管局事故统计' })).toEqual([]);
    expect(kinds({ body: '数据显示，《年报》中雨天事故更多。' })).toEqual([]);
  });

  it('say that a digest is missing only once there is something to digest', () => {
    expect(kinds({ digest: '', body: '' })).toEqual([]);
    expect(kinds({ digest: '' })).toEqual(['missing-digest']);
  });
});
