import type { DeskContract, ImportResult } from '#contract/desk';
import type { PostDraft } from '#domain/post';
import { EVERY_AGENCY, mayAct } from '#domain/roles';
import type { Staff } from '#functions/shared/caller';
import { type AgencyNames, composePost, type ExistingPost, postId } from '#functions/shared/post-intake';
import type { Handlers } from '#functions/shared/serve';
import { readAgencyNames, readExisting, writePost } from './post-store.ts';

/** An editor of one agency speaks for that agency only; who speaks for nobody in particular must be an editor of all. */
function mayPublish(caller: Staff, draft: PostDraft): boolean {
  return mayAct(caller.grants, ['editor'], draft.agencyId ?? EVERY_AGENCY);
}

async function importPost(
  draft: PostDraft,
  existing: ExistingPost | undefined,
  agencies: AgencyNames,
  context: { caller: Staff; now: Date },
): Promise<ImportResult> {
  const { externalId } = draft;
  if (!mayPublish(context.caller, draft)) {
    return { externalId, outcome: 'rejected', reason: `您没有机构 ${draft.agencyId ?? '（未指明）'} 的编辑权限` };
  }
  const composed = composePost(draft, existing, agencies, context.now);
  if (composed.outcome === 'rejected') return { externalId, outcome: 'rejected', reason: composed.reason };
  const dropped = composed.dropped.length > 0 ? { dropped: composed.dropped } : {};
  if (composed.outcome === 'unchanged') return { externalId, outcome: 'unchanged', ...dropped };
  await writePost(composed.post);
  return { externalId, outcome: composed.outcome, ...dropped };
}

export const importPosts: Handlers<DeskContract>['importPosts'] = async ({ posts }, { caller, now, log }) => {
  const drafts = posts as PostDraft[];
  const known = await readExisting(drafts.map((draft) => postId(draft.sourceId, draft.externalId)));
  const agencies = await readAgencyNames(drafts.flatMap((draft) => draft.agencyId ?? []));
  const results: ImportResult[] = [];
  for (const draft of drafts) {
    const id = postId(draft.sourceId, draft.externalId);
    const existing = known.get(id);
    const result = await importPost(draft, existing, agencies, { caller, now });
    results.push(result);
  }
  log.note('posts', results.length);
  return { results };
};
