import { XMLParser } from 'fast-xml-parser';
import type { PostDraft } from '#domain/post';
import { decodeHtml } from '#functions/adapters/html/element-text';
import { escapeAttribute, escapeText } from '#functions/adapters/html/rich-text';
import { safeUrl } from '#functions/adapters/html/safe-url';
import { composeDraft, hashId } from './draft.ts';
import { splitFeed } from './feed-records.ts';
import {
  type NewsCollector,
  type NewsDocument,
  type NewsOptions,
  RejectedRecord,
  readDocument,
  WHOLE_DOCUMENT,
} from './news-document.ts';
import { parsePublishTime } from './publish-time.ts';

const MAX_RECORDS = 5000;
/** An XML element with text and attributes, as fast-xml-parser gives it. */
type Element = Readonly<Record<string, unknown>>;

const TEXT = '#text';
const ATTRIBUTE = '@';

/** Elements whose content is HTML, maybe as nested markup: their text is kept as it stands. */
const BODY_ELEMENTS = [
  'content',
  'atom:content',
  'content:encoded',
  'summary',
  'atom:summary',
  'description',
  'title',
  'atom:title',
];

interface Channel {
  sourceId: string;
  sourceName: string;
  link: string | undefined;
}

/**
 * A feed: RSS 0.9x, 1.0 (RDF) and 2.0, and Atom 1.0. Each record is parsed by itself, so a broken one, or the last of a
 * document that was cut off, is rejected alone. Entities of a document's own are never expanded.
 */
export function readRss(document: Uint8Array | string, options: NewsOptions = {}): NewsDocument {
  return readDocument(document, options, (text, collector) => {
    if (!/<(?:rss|feed|rdf:RDF|channel|[\w-]+:feed)[\s>]/i.test(text.slice(0, 5000))) {
      collector.reject(WHOLE_DOCUMENT, describeStranger(text));
      return;
    }
    if (/<!ENTITY\b/i.test(text.slice(0, 5000))) {
      collector.reject(WHOLE_DOCUMENT, '文件自带实体定义（<!ENTITY>），不予读取');
      return;
    }
    const { head, records } = splitFeed(text);
    const channel = readChannel(head, options);
    if (records.length === 0) {
      const isCut = !/<\/(?:rss|feed|rdf:RDF|channel|[\w-]+:feed)\s*>\s*$/i.test(text.trimEnd());
      collector.reject(WHOLE_DOCUMENT, isCut ? '文件不完整，里面没有一条完整的内容' : '订阅源里没有内容');
    }
    for (const [index, { xml, isComplete }] of records.entries()) {
      const where = `第 ${index + 1} 条`;
      if (index >= MAX_RECORDS) {
        collector.reject(where, `一个订阅源最多读 ${MAX_RECORDS} 条，其余 ${records.length - MAX_RECORDS} 条没有读`);
        return;
      }
      collector.collect(where, () => {
        if (!isComplete) throw new RejectedRecord('文件到这里中断，这一条不完整');
        return readRecord(parseElement(xml), channel, options, where, collector);
      });
    }
  });
}

function describeStranger(text: string): string {
  if (/^\s*[{[]/.test(text)) return '这是 JSON，不是 RSS 或 Atom';
  if (/<html[\s>]/i.test(text.slice(0, 5000))) return '这是网页，不是 RSS 或 Atom';
  return '不是 RSS 或 Atom：找不到 <rss>、<feed> 或 <rdf:RDF>';
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  parseTagValue: false,
  parseAttributeValue: false,
  alwaysCreateTextNode: true,
  trimValues: true,
  processEntities: false,
  stopNodes: BODY_ELEMENTS.map((name) => `*.${name}`),
});

function parseElement(xml: string): Element {
  try {
    const parsed: unknown = parser.parse(xml);
    const root = isElement(parsed) ? Object.values(parsed).find(isElement) : undefined;
    if (root !== undefined) return root;
  } catch (error) {
    // The parser recurses once per level; all it throws is about this record.
    throw new RejectedRecord(`XML 有误：${error instanceof Error ? error.message : String(error)}`);
  }
  throw new RejectedRecord('XML 有误：里面没有元素');
}

function readRecord(
  record: Element,
  channel: Channel,
  options: NewsOptions,
  where: string,
  collector: NewsCollector,
): PostDraft {
  const link = readLink(record);
  const title = readTitle(record);
  const summary = readMarkup(record, 'description', 'summary', 'atom:summary');
  const content = readMarkup(record, 'content:encoded', 'content', 'atom:content') ?? summary;
  const enclosure = readEnclosure(record);
  if (title.trim() === '' && content === undefined) throw new RejectedRecord('既没有标题也没有内容');
  const written = readText(
    record,
    'pubDate',
    'published',
    'atom:published',
    'dc:date',
    'updated',
    'atom:updated',
    'date',
  );
  const publishedAt = parsePublishTime(written);
  if (written !== undefined && publishedAt === undefined)
    throw new RejectedRecord(`看不懂的发布时间“${written.slice(0, 60)}”`);
  if (publishedAt === undefined && options.fallbackPublishedAt !== undefined) {
    collector.remark(where, `没有发布时间，采用 ${options.fallbackPublishedAt}`);
  }
  const body = content ?? `<p>${escapeText(title)}</p>`;
  const hasPicture = /<img\b/i.test(body);
  const picture = enclosure !== undefined && !hasPicture ? `<img src="${escapeAttribute(enclosure)}">` : '';
  // A summary alone is not the article: the way to it belongs below.
  const more = link === undefined ? '' : `<p><a href="${escapeAttribute(link)}">查看原文</a></p>`;
  return composeDraft(
    {
      platform: 'rss',
      sourceId: channel.sourceId,
      sourceName: channel.sourceName,
      externalId: readText(record, 'guid', 'id', 'atom:id') ?? link ?? `hash-${hashId(title, written ?? '', body)}`,
      title,
      digest: summary === undefined ? undefined : decodeHtml(stripMarkup(summary)),
      html: `${picture}${body}${content === summary ? more : ''}`,
      publishedAt: publishedAt ?? options.fallbackPublishedAt,
      url: link ?? channel.link,
      cover: enclosure,
    },
    options,
  );
}

/** What the feed says about itself; its address is its identity. */
function readChannel(head: string, options: NewsOptions): Channel {
  const root = safelyParse(head);
  const outer = root === undefined ? undefined : (Object.values(root).find(isElement) ?? root);
  const channel = [outer?.channel, outer?.['rss:channel'], outer].find(isElement) ?? {};
  const link = readLink(channel);
  const host = hostOf(link) ?? hostOf(options.url);
  const title = readTitle(channel).trim();
  return { sourceId: `rss:${host ?? 'unknown'}`, sourceName: title || host || '未署名订阅源', link };
}

function safelyParse(xml: string): Element | undefined {
  try {
    const parsed: unknown = parser.parse(xml.replace(/<\?xml[^>]*\?>/, ''));
    return isElement(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(url: string | undefined): string | undefined {
  const address = safeUrl(url);
  return address === undefined ? undefined : new URL(address).hostname;
}

/** Atom's link to the article itself, RSS's link, or a guid that is declared to be one. */
function readLink(record: Element): string | undefined {
  for (const link of listElements(record, 'link', 'atom:link')) {
    const href =
      typeof link === 'string' ? link : isElement(link) ? (readAttribute(link, 'href') ?? textOf(link)) : undefined;
    const relation = isElement(link) ? (readAttribute(link, 'rel') ?? 'alternate') : 'alternate';
    const url = safeUrl(decodeHtml(href ?? ''));
    if (relation === 'alternate' && url !== undefined) return url;
  }
  const guid = listElements(record, 'guid').find(isElement);
  if (guid === undefined || readAttribute(guid, 'isPermaLink') === 'false') return undefined;
  return safeUrl(decodeHtml(textOf(guid) ?? ''));
}

/** The picture that a feed attaches: an enclosure, or Media RSS. */
function readEnclosure(record: Element): string | undefined {
  for (const media of listElements(record, 'enclosure', 'media:content', 'media:thumbnail')) {
    if (!isElement(media)) continue;
    const type = readAttribute(media, 'type') ?? readAttribute(media, 'medium') ?? '';
    const url = safeUrl(decodeHtml(readAttribute(media, 'url') ?? ''));
    if (url !== undefined && (/^image/i.test(type) || /\.(?:jpe?g|png|webp|gif)(?:\?|$)/i.test(url))) return url;
  }
  return undefined;
}

/** Titles are text or a little HTML, and nothing says which: only the tags of a title are tags, "<G4>" is a name. */
function readTitle(record: Element): string {
  const html = readMarkup(record, 'title', 'atom:title') ?? '';
  const isMarkup = /<\/?(?:b|i|u|em|strong|span|font|br|a|p|sub|sup|small|mark)\b[^<>]*>/i.test(html);
  return decodeHtml(isMarkup ? html : html.replace(/</g, '&lt;'));
}

/** Content of a body element as HTML: escaped, in CDATA, or nested as markup (Atom's xhtml). */
function readMarkup(record: Element, ...names: readonly string[]): string | undefined {
  for (const element of listElements(record, ...names)) {
    const raw = textOf(element)?.trim() ?? '';
    if (raw === '') continue;
    const type = isElement(element) ? readAttribute(element, 'type') : undefined;
    if (type === 'xhtml') return raw;
    const html = decodeXml(raw);
    // Atom's plain text is no markup, whatever it looks like.
    if (type === 'text' && names.includes('content')) return escapeText(html);
    return html;
  }
  return undefined;
}

/** XML text as it reads: CDATA unwrapped, the five entities and character references decoded once. */
function decodeXml(raw: string): string {
  const parts = raw.split(/<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : decodeReferences(part))).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|quot|apos|amp));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
    },
  );
}

function stripMarkup(html: string): string {
  return html.replace(/<[^>]{0,2000}>/g, ' ');
}

function readText(record: Element, ...names: readonly string[]): string | undefined {
  for (const element of listElements(record, ...names)) {
    const text = decodeXml(textOf(element) ?? '').trim();
    if (text !== '') return text;
  }
  return undefined;
}

function listElements(record: Element, ...names: readonly string[]): unknown[] {
  return names.flatMap((name) => {
    const value = record[name];
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
  });
}

function textOf(element: unknown): string | undefined {
  if (typeof element === 'string') return element;
  const text = isElement(element) ? element[TEXT] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function readAttribute(element: Element, name: string): string | undefined {
  const value = element[`${ATTRIBUTE}${name}`];
  return typeof value === 'string' ? value : undefined;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
