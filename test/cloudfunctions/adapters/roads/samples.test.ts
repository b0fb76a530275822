import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RoadFormatId } from '#domain/road-event';
import { type ParsedRoadFeed, parseRoadFeed } from '#functions/adapters/roads/formats';

/** Real documents beside the checkout, which belong to their publishers: read here, never copied. */
const SAMPLES = fileURLToPath(new URL('../../../../../shared/samples/roads/', import.meta.url));

const present = existsSync(SAMPLES);
if (!present) console.warn('skipped: no sample documents beside this checkout');

function read(format: RoadFormatId, file: string): ParsedRoadFeed {
  const document = readFileSync(`${SAMPLES}${file}`);
  return parseRoadFeed(format, document, { sourceId: 's', sourceName: 'S', receivedAt: '2026-07-01T00:00:00.000Z' });
}

function eventOf(feed: ParsedRoadFeed, externalId: string) {
  const event = feed.events.find(({ source }) => source.externalId === externalId);
  if (!event) throw new Error(`no event ${externalId}`);
  return event;
}

describe.skipIf(!present)('DriveBC in Open511', () => {
  it('reads five events with zones, open intervals and daily hours', () => {
    const feed = read('open511', 'open511/event_feed_list_of_five.json');
    expect(feed).toMatchObject({ readable: true, rejected: [], warnings: [] });
    expect(feed.events).toHaveLength(5);
    expect(eventOf(feed, 'drivebc.ca/DBC-28386')).toMatchObject({
      type: 'hazard',
      effect: { roadState: 'closed' },
      severity: { level: 'major', from: 'source', term: 'MAJOR' },
      created: '2021-04-26T15:19:02.000Z',
      updated: '2023-04-13T17:30:12.000Z',
      schedule: { start: '2021-04-26T15:19:00.000Z', end: null },
      point: [-122.479074, 53.155476],
      roads: [{ name: 'Other Roads', direction: 'both', from: 'at Cottonwood bridge' }],
    });
    const pruning = eventOf(feed, 'drivebc.ca/DBC-53145');
    expect(pruning.effect.roadState).toBe('alternating');
    expect(pruning.schedule.recurring).toEqual([
      {
        firstDate: '2023-06-05',
        lastDate: '2023-07-28',
        dailyStart: '09:00',
        dailyEnd: '15:00',
        utcOffsetMinutes: -420,
      },
    ]);
    expect(eventOf(feed, 'drivebc.ca/DBC-46014').extensions?.open511?.linearReference).toBe(78_350);
    expect(eventOf(feed, 'drivebc.ca/DBC-28386').extensions?.open511?.linearReference).toBeUndefined();
  });

  it('rejects the one invalid event and keeps the other four', () => {
    const feed = read('open511', 'open511/event_feed_list_of_five_with_validation_error.json');
    expect(feed.events).toHaveLength(4);
    expect(feed.rejected).toEqual([{ where: 'events[1].id', why: 'missing' }]);
  });

  it('reads the form in which DriveBC keeps an event itself', () => {
    const [event] = read('open511', 'open511/event_feed_list_of_one.json').events;
    expect(event).toMatchObject({
      updated: '2023-09-20T18:13:56.000Z',
      schedule: { start: '2023-09-20T18:13:00.000Z', end: '2023-10-20T18:13:00.000Z' },
      point: [-115.583567, 49.50658],
      roads: [{ name: 'Highway 3', from: 'Pritchard Rd', direction: 'none' }],
    });
  });

  it("refuses rows of a server's own tables", () => {
    expect(read('open511', 'open511/server-five.json')).toMatchObject({
      readable: false,
      rejected: [{ where: 'document' }],
    });
  });
});

describe.skipIf(!present)('WZDx 4.2', () => {
  it('reads mileposts in metres, speeds in km/h and who is responsible', () => {
    const feed = read('wzdx', 'wzdx/scenario1_simple_linestring_example.geojson');
    expect(feed).toMatchObject({
      coverage: 'snapshot',
      version: '4.2',
      updateIntervalSeconds: 60,
      publishedAt: '2020-06-18T15:00:00.000Z',
    });
    expect(feed.events).toHaveLength(5);
    const event = eventOf(feed, 'af2e3f51-611f-4ce0-9282-2f28ca68e62f');
    expect(event.roads).toMatchObject([
      { code: 'I80', direction: 'n', stake: { from: 201_490, to: 203_260 }, state: 'some-lanes-closed' },
      { code: 'I35', direction: 'n', state: 'some-lanes-closed' },
    ]);
    expect(event.restrictions).toEqual([{ kind: 'speed', limit: 88.514 }]);
    expect(event.publisher.name).toBe('Test City 1');
    expect(event.schedule).toMatchObject({
      start: '2010-01-01T01:00:00.000Z',
      startEstimated: true,
      endEstimated: true,
    });
  });

  it('counts lanes for traffic, not shoulders, and converts feet', () => {
    const feed = read('wzdx', 'wzdx/scenario4_detour_linestring_example.geojson');
    const [road] = eventOf(feed, 'a15f7570-b7e6-4367-8ad9-3a462eea65dd').roads;
    expect(road?.lanes).toMatchObject({ total: 2, open: 1, closed: 1 });
    expect(road?.lanes?.each?.[1]?.restrictions).toEqual([{ kind: 'width', limit: 3.353 }]);
    expect(feed.events.filter(({ type }) => type === 'detour')).toHaveLength(3);
  });

  it.each([
    ['scenario1_simple_multipoint_example', 5],
    ['scenario2_laneshift_linestring_example', 1],
    ['scenario3_shoulder_bidirectional_linestring_example', 2],
  ])('reads %s', (name, count) => {
    const feed = read('wzdx', `wzdx/${name}.geojson`);
    expect(feed).toMatchObject({ readable: true, rejected: [], warnings: [] });
    expect(feed.events).toHaveLength(count);
  });
});

describe.skipIf(!present)('DATEX II', () => {
  it('reads an accident, its queue and its closed lane as one event (2.x)', () => {
    const [event, ...others] = read('datex2', 'datex2/Datex2_2017-08-10-15-59-34-896.xml').events;
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'accident',
      effect: { roadState: 'some-lanes-closed', traffic: 'congested' },
      certainty: 'observed',
      schedule: { start: '2017-08-10T12:49:10.000Z', end: null },
      extensions: {
        datex2: {
          version: 2,
          records: [{ type: 'Accident', alertC: { country: '6', table: '17', points: [992, 993] } }, {}, {}],
        },
      },
    });
    expect(event?.texts[0]).toMatchObject({ lang: 'fi', headline: expect.stringContaining('Tie 3') });
  });

  it('keeps an event whose end is no time, without that end', () => {
    const feed = read('datex2', 'datex2/Datex2_2019-11-26-14-35-08-487.xml');
    expect(feed.events).toHaveLength(2);
    expect(eventOf(feed, 'GUID50365429').schedule).toMatchObject({ start: '2019-11-26T12:32:22.925Z', end: null });
    expect(feed.warnings.some(({ why }) => why.includes('DISORDER2_END_PLACEHOLDER'))).toBe(true);
  });

  it.each([
    ['GUID50456943', 'service', '2025-11-27T07:20:00.000Z', '2025-11-27T07:50:00.000Z'],
    ['GUID50459771', 'activity', '2025-12-31T21:30:00.000Z', '2025-12-31T22:59:56.206Z'],
  ])('reads %s with its prefixes (3.5)', (id, type, start, end) => {
    const feed = read('datex2', `datex2/${id}.xml`);
    expect(feed.version).toBe('3');
    expect(eventOf(feed, id)).toMatchObject({
      type,
      severity: { level: 'major' },
      schedule: { start, end },
      status: 'ended',
    });
  });

  it('reads English traffic messages with positions, lanes and delays (1.0)', () => {
    const feed = read('datex2', 'datex2/uk-unplanned-datex1.xml');
    expect(feed).toMatchObject({ version: '1', rejected: [], warnings: [] });
    expect(feed.events).toHaveLength(9);
    expect(feed.events[0]).toMatchObject({
      type: 'congestion',
      point: [-0.144011, 51.270824],
      effect: { delaySeconds: 600, capacityLeft: 1, traffic: 'slow' },
      roads: [{ code: 'M23', direction: 'n', from: 'J8', to: 'J7', lanes: { total: 3, open: 3, closed: 0 } }],
      schedule: { start: '2013-04-26T06:36:58.000Z', end: '2013-04-26T09:15:00.000Z' },
      source: { revision: '7' },
    });
    expect(feed.events.filter(({ type }) => type === 'accident')).toHaveLength(2);
  });
});

describe.skipIf(!present)('the other services', () => {
  it('reads an Autobahn warning: field in UTC, coordinates by name, minutes as seconds', () => {
    const [event] = read('autobahn', 'autobahn/warning_inrix_2026-03-29.json').events;
    expect(event).toMatchObject({
      type: 'congestion',
      status: 'active',
      effect: { delaySeconds: 1320 },
      point: [6.850192886597498, 50.97550173680195],
      roads: [{ code: 'A1', from: 'Köln-Bocklemünd', to: 'Köln-Lövenich', directionText: 'Köln -> Euskirchen' }],
      schedule: { start: '2026-03-29T12:42:24.000Z', end: null },
    });
  });

  it('reads Finnish traffic messages', () => {
    const feed = read('digitraffic', 'digitraffic/GeoJSON-FeatureCollection-example.json');
    expect(feed.events).toHaveLength(2);
    expect(feed.events[0]).toMatchObject({
      type: 'surface',
      updated: '2019-12-13T12:43:18.388Z',
      point: [23.77474, 61.50221],
    });
  });

  it('reads an Amap event: unpadded Beijing times, GCJ-02 positions, a misspelt field', () => {
    const [event] = read('amap', 'amap/event_queryByAdcode_doc_sample.json').events;
    expect(event).toMatchObject({
      id: 's:5366913',
      type: 'roadworks',
      publisher: { name: '高德交通', authority: 'authoritative' },
      schedule: { start: '2018-04-28T00:11:00.000Z', end: '2018-05-13T00:11:00.000Z' },
      updated: '2018-05-07T14:47:18.000Z',
      roads: [{ name: '张河高速', direction: 'n' }],
    });
    expect(event?.point?.[0]).toBeCloseTo(102.0628, 3);
    expect(event?.point?.[1]).toBeCloseTo(35.6294, 3);
    expect(event?.geometry).toMatchObject({ type: 'LineString' });
  });

  it('takes a traffic status without roads for what it is', () => {
    expect(read('amap', 'amap/traffic_status_rectangle_empty_captured_2019.json')).toMatchObject({
      readable: true,
      events: [],
      rejected: [],
    });
    expect(read('amap', 'amap/traffic_status_circle_doc_sample.json').rejected).toHaveLength(1);
    expect(read('amap', 'amap/traffic_status_road_captured_2019.json')).toMatchObject({
      readable: true,
      events: [],
      rejected: [],
    });
    expect(read('amap', 'amap/roads_output_tencent_cloud_article_1329548.txt').readable).toBe(false);
  });

  it('reads a DiDi incident: epoch seconds', () => {
    const [event] = read('didi', 'didi/traffic_incident_doc_sample.json').events;
    expect(event).toMatchObject({
      type: 'accident',
      schedule: { start: '2025-05-12T07:10:37.000Z', end: '2025-05-12T07:25:37.000Z' },
      status: 'ended',
    });
    expect(event?.point?.[0]).toBeCloseTo(116.5394, 3);
  });
});
