import { createHash } from 'node:crypto';
import type { Platform, PostDraft } from '#domain/post';
import { cutText, oneLine } from '#functions/adapters/html/clean-text';
import { OversizedHtmlError } from '#functions/adapters/html/read-flow';
import { safeUrl } from '#functions/adapters/html/safe-url';
import { type SanitizedBody, sanitizeBody } from '#functions/adapters/html/sanitize';
import { guessChannel } from './channel.ts';
import { type NewsOptions, RejectedRecord } from './news-document.ts';

/** Limits of `desk.importPosts`. */
const MAX_TITLE = 100;
const MAX_DIGEST = 120;
const MAX_HTML = 500_000;
const MAX_SOURCE_NAME = 60;
const MAX_EXTERNAL_ID = 200;
/** A title that we make of the text stays short enough for two lines of the feed. */
const MAX_DERIVED_TITLE = 40;

/** What an adapter has read of one record. */
export interface Candidate {
  platform: Platform;
  sourceId: string;
  sourceName: string;
  externalId: string;
  /** Undefined or empty: made of the text. */
  title?: string | undefined;
  /** Undefined: made of the text. */
  digest?: string | undefined;
  html: string;
  publishedAt: string | undefined;
  url?: string | undefined;
  cover?: string | undefined;
}

/**
 * The draft of a record: overrides applied, texts cut to their limits, title and digest made of the text where the source
 * gives none.
 * @throws RejectedRecord
 */
export function composeDraft(candidate: Candidate, options: NewsOptions): PostDraft {
  const { platform, publishedAt } = candidate;
  const url = webAddress(candidate.url);
  const body = readBody(candidate.html, url);
  const title = cutText(oneLine(candidate.title ?? ''), MAX_TITLE) || deriveTitle(body.text);
  if (title === '') throw new RejectedRecord('既没有标题也没有文字');
  if (body.blocks.length === 0) throw new RejectedRecord('正文里没有可以显示的内容');
  if (publishedAt === undefined) throw new RejectedRecord('没有发布时间');
  const sourceName = cutText(oneLine(options.sourceName ?? candidate.sourceName), MAX_SOURCE_NAME);
  if (sourceName === '') throw new RejectedRecord('没有来源名称');
  const digest = cutText(oneLine(candidate.digest ?? deriveDigest(body.text, title)), MAX_DIGEST);
  const cover = webAddress(candidate.cover) ?? webAddress(body.blocks.find((block) => block.kind === 'image')?.src);
  return {
    sourceId: options.sourceId ?? candidate.sourceId,
    sourceName,
    platform,
    externalId: shortenId(candidate.externalId),
    title,
    digest,
    html: candidate.html,
    publishedAt,
    channel: options.channel ?? guessChannel(title, body.text),
    ...(url === undefined ? {} : { url }),
    ...(cover === undefined ? {} : { cover }),
    ...(options.agencyId === undefined ? {} : { agencyId: options.agencyId }),
  };
}

/** A short key made of what a record says, for records that carry none. */
export function hashId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
}

function readBody(html: string, url: string | undefined): SanitizedBody {
  if (html.length > MAX_HTML) throw new RejectedRecord(`正文有 ${html.length} 个字符，超过 ${MAX_HTML}`);
  try {
    return sanitizeBody(html, url === undefined ? {} : { baseUrl: url });
  } catch (error) {
    if (error instanceof OversizedHtmlError) throw new RejectedRecord(error.message);
    throw error;
  }
}

/** The first sentence, without the source's own brackets: 【…】 is how a microblog writes a headline. */
function deriveTitle(text: string): string {
  const headline = /^[^【】\n]{0,20}【([^【】\n]{4,80})】/u.exec(text)?.[1];
  if (headline !== undefined) return oneLine(headline);
  const lines = text.split('\n').map((line) => withoutTopics(oneLine(line)));
  const line = lines.find((candidate) => /\p{L}/u.test(candidate)) ?? '';
  const sentence = /^.{4,}?(?=[。！？!?；]|\s#|https?:)/u.exec(line)?.[0] ?? line;
  return cutText(sentence.trim(), MAX_DERIVED_TITLE);
}

/** Microblogs put their topics first, #话题#; a headline starts after them, unless they are all there is. */
function withoutTopics(line: string): string {
  const rest = line.replace(/^(?:#[^#]{1,40}#\s*)+/, '');
  return rest === '' ? line : rest;
}

function deriveDigest(text: string, title: string): string {
  const flat = oneLine(text.slice(0, 2000));
  return flat.startsWith(title) ? flat.slice(title.length).replace(/^[\s。！？!?；：:，,]+/, '') : flat;
}

function shortenId(externalId: string): string {
  const id = oneLine(externalId);
  return id.length <= MAX_EXTERNAL_ID ? id : `sha256:${hashId(id)}`;
}

/** An address in the form that the contract accepts: the characters that it refuses percent-encoded. */
function webAddress(raw: string | undefined): string | undefined {
  return safeUrl(raw)?.replace(/'/g, '%27').replace(/@/g, '%40');
}
