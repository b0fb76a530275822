import { expect } from 'vitest';
import type { PostBlock } from '#domain/post';
import { sanitizeBody } from '#functions/adapters/html/sanitize';

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

/** Sanitizes a body and looks at what is left as a browser does; needs a document (jsdom). */
export function expectSafe(html: string): PostBlock[] {
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
