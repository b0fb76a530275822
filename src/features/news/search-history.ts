/** What was searched for on this phone, the latest first. */
export const HISTORY_KEY = 'search-history';

const KEPT = 10;

/** The history after one more search; the same words again move to the front. */
export function withSearch(history: readonly string[], query: string): string[] {
  return [query, ...history.filter((known) => known !== query)].slice(0, KEPT);
}
