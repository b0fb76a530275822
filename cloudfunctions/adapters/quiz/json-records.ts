/** A record of an array in JSON or in a JavaScript file, cut out as text. */
export interface RecordText {
  /** The line on which it begins, from 1. */
  line: number;
  text: string;
  /** False where the document ends within it. */
  whole: boolean;
}

/** The index after a string that begins at `from`, or of the document's end. */
function skipString(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function skipComment(text: string, from: number): number {
  const end = text[from + 1] === '/' ? text.indexOf('\n', from) : text.indexOf('*/', from + 2) + 2;
  return end < from + 2 ? text.length : end;
}

/**
 * The objects of the first array that begins at or after `from`, each as text: one that doesn't parse then harms no other, and
 * each knows its line. Strings and comments are stepped over, whatever brackets they hold.
 */
export function splitRecords(text: string, from = 0): RecordText[] {
  const records: RecordText[] = [];
  let depth = 0;
  let start = -1;
  let line = 1;
  let counted = 0;
  const lineOf = (index: number) => {
    for (; counted < index; counted++) if (text[counted] === '\n') line += 1;
    return line;
  };
  for (let at = from; at < text.length; ) {
    const character = text[at] ?? '';
    if (depth > 0 && (character === '"' || character === "'" || character === '`')) at = skipString(text, at);
    else if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) at = skipComment(text, at);
    else {
      if (character === '{' || character === '[') {
        if (depth === 0 && character === '{') return records;
        if (depth === 1) start = at;
        depth += 1;
      } else if (character === '}' || character === ']') {
        depth -= 1;
        if (depth === 1) {
          records.push({ line: lineOf(start), text: text.slice(start, at + 1), whole: true });
          start = -1;
        }
        if (depth === 0) return records;
      }
      at += 1;
    }
  }
  if (start >= 0) records.push({ line: lineOf(start), text: text.slice(start), whole: false });
  return records;
}
