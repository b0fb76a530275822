import { AppError } from '#domain/app-error';
import type { Deed } from '#domain/audit';
import type { LawDocument, LawReference } from '#domain/law';
import type { PostDraft } from '#domain/post';
import type { PostContent, PostDocument } from '#domain/post-document';
import {
  firstState,
  mergedState,
  releasedState,
  revisedState,
  withdrawnState,
  withOtherSource,
  withoutOtherSource,
} from '#domain/post-state';
import { rateRepublication } from '#domain/republication';
import { composeRevision, type RevisionKind } from '#domain/revision';
import { collection, command } from './database.ts';
import { type ExistingPost, postId, type References, readDraft, type Speaker } from './post-intake.ts';
import { type TracedScope, traced } from './traced-write.ts';

/** What became of a draft. */
export type Publication =
  | { outcome: 'created' | 'updated'; dropped: string[]; mergedInto?: string }
  | { outcome: 'unchanged' }
  | { outcome: 'rejected'; reason: string };

/** The same notice follows on the other platform within this time, milliseconds. See `rateRepublication`. */
const MERGE_WINDOW = 72 * 3600_000;
/** An agency that publishes more than this within the window is compared by its nearest. */
const MERGE_CANDIDATES = 60;

const posts = () => collection<PostDocument>('posts');

/** What is known already of these posts, by id. */
export async function readExisting(drafts: readonly PostDraft[]): Promise<Map<string, ExistingPost>> {
  const ids = drafts.map((draft) => postId(draft.sourceId, draft.externalId));
  const found = await posts()
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .field({ _id: true, contentHash: true, status: true, agencyId: true })
    .get();
  return new Map(found.data.map((post) => [post._id, post]));
}

interface SpeakerDocument extends Speaker {
  accountKeys: string[];
}

async function readSpeakers(drafts: readonly PostDraft[]): Promise<References['speakers']> {
  const named = [...new Set(drafts.flatMap(({ agencyId }) => agencyId ?? []))];
  const accounts = [...new Set(drafts.flatMap(({ agencyId, sourceId }) => (agencyId === undefined ? sourceId : [])))];
  const agencies = collection<SpeakerDocument>('agencies');
  const found = await Promise.all(
    [
      named.length > 0 && agencies.where({ _id: command.in(named) }),
      accounts.length > 0 && agencies.where({ accountKeys: command.in(accounts) }),
    ].map(async (query) => (query === false ? [] : (await query.limit(100).get()).data)),
  );
  return new Map(found.flat().flatMap((agency) => [agency._id, ...agency.accountKeys].map((key) => [key, agency])));
}

/** The laws that are cited, by id; unknown ones are missing. */
export async function readCitedLaws(cited: readonly LawReference[]): Promise<References['laws']> {
  const ids = [...new Set(cited.map(({ law }) => law))];
  if (ids.length === 0) return new Map();
  const found = await collection<LawDocument>('laws')
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .field({ _id: true, shortTitle: true, articles: true })
    .get();
  return new Map(found.data.map((law) => [law._id, law]));
}

/** What a batch of drafts refers to, in at most three requests. */
export async function readReferences(drafts: readonly PostDraft[]): Promise<References> {
  const [speakers, laws] = await Promise.all([
    readSpeakers(drafts),
    readCitedLaws(drafts.flatMap(({ laws = [] }) => laws)),
  ]);
  return { speakers, laws };
}

/** A post that says the same on another platform for the same agency, and was here first. */
async function findOriginal(content: PostContent): Promise<string | undefined> {
  const published = Date.parse(content.publishedAt);
  const instant = (offset: number) => new Date(published + offset).toISOString();
  const found = await posts()
    .where({
      status: 'published',
      agencyId: content.agencyId ?? command.eq(null),
      publishedAt: command.gte(instant(-MERGE_WINDOW)).and(command.lte(instant(MERGE_WINDOW))),
    })
    .orderBy('publishedAt', 'desc')
    .limit(MERGE_CANDIDATES)
    .field({ _id: true, agencyId: true, platform: true, title: true, text: true, publishedAt: true })
    .get();
  const same = found.data
    .filter(({ _id, platform }) => platform !== content.platform && _id !== content._id)
    .map((post) => ({ id: post._id, rating: rateRepublication(post, content) }))
    .filter(({ rating }) => rating > 0)
    .sort((one, other) => other.rating - one.rating);
  return same[0]?.id;
}

async function createPost(
  scope: TracedScope,
  content: PostContent,
  originalId: string | undefined,
): Promise<string | undefined> {
  const post = firstState(content);
  const original = originalId === undefined ? null : await scope.read<PostDocument>('posts', originalId);
  if (original?.status !== 'published') {
    await scope.write('posts', null, post);
    return undefined;
  }
  await scope.write('posts', original, withOtherSource(original, post));
  await scope.write('posts', null, mergedState(post, original._id));
  return original._id;
}

/** A merged post whose source changed it stays merged only while it still says the same. */
async function updateMerged(scope: TracedScope, before: PostDocument, after: PostDocument): Promise<void> {
  const original = before.duplicateOf ? await scope.read<PostDocument>('posts', before.duplicateOf) : null;
  // What an editor took back doesn't return because its source touched it.
  if (original?.status === 'withdrawn') return scope.write('posts', before, after);
  const stillSame = original !== null && rateRepublication(original, after) > 0;
  if (original !== null) {
    const others = stillSame ? withOtherSource(original, after) : withoutOtherSource(original, after._id);
    await scope.write('posts', original, others);
  }
  await scope.write('posts', before, stillSame ? after : releasedState(after));
}

/**
 * Takes one draft: creates its post, revises it, merges it into the same notice of another platform, or says why not.
 * Idempotent; the whole of it is one transaction.
 */
export async function publishDraft(
  draft: PostDraft,
  existing: ExistingPost | undefined,
  references: References,
  deed: Deed,
): Promise<Publication> {
  const intake = readDraft(draft, existing, references, deed.at);
  if (intake.outcome !== 'new') return intake;
  const { content, dropped } = intake;
  const originalId = existing === undefined ? await findOriginal(content) : undefined;
  return traced(deed, async (scope) => {
    const before = await scope.read<PostDocument>('posts', content._id);
    if (before === null) {
      const mergedInto = await createPost(scope, content, originalId);
      return { outcome: 'created', dropped, ...(mergedInto !== undefined && { mergedInto }) };
    }
    // Somebody else brought the same document, or took the post back, since it was looked up.
    if (before.contentHash === content.contentHash || before.status === 'withdrawn') return { outcome: 'unchanged' };
    const reason = '来源更新了内容';
    const after = revisedState(before, content, deed.at, reason);
    if (before.status === 'merged') await updateMerged(scope, before, after);
    else await scope.write('posts', before, after);
    await scope.record(
      'revisions',
      composeRevision(before, after, stepOf(deed, 'source-updated', after.agency, reason)),
    );
    return { outcome: 'updated', dropped };
  });
}

function stepOf(deed: Deed, kind: RevisionKind, agency: string, reason: string) {
  return { at: deed.at.toISOString(), kind, agency, reason };
}

/** A post of a revision that the editor has seen; what has changed since must be looked at first. */
function expectRevision(post: PostDocument | null, id: string, revision: number | undefined): PostDocument {
  if (post === null) throw new AppError('not_found', `no post ${id}`);
  if (revision !== undefined && post.revision !== revision) {
    throw new AppError('conflict', `post ${id} is at revision ${post.revision}, not ${revision}`);
  }
  if (post.status === 'withdrawn') throw new AppError('conflict', `post ${id} is withdrawn`);
  return post;
}

/**
 * Changes a post in public: its next revision, with the reason.
 * @param change the post's content as it is to be; what it throws refuses the correction
 * @throws AppError `not_found`, or `conflict` where the post is withdrawn or no longer at `revision`
 */
export function correctPost(
  wanted: { id: string; revision: number; reason: string },
  deed: Deed,
  change: (before: PostDocument) => PostContent | Promise<PostContent>,
): Promise<PostDocument> {
  return traced(deed, async (scope) => {
    const before = expectRevision(await scope.read<PostDocument>('posts', wanted.id), wanted.id, wanted.revision);
    if (before.status === 'merged')
      throw new AppError('conflict', `post ${wanted.id} is merged into ${before.duplicateOf}`);
    const after = revisedState(before, await change(before), deed.at, wanted.reason);
    await scope.write('posts', before, after);
    await scope.record(
      'revisions',
      composeRevision(before, after, stepOf(deed, 'corrected', after.agency, wanted.reason)),
    );
    return after;
  });
}

/** What was merged into a post that goes: the first of it stands for the notice from now on. */
async function promoteOthers(scope: TracedScope, gone: PostDocument): Promise<void> {
  const others: PostDocument[] = [];
  for (const { postId } of gone.alsoAt ?? []) {
    const other = await scope.read<PostDocument>('posts', postId);
    if (other?.status === 'merged') others.push(other);
  }
  const [first, ...rest] = others;
  if (first === undefined) return;
  const promoted = rest.reduce(withOtherSource, releasedState(first));
  await scope.write('posts', first, promoted);
  for (const other of rest) await scope.write('posts', other, mergedState(other, promoted._id));
}

/**
 * Takes a post back; its link answers with the reason from now on. Withdrawn by an editor, a notice is gone with every
 * source that it was merged from; deleted at its source, it stands on where another platform still carries it.
 * @throws AppError `not_found`; `conflict` where the post is no longer at `revision`, or is withdrawn already
 */
export function withdrawPost(
  wanted: { id: string; revision?: number; reason: string; kind: 'withdrawn' | 'source-withdrawn' },
  deed: Deed,
  mayWithdraw: (post: PostDocument) => void = () => {},
): Promise<PostDocument> {
  return traced(deed, async (scope) => {
    const before = expectRevision(await scope.read<PostDocument>('posts', wanted.id), wanted.id, wanted.revision);
    mayWithdraw(before);
    const after = withdrawnState(before, deed.at, wanted.reason);
    await scope.write('posts', before, after);
    await scope.record(
      'revisions',
      composeRevision(before, after, stepOf(deed, wanted.kind, after.agency, wanted.reason)),
    );
    if (before.status === 'merged' && before.duplicateOf !== undefined) {
      const original = await scope.read<PostDocument>('posts', before.duplicateOf);
      if (original !== null) await scope.write('posts', original, withoutOtherSource(original, before._id));
    } else if (wanted.kind === 'source-withdrawn') {
      await promoteOthers(scope, before);
    }
    return after;
  });
}
