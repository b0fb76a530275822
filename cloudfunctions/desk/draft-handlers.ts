import type { DeskDraftsContract } from '#contract/desk-drafts';
import type { Handlers } from '#functions/shared/serve';
import { listDeskPosts, startCorrection } from './desk-posts.ts';
import { previewDraft } from './draft-preview.ts';
import { discardDraft, publishDraft, reopenDraft, reviewDraft, scheduleDraft, submitDraft } from './draft-steps.ts';
import { getDraft, listDrafts, saveDraft } from './drafts.ts';
import { keepPicture } from './keep-picture.ts';

/** The desk's handlers about posts on their way. */
export const draftHandlers: Handlers<DeskDraftsContract> = {
  saveDraft,
  keepPicture,
  getDraft,
  listDrafts,
  previewDraft,
  submitDraft,
  reopenDraft,
  reviewDraft,
  scheduleDraft,
  publishDraft,
  discardDraft,
  startCorrection,
  listDeskPosts,
};
