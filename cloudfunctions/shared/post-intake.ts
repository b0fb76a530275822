import { createHash } from 'node:crypto';
import { type LawDocument, lawKey } from '#domain/law';
import { asStored } from '#domain/picture-address';
import type { PostDraft } from '#domain/post';
import type { CitedLaw, PostContent, PostDocument } from '#domain/post-document';
import { placeKeys } from '#domain/region';
import { indexTerms } from '#domain/text-bigrams';
import { OversizedHtmlError } from '#functions/adapters/html/read-flow';
import { type SanitizedBody, sanitizeBody } from '#functions/adapters/html/sanitize';

/** An agency as far as a post needs it. */
export interface Speaker {
  _id: string;
  shortName: string;
  adcode: string;
}

/** What the drafts of a batch refer to. */
export interface References {
  /** Agencies by their id, and by the `sourceId` of each of their accounts. */
  speakers: ReadonlyMap<string, Speaker>;
  laws: ReadonlyMap<string, Pick<LawDocument, '_id' | 'shortTitle' | 'articles'>>;
}

export type ExistingPost = Pick<PostDocument, '_id' | 'contentHash' | 'status' | 'agencyId'>;

export type Intake =
  | { outcome: 'new'; content: PostContent; dropped: string[] }
  | { outcome: 'unchanged' }
  | { outcome: 'rejected'; reason: string };

/** Terms of one post in the search index: each is an entry of it, in every post. */
const MAX_TERMS = 400;

/** A body as it is sent: some hundred thousand characters. With what a correction changes it must go into one answer of 1 MB. */
const MOST_BODY_BYTES = 300 * 1024;

/** How far ahead a source's clock may run, milliseconds. */
const CLOCK_TOLERANCE = 24 * 3600_000;

/** The same notice of the same source always has the same id: that is what makes an import idempotent. */
export function postId(sourceId: string, externalId: string): string {
  return createHash('sha256').update(`${sourceId}\n${externalId}`).digest('hex').slice(0, 16);
}

/** What the source said, in one figure; fields that we derive are not part of it. */
function contentHash(draft: PostDraft): string {
  const { title, digest, html, publishedAt, channel, url, cover, agencyId, sourceName, laws } = draft;
  const said = [title, digest, html, publishedAt, channel, url ?? '', cover ?? '', agencyId ?? '', sourceName];
  return createHash('sha256')
    .update(JSON.stringify(laws === undefined ? said : [...said, laws]))
    .digest('hex')
    .slice(0, 32);
}

/** A body as it may be shown, or why it can't be had, in words for an editor. */
export function readBody(html: string, url: string | undefined): SanitizedBody | string {
  try {
    const body = sanitizeBody(html, url === undefined ? {} : { baseUrl: url });
    if (body.blocks.length === 0) return '正文清理后没有可读的内容';
    const blocks = body.blocks.map((block) =>
      block.kind === 'image' ? { ...block, src: asStored(block.src) } : block,
    );
    const bytes = Buffer.byteLength(JSON.stringify(blocks));
    if (bytes > MOST_BODY_BYTES) return `正文过大：${Math.ceil(bytes / 1024)} KB，最多 ${MOST_BODY_BYTES / 1024} KB`;
    return { ...body, blocks };
  } catch (error) {
    if (error instanceof OversizedHtmlError) return `正文过大或嵌套过深：${error.message}`;
    throw error;
  }
}

/** The citations with their laws' titles, or which one is not in the library. */
export function resolveLaws(cited: PostDraft['laws'], laws: References['laws']): CitedLaw[] | string {
  const resolved: CitedLaw[] = [];
  for (const { law, article } of cited ?? []) {
    const known = laws.get(law);
    if (known === undefined) return `法规库里没有 ${law}`;
    if (!known.articles.some((one) => one.article === article)) return `《${known.shortTitle}》没有${article}`;
    resolved.push({ law, article, title: known.shortTitle });
  }
  return resolved;
}

/** Fields that follow from what a post says. */
export function derivedFields(
  post: Pick<PostContent, 'title' | 'digest' | 'text' | 'laws'>,
): Pick<PostContent, 'terms' | 'lawKeys'> {
  return { terms: indexTerms(post, MAX_TERMS), lawKeys: (post.laws ?? []).map(lawKey) };
}

/** The agency that a draft names, or whose account its source is. */
export function speakerOf(draft: PostDraft, { speakers }: References): Speaker | undefined {
  return speakers.get(draft.agencyId ?? draft.sourceId);
}

/**
 * The rule by which a draft becomes a post's content, nothing new, or a rejection. Sanitizes the body.
 * A withdrawn post stays withdrawn: its source repeating it is no reason to show it again.
 */
export function readDraft(
  draft: PostDraft,
  existing: ExistingPost | undefined,
  references: References,
  now: Date,
): Intake {
  const speaker = speakerOf(draft, references);
  if (draft.agencyId !== undefined && speaker === undefined) {
    return { outcome: 'rejected', reason: `没有机构 ${draft.agencyId}` };
  }
  if (Date.parse(draft.publishedAt) > now.getTime() + CLOCK_TOLERANCE) {
    return { outcome: 'rejected', reason: `发布时间 ${draft.publishedAt} 在未来` };
  }
  const hash = contentHash(draft);
  if (existing?.contentHash === hash || existing?.status === 'withdrawn') return { outcome: 'unchanged' };
  const body = readBody(draft.html, draft.url);
  if (typeof body === 'string') return { outcome: 'rejected', reason: body };
  const laws = resolveLaws(draft.laws, references.laws);
  if (typeof laws === 'string') return { outcome: 'rejected', reason: laws };
  const said = {
    title: draft.title,
    digest: draft.digest === '' ? firstWords(body.text) : draft.digest,
    text: body.text,
    ...(laws.length > 0 && { laws }),
  };
  const content: PostContent = {
    _id: postId(draft.sourceId, draft.externalId),
    sourceId: draft.sourceId,
    sourceName: draft.sourceName,
    platform: draft.platform,
    externalId: draft.externalId,
    ...(speaker !== undefined && { agencyId: speaker._id }),
    agency: speaker?.shortName ?? draft.sourceName,
    channel: draft.channel,
    ...(draft.cover !== undefined && { cover: draft.cover }),
    ...(draft.url !== undefined && { url: draft.url }),
    blocks: body.blocks,
    publishedAt: draft.publishedAt,
    places: speaker === undefined ? [] : placeKeys(speaker.adcode),
    contentHash: hash,
    ...said,
    ...derivedFields(said),
  };
  return { outcome: 'new', content, dropped: body.dropped };
}

/** The beginning of a text, never half a character. */
function firstWords(text: string): string {
  return [...text.slice(0, 120)].slice(0, 60).join('').replace(/\s+/g, ' ').trim();
}
