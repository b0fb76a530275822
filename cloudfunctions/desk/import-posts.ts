import type { DeskContract, ImportResult } from '#contract/desk';
import type { PostDraft } from '#domain/post';
import { EVERY_AGENCY, mayAct } from '#domain/roles';
import { type ExistingPost, postId, type References, speakerOf } from '#functions/shared/post-intake';
import { publishDraft, readExisting, readReferences } from '#functions/shared/post-publishing';
import type { Handlers } from '#functions/shared/serve';
import { REVIEW_FIRST, whichWantFourEyes } from './agency-settings.ts';

/** Who speaks in a draft, and who spoke in the post that it would change. `*` for nobody in particular. */
function speakersOf(draft: PostDraft, existing: ExistingPost | undefined, references: References): string[] {
  const speaker = draft.agencyId ?? speakerOf(draft, references)?._id ?? EVERY_AGENCY;
  return existing === undefined ? [speaker] : [speaker, existing.agencyId ?? EVERY_AGENCY];
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
  const asked = drafts.map((draft) => {
    const existing = known.get(postId(draft.sourceId, draft.externalId));
    return { draft, existing, speakers: speakersOf(draft, existing, references) };
  });
  const reviewed = await whichWantFourEyes(asked.flatMap(({ speakers }) => speakers));
  const results: ImportResult[] = [];
  for (const { draft, existing, speakers } of asked) {
    const { externalId } = draft;
    // An editor of one agency speaks for that agency only; who speaks for nobody in particular must be an editor of all.
    const foreign = speakers.find((agencyId) => !mayAct(caller.grants, ['editor'], agencyId));
    if (foreign !== undefined) {
      const reason = `您没有机构 ${foreign === EVERY_AGENCY ? '（未指明）' : foreign} 的编辑权限`;
      results.push({ externalId, outcome: 'rejected', reason });
    } else if (speakers.some((agencyId) => reviewed.has(agencyId))) {
      results.push({ externalId, outcome: 'rejected', reason: REVIEW_FIRST });
    } else {
      results.push(resultOf(draft, await publishDraft(draft, existing, references, deed)));
    }
  }
  log.note('posts', results.length);
  return { results };
};
