import type { PostDraft } from '#domain/post';
import { decodeHtml } from '#functions/adapters/html/element-text';
import { escapeAttribute, escapeText } from '#functions/adapters/html/rich-text';
import { isWithin, safeUrl } from '#functions/adapters/html/safe-url';
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

/**
 * Statuses of the Weibo API (`statuses/user_timeline`), of the website (`data.list`), or of the mobile site (`data.cards`).
 * Identity is `idstr`: the number `id` is beyond what JSON numbers hold exactly. A repost quotes what it passes on; a deleted
 * status is a withdrawal.
 */
export function readWeibo(document: Uint8Array | string, options: NewsOptions = {}): NewsDocument {
  return readDocument(document, options, (text, collector) => {
    const parsed = parseJson(text);
    const statuses = findStatuses(parsed);
    if (statuses === undefined) {
      collector.reject(WHOLE_DOCUMENT, describeStranger(parsed));
      return;
    }
    for (const [index, status] of statuses.entries()) {
      const where = `第 ${index + 1} 条`;
      collector.collect(where, () => readStatus(status, options, where, collector));
    }
  });
}

function findStatuses(parsed: unknown): readonly unknown[] | undefined {
  if (Array.isArray(parsed)) return parsed;
  if (!isRecord(parsed)) return undefined;
  const data = recordOf(parsed, 'data');
  const cards = listOf(data ?? {}, 'cards')?.flatMap((card) => (isRecord(card) ? statusesOf(card) : []));
  const list = listOf(parsed, 'statuses') ?? listOf(data ?? {}, 'statuses') ?? listOf(data ?? {}, 'list') ?? cards;
  return list ?? ('idstr' in parsed || 'mid' in parsed ? [parsed] : undefined);
}

/** The status of a card of the mobile site, or those of the cards that it groups. */
function statusesOf(card: JsonRecord): unknown[] {
  const own = isRecord(card.mblog) ? [card.mblog] : [];
  const grouped = (listOf(card, 'card_group') ?? []).flatMap((one) =>
    isRecord(one) && isRecord(one.mblog) ? [one.mblog] : [],
  );
  return [...own, ...grouped];
}

/** Weibo's errors come as `{"error": "...", "error_code": 10023}`, or `{"ok": 0, "msg": "..."}` from the sites. */
function describeStranger(parsed: unknown): string {
  if (!isRecord(parsed)) return '不是微博列表';
  const code = textOf(parsed, 'error_code') ?? textOf(parsed, 'errno');
  const message = textOf(parsed, 'error') ?? textOf(parsed, 'msg');
  if (code !== undefined) return `微博返回错误 ${code}：${message ?? '没有说明'}`;
  // The sites answer a visitor whom they want signed in like this.
  const ok = textOf(parsed, 'ok');
  if (ok !== undefined && ok !== '1') return `微博返回错误 ok=${ok}：${message ?? '可能要求登录'}`;
  return '不是微博列表：找不到 statuses、data.list 或 data.cards';
}

function readStatus(
  status: unknown,
  options: NewsOptions,
  where: string,
  collector: NewsCollector,
): PostDraft | undefined {
  if (!isRecord(status)) throw new RejectedRecord('不是一条微博');
  const id = readId(status);
  if (id === undefined) throw new RejectedRecord('没有 idstr');
  const user = recordOf(status, 'user');
  const userId = user === undefined ? undefined : (readId(user) ?? undefined);
  const sourceId = options.sourceId ?? (userId === undefined ? undefined : `weibo:${userId}`);
  const text = readText(status);
  if (isDeleted(status, text)) {
    if (sourceId === undefined) throw new RejectedRecord('已被删除，但没有说是谁的微博');
    collector.withdraw(sourceId, id);
    return undefined;
  }
  if (sourceId === undefined) throw new RejectedRecord('没有作者（user），也没有指定来源');
  // visible.type: 0 everyone, 1 the author, 3 a group, 4 friends. https://open.weibo.com/wiki/常见返回对象数据结构
  const visibility = recordOf(status, 'visible')?.type;
  if (visibility !== undefined && Number(visibility) !== 0) throw new RejectedRecord('不是对所有人可见的微博');
  if (isShortened(status)) collector.remark(where, '长微博没有附全文，只有前 140 字');
  const original = recordOf(status, 'retweeted_status');
  const created = textOf(status, 'created_at');
  const publishedAt = parsePublishTime(created);
  if (created !== undefined && publishedAt === undefined) {
    // The sites say "2小时前": when that was, only the time of the document tells.
    const why = `看不懂的发布时间“${created.slice(0, 60)}”`;
    if (options.fallbackPublishedAt === undefined) throw new RejectedRecord(why);
    collector.remark(where, `${why}，采用 ${options.fallbackPublishedAt}`);
  }
  return composeDraft(
    {
      platform: 'weibo',
      sourceId,
      sourceName: (user && (textOf(user, 'screen_name') ?? textOf(user, 'name'))) ?? '',
      externalId: id,
      title: deriveRepostTitle(text, original) ?? (text === '' ? '分享图片或视频' : undefined),
      html: composeBody(status, text) + (original === undefined ? '' : composeQuote(original)),
      publishedAt: publishedAt ?? options.fallbackPublishedAt,
      // The mobile site's address takes the number; the website's wants its base-62 form and the author.
      url: `https://m.weibo.cn/status/${id}`,
    },
    options,
  );
}

function readId(record: JsonRecord): string | undefined {
  const id = textOf(record, 'idstr') ?? textOf(record, 'mid') ?? textOf(record, 'id');
  return id !== undefined && /^\d{1,25}$/.test(id) ? id : undefined;
}

/** Deleted ones stay in lists, as `deleted: "1"` or with a sentence in place of the text and without an author. */
function isDeleted(status: JsonRecord, text: string): boolean {
  return textOf(status, 'deleted') === '1' || /^(?:抱歉，)?(?:此|该)微博已被(?:作者)?删除/.test(text.trim());
}

function isShortened(status: JsonRecord): boolean {
  return (status.isLongText === true || status.is_long_text === true) && readLongText(status) === undefined;
}

function readLongText(status: JsonRecord): string | undefined {
  const longText = recordOf(status, 'longText') ?? recordOf(status, 'long_text');
  const content =
    longText && (textOf(longText, 'longTextContent') ?? textOf(longText, 'content') ?? textOf(longText, 'text'));
  return content === undefined || content.trim() === '' ? undefined : content;
}

/**
 * The words of a status, one line a line. The API gives text; the sites give HTML, links and emoticons as elements. What ends
 * a text is often a zero-width space, or the site's "全文".
 */
function readText(status: JsonRecord): string {
  const raw = readLongText(status) ?? textOf(status, 'text_raw') ?? textOf(status, 'text') ?? '';
  const lines = /<[a-z/]/i.test(raw)
    ? decodeHtml(raw.replace(/<br\s*\/?>/gi, '\n').replace(/<img[^>]{0,500}?alt="?([^">]{0,40})"?[^>]{0,500}>/gi, '$1'))
    : decodeHtml(raw);
  return lines
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/(?:\.\.\.)?全文\s*$/, '')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/** What Weibo says in the place of a status that is no more, or not for everybody. */
const GONE =
  /^(?:抱歉，)?(?:(?:此|该)微博已(?:被(?:作者)?删除|不可见)|由于作者设置|根据(?:作者|博主)设置)|因(?:被投诉)?违反.*(?:无法查看|不予显示)/;

/** A repost that says nothing itself is titled by what it passes on. */
function deriveRepostTitle(text: string, original: JsonRecord | undefined): string | undefined {
  if (original === undefined || !/^(?:转发微博|转发|轉發微博|Repost)?[。.!！]*(?:\/\/@[\s\S]*)?$/.test(text))
    return undefined;
  const said = readText(original);
  if (isDeleted(original, said) || GONE.test(said)) return '转发微博';
  const headline = /【([^【】\n]{4,80})】/u.exec(said)?.[1] ?? said.split(/[。！？!?\n]/, 1)[0] ?? '';
  return headline === '' ? undefined : `转发：${headline}`;
}

function composeBody(status: JsonRecord, text: string): string {
  const paragraphs = text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${linkAddresses(line, status)}</p>`);
  return paragraphs.join('') + composePictures(status) + composeMix(status) + composeCard(status);
}

function composeQuote(original: JsonRecord): string {
  const text = readText(original);
  const user = recordOf(original, 'user');
  const name = user && (textOf(user, 'screen_name') ?? textOf(user, 'name'));
  if (isDeleted(original, text) || (name === undefined && text === ''))
    return '<blockquote><p>原微博已被删除</p></blockquote>';
  if (GONE.test(text)) return '<blockquote><p>原微博已不可见</p></blockquote>';
  const author = name === undefined ? '' : `<p><strong>@${escapeText(name)}</strong></p>`;
  return `<blockquote>${author}${composeBody(original, text)}</blockquote>`;
}

/** Addresses in the text become links; mentions and topics stay words, their pages need a login. */
function linkAddresses(line: string, status: JsonRecord): string {
  const pieces = line.split(/(https?:\/\/[\w\-./?=&%#:~+!*,;@$]{4,600})/gi);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return escapeText(piece);
      const { href, name } = expandAddress(piece, status);
      return `<a href="${escapeAttribute(href)}">${escapeText(name)}</a>`;
    })
    .join('');
}

/** What a short address (t.cn) stands for, where the status says so. */
function expandAddress(short: string, status: JsonRecord): { href: string; name: string } {
  for (const entry of [...(listOf(status, 'url_struct') ?? []), ...(listOf(status, 'url_objects') ?? [])]) {
    if (!isRecord(entry)) continue;
    const info = recordOf(entry, 'info') ?? entry;
    if (textOf(entry, 'short_url') !== short && textOf(info, 'url_short') !== short) continue;
    const href = safeUrl(textOf(entry, 'long_url') ?? textOf(info, 'url_long')) ?? short;
    const name = textOf(entry, 'url_title') ?? textOf(info, 'title') ?? '网页链接';
    return { href, name };
  }
  return { href: short, name: isWithin(new URL(short).hostname, 't.cn') ? '网页链接' : short };
}

function composePictures(status: JsonRecord): string {
  return listPictures(status)
    .map(({ src, size }) => `<img src="${escapeAttribute(src)}"${size}>`)
    .join('');
}

interface Picture {
  src: string;
  /** Attributes, where Weibo says how large it is. */
  size: string;
}

/** The API lists thumbnails, the sites give ids with all sizes, or pictures with a large form. */
function listPictures(status: JsonRecord): Picture[] {
  const infos = recordOf(status, 'pic_infos');
  const ids = listOf(status, 'pic_ids');
  if (infos !== undefined && ids !== undefined) {
    return ids.flatMap((id) => {
      const info = typeof id === 'string' ? recordOf(infos, id) : undefined;
      const large = info && (recordOf(info, 'large') ?? recordOf(info, 'original') ?? recordOf(info, 'bmiddle'));
      const src = large && textOf(large, 'url');
      return src === undefined ? [] : [{ src, size: composeSize(large) }];
    });
  }
  return (listOf(status, 'pic_urls') ?? listOf(status, 'pics') ?? []).flatMap((picture) => {
    if (!isRecord(picture)) return [];
    const large = recordOf(picture, 'large');
    const src = (large && textOf(large, 'url')) ?? textOf(picture, 'thumbnail_pic') ?? textOf(picture, 'url');
    return src === undefined ? [] : [{ src: enlarge(src), size: composeSize(recordOf(large ?? {}, 'geo')) }];
  });
}

function composeSize(size: JsonRecord | undefined): string {
  const [width, height] = [Number(size?.width), Number(size?.height)];
  return width > 0 && height > 0 ? ` width="${Math.round(width)}" height="${Math.round(height)}"` : '';
}

/** Weibo serves each picture in several sizes, the size being a folder of its address. */
function enlarge(src: string): string {
  return src.replace(/\/(?:thumbnail|bmiddle|thumb\d{2,3}|orj\d{3}|square|small)\//, '/large/');
}

/** Pictures and films side by side, in their order. */
function composeMix(status: JsonRecord): string {
  const items = listOf(recordOf(status, 'mix_media_info') ?? {}, 'items') ?? [];
  return items
    .flatMap((item) => {
      const data = isRecord(item) ? recordOf(item, 'data') : undefined;
      if (data === undefined || !isRecord(item)) return [];
      if (textOf(item, 'type') === 'video') return [composeVideo(data)];
      const large = recordOf(data, 'large') ?? recordOf(data, 'original') ?? {};
      const src = textOf(large, 'url');
      return src === undefined ? [] : [`<img src="${escapeAttribute(src)}"${composeSize(large)}>`];
    })
    .join('');
}

/** The card below a status: a film, a poll, an article, or a page that it leads to. Places and topics are words of the text already. */
function composeCard(status: JsonRecord): string {
  const page = recordOf(status, 'page_info');
  if (page === undefined) return '';
  const kind = `${textOf(page, 'object_type') ?? ''} ${textOf(page, 'type') ?? ''}`;
  if (/vote/.test(kind)) return composePoll(page);
  if (/video|live/.test(kind)) return composeVideo(page);
  return /article|webpage/.test(kind) ? composeLink(page, '文章') : '';
}

function composeVideo(page: JsonRecord): string {
  const media = recordOf(page, 'media_info') ?? {};
  const urls = recordOf(page, 'urls') ?? {};
  const addresses = [
    textOf(media, 'stream_url_hd'),
    textOf(urls, 'mp4_720p_mp4'),
    textOf(media, 'stream_url'),
    textOf(urls, 'mp4_hd_mp4'),
    textOf(media, 'mp4_sd_url'),
    textOf(urls, 'mp4_ld_mp4'),
  ];
  const src = addresses.map((address) => safeUrl(address)).find((address) => address !== undefined);
  if (src === undefined) return composeLink(page, '视频');
  const picture = recordOf(page, 'page_pic');
  const poster = safeUrl(textOf(page, 'page_pic') ?? (picture && textOf(picture, 'url')));
  const title = textOf(media, 'name') ?? textOf(page, 'content2') ?? textOf(page, 'title') ?? '视频';
  const attributes = poster === undefined ? '' : ` poster="${escapeAttribute(poster)}"`;
  return `<video src="${escapeAttribute(src)}" title="${escapeAttribute(title)}"${attributes}></video>`;
}

function titleOf(page: JsonRecord): string {
  return (
    textOf(page, 'page_title') ?? textOf(page, 'title') ?? textOf(page, 'content1') ?? textOf(page, 'content2') ?? ''
  );
}

function composeLink(page: JsonRecord, what: string): string {
  const href = safeUrl(textOf(page, 'page_url') ?? textOf(page, 'url') ?? textOf(page, 'target_url'));
  const title = titleOf(page);
  if (href === undefined) return title === '' ? '' : `<p>${what}：${escapeText(title)}</p>`;
  return `<p><a href="${escapeAttribute(href)}">${what}${title === '' ? '' : `：${escapeText(title)}`}</a></p>`;
}

/** A poll's question and its choices; votes are cast at Weibo. */
function composePoll(page: JsonRecord): string {
  const media = recordOf(page, 'media_info') ?? page;
  const poll = recordOf(media, 'vote_object') ?? recordOf(page, 'vote_object') ?? {};
  const choices = (listOf(poll, 'vote_list') ?? []).flatMap((choice) => {
    const said = isRecord(choice) ? (textOf(choice, 'content') ?? textOf(choice, 'name')) : undefined;
    return said === undefined ? [] : [`<li>${escapeText(said)}</li>`];
  });
  const question = textOf(poll, 'content') ?? titleOf(page);
  const asked = question === '' ? '' : `<p>投票：${escapeText(question)}</p>`;
  return choices.length === 0 ? asked : `${asked}<ul>${choices.join('')}</ul>`;
}
