import type { Platform } from './post.ts';

/** Levels of the traffic police, from the ministry's bureau down. */
export const AGENCY_LEVELS = ['ministry', 'province', 'city', 'county'] as const;

export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

/** A verified account of an agency on another platform. */
export interface AgencyAccount {
  platform: Platform;
  /** The account's id there: a WeChat biz, a Weibo uid. */
  externalId: string;
  name: string;
  verified: boolean;
}

/** An agency of the hall, as the database keeps it in collection `agencies`. */
export interface AgencyDocument {
  _id: string;
  name: string;
  /** As a feed shows it. */
  shortName: string;
  level: AgencyLevel;
  /** GB/T 2260, six digits; `100000` for the whole country. */
  adcode: string;
  parentId?: string;
  about: string;
  accounts: AgencyAccount[];
  /** `sourceId` of each account: what is published there is this agency's. */
  accountKeys: string[];
  /** See `placeKeys`. */
  places: string[];
}

/** `sourceId` of what an account publishes; see `PostDraft`. */
export function accountKey({ platform, externalId }: Pick<AgencyAccount, 'platform' | 'externalId'>): string {
  return `${platform}:${externalId}`;
}
