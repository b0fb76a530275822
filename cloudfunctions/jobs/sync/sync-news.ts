import { AppError } from '#domain/app-error';
import type { Deed } from '#domain/audit';
import { afterFailure, afterSuccess, newSource, type SourceHealth, type SourceRun } from '#domain/source-health';
import type { NewsOptions } from '#functions/adapters/news/news-document';
import { collection } from '#functions/shared/database';
import { readPaused } from '#functions/shared/feed-pauses';
import type { Log } from '#functions/shared/log';
import { postId } from '#functions/shared/post-intake';
import { publishDraft, readExisting, readReferences, withdrawPost } from '#functions/shared/post-publishing';
import { readWhole } from '#functions/shared/read-whole';
import { SourceError } from './fetch-document.ts';
import type { Fetched, Reading } from './reader.ts';
import { readRss } from './rss.ts';
import { readSourceConfigs, type SourceConfig } from './source-config.ts';
import { readWechat } from './wechat.ts';
import { readWeibo } from './weibo.ts';

const BATCH = 20;
/** A run that has not ended by then is taken for dead, and another may begin; minutes. */
const LEASE = 5;
/** No source is begun later than this after the call, so that the function ends within its 60 seconds; milliseconds. */
const TIME_TO_BEGIN = 40_000;

const sources = () => collection<SourceHealth>('sources');

function readSource(source: SourceConfig, reading: Reading): Promise<Fetched> {
  switch (source.kind) {
    case 'wechat':
      return readWechat(source, reading);
    case 'weibo':
      return readWeibo(source, reading);
    case 'rss':
      return readRss(source, reading);
  }
}

function optionsOf({ agencyId, sourceId, sourceName }: SourceConfig): NewsOptions {
  return {
    ...(agencyId !== undefined && { agencyId }),
    ...(sourceId !== undefined && { sourceId }),
    ...(sourceName !== undefined && { sourceName }),
  };
}

async function publishAll({ documents, cursor }: Fetched, deed: Deed): Promise<SourceRun> {
  const run: SourceRun = { items: 0, rejected: documents.flatMap(({ rejected }) => rejected), cursor };
  const drafts = documents.flatMap(({ posts }) => posts);
  for (let at = 0; at < drafts.length; at += BATCH) {
    const batch = drafts.slice(at, at + BATCH);
    const [known, references] = await Promise.all([readExisting(batch), readReferences(batch)]);
    for (const draft of batch) {
      const existing = known.get(postId(draft.sourceId, draft.externalId));
      const publication = await publishDraft(draft, existing, references, deed);
      if (publication.outcome === 'rejected') run.rejected.push({ where: draft.externalId, why: publication.reason });
      else if (publication.outcome !== 'unchanged') run.items += 1;
    }
  }
  for (const { sourceId, externalId } of documents.flatMap(({ withdrawn }) => withdrawn)) {
    if (await withdrawDeleted(postId(sourceId, externalId), deed)) run.items += 1;
  }
  return run;
}

/** False where we never had it, or it is gone already. */
async function withdrawDeleted(id: string, deed: Deed): Promise<boolean> {
  try {
    await withdrawPost({ id, reason: '来源已删除', kind: 'source-withdrawn' }, deed);
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'conflict')) return false;
    throw error;
  }
}

async function writeHealth({ _id, ...health }: SourceHealth): Promise<void> {
  await sources().doc(_id).set({ data: health });
}

/** Takes a source for this run: two runs at once would ask it twice. False where another has it. */
async function claim(health: SourceHealth, now: Date): Promise<boolean> {
  const nextAt = new Date(now.getTime() + LEASE * 60_000).toISOString();
  const { stats } = await sources().where({ _id: health._id, nextAt: health.nextAt }).update({ data: { nextAt } });
  return stats.updated === 1;
}

/** One source, whatever becomes of it; what is wrong with it stands in its health and stops there. */
async function syncSource(
  source: SourceConfig,
  health: SourceHealth,
  { environment, now }: { environment: NodeJS.ProcessEnv; now: Date },
): Promise<SourceHealth> {
  try {
    const reading = { cursor: health.cursor, environment, now, options: optionsOf(source) };
    const fetched = await readSource(source, reading);
    const run = await publishAll(fetched, { by: `jobs:${source.id}`, action: 'syncNews', at: now });
    return afterSuccess(health, run, source.every, now);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const retryAfter = error instanceof SourceError ? error.retryAfter : undefined;
    return afterFailure(health, { message, retryAfter }, source.every, now);
  }
}

async function readHealth(configs: readonly SourceConfig[], now: Date): Promise<Map<string, SourceHealth>> {
  const found = await readWhole<SourceHealth>('sources');
  const known = new Map(found.map((health) => [health._id, health]));
  for (const { id } of configs) {
    if (known.has(id)) continue;
    const fresh = newSource(id, now);
    await writeHealth(fresh);
    known.set(id, fresh);
  }
  return known;
}

/** Asks every source that is due, the longest due first. */
export async function syncNews(now: Date, log: Log, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const began = performance.now();
  const configs = readSourceConfigs(environment);
  const [health, paused] = await Promise.all([readHealth(configs, now), readPaused('news')]);
  const due = configs
    .filter(({ id }) => !paused.has(id))
    .flatMap((source) => ({ source, health: health.get(source.id) ?? newSource(source.id, now) }))
    .filter((one) => Date.parse(one.health.nextAt) <= now.getTime())
    .sort((one, other) => (one.health.nextAt < other.health.nextAt ? -1 : 1));
  const outcome = { asked: 0, failed: 0 };
  for (const { source, health } of due) {
    if (performance.now() - began > TIME_TO_BEGIN) break;
    if (!(await claim(health, now))) continue;
    const after = await syncSource(source, health, { environment, now });
    await writeHealth(after);
    outcome.asked += 1;
    if (after.failures > 0) outcome.failed += 1;
  }
  log.note('sources', outcome.asked);
  log.note('failed', outcome.failed);
}
