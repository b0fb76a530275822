import type { RoadFormatId } from '#domain/road-event';
import { type ParsedRoadFeed, parseRoadFeed } from '#functions/adapters/roads/formats';

/** Small documents of our own, one per format, in the shapes of the real ones; every place in them is invented. */

export const RECEIVED_AT = '2026-07-01T02:00:00.000Z';

export function parse(format: RoadFormatId, document: string | Uint8Array): ParsedRoadFeed {
  return parseRoadFeed(format, document, { sourceId: 'test', sourceName: '测试来源', receivedAt: RECEIVED_AT });
}

/** A document of one event per format, and how to make one of many. */
export interface FormatFixture {
  format: RoadFormatId;
  /** A document with these items. */
  document: (items: readonly string[]) => string;
  /** One item with this id. */
  item: (id: number) => string;
  /** A document that is right and has no event. */
  empty: string;
}

const open511Item = (id: number) =>
  JSON.stringify({
    id: `example.org/${id}`,
    headline: 'Bridge repair',
    status: 'ACTIVE',
    created: '2026-06-01T08:00:00-07:00',
    updated: '2026-06-30T08:00:00-07:00',
    event_type: 'CONSTRUCTION',
    event_subtypes: ['ROAD_MAINTENANCE'],
    severity: 'MODERATE',
    schedule: { intervals: ['2026-06-01T15:00/'] },
    geography: {
      type: 'LineString',
      coordinates: [
        [-120.5, 49.4],
        [-120.4, 49.5],
      ],
    },
    roads: [{ name: 'Road 9', from: 'Mill', to: 'Ferry', direction: 'BOTH', state: 'SINGLE_LANE_ALTERNATING' }],
  });

const wzdxItem = (id: number) =>
  JSON.stringify({
    id: `wz-${id}`,
    type: 'Feature',
    properties: {
      core_details: {
        data_source_id: '1',
        event_type: 'work-zone',
        road_names: ['I-99'],
        direction: 'northbound',
        description: 'Resurfacing',
        update_date: '2026-06-30T10:00:00Z',
      },
      start_date: '2026-06-30T10:00:00Z',
      end_date: '2026-07-30T10:00:00Z',
      vehicle_impact: 'some-lanes-closed',
    },
    geometry: {
      type: 'MultiPoint',
      coordinates: [
        [-93.7, 41.6],
        [-93.7, 41.7],
      ],
    },
  });

const datexItem = (id: number) =>
  `<ns:situation id="S${id}"><ns:headerInformation><ns:informationStatus>real</ns:informationStatus></ns:headerInformation>
   <ns:situationRecord xsi:type="ns:Accident" id="S${id}-1" version="2">
    <ns:situationRecordCreationTime>2026-07-01T01:00:00+02:00</ns:situationRecordCreationTime>
    <ns:situationRecordVersionTime>2026-07-01T03:30:00+02:00</ns:situationRecordVersionTime>
    <ns:probabilityOfOccurrence>probable</ns:probabilityOfOccurrence><ns:severity>high</ns:severity>
    <ns:validity><ns:validityStatus>active</ns:validityStatus><ns:validityTimeSpecification><ns:overallStartTime>2026-07-01T01:00:00+02:00</ns:overallStartTime></ns:validityTimeSpecification></ns:validity>
    <ns:generalPublicComment><ns:comment><ns:values><ns:value lang="en">Lorry &amp; car on the N7.</ns:value></ns:values></ns:comment></ns:generalPublicComment>
    <ns:groupOfLocations xsi:type="ns:Point"><ns:pointByCoordinates><ns:pointCoordinates><ns:latitude>48.5</ns:latitude><ns:longitude>2.5</ns:longitude></ns:pointCoordinates></ns:pointByCoordinates></ns:groupOfLocations>
    <ns:accidentType>overturnedHeavyLorry</ns:accidentType></ns:situationRecord></ns:situation>`;

const datexDocument = (items: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><ns:d2LogicalModel xmlns:ns="http://datex2.eu/schema/2/2_0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" modelBaseVersion="2">
  <ns:payloadPublication xsi:type="ns:SituationPublication" lang="en"><ns:publicationTime>2026-07-01T03:35:00+02:00</ns:publicationTime>${items.join('')}</ns:payloadPublication></ns:d2LogicalModel>`;

const autobahnItem = (id: number) =>
  JSON.stringify({
    identifier: `BAU-${id}`,
    icon: '123',
    isBlocked: 'false',
    future: false,
    extent: '48.10,11.50,48.20,11.60',
    point: '48.1,11.5',
    display_type: 'ROADWORKS',
    subtitle: ' Musterstadt -> Beispielheim',
    title: 'A99 | AS Musterstadt (1) - AS Beispielheim (2)',
    startTimestamp: '2026-06-29T09:00:00.000+0200',
    coordinate: { lat: '48.1', long: '11.5' },
    description: [
      'Beginn: 29.06.2026 09:00',
      'Ende: 28.11.2026 17:00',
      '',
      'Es steht nur 1 Fahrstreifen zur Verfügung.',
      'Maximale Durchfahrtsbreite: 3,25',
    ],
    routeRecommendation: [],
    footer: [],
    lorryParkingFeatureIcons: [],
  });

const digitrafficItem = (id: number) =>
  JSON.stringify({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [24.9, 60.2] },
    properties: {
      situationId: `GUID${id}`,
      version: 3,
      situationType: 'ROAD_WORK',
      releaseTime: '2026-06-30T12:00:00+03:00',
      announcements: [
        {
          language: 'FI',
          title: 'Tie 1, Esimerkki. Tietyö.',
          timeAndDuration: { startTime: '2026-06-30T12:00:00+03:00', endTime: '2026-08-30T12:00:00+03:00' },
          roadWorkPhases: [
            {
              severity: 'HIGH',
              restrictions: [
                { type: 'SPEED_LIMIT', restriction: { name: 'Nopeusrajoitus', quantity: 50, unit: 'km/h' } },
              ],
            },
          ],
        },
      ],
    },
  });

const amapItem = (id: number) =>
  JSON.stringify({
    eventID: id,
    eventType: 302,
    brief: '示例高速北向南封闭',
    eventDesc: '示例高速北向南因事故全线封闭',
    expressway: 1,
    lines: '116.30,39.90;116.31,39.91',
    nickName: '示例高速交警',
    offcial: 0,
    picture: [],
    roadName: 'G4示例高速',
    source: 1,
    startTime: '2026-7-1 8:1:0',
    endTime: [],
    updateTime: '2026-07-01 09:30:00',
    x: '116.30',
    y: '39.90',
  });

const didiItem = (id: number) =>
  JSON.stringify({
    eventID: id,
    eventType: 500,
    brief: '示例路积水',
    eventDesc: '示例路积水约20厘米',
    roadName: '示例路',
    expressway: false,
    startTime: 1782867600,
    endTime: 0,
    updateTime: 1782868600,
    x: 116.3,
    y: 39.9,
    lines: [{ longitude: 116.3, latitude: 39.9 }],
  });

const ownItem = (id: number) =>
  JSON.stringify({
    id: `e${id}`,
    type: '事故',
    severity: '较大',
    headline: '【示例】两车追尾',
    roads: [{ code: 'G4', direction: '北京往武汉方向', stake: 'K1085+300', state: '占道' }],
    point: [114.3, 30.5],
    datum: 'GCJ02',
    start: '2026-07-01T08:00',
    updated: { minutes: -5 },
  });

const csvHeader = '编号,类型,等级,标题,道路编号,方向,桩号,经度,纬度,坐标系,开始时间,结束时间,通行状态';
const csvItem = (id: number) =>
  `c${id},施工,一般,"【示例】养护, 占道",G2,上海方向,K1150—K1156,120.2,31.6,WGS84,2026-07-01 08:00,2026-07-03,占道`;

export const FORMATS: readonly FormatFixture[] = [
  {
    format: 'open511',
    document: (items) => `{"events":[${items.join(',')}],"pagination":{"offset":"0"}}`,
    item: open511Item,
    empty: '{"events":[]}',
  },
  {
    format: 'wzdx',
    document: (items) =>
      `{"feed_info":{"version":"4.2","publisher":"Example DOT","update_date":"2026-07-01T01:59:00Z","update_frequency":60,"data_sources":[{"data_source_id":"1","organization_name":"Example City"}]},"type":"FeatureCollection","features":[${items.join(',')}]}`,
    item: wzdxItem,
    empty: '{"feed_info":{"version":"4.2"},"type":"FeatureCollection","features":[]}',
  },
  { format: 'datex2', document: datexDocument, item: datexItem, empty: datexDocument([]) },
  {
    format: 'autobahn',
    document: (items) => `{"roadworks":[${items.join(',')}]}`,
    item: autobahnItem,
    empty: '{"roadworks":[]}',
  },
  {
    format: 'digitraffic',
    document: (items) => `{"type":"FeatureCollection","features":[${items.join(',')}]}`,
    item: digitrafficItem,
    empty: '{"type":"FeatureCollection","features":[]}',
  },
  {
    format: 'amap',
    document: (items) => `{"code":1,"msg":"ok","data":[${items.join(',')}]}`,
    item: amapItem,
    empty: '{"code":0,"data":[]}',
  },
  {
    format: 'didi',
    document: (items) => `{"status":10000,"msg":"OK","results":{"eventsData":[${items.join(',')}],"lastTraceId":1}}`,
    item: didiItem,
    empty: '{"status":10000,"results":{"eventsData":[]}}',
  },
  {
    format: 'own-json',
    document: (items) => `{"format":"road-events/1","complete":true,"events":[${items.join(',')}]}`,
    item: ownItem,
    empty: '{"format":"road-events/1","events":[]}',
  },
  {
    format: 'own-csv',
    document: (items) => `${csvHeader}\r\n${items.join('\r\n')}\r\n`,
    item: csvItem,
    empty: `${csvHeader}\r\n`,
  },
];
