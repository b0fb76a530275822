/** Of when answers are that a function gave from its memory; kept beside them, since what a contract describes is the data alone. */
const times = new WeakMap<object, string>();

/** @param asOf ISO 8601 UTC; absent for an answer that was read when it was asked for */
export function noteAnswerTime(data: unknown, asOf: string | undefined): void {
  if (asOf !== undefined && typeof data === 'object' && data !== null) times.set(data, asOf);
}

/** Of when an answer is, ISO 8601 UTC: what the function said of it, else now. */
export function timeOfAnswer(data: unknown): string {
  const known = typeof data === 'object' && data !== null ? times.get(data) : undefined;
  return known ?? new Date().toISOString();
}
