import type { DeskDraftsContract } from '#contract/desk-drafts';
import { AppError } from '#domain/app-error';
import type { Deed } from '#domain/audit';
import {
  type DraftDocument,
  discardedDraft,
  expectVersion,
  publishingDraft,
  reopenedDraft,
  reviewedDraft,
  scheduledDraft,
  submittedDraft,
} from '#domain/draft';
import type { Role } from '#domain/roles';
import type { Staff } from '#functions/shared/caller';
import { DRAFTS, finishPublication } from '#functions/shared/draft-publishing';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { wantsFourEyes } from './agency-settings.ts';
import { readDraftFor } from './drafts.ts';
import { requireRole } from './editor.ts';

type DraftHandlers = Handlers<DeskDraftsContract>;

interface Step {
  id: string;
  version: number;
}

/** One step of a draft, by somebody who has seen the version that it is at. */
function move(
  { id, version }: Step,
  { caller, deed, roles = ['editor'] }: { caller: Staff; deed: Deed; roles?: readonly Role[] },
  change: (before: DraftDocument) => DraftDocument,
): Promise<DraftDocument> {
  return traced(deed, async (scope) => {
    const before = await scope.read<DraftDocument>(DRAFTS, id);
    if (before === null) throw new AppError('not_found', `no draft ${id}`);
    requireRole(caller, roles, before.agencyId);
    expectVersion(before, version);
    const after = change(before);
    await scope.write(DRAFTS, before, after);
    return after;
  });
}

export const submitDraft: DraftHandlers['submitDraft'] = (step, { caller, now }) => {
  const deed = { by: caller.openid, action: 'submitDraft', at: now };
  return move(step, { caller, deed }, (before) => submittedDraft(before, deed));
};

export const reopenDraft: DraftHandlers['reopenDraft'] = (step, { caller, now }) => {
  const deed = { by: caller.openid, action: 'reopenDraft', at: now };
  return move(step, { caller, deed }, (before) => reopenedDraft(before, deed));
};

export const discardDraft: DraftHandlers['discardDraft'] = (step, { caller, now }) => {
  const deed = { by: caller.openid, action: 'discardDraft', at: now };
  return move(step, { caller, deed }, (before) => discardedDraft(before, deed));
};

export const reviewDraft: DraftHandlers['reviewDraft'] = ({ decision, note, ...step }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'reviewDraft', at: now };
  return move(step, { caller, deed, roles: ['reviewer'] }, (before) => reviewedDraft(before, { decision, note }, deed));
};

export const scheduleDraft: DraftHandlers['scheduleDraft'] = async ({ publishAt, ...step }, { caller, now }) => {
  if (Date.parse(publishAt) <= now.getTime()) {
    const issues = [{ path: 'publishAt', message: 'must be in the future' }];
    throw new AppError('invalid_input', 'publishAt: must be in the future', { issues, reason: '发布时间须晚于现在。' });
  }
  const { agencyId } = await readDraftFor(caller, step.id, ['editor']);
  const fourEyes = await wantsFourEyes(agencyId);
  const deed = { by: caller.openid, action: 'scheduleDraft', at: now };
  return move(step, { caller, deed }, (before) => scheduledDraft(before, publishAt, { ...deed, fourEyes }));
};

export const publishDraft: DraftHandlers['publishDraft'] = async (step, { caller, now }) => {
  const known = await readDraftFor(caller, step.id, ['editor']);
  // The answer to the first try was lost.
  if (known.state === 'published' && known.postId !== undefined)
    return { postId: known.postId, version: known.version };
  if (known.state === 'publishing') return finishPublication(known, now);
  const fourEyes = await wantsFourEyes(known.agencyId);
  const deed = { by: caller.openid, action: 'publishDraft', at: now };
  const begun = await move(step, { caller, deed }, (before) => publishingDraft(before, { ...deed, fourEyes }));
  return finishPublication(begun, now);
};
