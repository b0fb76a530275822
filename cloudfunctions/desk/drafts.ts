import type { ValidInput } from '#contract/action';
import type { DeskDraftsContract } from '#contract/desk-drafts';
import { AppError } from '#domain/app-error';
import { clockTime } from '#domain/china-time';
import { type DraftContent, type DraftDocument, goesOnFrom, newDraft, savedDraft, saysSame } from '#domain/draft';
import { EVERY_AGENCY, mayAct, type Role } from '#domain/roles';
import type { Staff } from '#functions/shared/caller';
import { collection, command } from '#functions/shared/database';
import { DRAFTS } from '#functions/shared/draft-publishing';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { wantsFourEyes } from './agency-settings.ts';
import { agenciesFor, requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';
import { readNames } from './staff-names.ts';

type DraftHandlers = Handlers<DeskDraftsContract>;

const READERS: readonly Role[] = ['editor', 'reviewer'];

export const drafts = () => collection<DraftDocument>(DRAFTS);

/** @throws AppError `not_found`, `forbidden` for another agency's */
export async function readDraftFor(
  caller: Staff,
  id: string,
  roles: readonly Role[] = READERS,
): Promise<DraftDocument> {
  const { data: draft } = await drafts().doc(id).get();
  if (draft === null) throw new AppError('not_found', `no draft ${id}`);
  requireRole(caller, roles, draft.agencyId);
  return draft;
}

function contentOf({ cover, reason, ...said }: ValidInput<DeskDraftsContract, 'saveDraft'>['content']): DraftContent {
  return { ...said, ...(cover !== undefined && { cover }), ...(reason !== undefined && { reason }) };
}

/** Somebody must speak; and what an agency has said is not handed to another: a post by correcting it, an answer by publishing it. */
function refuseAgency(): AppError {
  const issues = [{ path: 'content.agencyId', message: 'must be the agency that speaks' }];
  return new AppError('invalid_input', 'content.agencyId: must be the agency that speaks', { issues });
}

/** Another phone was faster: whose, and when, so that two people can talk. */
async function composeConflict(draft: DraftDocument, caller: Staff, now: Date): Promise<AppError> {
  const at = clockTime(draft.savedAt, now);
  const who =
    draft.savedBy === caller.openid
      ? `您已在 ${at} 从别处`
      : `${(await readNames([draft.savedBy]))(draft.savedBy)} 在 ${at} `;
  const reason = `${who}保存了新的一版，您的修改没有覆盖它。`;
  return new AppError('conflict', `draft ${draft._id} is at version ${draft.version}`, { reason });
}

export const saveDraft: DraftHandlers['saveDraft'] = async ({ id, version, run, content: said }, { caller, now }) => {
  const content = contentOf(said);
  const lastSave = run && { ...run, on: version };
  requireRole(caller, ['editor'], content.agencyId);
  if (content.agencyId !== EVERY_AGENCY) await readAgency(content.agencyId);
  const deed = { by: caller.openid, action: 'saveDraft', at: now };
  const outcome = await traced(deed, async (scope) => {
    const before = await scope.read<DraftDocument>(DRAFTS, id);
    if (before === null) {
      if (content.agencyId === EVERY_AGENCY) throw refuseAgency();
      if (version !== 0) throw new AppError('not_found', `no draft ${id}`);
      const after = newDraft(id, content, deed, lastSave);
      await scope.write(DRAFTS, null, after);
      return after;
    }
    requireRole(caller, ['editor'], before.agencyId);
    if ((before.corrects ?? before.answers) !== undefined && content.agencyId !== before.agencyId) throw refuseAgency();
    // The answer to the first try was lost, or nothing was typed: there is nothing to keep.
    if (saysSame(before, content)) return before;
    if (before.version !== version && !goesOnFrom(before, { by: deed.by, version, run })) return { conflict: before };
    const after = savedDraft(before, content, deed, lastSave);
    await scope.write(DRAFTS, before, after);
    return after;
  });
  if ('conflict' in outcome) throw await composeConflict(outcome.conflict, caller, now);
  const { version: reached, state, savedAt } = outcome;
  return { version: reached, state, savedAt };
};

export const getDraft: DraftHandlers['getDraft'] = async ({ id }, { caller }) => {
  const draft = await readDraftFor(caller, id);
  const people = [draft.savedBy, ...(draft.review === undefined ? [] : [draft.review.by])];
  const [nameOf, fourEyes] = await Promise.all([readNames(people), wantsFourEyes(draft.agencyId)]);
  const { _id, review, lastSave, ...said } = draft;
  return {
    ...said,
    id: _id,
    savedBy: nameOf(draft.savedBy),
    isMine: draft.authors.includes(caller.openid),
    fourEyes,
    ...(lastSave !== undefined && draft.savedBy === caller.openid && { lastSave }),
    ...(review !== undefined && { review: { ...review, by: nameOf(review.by) } }),
  };
};

export const listDrafts: DraftHandlers['listDrafts'] = async ({ shelf, cursor, limit }, { caller }) => {
  const agencies = agenciesFor(caller.grants, READERS);
  const found = await drafts()
    .where({
      shelf,
      key: command.lt(cursor ?? '~'),
      ...(agencies !== 'all' && { agencyId: command.in(agencies) }),
    })
    .orderBy('key', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit).filter(({ agencyId }) => mayAct(caller.grants, READERS, agencyId));
  const nameOf = await readNames(page.map(({ savedBy }) => savedBy));
  const last = page.at(-1);
  return {
    drafts: page.map(({ _id, review, authors, ...draft }) => ({
      ...draft,
      id: _id,
      savedBy: nameOf(draft.savedBy),
      isMine: authors.includes(caller.openid),
      ...(review !== undefined && { note: review.note }),
    })),
    ...(found.data.length > limit && last !== undefined && { nextCursor: last.key }),
  };
};
