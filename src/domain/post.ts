import type { LawReference } from './law.ts';

/**
 * A post: one notice of one agency, as it came from its WeChat account, its microblog, a feed or the desk.
 *
 * Times are ISO 8601 in UTC with milliseconds ("2026-11-23T06:00:00.000Z"), so that they sort as text.
 */
/** The channels of the publishing hall, in the order in which a reader sees them. */
export const CHANNELS = [
  { id: 'release', name: '权威发布' },
  { id: 'tips', name: '安全提示' },
  { id: 'warning', name: '警示曝光' },
  { id: 'rebuttal', name: '辟谣' },
  { id: 'law', name: '政策法规' },
  { id: 'service', name: '出行服务' },
] as const;

export type ChannelId = (typeof CHANNELS)[number]['id'];

export const CHANNEL_IDS = CHANNELS.map((channel) => channel.id);

/** Where a post was first published. `desk` is this platform itself. */
export const PLATFORMS = ['wechat', 'weibo', 'rss', 'desk'] as const;

export type Platform = (typeof PLATFORMS)[number];

/**
 * One piece of an article's body. `<rich-text>` fires no taps, so whatever a reader may tap
 * (pictures, videos, links) stands beside the text as a block of its own.
 */
export type PostBlock =
  /** HTML within the allow-list of WeChat's rich-text component; no scripts, no links, no colours. */
  | { kind: 'text'; html: string }
  /** `width` and `height` in pixels, where the publisher gave them: the box is kept while the picture loads. */
  | { kind: 'image'; src: string; alt: string; width?: number; height?: number }
  /** `src` plays in place; without it `page` is the address where the video can be watched. */
  | { kind: 'video'; title: string; src?: string; poster?: string; page?: string }
  | { kind: 'audio'; title: string; src?: string; page?: string }
  | { kind: 'link'; text: string; href: string };

/** What an importer hands to the desk: a post as its source published it, its body not yet sanitized. */
export interface PostDraft {
  /** Key of the publishing account: `<platform>:<account id>`, e.g. `weibo:1726834811`, `wechat:MzA3NDU5…`, `rss:example.gov.cn`. */
  sourceId: string;
  /** Name of the publishing account as its platform shows it. */
  sourceName: string;
  platform: Platform;
  /** Identity within the source: WeChat `mid_idx` or article id, Weibo `idstr`, a feed's guid. */
  externalId: string;
  title: string;
  digest: string;
  /** The body as published: untrusted HTML. */
  html: string;
  /** ISO 8601 UTC. */
  publishedAt: string;
  channel: ChannelId;
  /** The post's own public address, https (or http where the source has no other). */
  url?: string;
  /** A picture for the feed: https, or a path below the project's picture folder. */
  cover?: string;
  /** Agency of the hall that speaks here; without it the source stands for itself. */
  agencyId?: string;
  /** Articles of the law library that it cites. */
  laws?: LawReference[];
}

/** A record of a document that could not be used: where it stands in the document, and why, in words for the person who imports. */
export interface Rejection {
  where: string;
  why: string;
}
