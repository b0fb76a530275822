import { asWebAddress } from './picture-address.ts';
import type { PostBlock } from './post.ts';

/**
 * A post's body as it is typed on a phone: one paragraph a line, and a few marks at its beginning.
 *
 *     # 标题    ## 小标题    - 一项    1. 一步    > 引文    ![说明](pictures/a.jpg)    [文字](https://…)    **重点**
 *
 * It is no language to be proud of, and no markup to trust: what comes of it goes through the sanitizer like any other.
 */

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function inline(text: string): string {
  return escapeText(text).replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}

/** Brackets end the words of a picture or a link. */
function bracketed(words: string): string {
  return `[${words.replace(/[[\]]/g, '')}]`;
}

/** The line of a picture. @param alt what it shows @param src its web address or own path */
export function pictureLine(alt: string, src: string): string {
  return `!${bracketed(alt)}(${src})`;
}

/** The line of a link. */
export function linkLine(words: string, href: string): string {
  return `${bracketed(words)}(${href})`;
}

const PICTURE = /^!\[([^\]]*)\]\(([^\s)]+)\)$/;
const LINK = /^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)$/;

/** A picture's address and what it shows, of a line that is a picture. */
export function readPictureLine(line: string): { alt: string; src: string } | undefined {
  const found = PICTURE.exec(line.trim());
  return found === null ? undefined : { alt: found[1]?.trim() ?? '', src: found[2] ?? '' };
}

/** An item of a list, its number where it has one. `3.5万` is none: a number needs a space behind its point. */
function readItem(line: string): { text: string; number?: number } | undefined {
  const bullet = /^[-•·]\s+(.+)$/.exec(line);
  if (bullet !== null) return { text: bullet[1] ?? '' };
  const step = /^(\d{1,3})[.．]\s+(.+)$/.exec(line);
  return step === null ? undefined : { text: step[2] ?? '', number: Number(step[1]) };
}

function lineToHtml(line: string): string {
  const picture = readPictureLine(line);
  if (picture !== undefined)
    return `<img src="${escapeText(asWebAddress(picture.src))}" alt="${escapeText(picture.alt)}">`;
  const link = LINK.exec(line);
  if (link !== null) return `<p><a href="${escapeText(link[2] ?? '')}">${escapeText(link[1] ?? '')}</a></p>`;
  if (line.startsWith('## ')) return `<h3>${inline(line.slice(3))}</h3>`;
  if (line.startsWith('# ')) return `<h2>${inline(line.slice(2))}</h2>`;
  if (line.startsWith('> ')) return `<blockquote><p>${inline(line.slice(2))}</p></blockquote>`;
  return `<p>${inline(line)}</p>`;
}

/** HTML of a marked text. Untrusted: it still has to be sanitized. */
export function markedToHtml(marked: string): string {
  let html = '';
  let open: 'ul' | 'ol' | undefined;
  /** The number that goes on with the open list; another one begins a list of its own, so that no number is changed. */
  let next = 0;
  const openList = (tag: typeof open, start: number) => {
    if (open !== undefined) html += `</${open}>`;
    if (tag !== undefined) html += tag === 'ol' && start !== 1 ? `<ol start="${start}">` : `<${tag}>`;
    open = tag;
  };
  for (const raw of marked.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '') continue;
    const item = readItem(line);
    const tag = item === undefined ? undefined : item.number === undefined ? 'ul' : 'ol';
    const number = item?.number ?? 1;
    if (tag !== open || (tag === 'ol' && number !== next)) openList(tag, number);
    next = number + 1;
    html += item === undefined ? lineToHtml(line) : `<li>${inline(item.text)}</li>`;
  }
  openList(undefined, 1);
  return html;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** A text block of the sanitizer, line by line; tags that have no mark lose themselves and keep their text. */
function htmlToMarked(html: string): string[] {
  const lines: string[] = [];
  let line = '';
  let mark = '';
  const lists: { tag: string; count: number }[] = [];
  let quotes = 0;
  const end = () => {
    if (line.trim() !== '') lines.push(`${quotes > 0 && mark === '' ? '> ' : mark}${line.trim()}`);
    line = '';
  };
  for (const piece of html.match(/<[^>]+>|[^<]+/g) ?? []) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/.exec(piece);
    if (tag === null) {
      line += piece.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity).replace(/\s+/g, ' ');
      continue;
    }
    const [, closing, name = ''] = tag;
    if (name === 'strong') {
      line += '**';
    } else if (/^(?:p|h[1-6]|li|ul|ol|blockquote|br|tr|hr|pre)$/.test(name)) {
      end();
      if (name === 'ul' || name === 'ol') {
        if (closing) lists.pop();
        else lists.push({ tag: name, count: Number(/start="(\d+)"/.exec(piece)?.[1] ?? 1) - 1 });
      } else if (name === 'blockquote') quotes += closing ? -1 : 1;
      else if (closing) mark = '';
      else if (/^h[12]$/.test(name)) mark = '# ';
      else if (/^h[3-6]$/.test(name)) mark = '## ';
      else if (name === 'li') {
        const list = lists.at(-1);
        if (list !== undefined) list.count += 1;
        mark = list?.tag === 'ol' ? `${list.count}. ` : '- ';
      }
    }
  }
  end();
  return lines;
}

function blockToMarked(block: PostBlock): string[] {
  switch (block.kind) {
    case 'text':
      return htmlToMarked(block.html);
    case 'image':
      return [pictureLine(block.alt, block.src)];
    case 'link':
      return [linkLine(block.text, block.href)];
    case 'video':
    case 'audio': {
      const address = block.src ?? block.page;
      return address === undefined ? [] : [linkLine(block.title, address)];
    }
  }
}

/** The marked text that comes closest to a body. Whether anything was lost shows when it is turned back. */
export function markedOf(blocks: readonly PostBlock[]): string {
  return blocks.flatMap(blockToMarked).join('\n');
}
