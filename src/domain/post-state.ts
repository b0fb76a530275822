import { feedKey, pinnedFeedKey } from './feed-key.ts';
import type { PostContent, PostDocument } from './post-document.ts';

function positionOf(content: PostContent, pinnedUntil: string | undefined): string {
  const key = pinnedUntil === undefined ? feedKey : pinnedFeedKey;
  return key(content.publishedAt, content._id);
}

/** A post as it is first published. */
export function firstState(content: PostContent): PostDocument {
  return { ...content, feedKey: positionOf(content, undefined), status: 'published', revision: 1 };
}

/** A post after its content changed: the next revision, in the same place, with what became of it here. */
export function revisedState(before: PostDocument, content: PostContent, now: Date, note: string): PostDocument {
  const { alsoAt, counters, duplicateOf, pinnedUntil, status, revision } = before;
  return {
    ...content,
    feedKey: positionOf(content, pinnedUntil),
    status,
    revision: revision + 1,
    updatedAt: now.toISOString(),
    updateNote: note,
    ...(duplicateOf !== undefined && { duplicateOf }),
    ...(alsoAt !== undefined && { alsoAt }),
    ...(pinnedUntil !== undefined && { pinnedUntil }),
    ...(counters !== undefined && { counters }),
  };
}

/** What is left of a post that was taken back. It loses its place at the top; its link answers with the reason. */
export function withdrawnState(before: PostDocument, now: Date, reason: string): PostDocument {
  const { pinnedUntil, duplicateOf, alsoAt, ...kept } = before;
  return {
    ...kept,
    feedKey: positionOf(before, undefined),
    status: 'withdrawn',
    revision: before.revision + 1,
    withdrawnAt: now.toISOString(),
    withdrawReason: reason,
  };
}

/** The same notice was published here before, as `original`: this one gives way to it. */
export function mergedState(post: PostDocument, original: string): PostDocument {
  return { ...post, status: 'merged', duplicateOf: original };
}

/** A merged post that stands for itself again. */
export function releasedState(before: PostDocument): PostDocument {
  const { duplicateOf, ...kept } = before;
  return { ...kept, status: 'published' };
}

/** The post that came first, naming another source of the same notice (again). */
export function withOtherSource(original: PostDocument, other: PostDocument): PostDocument {
  const source = {
    postId: other._id,
    platform: other.platform,
    sourceName: other.sourceName,
    publishedAt: other.publishedAt,
    ...(other.url !== undefined && { url: other.url }),
  };
  const others = (original.alsoAt ?? []).filter(({ postId }) => postId !== other._id);
  return { ...original, alsoAt: [...others, source] };
}

export function withoutOtherSource(original: PostDocument, other: string): PostDocument {
  const { alsoAt, ...kept } = original;
  const others = (alsoAt ?? []).filter(({ postId }) => postId !== other);
  return others.length > 0 ? { ...kept, alsoAt: others } : kept;
}

/** A post at the top until an instant, or back in its place. */
export function pinnedState(before: PostDocument, until: string | undefined): PostDocument {
  const { pinnedUntil, ...kept } = before;
  return { ...kept, feedKey: positionOf(before, until), ...(until !== undefined && { pinnedUntil: until }) };
}
