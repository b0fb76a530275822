/** Of when answers are that a function gave from its memory; kept beside them, since what a contract describes is the data alone. */
const times = new WeakMap<object, string>();

/** @param age milliseconds; absent for an answer that was read when it was asked for */
export function noteAge(data: unknown, age: number | undefined): void {
  if (age === undefined || typeof data !== 'object' || data === null) return;
  times.set(data, new Date(Date.now() - age).toISOString());
}

/** Of when an answer is by this phone's clock, ISO 8601 UTC: as old as the function said, else of now. */
export function timeOfAnswer(data: unknown): string {
  const known = typeof data === 'object' && data !== null ? times.get(data) : undefined;
  return known ?? new Date().toISOString();
}
