/**
 * What Tencent CloudBase asks of a mini program's environment, in yuan. Third-party pages copied these from its list of points, of
 * which 1,000 are 1 yuan; not confirmed with Tencent: verify before a budget is built on them. The bill is in the platform's console.
 */
export const CLOUD_PRICES = {
  seen: '2026',
  verify: true,
  yuan: {
    per10000DatabaseRequests: 0.2,
    per10000FunctionCalls: 0.0133,
    perGbSecond: 0.000111,
    per10000ClientCalls: 0.2,
    perCdnGb: 0.21,
  },
};

export type CloudPrices = typeof CLOUD_PRICES;
