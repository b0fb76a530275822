import { databaseActions } from '#cloud/database/actions';
import type { LocalDatabase } from '#cloud/database/database';
import { feedKey } from '#domain/feed-key';
import { CHANNEL_IDS } from '#domain/post';
import type { PostDocument } from '#domain/post-document';
import { placeKeys } from '#domain/region';
import { deriveFields, type RoadEventDocument } from '#domain/road-document';
import { ROAD_EVENT_TYPES, type RoadEvent, SEVERITY_LEVELS } from '#domain/road-event';
import { fingerprintOf } from '#domain/road-revision';

/** Documents as the functions write them, in any number and always the same, put straight into a local database. */

/** When the newest post was published, for tests and measurements on the morning of 2026-11-23; epoch milliseconds. */
export const NEWEST_POST = Date.parse('2026-11-23T00:00:00.000Z');

const BATCH = 1000;

const HOUR = 3_600_000;

/** Words that titles are made of; a term of each is common, one of the number is rare. */
const MATTERS = ['雨天', '夜间', '高速', '隧道', '货车', '电动车', '礼让', '酒驾', '绕行', '施工'];
const PLACES = ['110000', '130000', '130100', '310000', '330000', '440000', '510000', '610000'];

/** The `at`-th newest post before an instant; one an hour. */
export function postDocument(at: number, newest: number): PostDocument {
  const id = `post-${String(at).padStart(8, '0')}`;
  const publishedAt = new Date(newest - at * HOUR).toISOString();
  const matter = MATTERS[at % MATTERS.length] ?? '';
  const place = PLACES[at % PLACES.length] ?? '';
  const text = `示例 第${at}号通告：${matter}行车请减速、加大车距，服从现场交警指挥。`;
  return {
    _id: id,
    sourceId: `wechat:agency-${at % 300}`,
    sourceName: `示例交警${at % 300}`,
    platform: 'wechat',
    externalId: id,
    agencyId: `agency-${at % 300}`,
    agency: `示例交警${at % 300}`,
    channel: CHANNEL_IDS[at % CHANNEL_IDS.length] ?? 'release',
    title: text.slice(0, 40),
    digest: text,
    blocks: [{ kind: 'text', html: `<p>${text}</p>` }],
    text,
    publishedAt,
    feedKey: feedKey(publishedAt, id),
    status: 'published',
    revision: 1,
    contentHash: id,
    places: placeKeys(place),
    terms: [matter, '行车', `第${at}`],
    lawKeys: [`road-traffic-safety-law#第${1 + (at % 120)}条`],
  };
}

/** The `at`-th road event that is going on at an instant: strewn over the provinces and a hundred and fifty roads. */
export function roadEventDocument(at: number, now: Date): RoadEventDocument {
  const id = `many:${at}`;
  const key = at.toString(16).padStart(16, '0');
  const isClosed = at % 20 === 0;
  const point: [number, number] = [80 + ((at * 37) % 4500) / 100, 20 + ((at * 53) % 2900) / 100];
  const begun = new Date(now.getTime() - HOUR - (at % 3600) * 1000).toISOString();
  const event: RoadEvent = {
    id,
    source: { id: 'many', name: '示例路况', format: 'own-json', externalId: String(at), terms: [] },
    publisher: { name: '示例路况', authority: 'official' },
    status: 'active',
    type: ROAD_EVENT_TYPES[at % ROAD_EVENT_TYPES.length] ?? 'other',
    subtypes: [],
    effect: { roadState: isClosed ? 'closed' : 'some-lanes-closed' },
    severity: { level: SEVERITY_LEVELS[at % SEVERITY_LEVELS.length] ?? 'minor', from: 'source' },
    certainty: 'observed',
    texts: [{ lang: 'zh-CN', headline: `【示例】第${at}号事件，请减速慢行` }],
    geometry: { type: 'Point', coordinates: point },
    point,
    roads: [{ code: `G${1 + (at % 150)}`, direction: 'unknown', state: isClosed ? 'closed' : 'some-lanes-closed' }],
    regions: [{ adcode: `${11 + ((at * 7) % 54)}0100` }],
    restrictions: [],
    schedule: { start: begun, end: null, intervals: [], recurring: [], exceptions: [] },
    updated: begun,
    related: [],
    attachments: [],
  };
  return {
    _id: key,
    feed: 'many',
    event,
    revision: 1,
    changedAt: now.toISOString(),
    mark: { id, externalId: String(at), status: 'active', fingerprint: fingerprintOf(event), updated: begun },
    open: true,
    derived: deriveFields(key, event, now, now.toISOString()),
  };
}

/** Writes documents in large requests, as fast as the database takes them. @param made the document of each number */
export async function insertMany(
  database: LocalDatabase,
  collectionName: string,
  range: { from: number; to: number },
  made: (at: number) => object,
  onProgress?: (done: number) => void,
): Promise<void> {
  const insert = databaseActions(database)['database.insertDocument'];
  if (insert === undefined) throw new Error('the local database has no insertDocument');
  for (let from = range.from; from < range.to; from += BATCH) {
    const to = Math.min(range.to, from + BATCH);
    const data = Array.from({ length: to - from }, (_, at) => JSON.stringify(made(from + at)));
    await insert({ action: 'database.insertDocument', params: { collectionName, data }, requestId: 'many', bytes: 0 });
    onProgress?.(to);
  }
}
