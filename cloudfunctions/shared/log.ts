/** A call's record: one line of JSON at its end, without anything personal. */
export interface Log {
  /** One that the function has; a name that somebody else made up is not repeated. */
  action: string;
  /** Adds a figure or a word to the line; never an OPENID, a text of a user, or a secret. */
  note(key: string, value: string | number | boolean): void;
  /** What the caller said, or is: no error's words repeat a text of it. */
  hide(said: unknown): void;
  /** @returns how long the call took, milliseconds */
  end(outcome: string): number;
  fail(error: unknown): number;
}

/** Stands in the log for what a caller asked of a function that has no such thing. */
export const UNKNOWN_ACTION = '(unknown)';

/** How WeChat names people; nothing else in an error's words is shaped like it. */
const OPENID = /\bo[A-Za-z0-9_-]{27}\b/g;

/** Every text in a value, and keys that no schema has. */
function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 8) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^\w+$/.test(key) ? [] : [key]),
    ...textsOf(inner, depth + 1),
  ]);
}

/** Short enough to be part of our own words: a field's name, a file's. */
function isOurs(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) ? text.length < 6 : text.length < 2;
}

/** An error's words without those of the caller: a database quotes the keys that it refuses. */
function withoutWords(words: string, said: readonly unknown[]): string {
  const texts = [...new Set(said.flatMap((value) => textsOf(value)))].filter((text) => !isOurs(text));
  texts.sort((one, other) => other.length - one.length);
  return texts.reduce((kept, text) => kept.replaceAll(text, '…'), words).replace(OPENID, 'openid…');
}

export function openLog(functionName: string, requestId: string): Log {
  const began = performance.now();
  const notes: Record<string, string | number | boolean> = {};
  const hidden: unknown[] = [];
  const line = (action: string, outcome: string, ms: number, more?: object) =>
    JSON.stringify({ function: functionName, action, outcome, ms, requestId, ...notes, ...more });
  return {
    action: '',
    note(key, value) {
      notes[key] = typeof value === 'string' ? withoutWords(value, hidden) : value;
    },
    hide(said) {
      hidden.push(said);
    },
    end(outcome) {
      const ms = Math.round(performance.now() - began);
      console.log(line(this.action, outcome, ms));
      return ms;
    },
    fail(error) {
      const ms = Math.round(performance.now() - began);
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.error(line(this.action, 'internal', ms, { stack: withoutWords(stack, hidden) }));
      return ms;
    },
  };
}
