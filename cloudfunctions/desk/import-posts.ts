import type { DeskContract, ImportResult } from '#contract/desk';
import type { PostDraft } from '#domain/post';
import { EVERY_AGENCY, mayAct } from '#domain/roles';
import type { Staff } from '#functions/shared/caller';
import { postId, type References, speakerOf } from '#functions/shared/post-intake';
import { publishDraft, readExisting, readReferences } from '#functions/shared/post-publishing';
import type { Handlers } from '#functions/shared/serve';

/** An editor of one agency speaks for that agency only; who speaks for nobody in particular must be an editor of all. */
function mayPublish(caller: Staff, draft: PostDraft, references: References): boolean {
  return mayAct(caller.grants, ['editor'], draft.agencyId ?? speakerOf(draft, references)?._id ?? EVERY_AGENCY);
}

function resultOf(draft: PostDraft, publication: Awaited<ReturnType<typeof publishDraft>>): ImportResult {
  const { externalId } = draft;
  if (publication.outcome === 'rejected' || publication.outcome === 'unchanged') return { externalId, ...publication };
  const { dropped, ...landed } = publication;
  return { externalId, ...landed, ...(dropped.length > 0 && { dropped }) };
}

export const importPosts: Handlers<DeskContract>['importPosts'] = async ({ posts }, { caller, now, log }) => {
  const drafts = posts as PostDraft[];
  const [known, references] = await Promise.all([readExisting(drafts), readReferences(drafts)]);
  const deed = { by: caller.openid, action: 'importPosts', at: now };
  const results: ImportResult[] = [];
  for (const draft of drafts) {
    if (mayPublish(caller, draft, references)) {
      const existing = known.get(postId(draft.sourceId, draft.externalId));
      results.push(resultOf(draft, await publishDraft(draft, existing, references, deed)));
    } else {
      const reason = `您没有机构 ${draft.agencyId ?? '（未指明）'} 的编辑权限`;
      results.push({ externalId: draft.externalId, outcome: 'rejected', reason });
    }
  }
  log.note('posts', results.length);
  return { results };
};
