import { Parser } from 'htmlparser2';
import { oneLine } from '#functions/adapters/html/clean-text';
import { decodeHtml } from '#functions/adapters/html/element-text';
import { escapeAttribute, escapeText } from '#functions/adapters/html/rich-text';
import { safeUrl } from '#functions/adapters/html/safe-url';
import { parsePublishTime } from './publish-time.ts';
import { decodeEscapes, ScriptValues } from './script-values.ts';

/** What a saved WeChat page, or a piece of one, says. Empty texts are left out. */
export interface WechatPage {
  /** Not a page but an article's inner HTML, as tools export it. */
  isFragment: boolean;
  title?: string | undefined;
  digest?: string | undefined;
  /** The account's name. */
  nickname?: string | undefined;
  /** The account's key. */
  biz?: string | undefined;
  /** The article's key within the account: `<mid>_<idx>`. */
  articleKey?: string | undefined;
  publishedAt?: string | undefined;
  url?: string | undefined;
  cover?: string | undefined;
  /** The article; undefined on a page that shows a message instead. */
  html?: string | undefined;
  /** What such a page says. */
  notice?: string | undefined;
}

/** Elements whose text we want, by id or class. */
const TITLE = '#activity-name';
const SHARE_TITLE = '#js_text_title';
const SHARE_TEXT = '#js_text_desc';
const ACCOUNT = '#js_name';
const FOLLOW_NAME = '.wx_follow_nickname';
const PROFILE_NAME = '.profile_nickname';
const NOTICES = ['.weui-msg__title', '.weui-msg__desc', '.mesg-block', '.global_error_msg', '.icon_area ~ .title'];
const TEXTS = new Set([
  TITLE,
  SHARE_TITLE,
  SHARE_TEXT,
  ACCOUNT,
  FOLLOW_NAME,
  PROFILE_NAME,
  '#publish_time',
  ...NOTICES,
]);

const BIZ = /^[A-Za-z0-9+/]{6,24}={0,2}$/;
const MID = /^\d{6,20}$/;
const IDX = /^[1-9]\d?$/;
const VOICE = /^[\w=+/-]{8,200}$/;
const EPOCH = /^\d{10}$/;
const DATE = /^\d{4}-\d\d-\d\d/;
const ARTICLE_URL = /^https?:\/\/mp\.weixin\.qq\.com\/s/;
/** What WeChat writes where a page has no name to show. */
const NICKNAME = /^(?!未命名账号$)\S/;

const MAX_TITLE = 64;
const MAX_TEXT = 20_000;
const MAX_NOTICE = 120;

interface Scan {
  texts: Map<string, string>;
  metas: Map<string, string>;
  content: string | undefined;
  hasDocument: boolean;
  elements: number;
  /** The page's visible words, as far as a message needs them. */
  visible: string;
}

export function readWechatPage(page: string): WechatPage {
  const scan = scanPage(page);
  const isFragment = !scan.hasDocument && scan.content === undefined;
  if (isFragment) return readFragment(page, scan);
  const scripts = new ScriptValues(page);
  const url = findUrl(scan, scripts);
  const html = findArticle(scan, scripts) ?? composeMessage(scan, scripts, url);
  return {
    isFragment,
    title: findTitle(scan, scripts),
    digest: firstText(
      readMetaText(scan, 'og:description'),
      readMetaText(scan, 'description'),
      scripts.findVariable('msg_desc', /\S/),
    ),
    nickname: findNickname(scan, scripts),
    biz: scripts.findVariable('biz', BIZ) ?? scripts.findProperty('bizuin', BIZ) ?? readQuery(url, '__biz'),
    articleKey: findArticleKey(scripts, url),
    publishedAt: findPublishTime(scan, scripts),
    url,
    cover: safeUrl(scan.metas.get('og:image')) ?? safeUrl(scripts.findVariable('msg_cdn_url', /^https?:/)),
    html,
    notice: html === undefined ? findNotice(scan) : undefined,
  };
}

/** An exported article body. A shared text (文本分享) has no body but its title; the rest is the page's furniture. */
function readFragment(page: string, scan: Scan): WechatPage {
  const shareTitle = scan.texts.get(SHARE_TITLE);
  const nickname = firstText(scan.texts.get(ACCOUNT), scan.texts.get(FOLLOW_NAME));
  if (shareTitle !== undefined) {
    return {
      isFragment: true,
      title: firstText(shareTitle),
      nickname,
      html: composeText(shareTitle, scan.texts.get(SHARE_TEXT)),
    };
  }
  return {
    isFragment: true,
    title: firstText(scan.texts.get(TITLE)),
    nickname,
    html: scan.elements === 0 ? undefined : page,
  };
}

function scanPage(page: string): Scan {
  const scan: Scan = {
    texts: new Map(),
    metas: new Map(),
    content: undefined,
    hasDocument: false,
    elements: 0,
    visible: '',
  };
  /** Open elements whose text is wanted, or that hide theirs, with the depth that they opened at. */
  const open: { key: string; depth: number }[] = [];
  let depth = 0;
  let hiddenAt = 0;
  let content: { start: number; depth: number } | undefined;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        scan.elements += 1;
        if (name === 'html' || name === 'body' || name === 'head') scan.hasDocument = true;
        if (name === 'meta') readMeta(attributes, scan.metas);
        if (hiddenAt === 0 && (name === 'script' || name === 'style' || name === 'title')) hiddenAt = depth;
        if (attributes.id === 'js_content' && content === undefined && scan.content === undefined) {
          content = { start: (parser.endIndex ?? 0) + 1, depth };
        }
        for (const key of listKeys(attributes)) {
          if (!TEXTS.has(key)) continue;
          open.push({ key, depth });
          if (!scan.texts.has(key)) scan.texts.set(key, '');
        }
      },
      onclosetag() {
        while (open.at(-1)?.depth === depth) open.pop();
        if (hiddenAt === depth) hiddenAt = 0;
        if (content?.depth === depth) {
          scan.content = page.slice(content.start, parser.startIndex);
          content = undefined;
        }
        depth -= 1;
      },
      ontext(text) {
        if (hiddenAt > 0) return;
        if (scan.visible.length < MAX_TEXT) scan.visible += text;
        for (const { key } of open) {
          const before = scan.texts.get(key) ?? '';
          if (before.length < MAX_TEXT) scan.texts.set(key, before + text);
        }
      },
    },
    { decodeEntities: true },
  );
  parser.write(page);
  parser.end();
  return scan;
}

function listKeys(attributes: Readonly<Record<string, string>>): string[] {
  const classes = attributes.class?.split(/\s+/, 20).map((name) => `.${name}`) ?? [];
  return attributes.id === undefined ? classes : [`#${attributes.id}`, ...classes];
}

function readMeta(attributes: Readonly<Record<string, string>>, metas: Map<string, string>): void {
  const name = attributes.property ?? attributes.name;
  if (name !== undefined && attributes.content !== undefined && !metas.has(name)) metas.set(name, attributes.content);
}

/** The body stands in the page; of shared texts and pictures it stands in the page's data only. */
function findArticle(scan: Scan, scripts: ScriptValues): string | undefined {
  const isShare = scan.texts.has(SHARE_TITLE) || scan.texts.has(SHARE_TEXT);
  if (
    !isShare &&
    scan.content !== undefined &&
    /<img|<iframe|<mp|<video|<qqmusic|<svg|[^\s<>]/i.test(stripTags(scan.content))
  ) {
    return scan.content;
  }
  const pictures = findPictures(scripts);
  const said = scripts.findHtml('content_noencode');
  const title = scan.texts.get(SHARE_TITLE);
  if (said === undefined && pictures === '' && title === undefined) return undefined;
  const text = said === undefined ? composeText(title ?? '', scan.texts.get(SHARE_TEXT)) : breakLines(said);
  return text + pictures;
}

/** `item_show_type`: 5 a film, 7 a sound, 11 another's article passed on; 0 is an article and has a body. */
const MESSAGE_TYPES: Readonly<Record<string, string>> = { 5: '视频', 7: '音频', 11: '转载' };

/**
 * A message that has no body: a film, a sound, or somebody else's article that was passed on. The page draws it by script; what
 * it says in words, and the way to it, are all that can be kept.
 */
function composeMessage(scan: Scan, scripts: ScriptValues, url: string | undefined): string | undefined {
  const type =
    scripts.findVariable('item_show_type', /^\d{1,2}$/) ?? scripts.findProperty('item_show_type', /^\d{1,2}$/);
  const name = MESSAGE_TYPES[type ?? ''];
  const title = findTitle(scan, scripts);
  if (name === undefined || title === undefined || NOTICES.some((key) => (scan.texts.get(key) ?? '').trim() !== '')) {
    return undefined;
  }
  const said = firstText(readMetaText(scan, 'og:description'), scripts.findVariable('msg_desc', /\S/));
  const voice = scripts.findVariable('voiceid', VOICE) ?? scripts.findProperty('voice_encode_fileid', VOICE);
  const film = scripts.findFilm();
  const shown = escapeAttribute(title);
  const played =
    type === '7' && voice !== undefined
      ? `<mpvoice voice_encode_fileid="${escapeAttribute(voice)}" name="${shown}"></mpvoice>`
      : film !== undefined
        ? `<video src="${escapeAttribute(film)}" title="${shown}"></video>`
        : '';
  const wayOn =
    played === '' && url !== undefined ? `<p><a href="${escapeAttribute(url)}">${name}：到微信查看</a></p>` : '';
  const words = composeText(said ?? '', undefined);
  return words + played + wayOn === '' ? composeText(title, undefined) : words + played + wayOn;
}

/** Enough of the tags taken away to see whether anything is left; media tags stay. */
function stripTags(html: string): string {
  return html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(?!img|iframe|mp|video|qqmusic|svg)[^>]*>/gi, '');
}

/** Shared texts break their lines with newlines, articles with elements. */
function breakLines(html: string): string {
  if (/<(?:p|section|div|br)\b/i.test(html)) return html;
  return html
    .split(/\n+/)
    .map((line) => (line.trim() === '' ? '' : `<p>${line}</p>`))
    .join('');
}

function composeText(title: string, text: string | undefined): string {
  return [title, ...(text ?? '').split('\n')]
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escapeText(line.trim())}</p>`)
    .join('');
}

function findPictures(scripts: ScriptValues): string {
  return scripts
    .listPictures()
    .map(({ src, width, height }) => `<img src="${escapeAttribute(src)}" width="${width}" height="${height}">`)
    .join('');
}

function findTitle(scan: Scan, scripts: ScriptValues): string | undefined {
  const title = readMetaText(scan, 'og:title') ?? scripts.findVariable('msg_title', /\S/);
  // A shared text without a title gives all of itself for one; then the first sentence serves better.
  if (title !== undefined && (title.length > MAX_TITLE || title.includes('\n'))) return undefined;
  return firstText(title, scan.texts.get(TITLE), scan.texts.get(SHARE_TITLE));
}

/** Metas of newer pages carry text that was escaped for a script, then for HTML. */
function readMetaText(scan: Scan, name: string): string | undefined {
  const content = scan.metas.get(name);
  if (content === undefined || content.trim() === '') return undefined;
  return decodeHtml(decodeEscapes(content)).trim();
}

function findUrl(scan: Scan, scripts: ScriptValues): string | undefined {
  return (
    safeUrl(scan.metas.get('og:url')) ??
    safeUrl(scripts.findVariable('msg_link', ARTICLE_URL) ?? scripts.findProperty('link', ARTICLE_URL))
  );
}

function findNickname(scan: Scan, scripts: ScriptValues): string | undefined {
  return firstText(
    scan.texts.get(ACCOUNT),
    scripts.findProperty('nick_name', /\S/),
    scripts.findVariable('nickname', NICKNAME),
    scan.texts.get(PROFILE_NAME),
    scan.texts.get(FOLLOW_NAME),
  );
}

/** A WeChat article's identity is biz + mid + idx; the short address names none of them. */
function findArticleKey(scripts: ScriptValues, url: string | undefined): string | undefined {
  const mid = readQuery(url, 'mid') ?? scripts.findVariable('mid', MID) ?? scripts.findProperty('mid', MID);
  const idx = readQuery(url, 'idx') ?? scripts.findVariable('idx', IDX) ?? scripts.findProperty('idx', IDX);
  return mid === undefined || !MID.test(mid) ? undefined : `${mid}_${idx ?? '1'}`;
}

function readQuery(url: string | undefined, name: string): string | undefined {
  return url === undefined ? undefined : (new URL(url).searchParams.get(name) ?? undefined);
}

function findPublishTime(scan: Scan, scripts: ScriptValues): string | undefined {
  const written =
    scripts.findVariable('ct', EPOCH) ??
    scripts.findVariable('create_time', EPOCH) ??
    scripts.findProperty('ori_create_time', EPOCH) ??
    scripts.findProperty('create_time', DATE) ??
    scripts.findVariable('publish_time', DATE) ??
    scan.texts.get('#publish_time');
  return parsePublishTime(written);
}

function findNotice(scan: Scan): string {
  const marked = NOTICES.map((key) => oneLine(scan.texts.get(key) ?? '')).filter(Boolean);
  return (marked.length > 0 ? marked.join('：') : oneLine(scan.visible)).slice(0, MAX_NOTICE);
}

function firstText(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.map((text) => oneLine(text ?? '')).find((text) => text !== '');
}
