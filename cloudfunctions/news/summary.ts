import type { PostSummary } from '#contract/news';
import type { PostSummaryDocument } from './store.ts';

/** A post as the feed shows it. */
export function summaryOf({ _id, title, agency, channel, publishedAt, cover, pinnedUntil }: PostSummaryDocument) {
  const summary: PostSummary = { id: _id, title, agency, channel, publishedAt };
  if (cover !== undefined) summary.cover = cover;
  if (pinnedUntil !== undefined) summary.pinned = true;
  return summary;
}
