import type { DeskDraftsContract } from '#contract/desk-drafts';
import { AppError } from '#domain/app-error';
import { type DraftDocument, newDraft } from '#domain/draft';
import { BANNER_FEED_KEY } from '#domain/feed-key';
import { markedOf, markedToHtml } from '#domain/marked-text';
import type { PostDocument } from '#domain/post-document';
import { EVERY_AGENCY } from '#domain/roles';
import { collection, command } from '#functions/shared/database';
import { DRAFTS } from '#functions/shared/draft-publishing';
import { readBody } from '#functions/shared/post-intake';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { agenciesFor, requireEditor, requireRole } from './editor.ts';

type DraftHandlers = Handlers<DeskDraftsContract>;

const posts = () => collection<PostDocument>('posts');

export const listDeskPosts: DraftHandlers['listDeskPosts'] = async (asked, { caller }) => {
  const { status, agencyId, cursor, limit } = asked;
  if (agencyId !== undefined) requireRole(caller, ['editor'], agencyId);
  const agencies = agencyId === undefined ? agenciesFor(caller.grants, ['editor']) : [agencyId];
  const found = await posts()
    .where({
      status,
      // Below the banner, which stands in the same index.
      feedKey: command.lt(cursor ?? BANNER_FEED_KEY),
      ...(agencies !== 'all' && { agencyId: command.in(agencies) }),
    })
    .orderBy('feedKey', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1);
  return {
    posts: page.map(({ _id, agencyId, pinnedUntil, counters, ...post }) => ({
      id: _id,
      title: post.title,
      agency: post.agency,
      channel: post.channel,
      publishedAt: post.publishedAt,
      revision: post.revision,
      status,
      views: counters?.views ?? 0,
      ...(agencyId !== undefined && { agencyId }),
      ...(pinnedUntil !== undefined && { pinnedUntil }),
    })),
    ...(found.data.length > limit && last !== undefined && { nextCursor: last.feedKey }),
  };
};

function contentOf(post: PostDocument) {
  return {
    agencyId: post.agencyId ?? EVERY_AGENCY,
    channel: post.channel,
    title: post.title,
    digest: post.digest,
    body: markedOf(post.blocks),
    laws: (post.laws ?? []).map(({ law, article }) => ({ law, article })),
    reason: '',
    ...(post.cover !== undefined && { cover: post.cover }),
  };
}

/** Whether typing the body anew would give the same blocks. */
function isWhole(post: PostDocument): boolean {
  const again = readBody(markedToHtml(markedOf(post.blocks)), post.url);
  return typeof again !== 'string' && JSON.stringify(again.blocks) === JSON.stringify(post.blocks);
}

export const startCorrection: DraftHandlers['startCorrection'] = async ({ postId }, { caller, now }) => {
  const { data: post } = await posts().doc(postId).get();
  if (post === null) throw new AppError('not_found', `no post ${postId}`);
  requireEditor(caller, post);
  if (post.status !== 'published') throw new AppError('conflict', `post ${postId} is ${post.status}`);
  const deed = { by: caller.openid, action: 'startCorrection', at: now };
  const id = `fix-${postId}-${post.revision}`;
  const corrects = { postId, revision: post.revision };
  const draft = await traced(deed, async (scope) => {
    const known = await scope.read<DraftDocument>(DRAFTS, id);
    // One that was discarded begins anew; its version goes on, so that no old screen can write into it.
    if (known !== null && known.state !== 'discarded') return known;
    const fresh = newDraft(id, contentOf(post), deed);
    const after = { ...fresh, corrects, authors: [], version: (known?.version ?? 0) + 1 };
    await scope.write(DRAFTS, known, after);
    return after;
  });
  return { id, version: draft.version, isWhole: isWhole(post) };
};
