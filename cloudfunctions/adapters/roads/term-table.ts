/**
 * A table from a source's words to ours, safe to ask for any word: it inherits nothing, so that `constructor` and
 * `toString` are as unknown in it as any other.
 */
export type TermTable<T> = Readonly<Partial<Record<string, T>>>;

export function termTable<T>(terms: Record<string, T>): TermTable<T> {
  return Object.assign(Object.create(null), terms);
}
