/** One piece of a comparison: what both have, what only the newer has, what only the older had. */
export interface TextChange {
  op: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many differences a comparison by sentence is no longer something to read, and no longer cheap. */
const MAX_EDITS = 400;
/** A sentence that keeps less than this share of its characters is a new sentence, not an edited one. */
const MIN_KEPT = 0.4;
/** Characters in common that are shorter than this, between two changes, make a line hard to read: they join the change. */
const MIN_ISLAND = 2;

/**
 * What changed between two revisions of a text: sentence by sentence, and inside an edited sentence character by character.
 * Joining `same` and `removed` gives the older text, `same` and `added` the newer.
 */
export function diffText(before: string, after: string): TextChange[] {
  const changes: TextChange[] = [];
  const sentences = diffTokens(splitSentences(before), splitSentences(after));
  for (let index = 0; index < sentences.length; index += 1) {
    const change = sentences[index];
    const next = sentences[index + 1];
    if (change?.op === 'removed' && next?.op === 'added') {
      changes.push(...refine(change.text, next.text));
      index += 1;
    } else if (change !== undefined) {
      changes.push(change);
    }
  }
  return mergeNeighbours(changes);
}

/** Chinese sentences end with their mark, lines with their break; both belong to what they end. */
function splitSentences(text: string): string[] {
  return text.match(/[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)]*|\n)|[^。！？；!?;\n]+$/gu) ?? [];
}

function refine(before: string, after: string): TextChange[] {
  const whole: TextChange[] = [
    { op: 'removed', text: before },
    { op: 'added', text: after },
  ];
  // Numbers and Latin words change as a whole: "8" to "18" is not an added "1".
  const tokens = (text: string) => text.match(/[A-Za-z0-9]+|[\s\S]/gu) ?? [];
  const changes = joinIslands(diffTokens(tokens(before), tokens(after)));
  const kept = changes.filter(({ op }) => op === 'same').reduce((sum, { text }) => sum + text.length, 0);
  return kept >= MIN_KEPT * Math.max(before.length, after.length) ? changes : whole;
}

function joinIslands(changes: readonly TextChange[]): TextChange[] {
  const joined = changes.flatMap((change, index): TextChange[] => {
    const isIsland = change.op === 'same' && change.text.length < MIN_ISLAND && index > 0 && index < changes.length - 1;
    return isIsland
      ? [
          { op: 'removed', text: change.text },
          { op: 'added', text: change.text },
        ]
      : [change];
  });
  return mergeNeighbours(joined);
}

/** Runs of changes as one removal and one addition, in this order. */
function mergeNeighbours(changes: readonly TextChange[]): TextChange[] {
  const merged: TextChange[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') merged.push({ op: 'removed', text: removed });
    if (added !== '') merged.push({ op: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const { op, text } of changes) {
    if (op === 'removed') removed += text;
    else if (op === 'added') added += text;
    else {
      flush();
      const last = merged.at(-1);
      if (last?.op === 'same') last.text += text;
      else merged.push({ op, text });
    }
  }
  flush();
  return merged;
}

/**
 * The shortest edit script between two lists of tokens (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations",
 * 1986). Lists that differ in more than MAX_EDITS tokens, their common ends aside, are one replacement.
 */
function diffTokens(before: readonly string[], after: readonly string[]): TextChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  const oldMiddle = before.slice(head, before.length - tail);
  const newMiddle = after.slice(head, after.length - tail);
  return mergeNeighbours([
    ...before.slice(0, head).map((text): TextChange => ({ op: 'same', text })),
    ...(findScript(oldMiddle, newMiddle) ?? [
      { op: 'removed', text: oldMiddle.join('') },
      { op: 'added', text: newMiddle.join('') },
    ]),
    ...before.slice(before.length - tail).map((text): TextChange => ({ op: 'same', text })),
  ]);
}

function findScript(before: readonly string[], after: readonly string[]): TextChange[] | undefined {
  const trace: Map<number, number>[] = [];
  /** The furthest place in `before` on each diagonal (place in before - place in after). */
  let furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(MAX_EDITS, before.length + after.length); edits += 1) {
    trace.push(furthest);
    const reached = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = furthest.get(diagonal + 1) ?? -1;
      const right = (furthest.get(diagonal - 1) ?? -2) + 1;
      let x = diagonal === -edits || (diagonal !== edits && right - 1 < down) ? down : right;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
    furthest = reached;
  }
  return undefined;
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly Map<number, number>[],
): TextChange[] {
  const changes: TextChange[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits];
    const diagonal = x - y;
    const down = furthest?.get(diagonal + 1) ?? -1;
    const right = furthest?.get(diagonal - 1) ?? -2;
    const previous = diagonal === -edits || (diagonal !== edits && right < down) ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : (furthest?.get(previous) ?? 0);
    const startY = edits === 0 ? 0 : startX - previous;
    while (x > startX && y > startY) {
      x -= 1;
      y -= 1;
      changes.push({ op: 'same', text: before[x] ?? '' });
    }
    if (edits === 0) break;
    if (x === startX) changes.push({ op: 'added', text: after[startY] ?? '' });
    else changes.push({ op: 'removed', text: before[startX] ?? '' });
    x = startX;
    y = startY;
  }
  return changes.reverse();
}
