// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitizeBody } from '#functions/adapters/html/sanitize';
import { ATTACKS } from '../../../hostile/markup-attacks.ts';
import { expectSafe } from '../../../hostile/safe-markup.ts';

const SAMPLES = '../shared/samples/news/wechat-html';

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
