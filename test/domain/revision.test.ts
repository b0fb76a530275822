import { describe, expect, it } from 'vitest';
import { describeChanges, describeTextChange } from '#domain/revision';

const post = {
  title: '东湖路封闭',
  digest: '今晚封闭',
  text: '今晚20时起封闭。',
  blocks: [{ kind: 'text' as const, html: '<p>今晚20时起封闭。</p>' }],
  channel: 'release' as const,
};

describe('what changed', () => {
  it('is nothing where nothing did', () => {
    expect(describeChanges(post, post)).toEqual([]);
  });

  it('is told field by field, pictures and citations by name', () => {
    const after = {
      ...post,
      title: '东湖路解封',
      channel: 'service' as const,
      blocks: [...post.blocks, { kind: 'image' as const, src: 'https://example.cn/a.png', alt: '绕行图' }],
      laws: [{ law: 'x', article: '第一条', title: '示例条例' }],
    };
    expect(describeChanges(post, after)).toEqual([
      { field: 'title', parts: expect.arrayContaining([expect.objectContaining({ op: 'removed' })]) },
      { field: 'media', parts: [{ op: 'added', text: '图片 绕行图' }] },
      {
        field: 'channel',
        parts: [
          { op: 'removed', text: 'release' },
          { op: 'added', text: 'service' },
        ],
      },
      { field: 'laws', parts: [{ op: 'added', text: '《示例条例》第一条' }] },
    ]);
  });

  it('shows what stayed only beside what changed', () => {
    const long = '请减速慢行。'.repeat(50);
    const parts = describeTextChange(`${long}今晚20时封闭。${long}`, `${long}今晚22时封闭。${long}`);
    expect(parts.map(({ op }) => op)).toEqual(['same', 'removed', 'added', 'same']);
    expect(parts[0]?.text).toMatch(/^…….*今晚$/);
    expect(parts[3]?.text).toMatch(/^时封闭。.*……$/);
    for (const { text } of parts) expect(text.length).toBeLessThan(30);
  });

  it('stays short where everything changed', () => {
    const parts = describeTextChange('甲'.repeat(15_000), '乙'.repeat(15_000));
    expect(parts).toEqual([
      { op: 'removed', text: '（原文 15000 字）' },
      { op: 'added', text: '（新文 15000 字）' },
    ]);
  });
});
