import type { Attributes } from './embeds.ts';
import type { Align, ContainerTag } from './flow.ts';
import { MARKS } from './rich-text.ts';

export const DROPPED_WITH_CONTENT = new Set([
  ...['script', 'style', 'head', 'title', 'template', 'noscript', 'noembed', 'noframes', 'frameset', 'xml'],
  ...['select', 'datalist', 'textarea', 'input', 'map', 'iframe', 'video', 'audio', 'mp-style-type'],
  ...['defs', 'desc', 'metadata', 'symbol', 'clippath', 'mask', 'pattern', 'annotation', 'annotation-xml'],
]);

/** Of these a reader of the import report wants to hear. */
export const WORTH_A_WORD = new Set([
  'script',
  'noscript',
  'frameset',
  'select',
  'textarea',
  'input',
  'object',
  'embed',
  'form',
  'base',
]);

/** Elements that start on a line of their own. Whatever is not here, not a mark and not a container is read as if its tags were not there. */
export const BOUNDARIES = new Set([
  ...['p', 'div', 'section', 'article', 'aside', 'header', 'footer', 'nav', 'main', 'address', 'center', 'figure'],
  ...['figcaption', 'details', 'summary', 'form', 'fieldset', 'legend', 'hgroup', 'dialog', 'search', 'body', 'html'],
  ...['caption', 'tr', 'td', 'th', 'li', 'dt', 'dd', 'pre', 'listing', 'xmp', 'plaintext', 'foreignobject', 'svg'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'menu', 'dir', 'dl', 'table'],
]);

export const HEADINGS = new Set<string>(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

export const CONTAINERS: ReadonlyMap<string, { tag: ContainerTag; within?: readonly ContainerTag[] }> = new Map([
  ['blockquote', { tag: 'blockquote' }],
  ['ul', { tag: 'ul' }],
  ['menu', { tag: 'ul' }],
  ['dir', { tag: 'ul' }],
  ['ol', { tag: 'ol' }],
  ['li', { tag: 'li', within: ['ul', 'ol'] }],
  ['dl', { tag: 'dl' }],
  ['dt', { tag: 'dt', within: ['dl'] }],
  ['dd', { tag: 'dd', within: ['dl'] }],
  ['table', { tag: 'table' }],
  ['tr', { tag: 'tr', within: ['table'] }],
  ['td', { tag: 'td', within: ['tr'] }],
  ['th', { tag: 'th', within: ['tr'] }],
]);

export function isPlayer(name: string): boolean {
  return name === 'video' || name === 'audio';
}

export function readMarks(outer: readonly string[], name: string, attributes: Attributes): readonly string[] {
  const marks = [MARKS.get(name), ...readStyledMarks(attributes.style)];
  const added = marks.filter((mark): mark is string => mark !== undefined && !outer.includes(mark));
  return added.length === 0 ? outer : [...outer, ...new Set(added)];
}

/** Editors write emphasis as style; it is meaning, so it survives the styles. */
function readStyledMarks(style: string | undefined): string[] {
  if (style === undefined) return [];
  const marks = [];
  if (/(?:^|;)\s*font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b/i.test(style.slice(0, 4000))) marks.push('strong');
  if (/(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i.test(style.slice(0, 4000))) marks.push('del');
  return marks;
}

export function readAlign(name: string, attributes: Attributes): Align | undefined {
  const styled = /(?:^|;)\s*text-align\s*:\s*([a-z-]+)/i.exec(attributes.style?.slice(0, 4000) ?? '')?.[1];
  const value = (styled ?? attributes.align ?? (name === 'center' ? 'center' : '')).trim().toLowerCase();
  if (value === 'center' || value === 'right' || value === 'justify' || value === 'left') return value;
  if (value === 'start') return 'left';
  return value === 'end' ? 'right' : undefined;
}

/** WeChat hides an article's root with `visibility` until its script runs, so only `display:none` hides. */
export function isHidden(attributes: Attributes): boolean {
  return attributes.style !== undefined && /(?:^|;)\s*display\s*:\s*none\b/i.test(attributes.style.slice(0, 4000));
}

export function readSpan(raw: string | undefined): number {
  const span = Number(raw);
  return Number.isInteger(span) && span >= 1 && span <= 100 ? span : 1;
}

export function readStart(raw: string | undefined): number {
  const start = Number(raw);
  return Number.isInteger(start) && start >= 1 && start <= 9999 ? start : 1;
}
