import { describe, expect, it } from 'vitest';
import { parse } from './feed-fixtures.ts';

/** Documents as other publishers write the same formats: what the samples don't show. */

const json = (value: unknown) => JSON.stringify(value);

describe('DATEX II of other publishers', () => {
  const record = (id: string, type: string, body: string, validity = '') =>
    `<q:situationRecord x:type="q:${type}" id="${id}" version="1"><q:situationRecordVersionTime>2026-11-28T11:30:00+01:00</q:situationRecordVersionTime>
     <q:validity><k:validityStatus>definedByValidityTimeSpec</k:validityStatus><k:validityTimeSpecification><k:overallStartTime>2026-11-27T20:00:00+01:00</k:overallStartTime><k:overallEndTime>2026-12-05T05:00:00+01:00</k:overallEndTime>${validity}</k:validityTimeSpecification></q:validity>${body}</q:situationRecord>`;
  const payload = (
    id: string,
    records: string,
    kind = 'q:SituationPublication',
    published = '2026-11-28T12:00:00+01:00',
  ) =>
    `<n0:payload x:type="${kind}" lang="de"><k:publicationTime>${published}</k:publicationTime><q:situation id="${id}" version="1">${records}</q:situation></n0:payload>`;
  const container = (...payloads: string[]) =>
    `<n0:messageContainer xmlns:n0="http://datex2.eu/schema/3/messageContainer" xmlns:q="http://datex2.eu/schema/3/situation" xmlns:k="http://datex2.eu/schema/3/common" xmlns:l="http://datex2.eu/schema/3/locationReferencing" xmlns:x="http://www.w3.org/2001/XMLSchema-instance">${payloads.join('')}</n0:messageContainer>`;
  const closed = '<q:roadOrCarriagewayOrLaneManagementType>roadClosed</q:roadOrCarriagewayOrLaneManagementType>';
  const lorries =
    '<q:forVehiclesWithCharacteristicsOf><k:vehicleType>lorry</k:vehicleType></q:forVehiclesWithCharacteristicsOf>';
  const management = 'RoadOrCarriagewayOrLaneManagement';
  const only = (text: string) => parse('datex2', text).events[0];

  it('reads a line in CRS84, whose longitude is first, though both values could be latitudes', () => {
    const line = (srs: string) =>
      `<q:locationReference x:type="l:LinearLocation"><l:gmlLineString srsName="${srs}"><l:posList>9.10 48.70 9.20 48.75</l:posList></l:gmlLineString></q:locationReference>`;
    const geometryIn = (srs: string) => only(container(payload('S', record('R', management, line(srs)))))?.geometry;
    expect(geometryIn('urn:ogc:def:crs:OGC:1.3:CRS84')).toEqual({
      type: 'LineString',
      coordinates: [
        [9.1, 48.7],
        [9.2, 48.75],
      ],
    });
    expect(geometryIn('EPSG:4326')).toMatchObject({ coordinates: [[48.7, 9.1], expect.anything()] });
  });

  it('leaves heights out of a line that has them', () => {
    const line =
      '<q:locationReference x:type="l:LinearLocation"><l:gmlLineString srsDimension="3" srsName="EPSG:4979"><l:posList>48.7 9.1 300 48.8 9.2 310</l:posList></l:gmlLineString></q:locationReference>';
    expect(only(container(payload('S', record('R', management, line))))?.geometry).toMatchObject({
      type: 'LineString',
      coordinates: [
        [9.1, 48.7],
        [9.2, 48.8],
      ],
    });
  });

  it('reads every payload of a container, as of the oldest, and none that is not about situations', () => {
    const older = payload('S2', record('R2', 'Accident', ''), 'q:SituationPublication', '2026-11-28T11:00:00+01:00');
    const sites = payload('S3', '', 'q:MeasurementSiteTablePublication');
    const feed = parse('datex2', container(payload('S1', record('R1', 'Accident', '')), older, sites));
    expect(feed.events.map(({ source }) => source.externalId)).toEqual(['S1', 'S2']);
    expect(feed.publishedAt).toBe('2026-11-28T10:00:00.000Z');
    expect(parse('datex2', container(sites)).readable).toBe(false);
  });

  it('knows that a road closed to lorries is not a closed road, unless it is closed to all as well', () => {
    const forLorries = record('R1', management, `${closed}${lorries}`);
    expect(only(container(payload('S', forLorries)))).toMatchObject({
      effect: { roadState: 'unknown' },
      restrictions: [{ kind: 'no-entry', vehicles: ['truck'] }],
    });
    const forAll = record('R2', management, closed);
    expect(only(container(payload('S', forLorries + forAll)))?.effect.roadState).toBe('closed');
    const any = lorries.replace('lorry', 'anyVehicle');
    expect(only(container(payload('S', record('R1', management, `${closed}${any}`))))?.effect.roadState).toBe('closed');
  });

  it('knows a pass that is closed for the winter', () => {
    const winter = closed.replace('roadClosed', 'closedPermanentlyForTheWinter');
    expect(only(container(payload('S', record('R', management, winter))))?.effect.roadState).toBe('closed');
  });

  it('keeps the days on which a recurring closure does not hold', () => {
    const nights =
      '<k:validPeriod><k:recurringTimePeriodOfDay x:type="k:TimePeriodByHour"><k:startTimeOfPeriod>20:00:00</k:startTimeOfPeriod><k:endTimeOfPeriod>05:00:00</k:endTimeOfPeriod></k:recurringTimePeriodOfDay></k:validPeriod>';
    const exception = (start: string, end: string) =>
      `<k:exceptionPeriod><k:startOfPeriod>${start}</k:startOfPeriod><k:endOfPeriod>${end}</k:endOfPeriod></k:exceptionPeriod>`;
    const validity = `${nights}${exception('2026-11-30T00:00:00+01:00', '2026-12-01T23:59:59+01:00')}${exception('2026-12-03T10:00:00+01:00', '2026-12-03T12:00:00+01:00')}`;
    expect(only(container(payload('S', record('R', management, closed, validity))))?.schedule).toMatchObject({
      recurring: [{ dailyStart: '20:00', dailyEnd: '05:00', utcOffsetMinutes: 60 }],
      exceptions: [
        { date: '2026-11-30', windows: [] },
        { date: '2026-12-01', windows: [] },
      ],
    });
  });
});

describe('WZDx of other publishers', () => {
  it('takes no arrow board for a road event', () => {
    const device = {
      id: 'd1',
      type: 'Feature',
      properties: { core_details: { device_type: 'arrow-board', road_names: ['I-80'], device_status: 'ok' } },
      geometry: { type: 'Point', coordinates: [-93.7, 41.6] },
    };
    const feed = parse('wzdx', json({ feed_info: { version: '4.2' }, type: 'FeatureCollection', features: [device] }));
    expect(feed.events).toEqual([]);
    expect(feed.rejected).toEqual([
      { where: 'features[0]', why: 'a field device, not a road event', externalId: 'd1' },
    ]);
  });
});

describe('WZDx before version 4', () => {
  it('counts as open the lanes that are not listed', () => {
    const feature = {
      type: 'Feature',
      properties: {
        road_event_id: 'r1',
        event_type: 'work-zone',
        road_name: 'US-50',
        total_num_lanes: 3,
        lanes: [{ lane_number: 1, lane_status: 'closed', lane_type: 'right-lane' }],
      },
      geometry: { type: 'Point', coordinates: [-93.7, 41.6, 200] },
    };
    const feed = { road_event_feed_info: { version: '3.1' }, type: 'FeatureCollection', features: [feature] };
    const [read] = parse('wzdx', json(feed)).events;
    expect(read?.roads[0]?.lanes).toMatchObject({ total: 3, open: 2, closed: 1 });
    expect(read?.point).toEqual([-93.7, 41.6]);
  });
});

describe('Open511 of other publishers', () => {
  it('reads the list of windows that a schedule was before v1', () => {
    const schedules = [{ start_date: '2026-11-28', end_date: '2026-11-29', start_time: '08:00', end_time: '17:00' }];
    const event = { id: 'a/1', headline: 'X', event_type: 'CONSTRUCTION', timezone: 'America/Vancouver', schedules };
    const feed = parse('open511', json({ events: [event] }));
    expect(feed.warnings).toEqual([]);
    expect(feed.events[0]?.schedule).toMatchObject({
      start: '2026-11-28T16:00:00.000Z',
      end: '2026-11-30T01:00:00.000Z',
      recurring: [{ dailyStart: '08:00', dailyEnd: '17:00', utcOffsetMinutes: -480 }],
    });
  });

  it('lets a night’s window reach into the morning after its last day, and a detour speak the event’s language', () => {
    const event = {
      id: 'x.ca/1',
      headline: 'Pont fermé',
      lang: 'fr',
      event_type: 'CONSTRUCTION',
      timezone: 'America/Montreal',
      schedule: {
        recurring_schedules: [
          { start_date: '2026-11-01', end_date: '2026-12-31', daily_start_time: '21:00', daily_end_time: '05:30' },
        ],
      },
      detour: 'Sortie 68',
    };
    const [read] = parse('open511', json({ events: [event] })).events;
    expect(read?.schedule).toMatchObject({ start: '2026-11-02T02:00:00.000Z', end: '2027-01-01T10:30:00.000Z' });
    expect(read?.detour?.texts).toEqual([{ lang: 'fr', text: 'Sortie 68' }]);
  });
});

describe('the Autobahn API', () => {
  const item = (more: Record<string, unknown>) => ({ identifier: 'a', title: 'A8 | Pforzheim-Ost', ...more });
  const read = (service: string, more: Record<string, unknown>) =>
    parse('autobahn', json({ [service]: [item(more)] })).events[0];

  it('does not take a blocked entry for a closed motorway', () => {
    const entry = { display_type: 'CLOSURE_ENTRY_EXIT', isBlocked: 'true', description: ['Einfahrt gesperrt'] };
    expect(read('closure', entry)).toMatchObject({ subtypes: ['ramp-closed'], effect: { roadState: 'unknown' } });
  });

  it('reads heights and the length of a queue from the words', () => {
    const works = read('roadworks', { display_type: 'ROADWORKS', description: ['Maximale Höhe: 4,1 m'] });
    expect(works?.restrictions).toEqual([{ kind: 'height', limit: 4.1 }]);
    for (const words of ['12,5 km Stau', 'Stau, Länge: 12,5 km']) {
      const jam = read('warning', { display_type: 'WARNING', description: [words] });
      expect(jam?.effect.queueMetres, words).toBe(12_500);
    }
    const speed = read('warning', { display_type: 'WARNING', description: ['Stau, nur 20 km/h'] });
    expect(speed?.effect.queueMetres).toBeUndefined();
  });
});

describe('Chinese services', () => {
  it('takes the stake and the bare direction from the words', () => {
    const event = {
      eventID: '1',
      eventType: '101',
      roadName: 'G6京藏高速',
      brief: '事故',
      eventDesc: '京藏高速出京方向K30+200至K31处发生两车追尾事故',
    };
    const [read] = parse('amap', json({ data: [event] })).events;
    expect(read?.roads).toMatchObject([{ code: 'G6', directionText: '出京方向', stake: { from: 30_200, to: 31_000 } }]);
    const [other] = parse(
      'didi',
      json({ results: { eventsData: [{ ...event, eventDesc: '沪昆高速杭州方向K120因事故封闭' }] } }),
    ).events;
    expect(other?.roads).toMatchObject([{ directionText: '杭州方向', stake: { from: 120_000, to: 120_000 } }]);
  });
});

describe('our own files as people save them', () => {
  it('reads Chinese dates, Excel’s line with the divider, and a road’s state in the column of the status', () => {
    const rows = '编号;类型;标题;状态;道路编号;开始时间;结束时间';
    const csv = `\uFEFFsep=;\r\n${rows}\r\na1;施工;养护施工;封闭;G60;2026年11月28日 8时10分;2026年11月30日\r\nb1;事故;追尾;已结束;G60;2026/11/28 8:10;\r\n`;
    const feed = parse('own-csv', csv);
    expect(feed).toMatchObject({ rejected: [], warnings: [] });
    expect(feed.events).toMatchObject([
      {
        effect: { roadState: 'closed' },
        schedule: { start: '2026-11-28T00:10:00.000Z', end: '2026-11-30T15:59:59.000Z' },
      },
      { status: 'ended', schedule: { start: '2026-11-28T00:10:00.000Z' } },
    ]);
  });

  it('reads UTF-16, which Excel calls Unicode text', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('id\ttype\theadline\r\nc1\t事故\t追尾\r\n', 'utf16le'),
    ]);
    expect(parse('own-csv', bytes).events[0]?.texts[0]?.headline).toBe('追尾');
  });

  it('takes a point as an object too', () => {
    const event = { id: '1', type: 'weather', headline: '大雾', point: { lng: 106.7, lat: 26.6 } };
    expect(parse('own-json', json({ events: [event] })).events[0]?.point).toEqual([106.7, 26.6]);
  });
});
