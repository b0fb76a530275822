import type { Log } from '#functions/shared/log';
import { publishDue } from './publish-due.ts';
import { unpinPosts } from './unpin-posts.ts';

/** What the clock does to posts, in one run: a function has ten timers at most. One part's failure does not keep the other. */
export async function movePosts(now: Date, log: Log): Promise<void> {
  try {
    await unpinPosts(now, log);
  } finally {
    await publishDue(now, log);
  }
}
