import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ActionInput, ActionOutput, Reply } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { partsOf } from '#domain/event-parts';
import { ROAD_FORMAT_IDS, type RoadFormatId } from '#domain/road-event';
import type { CloudSession } from './cloud-session.ts';

export const ROAD_FORMATS: readonly RoadFormatId[] = ROAD_FORMAT_IDS;

export interface RoadImport {
  format: RoadFormatId;
  /** Paths or http(s) addresses. */
  documents: readonly string[];
  openid: string;
  /** Key of the feed; from each document's name when absent. */
  sourceId?: string | undefined;
  sourceName?: string | undefined;
  /** Each document is all that is in force: what it leaves out is over. One that says so itself is believed. */
  snapshot: boolean;
}

type Outcome = ActionOutput<DeskContract, 'ingestRoadDocument'>;
type DeskAction = keyof DeskContract['actions'] & string;

/** One call works so long; then the import says how far it is. */
const SECONDS = 15;

async function call<A extends DeskAction>(
  session: CloudSession,
  openid: string,
  action: A,
  input: ActionInput<DeskContract, A>,
): Promise<ActionOutput<DeskContract, A>> {
  const reply = (await session.call('desk', { action, input }, openid)) as Reply<ActionOutput<DeskContract, A>>;
  if (!reply.ok) throw new Error(`desk.${action}: ${reply.error.code}: ${reply.error.message}`);
  return reply.data;
}

/**
 * Hands a document to a feed that the desk knows, in parts, and has it taken until it is done or refused.
 * @throws where the desk refuses the call, or another import holds the feed
 */
export async function deliverRoadDocument(
  session: CloudSession,
  { openid, feed, document, receivedAt }: { openid: string; feed: string; document: Uint8Array; receivedAt: Date },
  progress: (outcome: Outcome) => void = () => {},
): Promise<Outcome> {
  const data = gzipSync(document).toString('base64');
  const delivery = createHash('sha256').update(document).digest('hex');
  const parts = partsOf(data);
  for (const [index, text] of parts.entries()) {
    await call(session, openid, 'handInPart', { delivery, index, text });
  }
  for (;;) {
    const outcome = await call(session, openid, 'ingestRoadDocument', {
      feed,
      delivery,
      parts: parts.length,
      receivedAt: receivedAt.toISOString(),
      seconds: SECONDS,
    });
    if (outcome.outcome === 'busy') throw new Error(`another run holds the feed ${feed}; try again in two minutes`);
    if (outcome.outcome !== 'running') return outcome;
    progress(outcome);
  }
}

/** How long an address may take, milliseconds. */
const PATIENCE = 30_000;

/** @throws where there is no such file, or the address gives no document */
async function readDocument(source: string): Promise<Uint8Array> {
  if (!/^https?:\/\//.test(source)) {
    if (!existsSync(source)) throw new Error(`${source}: no such file`);
    return readFileSync(source);
  }
  const response = await fetch(source, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${new URL(source).origin} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function feedIdOf(source: string): string {
  const name = /^https?:\/\//.test(source) ? new URL(source).hostname : path.parse(source).name;
  const id = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
  return /[A-Za-z0-9]/.test(id) ? id : 'import';
}

/**
 * Takes documents into their feeds, which are set up where there are none, and says what became of each.
 * @returns false where one was refused as a whole
 */
export async function runRoadImport(session: CloudSession, wanted: RoadImport): Promise<boolean> {
  const { documents, openid, format, sourceId, sourceName, snapshot } = wanted;
  let isTaken = true;
  for (const source of documents) {
    const receivedAt = new Date();
    const document = await readDocument(source);
    const feed = sourceId ?? feedIdOf(source);
    const mode = snapshot ? 'snapshot' : 'delta';
    await call(session, openid, 'saveRoadFeeds', { feeds: [{ id: feed, name: sourceName ?? feed, format, mode }] });
    const outcome = await deliverRoadDocument(session, { openid, feed, document, receivedAt }, ({ counts }) =>
      console.log(`${source}：已写入 ${counts.created + counts.updated + counts.closed} 条，继续…`),
    );
    report(source, outcome);
    isTaken &&= outcome.outcome !== 'refused';
  }
  return isTaken;
}

function report(
  source: string,
  { outcome, why, counts, unchanged, outOfOrder, rejected, rejections, warnings }: Outcome,
) {
  if (outcome === 'refused') console.log(`${source}：整份拒绝，没有任何改动：${why}`);
  else {
    const late = outOfOrder > 0 ? `，早于已存 ${outOfOrder}` : '';
    console.log(
      `${source}：新增 ${counts.created}，更新 ${counts.updated}，结束 ${counts.closed}，未变 ${unchanged}${late}，拒绝 ${rejected}`,
    );
  }
  for (const remark of rejections) console.log(`  拒绝 ${remark.where}：${remark.why}`);
  if (rejected > rejections.length) console.log(`  另有 ${rejected - rejections.length} 条被拒绝`);
  for (const remark of warnings) console.log(`  注意 ${remark.where}：${remark.why}`);
}
