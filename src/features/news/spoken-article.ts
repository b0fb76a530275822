import type { PublishedPost } from '#contract/news';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function readEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
  const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** A block of rich text as it is read aloud: a paragraph, a heading, a line of a list or table ends with a pause. */
function speakHtml(html: string): string {
  return html
    .replace(/<(?:br|\/(?:p|h[1-6]|li|tr|blockquote|div|section))\b[^>]*>/gi, '\n')
    .replace(/<\/(?:td|th)>/gi, '，')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, readEntity);
}

/** What is read aloud of an article: its title, who says it, and its text; pictures and links are passed over. */
export function spokenArticle({ title, agency, blocks }: Pick<PublishedPost, 'title' | 'agency' | 'blocks'>): string {
  const body = blocks.flatMap((block) => (block.kind === 'text' ? [speakHtml(block.html)] : []));
  const lines = [title, `${agency}发布`, ...body].flatMap((part) => part.split('\n'));
  return lines
    .map((line) => line.replace(/，+$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => (/[。！？；：.!?;:]$/.test(line) ? line : `${line}。`))
    .join('');
}
