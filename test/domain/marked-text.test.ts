import { describe, expect, it } from 'vitest';
import { linkLine, markedOf, markedToHtml, pictureLine, readPictureLine } from '#domain/marked-text';
import { readBody } from '#functions/shared/post-intake';

function stored(marked: string) {
  const body = readBody(markedToHtml(marked), undefined);
  if (typeof body === 'string') throw new Error(body);
  return body;
}

describe('a marked text', () => {
  it('is a paragraph a line, with headings, quotes and lists by their first sign', () => {
    expect(markedToHtml('# 雨天\n请减速。\n\n## 灯光\n> 原文\n- 近光灯\n- 示廓灯')).toBe(
      '<h2>雨天</h2><p>请减速。</p><h3>灯光</h3><blockquote><p>原文</p></blockquote>' +
        '<ul><li>近光灯</li><li>示廓灯</li></ul>',
    );
  });

  it('keeps the numbers that were typed, and takes no figure for one', () => {
    expect(markedToHtml('1. 停车\n2. 报警\n请等待。\n3. 撤离')).toBe(
      '<ol><li>停车</li><li>报警</li></ol><p>请等待。</p><ol start="3"><li>撤离</li></ol>',
    );
    expect(markedToHtml('3.5万辆车经过')).toBe('<p>3.5万辆车经过</p>');
  });

  it('shows what looks like HTML as it was typed', () => {
    expect(stored('<script>alert(1)</script> & <b>').text).toBe('<script>alert(1)</script> & <b>');
    expect(stored('![" onerror="x](https://a.example/1.jpg)').blocks).toEqual([
      { kind: 'image', src: 'https://a.example/1.jpg', alt: '" onerror="x' },
    ]);
  });

  it('comes back from its blocks as it was typed', () => {
    const marked = [
      '# 雨天行车',
      '能见度下降，**请减速**。',
      '- 近光灯',
      '- 示廓灯',
      '![积水路面](https://a.example/rain.jpg)',
      '![我们自己的图](pictures/k3x_9.webp)',
      '> 保持车距',
      '2. 先停车',
      '3. 再报警',
      '[详见公告](https://a.example/notice)',
    ].join('\n');
    expect(markedOf(stored(marked).blocks)).toBe(marked);
  });

  it('makes lines of pictures and links that stay one, whatever brackets their words have', () => {
    const [link, picture] = [
      linkLine('通告[2026]第1号', 'https://a.example/1'),
      pictureLine('图[一]', 'pictures/a.jpg'),
    ];
    expect(link).toBe('[通告2026第1号](https://a.example/1)');
    expect(picture).toBe('![图一](pictures/a.jpg)');
    expect(markedOf(stored(`${link}\n${picture}`).blocks)).toBe(`${link}\n${picture}`);
    const block = { kind: 'link', text: '通告[2026]', href: 'https://a.example/1' } as const;
    expect(markedOf([block])).toBe('[通告2026](https://a.example/1)');
  });

  it('shows our own pictures by their path, and nobody else’s file', () => {
    expect(stored('![图](pictures/a.jpg)').blocks).toEqual([{ kind: 'image', src: 'pictures/a.jpg', alt: '图' }]);
    expect(() => stored('![图](../secret.jpg)')).toThrow('没有可读的内容');
    expect(() => stored('![图](javascript:alert)')).toThrow('没有可读的内容');
  });

  it('of a body that it can’t say keeps the words', () => {
    const body = readBody('<table><tr><td>限速</td><td>60</td></tr></table><p>见上表</p>', undefined);
    const blocks = typeof body === 'string' ? [] : body.blocks;
    expect(markedOf(blocks)).toContain('见上表');
    expect(stored(markedOf(blocks)).blocks).not.toEqual(blocks);
  });
});

it('a picture is a line of its own', () => {
  expect(readPictureLine(' ![](https://a.example/1.jpg) ')).toEqual({ alt: '', src: 'https://a.example/1.jpg' });
  expect(readPictureLine('见 ![图](https://a.example/1.jpg)')).toBeUndefined();
});
