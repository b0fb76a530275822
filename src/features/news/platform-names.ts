import type { Platform } from '#domain/post';

/** Where a post was published, as a reader knows it. */
export const PLATFORM_NAMES: Record<Platform, string> = {
  wechat: '微信公众号',
  weibo: '微博',
  rss: '网站',
  desk: '本平台',
};
