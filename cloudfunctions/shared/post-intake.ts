import { createHash } from 'node:crypto';
import { feedKey } from '#domain/feed-key';
import type { PostDraft } from '#domain/post';
import type { PostDocument } from '#domain/post-document';
import { OversizedHtmlError } from '#functions/adapters/html/read-flow';
import { type SanitizedBody, sanitizeBody } from '#functions/adapters/html/sanitize';

/** Short names by agency id, of the agencies that a batch speaks for. */
export type AgencyNames = ReadonlyMap<string, string>;

export type ExistingPost = Pick<PostDocument, '_id' | 'contentHash' | 'revision' | 'status'>;

export type Intake =
  | { outcome: 'created' | 'updated'; post: PostDocument; dropped: string[] }
  | { outcome: 'unchanged'; dropped: string[] }
  | { outcome: 'rejected'; reason: string };

/** The same notice of the same source always has the same id: that is what makes an import idempotent. */
export function postId(sourceId: string, externalId: string): string {
  return createHash('sha256').update(`${sourceId}\n${externalId}`).digest('hex').slice(0, 16);
}

/** What the source said, in one figure; fields that we derive are not part of it. */
function contentHash(draft: PostDraft): string {
  const { title, digest, html, publishedAt, channel, url, cover, agencyId, sourceName } = draft;
  const said = [title, digest, html, publishedAt, channel, url ?? '', cover ?? '', agencyId ?? '', sourceName];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32);
}

/** The body as blocks, or why it can't be had. */
function sanitize(draft: PostDraft): SanitizedBody | string {
  try {
    const body = sanitizeBody(draft.html, draft.url === undefined ? {} : { baseUrl: draft.url });
    return body.blocks.length > 0 ? body : '正文清理后没有可读的内容';
  } catch (error) {
    if (error instanceof OversizedHtmlError) return `正文过大或嵌套过深：${error.message}`;
    throw error;
  }
}

/** The rule by which a draft becomes a post, its next revision, nothing new, or a rejection. Sanitizes the body. */
export function composePost(
  draft: PostDraft,
  existing: ExistingPost | undefined,
  agencies: AgencyNames,
  now: Date,
): Intake {
  const agencyName = draft.agencyId === undefined ? draft.sourceName : agencies.get(draft.agencyId);
  if (agencyName === undefined) return { outcome: 'rejected', reason: `没有机构 ${draft.agencyId}` };
  if (Date.parse(draft.publishedAt) > now.getTime() + 24 * 3600_000) {
    return { outcome: 'rejected', reason: `发布时间 ${draft.publishedAt} 在未来` };
  }
  const hash = contentHash(draft);
  // A withdrawn post stays withdrawn: its source repeating it is no reason to show it again.
  if (existing !== undefined && (existing.contentHash === hash || existing.status === 'withdrawn')) {
    return { outcome: 'unchanged', dropped: [] };
  }
  const body = sanitize(draft);
  if (typeof body === 'string') return { outcome: 'rejected', reason: body };
  const _id = postId(draft.sourceId, draft.externalId);
  const post: PostDocument = {
    _id,
    sourceId: draft.sourceId,
    sourceName: draft.sourceName,
    platform: draft.platform,
    externalId: draft.externalId,
    ...(draft.agencyId !== undefined && { agencyId: draft.agencyId }),
    agency: agencyName,
    channel: draft.channel,
    title: draft.title,
    digest: draft.digest === '' ? body.text.slice(0, 60) : draft.digest,
    ...(draft.cover !== undefined && { cover: draft.cover }),
    ...(draft.url !== undefined && { url: draft.url }),
    blocks: body.blocks,
    text: body.text,
    publishedAt: draft.publishedAt,
    feedKey: feedKey(draft.publishedAt, _id),
    status: 'published',
    revision: (existing?.revision ?? 0) + 1,
    ...(existing !== undefined && { updatedAt: now.toISOString(), updateNote: '来源更新了内容' }),
    contentHash: hash,
  };
  return { outcome: existing === undefined ? 'created' : 'updated', post, dropped: body.dropped };
}
