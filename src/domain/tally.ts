import type { PostCounters } from './post-document.ts';

/** What one reader's actions add to the counters of posts, in collection `tallies` until a job has folded it in. */
export interface TallyDocument {
  _id: string;
  /** ISO 8601 UTC. */
  at: string;
  counts: PostTally[];
}

/** What is added to a post's counters; a like taken back is -1. */
export type PostTally = { postId: string } & Partial<PostCounters>;

/** The sum of tallies, post by post; posts to which nothing is added are left out. */
export function sumTallies(tallies: readonly TallyDocument[]): Map<string, PostCounters> {
  const sums = new Map<string, PostCounters>();
  for (const { postId, views = 0, likes = 0, shares = 0 } of tallies.flatMap(({ counts }) => counts)) {
    const sum = sums.get(postId) ?? { views: 0, likes: 0, shares: 0 };
    sums.set(postId, { views: sum.views + views, likes: sum.likes + likes, shares: sum.shares + shares });
  }
  return new Map([...sums].filter(([, { views, likes, shares }]) => views !== 0 || likes !== 0 || shares !== 0));
}
