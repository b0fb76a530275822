/** What the platform is asked to do in a month, as far as it is counted here. */
export interface Usage {
  /** Articles that readers opened: each is one call with two reads of the database, see the tests of cost in test/cloudfunctions. */
  opens: number;
  /** Subscribe messages, each one call from the jobs. */
  messages: number;
}

/**
 * Points of the cloud's price list, of which 1,000 cost 1 yuan. Taken from third-party copies of the list of 2026: an estimate
 * to see a trend by, no bill. The bill is in the platform's console.
 */
const POINTS = {
  /** A call from the client, and the run of its function. */
  call: (200 + 13.3) / 10_000,
  read: 200 / 10_000,
};

const POINTS_PER_YUAN = 1000;

/** Yuan for a usage. */
export function estimateYuan({ opens, messages }: Usage): number {
  const points = opens * (POINTS.call + 2 * POINTS.read) + messages * (POINTS.call + POINTS.read);
  return points / POINTS_PER_YUAN;
}

/** What the whole month would come to if it goes on like its first days. @param passed share of the month, above 0, at most 1 */
export function extrapolate(yuan: number, passed: number): number {
  return yuan / passed;
}
