/**
 * Something that is read often and changes seldom, kept in the instance's memory: the cheapest read of a database is none.
 * A read that fails is not kept. Callers that come while it is being read wait for the same one.
 * @param lifetime milliseconds for which a value is good
 */
export function remembered<T>(lifetime: number, read: () => Promise<T>): (now: Date) => Promise<T> {
  let kept: { value: Promise<T>; at: number } | undefined;
  return (now) => {
    // A clock that was set back makes the value as old as a clock that ran on.
    if (kept !== undefined && Math.abs(now.getTime() - kept.at) < lifetime) return kept.value;
    const fresh = { value: read(), at: now.getTime() };
    kept = fresh;
    fresh.value.catch(() => {
      if (kept === fresh) kept = undefined;
    });
    return fresh.value;
  };
}
