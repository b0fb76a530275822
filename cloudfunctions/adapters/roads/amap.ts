import { normalizeRoadCode } from '#domain/road-code';
import type {
  AffectedRoad,
  Authority,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  TrafficLevel,
} from '#domain/road-event';
import { parseStakeRange, type StakeRange } from '#domain/stake';
import { classifyChinese, directionOfChinese, restrictionsOfChinese, TYPE_BY_HUNDRED } from './chinese-terms.ts';
import { assembleEvent, geometryOfPairs } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { FeedRecord, isPlainObject } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { present } from './present.ts';
import { termTable } from './term-table.ts';

/**
 * Amap (高德): traffic events of a region (`event/queryByAdcode`), and the roads of a traffic status (`traffic/status`,
 * `extensions=all`), whose slow and jammed stretches are congestion events. Coordinates are GCJ-02, times Beijing time,
 * an empty value is `[]`.
 */
export function readAmap(text: string, report: FeedReport): void {
  const document = parseJson(text);
  if (!isPlainObject(document)) throw new UnreadableDocument('document', 'no object');
  if ('trafficinfo' in document) readStatus(document, report);
  else readEvents(document, report);
}

function readEvents(document: Record<string, unknown>, report: FeedReport): void {
  const items = document.data;
  if (!Array.isArray(items)) {
    const said = [document.code ?? document.status, document.msg ?? document.info].filter((part) => part !== undefined);
    throw new UnreadableDocument('data', `missing: the service answered ${said.join(' ') || 'something else'}`);
  }
  report.coverage = 'unspecified';
  report.each(
    items,
    (index) => `data[${index}]`,
    (item, where) => [readEvent(item, where, report)],
  );
}

const ZONE = 'Asia/Shanghai';

/** `offcial` [sic]: 0 official, 1 authoritative, 2 users. */
const AUTHORITY: Record<number, Authority> = { 0: 'official', 1: 'authoritative', 2: 'user' };

function readEvent(item: unknown, where: string, report: FeedReport): RoadEvent {
  const event = FeedRecord.of(item, where, report.warn);
  const externalId = event.requireText('eventID', 'eventId', 'id');
  const number = event.number('eventType');
  const brief = event.text('brief');
  const description = event.text('eventDesc');
  const words = `${brief ?? ''}。${description ?? ''}`;
  const said = classifyChinese(words);
  const roadName = event.text('roadName');
  const location = readPlace(event, where, report);
  return assembleEvent(
    {
      externalId,
      type: typeOf(number, said?.type),
      subtypes: subtypesOf(number, said?.subtypes),
      terms: [number === undefined ? undefined : String(number)],
      texts: [present({ lang: 'zh-CN', headline: brief ?? description ?? '', description })],
      // The words of a works notice name its dates as past; only the times say whether it is over.
      effect: { ...said?.effect, roadState: said?.over ? 'unknown' : (said?.effect.roadState ?? 'unknown') },
      cause: said?.cause,
      publisher: {
        name: event.text('nickName') ?? report.options.sourceName,
        authority: AUTHORITY[event.number('offcial', 'official') ?? -1] ?? 'unknown',
      },
      geometry: location.geometry,
      point: location.point,
      roads: roadName === undefined ? [] : [roadOf(roadName, words)],
      restrictions: restrictionsOfChinese(words),
      start: event.time('startTime', ZONE),
      end: event.time('endTime', ZONE),
      updated: event.time('updateTime', ZONE),
      attachments: event.texts('picture').map((url) => ({ url })),
      extensions: {
        amap: present({
          expressway: event.flag('expressway'),
          sourceCode: event.text('source'),
          eventType: number === undefined ? undefined : String(number),
          unmapped: event.unread(),
        }),
      },
    },
    where,
    report,
  );
}

/** The words are finer than the number's hundred, except where they only name what the number already says. */
export function typeOf(number: number | undefined, said: RoadEventType | undefined): RoadEventType {
  const byNumber = number === undefined ? undefined : TYPE_BY_HUNDRED[Math.floor(number / 100)];
  if (byNumber === undefined) return said ?? 'other';
  return byNumber === 'control' && said !== undefined && said !== 'congestion' ? said : byNumber;
}

function subtypesOf(number: number | undefined, said: RoadEventSubtype[] = []): RoadEventSubtype[] {
  return number === 302 ? ['road-closed', ...said] : said;
}

export function roadOf(name: string, words: string): AffectedRoad {
  const directionText =
    /[\p{Script=Han}]{0,8}(?:[东南西北]{1,2}(?:向|往|至|到)[东南西北]{1,2}|双向|上行|下行|[出进]京方向|[\p{Script=Han}]{2,8}方向)/u.exec(
      words,
    )?.[0];
  return present({
    code: normalizeRoadCode(name) ?? codeWithin(name),
    name,
    direction: directionOfChinese(words),
    directionText: directionText
      ?.match(
        /(?:[东南西北]{1,2}(?:向|往|至|到)[东南西北]{1,2}|双向|上行|下行|[出进]京方向|[\p{Script=Han}]{2,6}方向)$/u,
      )?.[0]
      // 京藏高速出京方向: the road is said already.
      .replace(/^.*(?:高速公路|高速|[国省]道|大道)(?=.{2,})/u, ''),
    stake: stakeWithin(words),
    state: 'unknown' as const,
  });
}

/** The first post that the words name: `K30处`, `K10+200至K12`. */
function stakeWithin(words: string): StakeRange | undefined {
  const post = String.raw`[ZY]?K\s?\d{1,4}(?:\s?[+＋]\s?\d{1,3})?`;
  const said = new RegExp(`(?<![A-Z])${post}(?:\\s*(?:至|到|-|—|~)\\s*${post})?`, 'iu').exec(words)?.[0];
  return said === undefined ? undefined : (parseStakeRange(said) ?? undefined);
}

/** `G6京藏高速` names its number first. */
function codeWithin(name: string): string | undefined {
  const code = /^[GSXY]\d{1,4}/iu.exec(name.trim())?.[0];
  return code === undefined ? undefined : (normalizeRoadCode(code) ?? undefined);
}

function readPlace(event: FeedRecord, where: string, report: FeedReport) {
  const lines = pairsOf(event.text('lines'));
  const x = event.number('x', 'lng');
  const y = event.number('y', 'lat');
  const point = x === undefined || y === undefined ? null : geometryOfPairs([[x, y]], `${where}.x`, report, 'GCJ02');
  return {
    geometry: geometryOfPairs(lines, `${where}.lines`, report, 'GCJ02') ?? point,
    point: point?.type === 'Point' ? point.coordinates : null,
  };
}

/** `102.06,35.62;102.07,35.63`: longitude first; `|` divides in some answers. */
function pairsOf(text: string | undefined): [number, number][] {
  return (text ?? '').split(/[;|]/u).flatMap((pair): [number, number][] => {
    const [lon, lat] = pair.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    return lon !== undefined && lat !== undefined && Number.isFinite(lon) && Number.isFinite(lat) ? [[lon, lat]] : [];
  });
}

/** Grades of a traffic status: 1 clear, 2 slow, 3 congested, 4 badly congested; 0 is no data, whatever the speed says. */
const GRADES = termTable<{ traffic: TrafficLevel; words: string; subtype: RoadEventSubtype } | undefined>({
  2: { traffic: 'slow', words: '缓行', subtype: 'slow-traffic' },
  3: { traffic: 'congested', words: '拥堵', subtype: 'queue' },
  4: { traffic: 'blocked', words: '严重拥堵', subtype: 'stationary-traffic' },
});

function readStatus(document: Record<string, unknown>, report: FeedReport): void {
  const answer = FeedRecord.of(document, 'document', report.warn);
  if (answer.text('status') === '0') {
    throw new UnreadableDocument('status', `the service refused: ${answer.text('info') ?? 'no reason given'}`);
  }
  const info = answer.record('trafficinfo');
  const roads = [...(info?.list('roads') ?? []), ...answer.list('roads')];
  const summary = info?.text('description');
  report.coverage = 'partial';
  const clear = info?.record('evaluation')?.text('status') === '1';
  if (roads.length === 0 && summary !== undefined && !clear) {
    report.reject('trafficinfo.roads', 'missing: a summary in words only (ask with extensions=all)');
  }
  report.each(
    roads,
    (index) => `trafficinfo.roads[${index}]`,
    (item, where) => readJam(item, where, report),
  );
}

function readJam(item: unknown, where: string, report: FeedReport): RoadEvent[] {
  const road = FeedRecord.of(item, where, report.warn);
  const grade = GRADES[road.text('status') ?? '0'];
  if (!grade) return [];
  const name = road.requireText('name');
  const stretch = road.text('direction');
  const lcodes = road.texts('lcodes').flatMap((codes) => codes.split(','));
  const speed = road.amount('speed');
  const ends = /^从(.+?)到(.+)$/u.exec(stretch ?? '');
  const angle = road.amount('angle');
  return [
    assembleEvent(
      {
        externalId: `status:${name}:${lcodes.join(',') || stretch || ''}`,
        type: 'congestion',
        subtypes: [grade.subtype],
        terms: [road.text('status')],
        texts: [present({ lang: 'zh-CN', headline: `${name}${stretch ?? ''}${grade.words}`, location: stretch })],
        status: 'active',
        effect: present({
          roadState: 'open' as const,
          traffic: grade.traffic,
          speedKph: speed === 0 ? undefined : speed,
        }),
        severity: undefined,
        certainty: 'observed',
        publisher: { name: report.options.sourceName, authority: 'commercial' },
        geometry: geometryOfPairs(pairsOf(road.text('polyline')), `${where}.polyline`, report, 'GCJ02'),
        roads: [
          present({
            code: codeWithin(name),
            name,
            direction: 'unknown' as const,
            directionText: stretch,
            from: ends?.[1],
            to: ends?.[2],
            state: 'open' as const,
          }),
        ],
        updated: report.options.receivedAt,
        extensions: {
          amap: present({ lcodes: lcodes.length > 0 ? lcodes : undefined, angle, unmapped: road.unread() }),
        },
      },
      where,
      report,
    ),
  ];
}
