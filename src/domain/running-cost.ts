import { CLOUD_PRICES } from './cloud-prices.ts';

/** What the platform is asked to do in a month, as far as it is counted here. */
export interface Usage {
  /** Articles that readers opened: each is one call with two reads of the database, see the tests of cost in test/cloudfunctions. */
  opens: number;
  /** Subscribe messages, each one call from the jobs. */
  messages: number;
}

const { yuan: PRICE } = CLOUD_PRICES;

/** Yuan of a call from the client, and of the run of its function. */
const PER_CALL = (PRICE.per10000ClientCalls + PRICE.per10000FunctionCalls) / 10_000;
const PER_READ = PRICE.per10000DatabaseRequests / 10_000;

/** Yuan for a usage: an estimate to see a trend by, no bill. */
export function estimateYuan({ opens, messages }: Usage): number {
  return opens * (PER_CALL + 2 * PER_READ) + messages * (PER_CALL + PER_READ);
}

/** What the whole month would come to if it goes on like its first days. @param passed share of the month, above 0, at most 1 */
export function extrapolate(yuan: number, passed: number): number {
  return yuan / passed;
}
