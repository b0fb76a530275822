// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostBlock } from '#domain/post';
import { sanitizeBody } from '#functions/adapters/html/sanitize';

const SAMPLES = '../shared/samples/news/wechat-html';

/** Written down again, not imported: a tag that slips into the sanitizer's table must fail here. */
const ALLOWED: Record<string, readonly string[]> = Object.fromEntries([
  ...'strong em u ins del sub sup small big mark code q cite ruby rt pre hr br blockquote ul li dl dt dd table tbody tr'
    .split(' ')
    .map((tag) => [tag, []]),
  ...'p h1 h2 h3 h4 h5 h6'.split(' ').map((tag) => [tag, ['style']]),
  ...'td th'.split(' ').map((tag) => [tag, ['style', 'colspan', 'rowspan']]),
  ['ol', ['start']],
  ['img', ['src', 'alt', 'width']],
]);

/** Parses as a browser does and names everything that has no business in a text block. */
function findForeign(html: string): string[] {
  const template = document.createElement('template');
  template.innerHTML = html;
  const foreign: string[] = [];
  for (const element of template.content.querySelectorAll('*')) {
    const allowed = ALLOWED[element.localName];
    if (allowed === undefined) foreign.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (allowed?.includes(name) !== true) foreign.push(`${element.localName}[${name}]`);
      if (name === 'style' && !/^text-align:(left|center|right|justify)$/.test(value)) foreign.push(`style ${value}`);
      if (name === 'src' && !/^https?:\/\//.test(value)) foreign.push(`src ${value}`);
    }
  }
  return foreign;
}

function expectSafe(html: string): PostBlock[] {
  const { blocks } = sanitizeBody(html, { baseUrl: 'https://jtgl.example.cn/a/b.html' });
  for (const block of blocks) {
    if (block.kind === 'text') {
      expect(findForeign(block.html), `from ${html}`).toEqual([]);
      expect(block.html).not.toMatch(/<\s*\/?\s*(script|iframe|svg|math|style|object|embed|form|a)\b/i);
    } else {
      for (const field of ['src', 'href', 'page', 'poster'] as const) {
        const address = (block as Record<string, unknown>)[field];
        if (address !== undefined) expect(address).toMatch(/^https?:\/\/[^/@\s]+(\/|$)/);
      }
    }
  }
  return blocks;
}

/** Attacks written for this test, by the trick that each plays. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT >',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script/x>alert(1)</script/x>',
  '<script\u0000>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img/src="x"/onerror="alert(1)"/>',
  '<img src="https://a.example/x" onerror="alert(1)" onload=alert(2) style="background:url(javascript:alert(3))">',
  '<img src=`x` onerror=`alert(1)`>',
  '<img src="https://a.example/&quot; onerror=&quot;alert(1)">',
  '<img src="x" alt="&quot;><script>alert(1)</script>">',
  '<img alt="</p><img src=x onerror=alert(1)>" src="https://a.example/x">',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>点我</text></a></svg>',
  '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
  '<svg><animate attributeName=href values="javascript:alert(1)" /></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><title><![CDATA[</title><script>alert(1)</script>]]></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<math href="javascript:alert(1)">点我</math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<noembed><img title="</noembed><script>alert(1)</script>">',
  '<xmp><p title="</xmp><script>alert(1)</script>"></xmp>',
  '<textarea><p title="</textarea><script>alert(1)</script>"></textarea>',
  '<title><p title="</title><script>alert(1)</script>"></title>',
  '<select><template><script>alert(1)</script></template></select>',
  '<template><img src=x onerror=alert(1)></template>',
  '<plaintext><script>alert(1)</script>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="data:text/html,<script>alert(1)</script>">',
  '<iframe><!--</iframe><img src=x onerror=alert(1)>-->',
  '<object data="javascript:alert(1)"><embed src="javascript:alert(1)"></object>',
  '<base href="javascript:alert(1)//"><a href="/x">x</a>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel="stylesheet" href="javascript:alert(1)">',
  '<style>@import "javascript:alert(1)"; p{behavior:url(x.htc)}</style>',
  '<p style="width:expression(alert(1))">x</p>',
  '<p style="text-align:center;background-image:url(javascript:alert(1))">x</p>',
  '<p style="text-align:center&quot; onclick=&quot;alert(1)">x</p>',
  '<p style="text-align:\\63 enter;x:expression(alert(1))">x</p>',
  '<p/onclick=alert(1)>x</p>',
  '<p onclick\n=\n"alert(1)">x</p>',
  '<p \u0000onclick="alert(1)">x</p>',
  '<p "onclick=alert(1)">x</p>',
  '<p =onclick=alert(1)>x</p>',
  '<td onmouseover=alert(1) colspan="2&quot; onclick=&quot;alert(1)">x</td>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#x6A;avascript&#58;alert(1)">x</a>',
  '<a href="&#0000106avascript:alert(1)">x</a>',
  '<a href=//evil.example onclick=alert(1)>x</a>',
  '<a href="https://evil.example" style="position:fixed;inset:0">x</a>',
  '<a href="https://a.example/<script>alert(1)</script>">x</a>',
  '<video><source onerror="alert(1)" src="javascript:alert(1)"></video>',
  '<video poster="javascript:alert(1)" src="https://a.example/v.mp4"></video>',
  '<audio src="javascript:alert(1)" autoplay></audio>',
  '<mpvoice name="&lt;img src=x onerror=alert(1)&gt;" voice_encode_fileid="x&quot; onerror=alert(1)"></mpvoice>',
  '<mp-common-profile data-nickname="<script>alert(1)</script>" data-id="javascript:alert(1)"></mp-common-profile>',
  '<qqmusic music_name="</p><script>" audiourl="javascript:alert(1)" mid="&quot;"></qqmusic>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if gte mso 9]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<!DOCTYPE x [<!ENTITY a "<script>alert(1)</script>">]>&a;',
  '</p onclick=alert(1)><br onclick=alert(1)></br onclick=alert(1)>',
  '<<script>alert(1)//<</script>',
  '<img src=x:alert(1) onerror=eval(src)',
  '<x onclick=alert(1)>x<x>',
  '<html><body onload=alert(1)><frameset onload=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '＜script＞alert(1)＜/script＞',
  '\ufeff<script>alert(1)</script>',
  '<p>\ud800<script>\udc00alert(1)</script></p>',
];

describe('attacks', () => {
  it.each(ATTACKS)('survives %j', (html) => {
    expectSafe(html);
    expectSafe(`<table><tr><td>${html}</td><td>x</td></tr></table>`);
    expectSafe(`<ul><li><p>${html}</ul>${html}`);
  });

  it('reports what it took away', () => {
    const { dropped } = sanitizeBody(
      '<p onclick="x">a</p><script>1</script><script>2</script><a href="javascript:1">b</a>',
    );
    expect(dropped).toEqual(['事件属性 onclick', '<script> ×2', 'javascript: 地址的链接']);
  });

  it('never lets markup out, whatever the pieces it is built of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.constantFrom(
        ...'<p> </p> <div> </div> <b> </b> <ul> <li> </li> </ul> <ol> </ol> <table> <tr> <td> </td> </tr> </table> <pre> </pre>'.split(
          ' ',
        ),
        ...'<blockquote> </blockquote> <a> </a> <svg> </svg> <math> <br> <hr> < > " \' ` & = / <!-- --> ]]> \u0000'.split(
          ' ',
        ),
        '<a href="https://a.example/">',
        '<img src="https://a.example/1.png">',
        '<ol start="3">',
        '<td colspan="2" style="text-align:center">',
        '<h2 style="text-align:right">',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('路', '面 ', ' 结', '\u3000冰', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        expectSafe(pieces.join(''));
      }),
      { numRuns: 800 },
    );
  }, 60_000);

  it('changes nothing when it sanitizes its own text again', () => {
    const tag = fc.constantFrom(
      ...'p div section b span em ul ol li table tr td th blockquote pre code h2 dl dt dd ruby rt a center svg'.split(
        ' ',
      ),
    );
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(
          '路',
          '面 ',
          ' 结',
          '\u3000冰',
          '\n',
          '<br>',
          '<hr>',
          '&nbsp;',
          '&lt;',
          '<img src="https://a.example/1.png">',
        ),
        fc
          .tuple(
            tag,
            fc.constantFrom('', ' style="text-align:center"', ' href="https://a.example/"', ' start="4" colspan="2"'),
            fc.array(tie('tree'), { maxLength: 5 }),
          )
          .map(([name, attributes, children]) => `<${name}${attributes}>${children.join('')}</${name}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (trees) => {
        for (const block of sanitizeBody(trees.join('')).blocks) {
          if (block.kind === 'text') expect(sanitizeBody(block.html).blocks).toEqual([block]);
        }
      }),
      { numRuns: 1500 },
    );
  }, 60_000);
});

describe.skipIf(!existsSync(SAMPLES))('samples (skipped where ../shared/samples is absent)', () => {
  it.each(existsSync(SAMPLES) ? readdirSync(SAMPLES) : [])('keeps the words and pictures of %s', (file) => {
    const html = readFileSync(`${SAMPLES}/${file}`, 'utf8');
    const blocks = expectSafe(html);
    expect(blocks.length).toBeGreaterThan(0);
    const inJsContent = /data-src="(https?:\/\/mmbiz[^"]+)"/g;
    const pictures = new Set([...html.matchAll(inJsContent)].map((match) => match[1]?.replaceAll('&amp;', '&')));
    const kept = new Set(blocks.flatMap((block) => (block.kind === 'image' ? [block.src] : [])));
    for (const picture of pictures) expect(kept).toContain(picture?.replace(/^http:/, 'https:'));
  });
});
