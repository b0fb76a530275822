import { describe, expect, it } from 'vitest';
import { spokenArticle } from '../../../src/features/news/spoken-article.ts';

const read = (html: string) =>
  spokenArticle({ title: '大桥养护', agency: '示例交警', blocks: [{ kind: 'text', html }] });

describe('an article read aloud', () => {
  it('begins with its title and who says it, and pauses where a paragraph ends', () => {
    expect(read('<p>今晚封闭</p><p>请绕行。</p>')).toBe('大桥养护。示例交警发布。今晚封闭。请绕行。');
  });

  it('reads a table by its cells, a list by its lines, and no markup', () => {
    const html =
      '<table><tr><th>路段</th><td>K257</td></tr></table><ul><li>减速</li><li><strong>开灯</strong></li></ul>';
    expect(read(html)).toBe('大桥养护。示例交警发布。路段，K257。减速。开灯。');
  });

  it('reads characters, not their names', () => {
    expect(read('<p>A&amp;B &lt;3吨 &#20320;&#x597D;&nbsp;</p>')).toContain('A&B <3吨 你好');
  });

  it('passes over pictures and links', () => {
    const blocks = [
      { kind: 'image', src: 'https://example.test/a.png', alt: '示意图' },
      { kind: 'link', text: '原文', href: 'https://example.test' },
    ] as const;
    expect(spokenArticle({ title: '大桥养护', agency: '示例交警', blocks: [...blocks] })).toBe(
      '大桥养护。示例交警发布。',
    );
  });
});
