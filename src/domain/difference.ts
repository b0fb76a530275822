/** What is left of each side of a difference, in characters. */
const AROUND = 60;

/** A part of a text, never half of a character (a lone half can't be kept), with dots where something is left out. */
function part(text: string, from: number, to: number): string {
  const cut = text.slice(from, to).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
  if (from === 0 && to >= text.length) return text;
  return `${from > 0 ? '……' : ''}${cut}${to < text.length ? '……' : ''}（共 ${text.length} 字符）`;
}

/**
 * Two texts where one came out of the other, each in at most some `most` characters: whole where they are short, else the part
 * in which they differ with what stands around it, from its beginning on.
 */
export function whereTheyDiffer(before: string, after: string, most: number): { before: string; after: string } {
  if (before.length <= most && after.length <= most) return { before, after };
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let end = 0;
  while (end < shorter - same && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const from = Math.max(0, same - AROUND);
  const differing = (text: string) => part(text, from, Math.min(text.length - end + AROUND, from + most, text.length));
  return { before: differing(before), after: differing(after) };
}
