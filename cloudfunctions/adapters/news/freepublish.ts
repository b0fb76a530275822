import type { PostDraft } from '#domain/post';
import { safeUrl } from '#functions/adapters/html/safe-url';
import { composeDraft } from './draft.ts';
import { isRecord, type JsonRecord, listOf, parseJson, recordOf, textOf } from './json.ts';
import {
  type NewsCollector,
  type NewsDocument,
  type NewsOptions,
  RejectedRecord,
  readDocument,
  WHOLE_DOCUMENT,
} from './news-document.ts';
import { parsePublishTime } from './publish-time.ts';

interface Publication {
  articleId: string;
  publishedAt: string | undefined;
}

/**
 * An answer of WeChat's `freepublish/batchget`: publications of one to eight articles each.
 * https://developers.weixin.qq.com/doc/subscription/api/public/api_freepublish_batchget
 * An article is keyed by the `mid` and `idx` of its address, like a saved page of it, so that both are one post; without
 * an address by publication and place. Deleted ones are withdrawals; a deletion without an address is reported under both.
 */
export function readFreepublish(document: Uint8Array | string, options: NewsOptions = {}): NewsDocument {
  return readDocument(document, options, (text, collector) => {
    const answer = parseJson(text);
    const items = isRecord(answer) ? listOf(answer, 'item') : undefined;
    if (items === undefined) {
      collector.reject(WHOLE_DOCUMENT, describeStranger(answer));
      return;
    }
    for (const [index, item] of items.entries()) readItem(item, `第 ${index + 1} 次发布`, options, collector);
  });
}

function describeStranger(answer: unknown): string {
  const code = isRecord(answer) ? textOf(answer, 'errcode') : undefined;
  if (isRecord(answer) && code !== undefined && code !== '0')
    return `微信返回错误 ${code}：${textOf(answer, 'errmsg') ?? '没有说明'}`;
  return '不是 freepublish/batchget 的结果：找不到 item';
}

function readItem(item: unknown, where: string, options: NewsOptions, collector: NewsCollector): void {
  if (!isRecord(item)) {
    collector.reject(where, '不是一次发布');
    return;
  }
  const articleId = textOf(item, 'article_id');
  const content = recordOf(item, 'content');
  const articles = content && listOf(content, 'news_item');
  if (articleId === undefined || articles === undefined) {
    collector.reject(where, articleId === undefined ? '没有 article_id' : '没有 news_item');
    return;
  }
  const publishedAt = parsePublishTime((content && textOf(content, 'create_time')) ?? textOf(item, 'update_time'));
  for (const [index, article] of articles.entries()) {
    const place = articles.length === 1 ? where : `${where}第 ${index + 1} 篇`;
    collector.collect(place, () => readArticle(article, { articleId, publishedAt }, index + 1, options, collector));
  }
}

function readArticle(
  article: unknown,
  publication: Publication,
  place: number,
  options: NewsOptions,
  collector: NewsCollector,
): PostDraft | undefined {
  if (!isRecord(article)) throw new RejectedRecord('不是一篇文章');
  const url = safeUrl(textOf(article, 'url'));
  const query = url === undefined ? undefined : new URL(url).searchParams;
  const biz = query?.get('__biz') ?? undefined;
  const sourceId = options.sourceId ?? (biz === undefined ? undefined : `wechat:${biz}`);
  if (sourceId === undefined) throw new RejectedRecord('地址里没有公众号（__biz），也没有指定来源');
  const ownKey = `${publication.articleId}_${place}`;
  const mid = query?.get('mid') ?? undefined;
  const pageKey = mid === undefined ? undefined : `${mid}_${query?.get('idx') ?? '1'}`;
  if (isDeleted(article)) {
    if (pageKey !== undefined) collector.withdraw(sourceId, pageKey);
    collector.withdraw(sourceId, ownKey);
    return undefined;
  }
  const html = textOf(article, 'content');
  if (html === undefined) throw new RejectedRecord('没有正文（可能以 no_content=1 获取）');
  return composeDraft(
    {
      platform: 'wechat',
      sourceId,
      sourceName: options.sourceName ?? textOf(article, 'author') ?? '',
      externalId: pageKey ?? ownKey,
      title: textOf(article, 'title'),
      digest: textOf(article, 'digest'),
      html,
      publishedAt: publication.publishedAt ?? options.fallbackPublishedAt,
      url,
      cover: textOf(article, 'thumb_url'),
    },
    options,
  );
}

/** `is_deleted` in WeChat's documents, `is_delete` in one of its kits. */
function isDeleted(article: JsonRecord): boolean {
  return [article.is_deleted, article.is_delete].some((flag) => flag === true || flag === 1 || flag === '1');
}
