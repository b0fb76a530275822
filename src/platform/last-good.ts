import { readStored, removeStored, writeStored } from './storage.ts';

/** An answer that was good when it came, and when that was (ISO 8601 UTC). */
export interface LastGood<T> {
  answer: T;
  asOf: string;
}

const INDEX_KEY = 'last-good';
const PREFIX = 'last-good:';

/** WeChat gives a mini program 10 MB of storage; sixty answers stay well below it. */
const KEPT = 60;

/** What belongs to something of the driver's own, such as a saved route, stays for as long as that does. */
const OWN = 'own:';

/**
 * Keeps the last good answer for each screen, so that it opens at once and in a tunnel too.
 * The oldest go first when there are more than sixty, but for those whose key begins with `own:`.
 */
export function keepLastGood<T>(key: string, answer: T, asOf: string): void {
  if (!writeStored(PREFIX + key, { answer, asOf } satisfies LastGood<T>) || key.startsWith(OWN)) return;
  const keys = [key, ...(readStored<string[]>(INDEX_KEY) ?? []).filter((known) => known !== key)];
  for (const forgotten of keys.splice(KEPT)) removeStored(PREFIX + forgotten);
  writeStored(INDEX_KEY, keys);
}

/** For so long what was kept is of now: a first screen that opens again within it asks nobody. Milliseconds. */
const OF_NOW = 60_000;

export function isOfNow({ asOf }: { asOf: string }): boolean {
  // A clock that was set back makes an answer as old as one that ran on.
  return Math.abs(Date.now() - Date.parse(asOf)) < OF_NOW;
}

export function recallLastGood<T>(key: string): LastGood<T> | undefined {
  return readStored<LastGood<T>>(PREFIX + key);
}

export function forgetLastGood(key: string): void {
  removeStored(PREFIX + key);
}

/** Forgets every answer that is kept, so that the phone has room. */
export function forgetEveryAnswer(): void {
  for (const key of readStored<string[]>(INDEX_KEY) ?? []) removeStored(PREFIX + key);
  removeStored(INDEX_KEY);
}
