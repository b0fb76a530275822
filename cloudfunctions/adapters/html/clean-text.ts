/** Control characters (not white space), zero-width fillers and overrides of the writing direction: nothing a reader sees. */
const INVISIBLE = /[^\P{Cc}\t\n\f\r]|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Half of a surrogate pair: not a character, and JSON with one in it is refused by the database. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text without what is invisible or broken; joiners stay, emoji are made with them. */
export function cleanText(text: string): string {
  return text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '\ufffd');
}

/** One line of text, for titles, names and descriptions. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** At most `limit` UTF-16 units, an ellipsis included, never half a surrogate pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${head.trimEnd()}…`;
}
