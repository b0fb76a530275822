/** How much a speech engine takes at once, in characters: 900 bytes of Chinese. Longer texts are spoken in parts. */
const MOST_AT_ONCE = 300;

/** A text in parts of at most 300 characters, cut after sentences, else after commas, else where it must. */
export function speechParts(text: string, most = MOST_AT_ONCE): string[] {
  const parts: string[] = [];
  let rest = text.replace(/\s+/gu, ' ').trim();
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const end = lastOf(head, /[。！？；.!?;]/gu) ?? lastOf(head, /[，、：, ]/gu) ?? most;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

/** Where the last of these marks ends. */
function lastOf(text: string, marks: RegExp): number | undefined {
  const found = [...text.matchAll(marks)].at(-1);
  return found === undefined ? undefined : found.index + 1;
}
