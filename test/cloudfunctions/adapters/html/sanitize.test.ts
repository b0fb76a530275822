import { describe, expect, it } from 'vitest';
import { sanitizeBody } from '#functions/adapters/html/sanitize';

function textOf(html: string): string {
  return sanitizeBody(html)
    .blocks.map((block) => (block.kind === 'text' ? block.html : `[${block.kind}]`))
    .join('');
}

describe('text', () => {
  it('unwraps what rich-text does not know and keeps its words', () => {
    expect(textOf('<p><o:p>前方</o:p><font color="red">施工</font>，<blink>请</blink>绕行</p>')).toBe(
      '<p>前方施工，请绕行</p>',
    );
  });

  it('collapses nested sections into the one paragraph that they hold', () => {
    const nested = `${'<section style="color:red">'.repeat(10)}<span>路面结冰</span>${'</section>'.repeat(10)}`;
    expect(textOf(nested)).toBe('<p>路面结冰</p>');
  });

  it('drops empty paragraphs and breaks at their ends', () => {
    expect(textOf('<p><br></p><p> &nbsp; </p><p><br>一<br><br><br>二<br></p><section></section>')).toBe(
      '<p>一<br /><br />二</p>',
    );
  });

  it('keeps the alignment and the emphasis of a style, and nothing else of it', () => {
    const html =
      '<section style="text-align: center;color:#333;visibility:hidden"><span style="font-weight:bold;background:url(javascript:alert(1))">通告</span><span style="text-decoration: line-through">旧</span></section>';
    expect(textOf(html)).toBe('<p style="text-align:center"><strong>通告</strong><del>旧</del></p>');
  });

  it('keeps what WeChat hides by visibility and drops what a publisher hides by display', () => {
    const { blocks, dropped } = sanitizeBody(
      '<div id="js_content" style="visibility: hidden;"><p>正文</p><p style="display: none;">内部备注</p></div>',
    );
    expect(blocks).toEqual([{ kind: 'text', html: '<p>正文</p>' }]);
    expect(dropped).toEqual(['隐藏内容']);
  });

  it('writes text that only looks like markup as text', () => {
    expect(textOf('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;</p>',
    );
  });

  it('keeps lists, headings, quotations and listings', () => {
    expect(
      textOf('<h2>要点</h2><ol><li><p>一</p></li><li><section>二</section></li></ol><blockquote>引</blockquote>'),
    ).toBe('<h2>要点</h2><ol><li>一</li><li>二</li></ol><blockquote><p>引</p></blockquote>');
    expect(textOf('<pre class="code"><code><span>a = 1</span></code><code>  b = 2</code></pre>')).toBe(
      '<pre><code>a = 1\n  b = 2</code></pre>',
    );
  });

  it('keeps a table with its empty cells and spans', () => {
    const table =
      '<table width="600"><tbody><tr><th colspan="2">时段</th></tr><tr><td style="width:50px">7:00</td><td></td></tr></tbody></table>';
    expect(textOf(table)).toBe('<table><tr><th colspan="2">时段</th></tr><tr><td>7:00</td><td></td></tr></table>');
  });

  it('reads a table of one column as the layout that it is', () => {
    expect(textOf('<table><tr><td>上</td></tr><tr><td><p>下</p></td></tr></table>')).toBe('<p>上</p><p>下</p>');
  });

  it('gives plain text, one line a paragraph', () => {
    const { text } = sanitizeBody('<h1>通告</h1><p>一<br>二 <b>三</b></p><ul><li>四</li></ul><script>x</script>');
    expect(text).toBe('通告\n一\n二 三\n四');
  });

  it('removes null bytes, direction overrides and half surrogate pairs', () => {
    expect(textOf('<p>G\u00004 \u202e限行\ud83d 😀\u200b</p>')).toBe('<p>G4 限行\ufffd 😀</p>');
  });

  it('reads half a document up to where it ends', () => {
    expect(textOf('<section><p>受降雪影响</p><p>京藏高速<img data-src="https://mm')).toBe(
      '<p>受降雪影响</p><p>京藏高速</p>',
    );
  });
});

describe('pictures, players and cards', () => {
  it('takes a picture from data-src with the size that WeChat gives', () => {
    const html =
      '<img src="data:image/gif;base64,R0" data-src="//mmbiz.qpic.cn/a/640?wx_fmt=png" data-w="1080" data-ratio="0.5">';
    expect(sanitizeBody(html).blocks).toEqual([
      { kind: 'image', src: 'https://mmbiz.qpic.cn/a/640?wx_fmt=png', alt: '', width: 1080, height: 540 },
    ]);
  });

  it('cuts the text at a picture and reopens what was open', () => {
    const html =
      '<blockquote><p style="text-align:right"><b>前<img src="https://a.example/1.png">后</b></p></blockquote>';
    const part = (text: string) => ({
      kind: 'text',
      html: `<blockquote><p style="text-align:right"><strong>${text}</strong></p></blockquote>`,
    });
    expect(sanitizeBody(html).blocks).toEqual([
      part('前'),
      { kind: 'image', src: 'https://a.example/1.png', alt: '' },
      part('后'),
    ]);
  });

  it('never cuts a list item, and numbers on after a cut', () => {
    const html = '<ol><li>一<img src="https://a.example/1.png">续</li><li>二</li></ol>';
    expect(sanitizeBody(html).blocks).toEqual([
      { kind: 'text', html: '<ol><li>一续</li></ol>' },
      { kind: 'image', src: 'https://a.example/1.png', alt: '' },
      { kind: 'text', html: '<ol start="2"><li>二</li></ol>' },
    ]);
  });

  it('puts a picture of a real table after the table', () => {
    const html = '<table><tr><td>甲</td><td><img src="https://a.example/1.png"></td></tr></table><p>乙</p>';
    expect(sanitizeBody(html).blocks.map((block) => block.kind)).toEqual(['text', 'image', 'text']);
  });

  it('keeps an emoticon in its sentence and drops a tracking pixel', () => {
    const html =
      '<p>平安<img src="https://a.example/e.png" style="width:20px">出行<img src="https://a.example/t" width="1" height="1"></p>';
    expect(textOf(html)).toBe('<p>平安<img src="https://a.example/e.png" alt="" width="20" />出行</p>');
    expect(textOf('<p>注意<img alt="[允悲]" src="https://a.example/x.png"></p>')).toBe('<p>注意[允悲]</p>');
  });

  it.each([
    [
      '<iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=x0012345abc&amp;auto=0"></iframe>',
      { kind: 'video', title: '视频', page: 'https://v.qq.com/x/page/x0012345abc.html' },
    ],
    [
      '<iframe data-mpvid="wxv_1" data-cover="https%3A%2F%2Fmmbiz.qpic.cn%2Fc.jpg" data-src="https://mp.weixin.qq.com/mp/readtemplate?action=mpvideo&amp;vid=wxv_1"></iframe>',
      {
        kind: 'video',
        title: '视频',
        page: 'https://mp.weixin.qq.com/mp/readtemplate?action=mpvideo&vid=wxv_1',
        poster: 'https://mmbiz.qpic.cn/c.jpg',
      },
    ],
    [
      '<mpvoice name="%E8%B7%AF%E5%86%B5" voice_encode_fileid="MzA5_abcdefgh"></mpvoice>',
      { kind: 'audio', title: '路况', src: 'https://res.wx.qq.com/voice/getvoice?mediaid=MzA5_abcdefgh' },
    ],
    [
      '<qqmusic music_name="平安路" singer="示例" mid="00123y8J06cU1c"></qqmusic>',
      { kind: 'audio', title: '平安路 - 示例', page: 'https://y.qq.com/n/ryqq/songDetail/00123y8J06cU1c' },
    ],
    [
      '<video poster="/p.jpg"><source src="https://a.example/v.mp4"><p>fallback</p></video>',
      { kind: 'video', title: '视频', src: 'https://a.example/v.mp4', poster: 'https://mp.weixin.qq.com/p.jpg' },
    ],
    [
      '<mp-common-videosnap data-nickname="示例交警" data-desc="雨天减速"></mp-common-videosnap>',
      { kind: 'video', title: '视频号 示例交警：雨天减速', page: 'https://mp.weixin.qq.com/s/x' },
    ],
    [
      '<mp-common-profile data-nickname="示例交警" data-id="MzIzOTkwMjM0OQ=="></mp-common-profile>',
      {
        kind: 'link',
        text: '公众号：示例交警',
        href: 'https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzIzOTkwMjM0OQ%3D%3D#wechat_redirect',
      },
    ],
    [
      '<svg viewBox="0 0 1080 500" style="background-image: url(&quot;https://mmbiz.qpic.cn/b.png&quot;)"><path d="M0"/></svg>',
      { kind: 'image', src: 'https://mmbiz.qpic.cn/b.png', alt: '', width: 1080, height: 500 },
    ],
    [
      '<section style="height:168px;width:292px;background-image:url(https://mmbiz.qpic.cn/s.png)"></section>',
      { kind: 'image', src: 'https://mmbiz.qpic.cn/s.png', alt: '', width: 292, height: 168 },
    ],
  ])('reads %s', (html, block) => {
    expect(sanitizeBody(html, { baseUrl: 'https://mp.weixin.qq.com/s/x' }).blocks).toEqual([block]);
  });

  it('names the frames that it drops', () => {
    const { blocks, dropped } = sanitizeBody(
      '<iframe src="https://ads.example/x"></iframe><iframe src="javascript:1"></iframe>',
    );
    expect(blocks).toEqual([]);
    expect(dropped).toEqual(['<iframe> ads.example', 'javascript: 地址的<iframe>']);
  });
});

describe('links', () => {
  it('leaves the text of a link in its sentence and puts a button after the paragraph', () => {
    const result = sanitizeBody('<p>详见<a href="https://a.example/x">通告</a>全文。</p><p>完</p>');
    expect(result.blocks).toEqual([
      { kind: 'text', html: '<p>详见通告全文。</p>' },
      { kind: 'link', text: '通告', href: 'https://a.example/x' },
      { kind: 'text', html: '<p>完</p>' },
    ]);
    expect(result.links).toBe(1);
  });

  it('shows a paragraph that is only a link once, as the button', () => {
    const { blocks, text } = sanitizeBody('<p><a href="https://a.example/x">点击查看绕行图</a></p>');
    expect(blocks).toEqual([{ kind: 'link', text: '点击查看绕行图', href: 'https://a.example/x' }]);
    expect(text).toBe('点击查看绕行图');
  });

  it('joins a link that an editor cut into pieces', () => {
    const { blocks } = sanitizeBody(
      '<p>看<a href="https://a.example/x">绕</a><a href="https://a.example/x">行图</a></p>',
    );
    expect(blocks.at(-1)).toEqual({ kind: 'link', text: '绕行图', href: 'https://a.example/x' });
  });

  it('resolves a relative link when it knows the page, and drops it otherwise', () => {
    const html = '<p>见 <a href="../tz/1.html">通知</a></p>';
    expect(sanitizeBody(html, { baseUrl: 'https://jj.example.cn/a/b.html' }).blocks.at(-1)).toEqual({
      kind: 'link',
      text: '通知',
      href: 'https://jj.example.cn/tz/1.html',
    });
    expect(sanitizeBody(html)).toMatchObject({ links: 0, dropped: ['地址不完整的链接'] });
  });

  it.each([
    'javascript:alert(1)',
    ' \u0001java\tscript:alert(1)',
    'JaVaScRiPt&colon;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'https://user:pass@a.example/',
    'https://user@a.example/',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    'http://',
  ])('offers no way to %s', (href) => {
    const { blocks } = sanitizeBody(`<p>看<a href="${href}">这里</a></p>`, { baseUrl: 'https://jj.example.cn/' });
    expect(blocks).toEqual([{ kind: 'text', html: '<p>看这里</p>' }]);
  });
});

describe('bounds', () => {
  it('reads 10,000 nested elements without a stack overflow', () => {
    for (const tag of ['div', 'b', 'blockquote', 'ul><li', 'table><tr><td', 'a href="https://a.example/"']) {
      const times = 10_000 / tag.split('><').length;
      const { text, blocks } = sanitizeBody(`${`<${tag}>`.repeat(times)}到底${`</${tag}>`.repeat(times)}`);
      expect(text).toBe('到底');
      expect(JSON.stringify(blocks).length).toBeLessThan(500);
    }
  }, 30_000);

  it('refuses a body of 20 MB, saying so', () => {
    expect(() => sanitizeBody(`<p>${'雪'.repeat(20_000_000)}</p>`)).toThrow('正文有 20000007 个字符，超过 5000000');
  });

  it('refuses a nest deeper than the parser can bear', () => {
    expect(() => sanitizeBody('<b>'.repeat(30_000))).toThrow('嵌套超过 12000 层');
  });

  it('takes time in proportion to the body', () => {
    const hostile = [
      '<'.repeat(200_000),
      '&'.repeat(200_000),
      '&lt;'.repeat(200_000),
      ' '.repeat(2_000_000),
      `<p ${'a '.repeat(500_000)}>`,
      `<p style="${'text-align:'.repeat(200_000)}">x</p>`,
      `<p style="${';'.repeat(1_000_000)}">x</p>`,
      `<img src="${'x'.repeat(1_000_000)}">`,
      `<pre>${'\n '.repeat(500_000)}x</pre>`,
      `<pre>${'a\n'.repeat(20_000)}</pre>`,
      `<pre>${'<br>a'.repeat(40_000)}</pre>`,
      '<p>a</p>'.repeat(20_000),
      '<a href="https://a.example/">a</a>'.repeat(20_000),
      `<ul>${'<li>a<img src="https://a.example/1.png">'.repeat(5_000)}`,
      `${'<b>'.repeat(11_000)}${'<i>a</i>'.repeat(20_000)}`,
      '<!--'.repeat(500_000),
      '</p>'.repeat(20_000),
    ];
    for (const html of hostile) {
      const started = performance.now();
      sanitizeBody(html);
      expect(performance.now() - started, html.slice(0, 40)).toBeLessThan(20_000);
    }
  }, 120_000);
});
