import type { DeskDraftsContract } from '#contract/desk-drafts';
import { AppError } from '#domain/app-error';
import type { DraftDocument } from '#domain/draft';
import type { PostContent, PostDocument } from '#domain/post-document';
import { describeChanges } from '#domain/revision';
import { pictureBase } from '#functions/news/pictures';
import { collection } from '#functions/shared/database';
import { composeContent, correctedContent } from '#functions/shared/draft-publishing';
import { readCitedLaws } from '#functions/shared/post-publishing';
import type { Handlers } from '#functions/shared/serve';
import { readDraftFor } from './drafts.ts';

function shown(draft: DraftDocument, content: PostContent) {
  const { title, digest, agency, channel, cover, blocks, laws = [] } = content;
  const { version } = draft;
  return {
    pictureBase: pictureBase(),
    version,
    title,
    digest,
    agency,
    channel,
    blocks,
    laws,
    ...(cover !== undefined && { cover }),
  };
}

export const previewDraft: Handlers<DeskDraftsContract>['previewDraft'] = async ({ id }, { caller, now }) => {
  const draft = await readDraftFor(caller, id);
  if (draft.corrects === undefined) {
    const { content, dropped } = await composeContent(draft, now);
    return { ...shown(draft, content), dropped };
  }
  const { data: post } = await collection<PostDocument>('posts').doc(draft.corrects.postId).get();
  if (post === null) throw new AppError('not_found', `no post ${draft.corrects.postId}`);
  const content = correctedContent(post, draft, await readCitedLaws(draft.laws));
  return { ...shown(draft, content), dropped: [], changes: describeChanges(post, content) };
};
