import { serveTimers } from '#functions/shared/timer';
import { assessQuestions } from './assess-questions.ts';
import { countTerms } from './count-terms.ts';
import { foldCounters } from './fold-counters.ts';
import { ingestFeeds } from './ingest-feeds.ts';
import { movePosts } from './move-posts.ts';
import { publishSnapshots } from './publish-snapshots.ts';
import { sweepRoads } from './road-sweep.ts';
import { syncNews } from './sync/sync-news.ts';
import { watch } from './watch.ts';

export const main = serveTimers('jobs', {
  syncNews,
  foldCounters,
  publishDue: movePosts,
  countTerms,
  assessQuestions,
  ingestFeeds,
  sweepRoads,
  publishSnapshots,
  watch,
});
