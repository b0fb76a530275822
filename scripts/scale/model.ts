import type { CloudPrices } from '#domain/cloud-prices';
import { HABITS, instancesFor } from './habits.ts';

/** How a deployment answers: with the instances' memory or without, and for how many of a hundred phones by snapshots. */
export interface Setting {
  memory: boolean;
  percent: number;
}

/** What a number of opens came to. */
export interface Traffic {
  opens: number;
  calls: number;
  databaseRequests: number;
  /** Of the functions' answers. */
  answerBytes: number;
  /** Pointers and bodies read from the CDN. */
  files: number;
  fileBytes: number;
}

/** A question that drivers ask: how often in an open, what it costs the database, and for how long its answer is remembered. */
export interface Question {
  perOpen: number;
  databaseRequests: number;
  seconds: number;
  /** A first page that snapshots hold. */
  inSnapshot: boolean;
}

/** Zipf's weights of the articles on offer; they sum to one. */
export function articleWeights(): number[] {
  const weights = Array.from({ length: HABITS.articlesOnOffer }, (_, at) => 1 / (at + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * The questions of an open. An article asks for itself and for where to read on; requests as `test/budgets.json` has them.
 */
export function questionsOfAnOpen(cost: { feed: number; board: number; article: number; readOn: number }): Question[] {
  const articles = articleWeights().flatMap((weight) => [
    { perOpen: HABITS.articles * weight, databaseRequests: cost.article, seconds: 5, inSnapshot: false },
    { perOpen: HABITS.articles * weight, databaseRequests: cost.readOn, seconds: 30, inSnapshot: false },
  ]);
  return [
    { perOpen: 1 - HABITS.reopened, databaseRequests: cost.feed, seconds: 5, inSnapshot: true },
    { perOpen: HABITS.boards, databaseRequests: cost.board, seconds: 5, inSnapshot: true },
    ...articles,
  ];
}

export interface Prediction {
  calls: number;
  databaseRequests: number;
  files: number;
}

/**
 * What one open comes to. A question that comes `rate` times a second to an instance and is remembered for `seconds` is read
 * once in `seconds + 1 / rate`: after each reading it is fresh for a while, and then waits for the next who asks.
 *
 * @param opensPerSecond that one instance serves
 */
export function predict(setting: Setting, questions: readonly Question[], opensPerSecond: number): Prediction {
  const fromFiles = setting.percent / 100;
  const total: Prediction = { calls: 0, databaseRequests: 0, files: 0 };
  for (const { perOpen, databaseRequests, seconds, inSnapshot } of questions) {
    const calls = perOpen * (inSnapshot ? 1 - fromFiles : 1);
    const rate = calls * opensPerSecond;
    const read = setting.memory ? calls / (1 + rate * seconds) : calls;
    total.calls += calls;
    total.databaseRequests += read * databaseRequests;
    // A pointer and a body.
    total.files += 2 * (perOpen - calls);
  }
  return total;
}

/** A day of so many drivers. */
export interface Day {
  calls: number;
  databaseRequests: number;
  answerGb: number;
  cdnGb: number;
  /** In the busiest hour. */
  peakCallsPerSecond: number;
  peakDatabaseRequestsPerSecond: number;
  peakFilesPerSecond: number;
  instances: number;
  yuan: { least: number; most: number };
}

const GB = 1e9;

/**
 * A day of `drivers`, from the traffic that was counted for some opens.
 * @returns money as a span, since it is not known whether calls from the client are charged besides
 */
export function dayOf(
  drivers: number,
  counted: Traffic,
  prices: CloudPrices,
  busy: (calls: number, requests: number) => number,
): Day {
  const opens = drivers * HABITS.opensPerDay;
  const scale = opens / counted.opens;
  const peak = (sum: number) => (sum * scale * HABITS.peakHourShare) / 3600;
  const calls = counted.calls * scale;
  const databaseRequests = counted.databaseRequests * scale;
  const { yuan } = prices;
  const least =
    (databaseRequests / 10_000) * yuan.per10000DatabaseRequests +
    (calls / 10_000) * yuan.per10000FunctionCalls +
    busy(calls, databaseRequests) * yuan.perGbSecond +
    ((counted.fileBytes * scale) / GB) * yuan.perCdnGb;
  return {
    calls,
    databaseRequests,
    answerGb: (counted.answerBytes * scale) / GB,
    cdnGb: (counted.fileBytes * scale) / GB,
    peakCallsPerSecond: peak(counted.calls),
    peakDatabaseRequestsPerSecond: peak(counted.databaseRequests),
    peakFilesPerSecond: peak(counted.files),
    instances: instancesFor(peak(counted.calls), counted.databaseRequests / Math.max(1, counted.calls)),
    yuan: { least, most: least + (calls / 10_000) * yuan.per10000ClientCalls },
  };
}
