import { sanitizeBody } from '#functions/adapters/html/sanitize';
import { composeDraft, hashId } from './draft.ts';
import { type NewsDocument, type NewsOptions, RejectedRecord, readDocument, WHOLE_DOCUMENT } from './news-document.ts';
import { readWechatPage, type WechatPage } from './wechat-page.ts';

export interface WechatHtmlOptions extends NewsOptions {
  /** Instead of the page's own. */
  title?: string;
  /** ISO 8601 UTC, instead of the page's own. */
  publishedAt?: string;
}

const UNKNOWN_SOURCE = { sourceId: 'wechat:unknown', sourceName: '未署名公众号' };

/**
 * A WeChat article as a saved page, or as the inner HTML of its body (`js_content`), which tools export. A page that shows a
 * message instead of an article (expired, deleted, blocked, a captcha) is rejected with that message. A body alone says
 * neither when nor by whom it was published: what the options do not say is assumed, and remarked.
 */
export function readWechatHtml(document: Uint8Array | string, options: WechatHtmlOptions = {}): NewsDocument {
  return readDocument(document, options, (text, collector) => {
    const remark = (why: string) => collector.remark(WHOLE_DOCUMENT, why);
    collector.collect(WHOLE_DOCUMENT, () => {
      const page = readWechatPage(text);
      if (page.html === undefined) throw new RejectedRecord(describeMissing(page));
      const source = identifySource(page, options, remark);
      return composeDraft(
        {
          platform: 'wechat',
          ...source,
          externalId: page.articleKey ?? identifyBody(page.html),
          title: options.title ?? page.title,
          digest: page.digest,
          html: page.html,
          publishedAt: findPublishTime(page, options, remark),
          url: page.url ?? options.url,
          cover: page.cover,
        },
        options,
      );
    });
  });
}

function describeMissing({ isFragment, notice }: WechatPage): string {
  if (isFragment) return '不是网页：里面没有任何元素';
  return notice === undefined || notice === '' ? '页面里没有文章正文' : `页面里没有文章正文，只有提示：${notice}`;
}

function identifySource(
  page: WechatPage,
  options: WechatHtmlOptions,
  remark: (why: string) => void,
): { sourceId: string; sourceName: string } {
  const sourceName = options.sourceName ?? page.nickname;
  if (options.sourceId === undefined && page.biz === undefined) {
    const known = sourceName === undefined ? UNKNOWN_SOURCE.sourceId : `wechat:name-${hashId(sourceName)}`;
    remark(`看不出是哪个公众号${sourceName === undefined ? '' : `（名称“${sourceName}”）`}，来源记作 ${known}`);
    return { sourceId: known, sourceName: sourceName ?? UNKNOWN_SOURCE.sourceName };
  }
  return {
    sourceId: options.sourceId ?? `wechat:${page.biz}`,
    sourceName: sourceName ?? UNKNOWN_SOURCE.sourceName,
  };
}

function findPublishTime(
  page: WechatPage,
  options: WechatHtmlOptions,
  remark: (why: string) => void,
): string | undefined {
  const known = options.publishedAt ?? page.publishedAt;
  if (known !== undefined || options.fallbackPublishedAt === undefined) return known;
  remark(`没有发布时间，采用 ${options.fallbackPublishedAt}`);
  return options.fallbackPublishedAt;
}

/** The same body always has the same key, however its markup was saved. */
function identifyBody(html: string): string {
  try {
    const { text, blocks } = sanitizeBody(html);
    const pictures = blocks.flatMap((block) => (block.kind === 'image' ? [block.src] : []));
    return `body-${hashId(text, ...pictures)}`;
  } catch {
    return `body-${hashId(html)}`;
  }
}
