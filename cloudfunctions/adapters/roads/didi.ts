import type { RoadEvent, RoadEventSubtype } from '#domain/road-event';
import { roadOf, typeOf } from './amap.ts';
import { classifyChinese, restrictionsOfChinese } from './chinese-terms.ts';
import { assembleEvent, geometryOfPairs } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { FeedRecord, isPlainObject } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { present } from './present.ts';

/**
 * DiDi (滴滴) traffic incidents: times in epoch seconds, coordinates GCJ-02, `status` 10000 for success. Asked with
 * `startid=0` it is everything in force, with the last `lastTraceId` what came since; the document doesn't say which.
 */
export function readDidi(text: string, report: FeedReport): void {
  const document = parseJson(text);
  if (!isPlainObject(document)) throw new UnreadableDocument('document', 'no object');
  const results = document.results ?? document.data;
  const items = isPlainObject(results) ? results.eventsData : undefined;
  const status = document.status ?? document.errno;
  if (status !== undefined && Number(status) !== 10000 && Number(status) !== 0) {
    throw new UnreadableDocument(
      'status',
      `the service answered ${String(status)} ${String(document.msg ?? '')}`.trim(),
    );
  }
  if (items === null && isPlainObject(results)) return;
  if (!Array.isArray(items)) throw new UnreadableDocument('results.eventsData', 'missing: not a DiDi incident answer');
  report.each(
    items,
    (index) => `results.eventsData[${index}]`,
    (item, where) => [readEvent(item, where, report)],
  );
}

const SUBTYPES: Record<number, RoadEventSubtype> = { 400: 'road-closed', 500: 'waterlogging' };

function readEvent(item: unknown, where: string, report: FeedReport): RoadEvent {
  const event = FeedRecord.of(item, where, report.warn);
  const externalId = event.requireText('eventID', 'eventId');
  const number = event.number('eventType');
  const brief = event.text('brief');
  const description = event.text('eventDesc');
  const words = `${brief ?? ''}。${description ?? ''}`;
  const said = classifyChinese(words);
  const subtype = SUBTYPES[number ?? 0];
  const roadName = event.text('roadName');
  const x = event.number('x');
  const y = event.number('y');
  const point = x === undefined || y === undefined ? null : geometryOfPairs([[x, y]], `${where}.x`, report, 'GCJ02');
  const line = event.records('lines').flatMap((place): [number, number][] => {
    const lon = place.number('longitude', 'lng');
    const lat = place.number('latitude', 'lat');
    return lon === undefined || lat === undefined ? [] : [[lon, lat]];
  });
  return assembleEvent(
    {
      externalId,
      type: number === 400 ? 'control' : typeOf(number, said?.type),
      subtypes: [...(subtype ? [subtype] : []), ...(said?.subtypes ?? [])],
      terms: [number === undefined ? undefined : String(number)],
      texts: [present({ lang: 'zh-CN', headline: brief ?? description ?? '', description })],
      effect: {
        ...said?.effect,
        roadState: number === 400 ? 'closed' : said?.over ? 'unknown' : (said?.effect.roadState ?? 'unknown'),
      },
      cause: said?.cause,
      publisher: { name: report.options.sourceName, authority: 'commercial' },
      geometry: geometryOfPairs(line, `${where}.lines`, report, 'GCJ02') ?? point,
      point: point?.type === 'Point' ? point.coordinates : null,
      roads: roadName === undefined ? [] : [roadOf(roadName, words)],
      restrictions: restrictionsOfChinese(words),
      start: event.time('startTime', 'Asia/Shanghai'),
      end: event.time('endTime', 'Asia/Shanghai'),
      updated: event.time('updateTime', 'Asia/Shanghai'),
      extensions: {
        didi: present({
          expressway: event.flag('expressway'),
          eventType: number === undefined ? undefined : String(number),
          unmapped: event.unread(),
        }),
      },
    },
    where,
    report,
  );
}
