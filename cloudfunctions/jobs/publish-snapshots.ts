import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { newsContract } from '#contract/news';
import { roadsContract } from '#contract/roads';
import { POINTER_FILE, SNAPSHOT_FOLDER, type SnapshotName, type SnapshotPointer } from '#domain/snapshot';
import type { SnapshotFileDocument } from '#domain/snapshot-document';
import { listPosts } from '#functions/news/list-posts';
import { listEvents } from '#functions/roads/list-events';
import { collection, command } from '#functions/shared/database';
import { removeFiles, writeFile } from '#functions/shared/files';
import type { Log } from '#functions/shared/log';
import { readSnapshotPercent } from '#functions/shared/snapshot-settings';

/** A run is due each minute: two may fail before anybody has to ask the function. */
const LIFETIME_MS = 3 * 60_000;
/** So long a file stays that no pointer names any more: caches and slow phones may still hold an older pointer. */
const KEPT_MS = 15 * 60_000;
/** What the service removes in one call. */
const MOST_REMOVED = 50;

const files = () => collection<SnapshotFileDocument>('snapshot_files');

/** The answers, as the functions of their contracts give them to anybody. */
async function composeAnswers(now: Date, log: Log): Promise<Record<SnapshotName, string>> {
  const context = { now, log, caller: {}, requestId: 'publishSnapshots' };
  const news = newsContract.actions.listPosts;
  const roads = roadsContract.actions.listEvents;
  const [posts, events] = await Promise.all([
    listPosts(v.parse(news.input, {}), context),
    listEvents(v.parse(roads.input, {}), context),
  ]);
  return {
    news: JSON.stringify(v.parse(news.output, posts)),
    roads: JSON.stringify(v.parse(roads.output, events)),
  };
}

/** The same answer has the same name, and a name never gets another answer. */
function nameOf(name: SnapshotName, text: string): string {
  return `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 20)}.json`;
}

/** Sees to it that the storage has a file, and that it is not cleared away. What a killed run began is done again. */
async function keepFile(name: string, text: string, usedAt: string): Promise<void> {
  const { data: known } = await files().doc(name).get();
  const isThere = known?.uploaded === true;
  await files()
    .doc(name)
    .set({ data: { uploaded: isThere, usedAt } });
  if (isThere) return;
  await writeFile(SNAPSHOT_FOLDER + name, text);
  await files()
    .doc(name)
    .set({ data: { uploaded: true, usedAt } });
}

async function clearAway(fileIdOf: (name: string) => string, now: Date): Promise<number> {
  const unused = new Date(now.getTime() - KEPT_MS).toISOString();
  const { data: old } = await files()
    .where({ usedAt: command.lt(unused) })
    .orderBy('usedAt', 'asc')
    .limit(MOST_REMOVED)
    .get();
  await removeFiles(old.map(({ _id }) => fileIdOf(_id)));
  for (const { _id } of old) await files().doc(_id).remove();
  return old.length;
}

/**
 * Publishes the first pages as files: bodies first, the pointer last, then what no pointer names any more goes. Does nothing
 * while an operator has the snapshots off; the last pointer runs out by itself then.
 */
export async function publishSnapshots(now: Date, log: Log): Promise<void> {
  if ((await readSnapshotPercent()) === 0) return;
  const answers = await composeAnswers(now, log);
  const names = { news: nameOf('news', answers.news), roads: nameOf('roads', answers.roads) };
  for (const name of Object.keys(answers) as SnapshotName[]) {
    await keepFile(names[name], answers[name], now.toISOString());
  }
  const pointer: SnapshotPointer = {
    // Seconds of the service's clock: they grow without a counter that a restored backup would set back.
    sequence: Math.floor(now.getTime() / 1000),
    publishedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + LIFETIME_MS).toISOString(),
    files: names,
  };
  const pointerPath = SNAPSHOT_FOLDER + POINTER_FILE;
  const pointerId = await writeFile(pointerPath, JSON.stringify(pointer));
  const folderId = pointerId.slice(0, -POINTER_FILE.length);
  log.note('sequence', pointer.sequence);
  log.note('cleared', await clearAway((name) => folderId + name, now));
}
