import { isOwnPicture } from '#domain/picture-address';
import { cleanText, cutText, oneLine } from './clean-text.ts';
import type { EmbedBlock } from './flow.ts';
import { isWithin, safeUrl } from './safe-url.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What an element shows instead of its own content. */
export type Embed =
  | { kind: 'block'; block: EmbedBlock }
  | { kind: 'icon'; src: string; alt: string; width: number }
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'dropped'; why: string };

interface Size {
  width: number;
  height: number;
}

/** Up to this width in pixels a picture is an emoticon or a bullet, part of its sentence. */
const MAX_ICON_WIDTH = 40;
/** Up to this size in pixels it only counts readers. */
const MAX_TRACKER_SIZE = 2;
const MAX_ALT_LENGTH = 200;
const MAX_NAME_LENGTH = 80;

type Reader = (attributes: Attributes, baseUrl: string | undefined) => Embed;

/** Elements that stand for a picture, a video, a sound or a card, and how each is read. */
const READERS: Readonly<Record<string, Reader>> = {
  img: readImage,
  image: readSvgImage,
  iframe: readFrame,
  video: readVideo,
  audio: readAudio,
  mpvoice: readWechatVoice,
  'mp-common-mpaudio': readWechatVoice,
  qqmusic: readMusic,
  'mp-common-qqmusic': readMusic,
  mpvideosnap: readChannelsVideo,
  'mp-common-videosnap': readChannelsVideo,
  'mp-common-profile': readProfile,
  'mp-miniprogram': readMiniProgram,
  'mp-common-miniprogram': readMiniProgram,
  'mp-weapp': readMiniProgram,
  'mp-common-poi': readPlace,
};

/** The embed that an element is, or undefined for an element of text. */
export function readEmbed(name: string, attributes: Attributes, baseUrl: string | undefined): Embed | undefined {
  return Object.hasOwn(READERS, name) ? READERS[name]?.(attributes, baseUrl) : undefined;
}

/**
 * A picture that stands behind an element of its own size: drawn articles show their pictures behind an empty svg, whose
 * viewBox is their size, and editors put them behind a section of a given height. Without a size it is only a texture.
 */
export function readBackground(
  name: string,
  attributes: Attributes,
  baseUrl: string | undefined,
): EmbedBlock | undefined {
  const style = attributes.style?.slice(0, 4000) ?? '';
  const address = /background(?:-image)?\s*:[^;]*?url\(\s*["']?([^"')]+)/i.exec(style)?.[1];
  if (address === undefined) return undefined;
  const [, , width, height] = (attributes.viewbox ?? '').trim().split(/[\s,]+/, 4);
  const styled = { width: readStyledPixels(style, 'width'), height: readStyledPixels(style, 'height') };
  const isPicture =
    name === 'svg' || (Number.parseFloat(styled.width ?? '') > MAX_ICON_WIDTH && styled.height !== undefined);
  const src = isPicture ? safeUrl(address, baseUrl) : undefined;
  if (src === undefined) return undefined;
  return {
    kind: 'image',
    src,
    alt: '',
    ...(name === 'svg' ? readSize(width, height) : readSize(styled.width, styled.height)),
  };
}

function readStyledPixels(style: string, property: 'width' | 'height'): string | undefined {
  return new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([\\d.]{1,8}px)`, 'i').exec(style)?.[1];
}

/** A path in our own picture folder: our posts name their pictures so, and no address of a page comes before it. */
function ownPicture(address: string | undefined): string | undefined {
  return address !== undefined && isOwnPicture(address) ? address : undefined;
}

function readImage(attributes: Attributes, baseUrl: string | undefined): Embed {
  const alt = cutText(oneLine(attributes.alt ?? ''), MAX_ALT_LENGTH);
  // Weibo draws its emoticons, "[允悲]"; the word is what all other clients show.
  if (/^\[[^[\]]{1,8}\]$/u.test(alt)) return { kind: 'text', text: alt };
  const candidates = [attributes['data-src'], attributes['data-original'], attributes.src];
  const src = candidates.map((candidate) => ownPicture(candidate) ?? safeUrl(candidate, baseUrl)).find(Boolean);
  if (src === undefined) return { kind: 'dropped', why: describeUnsafe('图片', candidates.find(Boolean)) };
  const shown = readShownWidth(attributes);
  if (shown !== undefined && shown <= MAX_TRACKER_SIZE) return { kind: 'dropped', why: '计数用的小图片' };
  if (shown !== undefined && shown <= MAX_ICON_WIDTH) return { kind: 'icon', src, alt, width: Math.round(shown) };
  return { kind: 'block', block: { kind: 'image', src, alt, ...readImageSize(attributes) } };
}

function readSvgImage(attributes: Attributes, baseUrl: string | undefined): Embed {
  const address = attributes.href ?? attributes['xlink:href'];
  const src = safeUrl(address, baseUrl);
  if (src === undefined) return { kind: 'dropped', why: describeUnsafe('图片', address) };
  return { kind: 'block', block: { kind: 'image', src, alt: '', ...readSize(attributes.width, attributes.height) } };
}

/** WeChat's own attributes first: `data-w` in pixels, `data-ratio` height by width. */
function readImageSize(attributes: Attributes): Size | Record<string, never> {
  const width = Number(attributes['data-w']);
  const ratio = Number(attributes['data-ratio']);
  if (width > 0 && ratio > 0) return readSize(String(width), (width * ratio).toFixed(0));
  return readSize(attributes.width, attributes.height);
}

function readSize(width: string | undefined, height: string | undefined): Size | Record<string, never> {
  const size = { width: readPixels(width), height: readPixels(height) };
  return size.width === undefined || size.height === undefined ? {} : { width: size.width, height: size.height };
}

function readPixels(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,6}(\.\d{1,12})?(px)?$/.test(text.trim())) return undefined;
  const pixels = Math.round(Number.parseFloat(text));
  return pixels >= 1 && pixels <= 20_000 ? pixels : undefined;
}

/** The width that the publisher lays the picture out with, in pixels; a style wins over an attribute, as in a browser. */
function readShownWidth(attributes: Attributes): number | undefined {
  const style = /(?:^|;)\s*width\s*:\s*([\d.]{1,8})(px|em)/i.exec(attributes.style?.slice(0, 4000) ?? '');
  if (style?.[1] !== undefined) return Number(style[1]) * (style[2]?.toLowerCase() === 'em' ? 16 : 1);
  const attribute = /^\s*(\d{1,5})(px)?\s*$/.exec(attributes.width ?? attributes['data-w'] ?? '');
  return attribute?.[1] === undefined ? undefined : Number(attribute[1]);
}

function readFrame(attributes: Attributes, baseUrl: string | undefined): Embed {
  const address = attributes['data-src'] ?? attributes.src;
  const source = safeUrl(address, baseUrl);
  if (source === undefined) return { kind: 'dropped', why: describeUnsafe('<iframe>', address) };
  const url = new URL(source);
  const page = findVideoPage(url, attributes);
  if (page === undefined) return { kind: 'dropped', why: `<iframe> ${url.hostname}` };
  const poster = safeUrl(decodeComponent(attributes['data-cover']), baseUrl);
  const title = readName(attributes['data-title'] ?? attributes.title) || '视频';
  return { kind: 'block', block: { kind: 'video', title, page, ...(poster === undefined ? {} : { poster }) } };
}

/** The page where a player's video can be watched; undefined for a frame that is no known video player. */
function findVideoPage(url: URL, attributes: Attributes): string | undefined {
  if (isWithin(url.hostname, 'v.qq.com')) {
    const id = url.searchParams.get('vid') ?? '';
    return /^\w{6,32}$/.test(id) ? `https://v.qq.com/x/page/${id}.html` : url.href;
  }
  if (isWithin(url.hostname, 'mp.weixin.qq.com')) {
    return attributes['data-mpvid'] !== undefined || /video/.test(url.href) ? url.href : undefined;
  }
  if (url.hostname === 'player.bilibili.com') {
    const id = url.searchParams.get('bvid') ?? '';
    return /^BV\w{6,16}$/.test(id) ? `https://www.bilibili.com/video/${id}` : url.href;
  }
  return undefined;
}

function readVideo(attributes: Attributes, baseUrl: string | undefined): Embed {
  const src = safeUrl(attributes.src ?? attributes['data-src'], baseUrl);
  if (src === undefined) return { kind: 'dropped', why: describeUnsafe('视频', attributes.src) };
  const poster = safeUrl(attributes.poster, baseUrl);
  const title = readName(attributes.title) || '视频';
  return { kind: 'block', block: { kind: 'video', title, src, ...(poster === undefined ? {} : { poster }) } };
}

function readAudio(attributes: Attributes, baseUrl: string | undefined): Embed {
  const src = safeUrl(attributes.src ?? attributes['data-src'], baseUrl);
  if (src === undefined) return { kind: 'dropped', why: describeUnsafe('音频', attributes.src) };
  return { kind: 'block', block: { kind: 'audio', title: readName(attributes.title) || '音频', src } };
}

/** A voice message in an article; WeChat serves it by its file id. */
function readWechatVoice(attributes: Attributes): Embed {
  const id = attributes.voice_encode_fileid ?? '';
  if (!/^[\w=+/-]{8,200}$/.test(id)) return { kind: 'dropped', why: '没有编号的语音' };
  const src = `https://res.wx.qq.com/voice/getvoice?mediaid=${encodeURIComponent(id)}`;
  return { kind: 'block', block: { kind: 'audio', title: readName(attributes.name) || '音频', src } };
}

function readMusic(attributes: Attributes, baseUrl: string | undefined): Embed {
  const title = [attributes.music_name, attributes.singer].map(readName).filter(Boolean).join(' - ') || '音乐';
  const src = safeUrl(attributes.audiourl, baseUrl);
  const id = attributes.mid ?? '';
  const page = /^\w{6,32}$/.test(id) ? `https://y.qq.com/n/ryqq/songDetail/${id}` : undefined;
  if (src === undefined && page === undefined) return { kind: 'dropped', why: '没有地址的音乐' };
  return {
    kind: 'block',
    block: { kind: 'audio', title, ...(src === undefined ? {} : { src }), ...(page === undefined ? {} : { page }) },
  };
}

/** A video of WeChat Channels (视频号) plays inside WeChat only, so the way to it is the article itself. */
function readChannelsVideo(attributes: Attributes, baseUrl: string | undefined): Embed {
  const author = readName(attributes['data-nickname']);
  const title = [author === '' ? '视频号' : `视频号 ${author}`, readName(attributes['data-desc'])]
    .filter(Boolean)
    .join('：');
  const page = safeUrl(baseUrl);
  return { kind: 'block', block: { kind: 'video', title, ...(page === undefined ? {} : { page }) } };
}

/** A card of another official account; `data-id` is its biz, the key of its profile page. */
function readProfile(attributes: Attributes): Embed {
  const name = readName(attributes['data-nickname']);
  if (name === '') return { kind: 'dropped', why: '没有名称的公众号名片' };
  const biz = attributes['data-id'] ?? '';
  if (!/^[A-Za-z0-9+/]{8,30}={0,2}$/.test(biz)) return { kind: 'text', text: `公众号：${name}` };
  const query = new URLSearchParams({ action: 'home', __biz: biz });
  return {
    kind: 'link',
    text: `公众号：${name}`,
    href: `https://mp.weixin.qq.com/mp/profile_ext?${query}#wechat_redirect`,
  };
}

function readMiniProgram(attributes: Attributes): Embed {
  const name = readName(attributes['data-miniprogram-title'] || attributes['data-miniprogram-nickname']);
  return name === '' ? { kind: 'dropped', why: '没有名称的小程序卡片' } : { kind: 'text', text: `小程序：${name}` };
}

/** A place on the map: its name and where it is. */
function readPlace(attributes: Attributes): Embed {
  const name = readName(attributes['data-name']);
  const address = readName(attributes['data-address']);
  if (name === '') return { kind: 'dropped', why: '没有名称的地点' };
  return { kind: 'text', text: `地点：${name}${address === '' || address === name ? '' : `（${address}）`}` };
}

function readName(raw: string | undefined): string {
  return cutText(oneLine(decodeComponent(raw) ?? ''), MAX_NAME_LENGTH);
}

/** WeChat percent-encodes some attributes and leaves others as they are. */
function decodeComponent(raw: string | undefined): string | undefined {
  if (raw === undefined || !/%[0-9a-f]{2}/i.test(raw)) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** Names an address that was refused by what it is, without repeating it in full. */
export function describeUnsafe(what: string, address: string | undefined): string {
  if (address === undefined || address.trim() === '') return `没有地址的${what}`;
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):/i.exec(cleanText(address).replace(/\s/g, ''))?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return `地址不可用的${what}`;
  return scheme === undefined ? `地址不完整的${what}` : `${scheme}: 地址的${what}`;
}
