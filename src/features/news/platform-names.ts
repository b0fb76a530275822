import type { PublishedPost } from '#contract/news';
import type { Platform } from '#domain/post';

/** Where a post was published, as a reader knows it. */
export const PLATFORM_NAMES: Record<Platform, string> = {
  wechat: '微信公众号',
  weibo: '微博',
  rss: '网站',
  desk: '本平台',
};

/** Where a notice was published; one that came on several platforms is named once, with all of them. */
export function sourceInWords({
  platform,
  sourceName,
  alsoAt,
}: Pick<PublishedPost, 'platform' | 'sourceName' | 'alsoAt'>) {
  const sources = [{ platform, sourceName }, ...alsoAt].map(
    (source) => `${PLATFORM_NAMES[source.platform]}“${source.sourceName}”`,
  );
  const distinct = [...new Set(sources)];
  return distinct.length > 1 ? `${distinct.join('、')}同步发布` : `来源：${distinct[0]}`;
}
