import { composeAnswerBody, readAnswer } from '#domain/answer-text';
import { AppError } from '#domain/app-error';
import type { Deed } from '#domain/audit';
import { bouncedDraft, type DraftDocument, publishedDraft } from '#domain/draft';
import { type InquiryDocument, inquiryKey } from '#domain/inquiry';
import { markedOf, markedToHtml } from '#domain/marked-text';
import type { PostDraft } from '#domain/post';
import type { PostContent, PostDocument } from '#domain/post-document';
import { collection } from './database.ts';
import { derivedFields, postId, type References, readBody, readDraft, resolveLaws } from './post-intake.ts';
import { correctPost, publishDraft, readCitedLaws, readExisting, readReferences } from './post-publishing.ts';
import { type TracedScope, traced } from './traced-write.ts';

export const DRAFTS = 'drafts';

/** The source under which an agency's own posts stand in the hall. */
function deskSourceId(agencyId: string): string {
  return `desk:${agencyId}`;
}

/** The source under which answers stand in the hall. */
const ANSWERS_SOURCE = { sourceId: 'desk:inquiries', sourceName: '你问我答' };

/** What a draft says, as any importer would hand it in. @throws AppError `not_found` for an agency that is gone */
export async function composePost(draft: DraftDocument, publishedAt: string): Promise<PostDraft> {
  const { data: agency } = await collection<{ _id: string; name: string }>('agencies').doc(draft.agencyId).get();
  if (agency === null) {
    throw new AppError('not_found', `no agency ${draft.agencyId}`, { reason: '这份草稿的机构已不存在。' });
  }
  const source =
    draft.answers === undefined
      ? { sourceId: deskSourceId(draft.agencyId), sourceName: agency.name, externalId: draft._id }
      : { ...ANSWERS_SOURCE, externalId: draft.answers };
  return {
    ...source,
    platform: 'desk',
    title: draft.title.trim(),
    digest: draft.digest.trim(),
    html: markedToHtml(draft.body),
    publishedAt,
    channel: draft.channel,
    agencyId: draft.agencyId,
    ...(draft.cover !== undefined && { cover: draft.cover }),
    ...(draft.laws.length > 0 && { laws: draft.laws }),
  };
}

function invalid(path: string, reason: string): AppError {
  return new AppError('invalid_input', `${path}: ${reason}`, { issues: [{ path, message: reason }], reason });
}

/** A new draft as the post that it would be. @throws AppError `invalid_input` with the reason for the editor */
export async function composeContent(draft: DraftDocument, now: Date) {
  const post = await composePost(draft, now.toISOString());
  const intake = readDraft(post, undefined, await readReferences([post]), now);
  if (intake.outcome === 'rejected') throw invalid('body', intake.reason);
  // Without a post before it, nothing is unchanged; the compiler can't know.
  if (intake.outcome === 'unchanged') throw new Error(`draft ${draft._id} can't be unchanged`);
  return intake;
}

/** The post as its correction would leave it. A body that wasn't touched stays as it is, with all that marks can't say. */
export function correctedContent(before: PostDocument, draft: DraftDocument, laws: References['laws']): PostContent {
  const body = draft.body === markedOf(before.blocks) ? before : readBody(markedToHtml(draft.body), before.url);
  if (typeof body === 'string') throw invalid('body', body);
  const cited = resolveLaws(draft.laws, laws);
  if (typeof cited === 'string') throw invalid('laws', cited);
  const { laws: _laws, cover: _cover, ...kept } = before;
  const said = {
    title: draft.title.trim(),
    digest: draft.digest.trim() === '' ? before.digest : draft.digest.trim(),
    text: body.text,
    ...(cited.length > 0 && { laws: cited }),
  };
  return {
    ...kept,
    ...said,
    ...(draft.cover !== undefined && { cover: draft.cover }),
    channel: draft.channel,
    blocks: body.blocks,
    ...derivedFields(said),
  };
}

async function publishNew(draft: DraftDocument, deed: Deed): Promise<{ postId: string; mergedInto?: string }> {
  const post = await composePost(draft, deed.at.toISOString());
  const [known, references] = await Promise.all([readExisting([post]), readReferences([post])]);
  const id = postId(post.sourceId, post.externalId);
  const publication = await publishDraft(post, known.get(id), references, deed);
  if (publication.outcome === 'rejected') throw invalid('body', publication.reason);
  const mergedInto = 'mergedInto' in publication ? publication.mergedInto : undefined;
  return { postId: id, ...(mergedInto !== undefined && { mergedInto }) };
}

async function publishCorrection(
  draft: DraftDocument,
  corrects: { postId: string; revision: number },
  deed: Deed,
): Promise<{ postId: string }> {
  const laws = await readCitedLaws(draft.laws);
  const wanted = { id: corrects.postId, revision: corrects.revision, reason: draft.reason ?? '' };
  try {
    await correctPost(wanted, deed, (before) => correctedContent(before, draft, laws));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    // A run before this one was killed after it had corrected the post: its time is this deed's.
    const { data: post } = await collection<PostDocument>('posts').doc(corrects.postId).get();
    const isNext = post?.revision === corrects.revision + 1;
    const isOurs = isNext && post.updatedAt === deed.at.toISOString() && post.updateNote === wanted.reason;
    if (!isOurs)
      throw new AppError('conflict', error.message, { reason: '这篇内容已有更新的版本或已撤回，请重新开始更正。' });
  }
  return { postId: corrects.postId };
}

/**
 * Brings a draft that is `publishing` into public, and says what became of it. Whoever runs it, and however often: the post
 * is the same, with the same time, since both follow from the draft. What can't be published goes back to its editors.
 * @throws AppError why it could not be published
 */
export async function finishPublication(
  draft: DraftDocument,
  now: Date,
): Promise<{ postId: string; version: number; mergedInto?: string }> {
  const at = new Date(draft.publishingAt ?? now.toISOString());
  const deed = { by: draft.publishedBy ?? 'jobs', action: 'publishDraft', at };
  try {
    const done =
      draft.corrects === undefined
        ? await publishNew(draft, deed)
        : await publishCorrection(draft, draft.corrects, deed);
    const version = await settle(draft, { ...deed, at: now }, (before) =>
      publishedDraft(before, done.postId, { by: deed.by, at: now }),
    );
    return { ...done, version };
  } catch (error) {
    if (error instanceof AppError && error.code !== 'unavailable') {
      const note = `未能发布：${error.details?.reason ?? '内容或引用已不符合要求'}`;
      await settle(draft, { ...deed, at: now }, (before) => bouncedDraft(before, note, { by: deed.by, at: now }));
    }
    throw error;
  }
}

/** Puts a published answer into the list of answers, as it was published. The driver may have had the inquiry deleted. */
async function listAnswer(scope: TracedScope, draft: DraftDocument, inquiryId: string, post: string): Promise<void> {
  const inquiry = await scope.read<InquiryDocument>('inquiries', inquiryId);
  if (inquiry === null) return;
  const { question, reply } = readAnswer(draft);
  const told = readAnswer({ title: '', body: composeAnswerBody({ question, reply: inquiry.reply ?? '' }) });
  await scope.write<InquiryDocument>('inquiries', inquiry, {
    ...inquiry,
    postId: post,
    publishedText: question,
    ...(reply !== told.reply && { publishedReply: reply }),
    answerKey: inquiryKey(draft.publishingAt ?? draft.savedAt, inquiryId),
  });
}

/** Ends the publication of a draft, unless another run has ended it. */
function settle(draft: DraftDocument, deed: Deed, end: (before: DraftDocument) => DraftDocument): Promise<number> {
  return traced(deed, async (scope) => {
    const before = await scope.read<DraftDocument>(DRAFTS, draft._id);
    if (before === null || before.state !== 'publishing') return before?.version ?? draft.version;
    const after = end(before);
    await scope.write(DRAFTS, before, after);
    if (after.answers !== undefined && after.postId !== undefined) {
      await listAnswer(scope, after, after.answers, after.postId);
    }
    return after.version;
  });
}
