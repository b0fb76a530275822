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
  'itunes:summary',
  'media:description',
];

interface Channel {
  sourceId: string;
  sourceName: string;
  link: string | undefined;
  /** What addresses without a host stand on. */
  base: string | undefined;
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
      if (isCut) collector.reject(WHOLE_DOCUMENT, '文件不完整，里面没有一条完整的内容');
      else collector.remark(WHOLE_DOCUMENT, '订阅源里没有内容');
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
  const link = readLink(record, readAttribute(record, 'xml:base') ?? channel.base);
  const title = readTitle(record);
  const media = { ...record, ...(listElements(record, 'media:group').find(isElement) ?? {}), ...record };
  const summary = readMarkup(media, 'description', 'summary', 'atom:summary', 'itunes:summary', 'media:description');
  const content = readMarkup(media, 'content:encoded', 'content', 'atom:content') ?? summary;
  const enclosure = readPicture(media);
  const played = composePlayed(media, title);
  if (title.trim() === '' && content === undefined) throw new RejectedRecord('既没有标题也没有内容');
  const { publishedAt, written } = readPublishTime(record, options, where, collector);
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
      externalId: readText(record, 'guid', 'id', 'atom:id') ?? link ?? `hash-${hashId(title, written, body)}`,
      title,
      digest: summary === undefined ? undefined : decodeHtml(stripMarkup(summary)),
      html: `${picture}${played}${body}${content === summary ? more : ''}`,
      publishedAt,
      url: link ?? channel.link,
      cover: enclosure,
    },
    options,
  );
}

/** The elements that say when, the most telling first: Atom's `updated` moves with every correction. */
const TIMES = [
  'pubDate',
  'published',
  'atom:published',
  'dc:date',
  'issued',
  'updated',
  'atom:updated',
  'modified',
  'date',
];

/**
 * When a record was published: by the first of its times that can be read, else when its document was written.
 * @throws RejectedRecord where it says a time that nobody can read, and nothing stands in for it
 */
function readPublishTime(
  record: Element,
  options: NewsOptions,
  where: string,
  collector: NewsCollector,
): { publishedAt: string | undefined; written: string } {
  const said = TIMES.flatMap((name) => readText(record, name) ?? []);
  const written = said[0] ?? '';
  for (const time of said) {
    const publishedAt = parsePublishTime(time);
    if (publishedAt !== undefined) return { publishedAt, written };
  }
  const { fallbackPublishedAt } = options;
  const why = written === '' ? '没有发布时间' : `看不懂的发布时间“${written.slice(0, 60)}”`;
  if (fallbackPublishedAt === undefined) throw new RejectedRecord(why);
  collector.remark(where, `${why}，采用 ${fallbackPublishedAt}`);
  return { publishedAt: fallbackPublishedAt, written };
}

/** What the feed says about itself; its address is its identity. */
function readChannel(head: string, options: NewsOptions): Channel {
  const root = safelyParse(head);
  const outer = root === undefined ? undefined : (Object.values(root).find(isElement) ?? root);
  const channel = [outer?.channel, outer?.['rss:channel'], outer].find(isElement) ?? {};
  const stated = [channel, outer].flatMap((element) => (element && readAttribute(element, 'xml:base')) ?? []);
  const link = readLink(channel, stated[0] ?? options.url);
  const host = hostOf(link) ?? hostOf(options.url);
  const title = readTitle(channel).trim();
  const base = safeUrl(stated[0], options.url) ?? link ?? options.url;
  return { sourceId: `rss:${host ?? 'unknown'}`, sourceName: title || host || '未署名订阅源', link, base };
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
function readLink(record: Element, base: string | undefined): string | undefined {
  for (const link of listElements(record, 'link', 'atom:link')) {
    const href =
      typeof link === 'string' ? link : isElement(link) ? (readAttribute(link, 'href') ?? textOf(link)) : undefined;
    const relation = isElement(link) ? (readAttribute(link, 'rel') ?? 'alternate') : 'alternate';
    const url = safeUrl(decodeHtml(decodeXml(href ?? '')), base);
    if (relation === 'alternate' && url !== undefined) return url;
  }
  const guid = listElements(record, 'guid').find(isElement);
  if (guid === undefined || readAttribute(guid, 'isPermaLink') === 'false') return undefined;
  return safeUrl(decodeHtml(decodeXml(textOf(guid) ?? '')));
}

/** What a feed attaches to a record: an enclosure, or Media RSS. */
interface Attached {
  url: string;
  /** Its MIME type, or what Media RSS calls its medium; empty where neither is said. */
  type: string;
}

function listAttached(record: Element): Attached[] {
  return listElements(record, 'enclosure', 'media:content', 'media:thumbnail', 'link').flatMap((media) => {
    if (!isElement(media)) return [];
    const isLink = readAttribute(media, 'href') !== undefined;
    if (isLink && readAttribute(media, 'rel') !== 'enclosure') return [];
    const url = safeUrl(decodeHtml(readAttribute(media, 'url') ?? readAttribute(media, 'href') ?? ''));
    if (url === undefined) return [];
    return [{ url, type: readAttribute(media, 'type') ?? readAttribute(media, 'medium') ?? '' }];
  });
}

function hasKind({ url, type }: Attached, kind: RegExp, extension: RegExp): boolean {
  return type === '' ? extension.test(url) : kind.test(type);
}

/** The picture of a record: attached, or as podcasts name it. */
function readPicture(record: Element): string | undefined {
  const attached = listAttached(record).find((one) => hasKind(one, /^image/i, /\.(?:jpe?g|png|webp|gif)(?:\?|$)/i));
  if (attached !== undefined) return attached.url;
  const image = listElements(record, 'itunes:image').find(isElement);
  return image === undefined ? undefined : safeUrl(decodeHtml(readAttribute(image, 'href') ?? ''));
}

/** Sounds and films that a record attaches, as a podcast does, each once. */
function composePlayed(record: Element, title: string): string {
  const name = escapeAttribute(title.trim().slice(0, 80));
  const played = listAttached(record).flatMap((one) => {
    if (hasKind(one, /^audio/i, /\.(?:mp3|m4a|aac|ogg)(?:\?|$)/i))
      return [`<audio src="${escapeAttribute(one.url)}" title="${name}"></audio>`];
    if (hasKind(one, /^video/i, /\.(?:mp4|m4v|mov)(?:\?|$)/i))
      return [`<video src="${escapeAttribute(one.url)}" title="${name}"></video>`];
    return [];
  });
  return [...new Set(played)].join('');
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
    if (type === 'xhtml' || type === 'application/xhtml+xml') return withoutPrefixes(raw);
    // What is no text, a file in base64 or another document, is no body.
    if (type?.includes('/') && !/^text\//i.test(type)) continue;
    const html = decodeXml(raw);
    // Atom's plain text is no markup, whatever it looks like.
    if ((type === 'text' || type === 'text/plain') && names.includes('content')) return escapeText(html);
    return html;
  }
  return undefined;
}

/** XHTML may stand under a prefix of its own: `<xhtml:p>` is a paragraph. */
function withoutPrefixes(xhtml: string): string {
  const prefix = /xmlns:([\w-]{1,20})\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.exec(xhtml)?.[1];
  return prefix === undefined ? xhtml : xhtml.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
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
