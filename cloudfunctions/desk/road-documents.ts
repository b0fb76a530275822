import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { DeskRoadContract } from '#contract/desk-roads';
import { AppError } from '#domain/app-error';
import { NO_COUNTS } from '#domain/road-feed';
import { parseRoadFeed } from '#functions/adapters/roads/formats';
import { type Delivery, readParts, removeParts } from '#functions/shared/input-parts';
import { ingestDelivery } from '#functions/shared/road-ingest';
import { roadFeeds } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { leaveTrace } from '#functions/shared/traced-write';

/** A document unpacks to so many bytes at most. */
const LARGEST_DOCUMENT_BYTES = 64 * 1024 * 1024;
const REMARKS = 100;

/** @throws AppError `not_found` where a part is missing, `invalid_input` where the parts are no gzip */
async function readDocument(delivery: Delivery): Promise<Uint8Array> {
  const packed = Buffer.from(await readParts(delivery), 'base64');
  try {
    return gunzipSync(packed, { maxOutputLength: LARGEST_DOCUMENT_BYTES });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid_input', `delivery: the parts are no gzipped document: ${why}`);
  }
}

export const ingestRoadDocument: Handlers<DeskRoadContract>['ingestRoadDocument'] = async (
  input,
  { caller, now, log },
) => {
  const until = performance.now() + input.seconds * 1000;
  const { data: feed } = await roadFeeds().doc(input.feed).get();
  if (feed === null) throw new AppError('not_found', `no road feed ${input.feed}`);
  const handedIn = { openid: caller.openid, delivery: input.delivery, parts: input.parts };
  const document = await readDocument(handedIn);
  const delivery = parseRoadFeed(feed.format, document, {
    sourceId: feed._id,
    sourceName: feed.name,
    receivedAt: input.receivedAt,
    ...(feed.region !== undefined && { region: feed.region }),
    ...(feed.timeZone !== undefined && { timeZone: feed.timeZone }),
  });
  const result = await ingestDelivery({
    feed,
    delivery,
    receivedAt: input.receivedAt,
    now,
    hasTime: () => performance.now() < until,
  });
  log.note('events', delivery.events.length);
  if (result?.outcome === 'done' || result?.outcome === 'refused') {
    const key = createHash('sha256').update(`${feed._id}\n${input.delivery}\n${input.receivedAt}`).digest('hex');
    const { outcome, counts } = result;
    await leaveTrace(
      { by: caller.openid, action: 'ingestRoadDocument', at: now, key: key.slice(0, 32) },
      'road-feeds',
      {
        _id: feed._id,
        ...{ outcome, counts, delivery: input.delivery },
      },
    );
    await removeParts(handedIn);
  }
  return {
    ...(result ?? { outcome: 'busy' as const, counts: NO_COUNTS, unchanged: 0, outOfOrder: 0 }),
    events: delivery.events.length,
    rejected: delivery.rejected.length,
    rejections: delivery.rejected.slice(0, REMARKS),
    warnings: delivery.warnings.slice(0, REMARKS),
  };
};
