import { readWhole } from './read-whole.ts';

export const FEED_PAUSES = 'feed-pauses';

/**
 * A source or feed that is not to be asked, in collection `feed-pauses` under `<kind>:<id>`. Its own document, since a run
 * that is under way writes the source's health whole and would forget a pause that stood there.
 */
export interface FeedPauseDocument {
  _id: string;
  state: 'paused' | 'running';
  /** ISO 8601 UTC. */
  since: string;
}

export type FeedKind = 'news' | 'roads';

export function pauseId(kind: FeedKind, id: string): string {
  return `${kind}:${id}`;
}

/** Ids of the sources or feeds that are paused. */
export async function readPaused(kind: FeedKind): Promise<ReadonlySet<string>> {
  const pauses = await readWhole<FeedPauseDocument>(FEED_PAUSES);
  const prefix = pauseId(kind, '');
  return new Set(
    pauses
      .filter(({ _id, state }) => state === 'paused' && _id.startsWith(prefix))
      .map(({ _id }) => _id.slice(prefix.length)),
  );
}
