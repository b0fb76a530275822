/**
 * The markup of our own posts: a small, strict language, so that what we ship needs no sanitizer to be safe and every
 * tag in it is one that <rich-text> shows. Articles from elsewhere go through the sanitizer instead.
 */
const CONTAINERS = new Set([
  'p',
  'h2',
  'h3',
  'ul',
  'ol',
  'li',
  'strong',
  'blockquote',
  'table',
  'tbody',
  'tr',
  'th',
  'td',
]);
const TAG = /<[^<>]*>?/g;
const IMAGE = /^<img src="(pictures\/[a-z0-9-]+\.webp)" alt="[^"<>]+">$/;
const ENTITY = /&(?!(?:amp|lt|gt|quot);)/;

/** What in `html` is outside the language: an unknown tag, an attribute, a tag left open, a bare ampersand. */
export function findMarkupProblems(html: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [tag] of html.matchAll(TAG)) {
    const name = /^<\/?([a-z0-9]+)>$/.exec(tag)?.[1];
    if (IMAGE.test(tag)) continue;
    if (name === undefined || !CONTAINERS.has(name)) problems.push(`the markup ${tag} is not allowed`);
    else if (!tag.startsWith('</')) open.push(name);
    else if (open.pop() !== name) return [...problems, `${tag} closes another tag`];
  }
  if (open.length > 0) problems.push(`<${open.join('><')}> is not closed`);
  if (ENTITY.test(html)) problems.push('a bare & stands in the text');
  return problems;
}

/** The pictures that `html` shows, as "pictures/<name>.webp". */
export function listPictures(html: string): string[] {
  return [...html.matchAll(TAG)].flatMap(([tag]) => IMAGE.exec(tag)?.[1] ?? []);
}
