import sanitizeHtml from 'sanitize-html';

/**
 * What we give to WeChat's `<rich-text>`: a subset of the tags that it accepts, each with the attributes that we write.
 * https://developers.weixin.qq.com/miniprogram/dev/component/rich-text
 * It deletes an unknown node together with its children, so nothing outside of this table may ever leave the sanitizer.
 */
const ALIGNED = {
  name: 'style',
  values: ['text-align:center', 'text-align:right', 'text-align:justify', 'text-align:left'],
};

const ATTRIBUTES = {
  p: [ALIGNED],
  h1: [ALIGNED],
  h2: [ALIGNED],
  h3: [ALIGNED],
  h4: [ALIGNED],
  h5: [ALIGNED],
  h6: [ALIGNED],
  td: ['colspan', 'rowspan', ALIGNED],
  th: ['colspan', 'rowspan', ALIGNED],
  ol: ['start'],
  img: ['src', 'alt', 'width'],
} as const;

/** Inline tags that a text may carry, by the source tags that mean the same. */
export const MARKS: ReadonlyMap<string, string> = new Map([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['dfn', 'em'],
  ['var', 'em'],
  ['u', 'u'],
  ['ins', 'ins'],
  ['del', 'del'],
  ['s', 'del'],
  ['strike', 'del'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['small', 'small'],
  ['big', 'big'],
  ['mark', 'mark'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
  ['q', 'q'],
  ['cite', 'cite'],
  ['ruby', 'ruby'],
  ['rt', 'rt'],
]);

const BLOCK_TAGS = [
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'hr', 'br', 'img', 'blockquote', 'ul', 'ol', 'li'],
  ...['dl', 'dt', 'dd', 'table', 'tr', 'td', 'th'],
];

const TABLE = {
  allowedTags: [...BLOCK_TAGS, ...new Set(MARKS.values())],
  allowedAttributes: ATTRIBUTES,
  allowedSchemes: ['https', 'http'],
  allowProtocolRelative: false,
  // Styles are matched as whole values above, so no CSS is ever parsed.
  parseStyleAttributes: false,
};

/** The last gate: whatever wrote the HTML, only the table's tags, attributes and schemes come out. */
export function keepRichText(html: string): string {
  return sanitizeHtml(html, TABLE);
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function escapeAttribute(value: string): string {
  return escapeText(value).replace(/"/g, '&quot;');
}
