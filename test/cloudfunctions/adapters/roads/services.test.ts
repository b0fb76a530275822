import { describe, expect, it } from 'vitest';
import { FORMATS, parse } from './feed-fixtures.ts';

function itemOf(format: string): Record<string, unknown> {
  return JSON.parse(FORMATS.find((fixture) => fixture.format === format)?.item(1) ?? '{}');
}

describe('the Autobahn API', () => {
  const read = (service: string, change: object) =>
    parse('autobahn', JSON.stringify({ [service]: [{ ...itemOf('autobahn'), ...change }] }));

  it('reads roadworks: end from the German text in local time, width, lanes', () => {
    const [event] = read('roadworks', {}).events;
    expect(event).toMatchObject({
      type: 'roadworks',
      point: [11.5, 48.1],
      schedule: { start: '2026-06-29T07:00:00.000Z', end: '2026-11-28T16:00:00.000Z' },
      restrictions: [{ kind: 'width', limit: 3.25 }],
      effect: { roadState: 'some-lanes-closed' },
      roads: [{ code: 'A99', lanes: { open: 1 } }],
    });
  });

  it('takes the latitude of a string of coordinates for what it is, in either order', () => {
    expect(read('roadworks', { coordinate: null, point: '11.5,48.1' }).events[0]?.point).toEqual([11.5, 48.1]);
    expect(read('roadworks', { coordinate: null, point: '48.1,11.5' }).events[0]?.point).toEqual([11.5, 48.1]);
  });

  it('tells a closed road from a closed exit and from a bridge closed to lorries', () => {
    expect(read('closure', { display_type: 'CLOSURE', description: ['gesperrt'] }).events[0]?.effect.roadState).toBe(
      'closed',
    );
    expect(read('closure', { display_type: 'CLOSURE_ENTRY_EXIT', description: [] }).events[0]).toMatchObject({
      subtypes: ['ramp-closed'],
      effect: { roadState: 'unknown' },
    });
    const bridge = read('closure', {
      display_type: 'WEIGHT_LIMIT_35',
      description: ['in beiden Richtungen gesperrt für LKW über 3,5 t, bis 31.12.2026'],
    }).events[0];
    expect(bridge).toMatchObject({
      effect: { roadState: 'unknown' },
      restrictions: [{ kind: 'gross-weight', limit: 3500, vehicles: ['truck'] }],
    });
    expect(read('warning', { display_type: 'WARNING', isBlocked: 'true' }).events[0]?.effect.roadState).toBe('closed');
  });

  it('marks what has not begun as planned', () => {
    expect(read('roadworks', { future: true }).events[0]?.status).toBe('planned');
  });

  it('reads one item of details, and refuses lists that are not of events', () => {
    expect(parse('autobahn', JSON.stringify(itemOf('autobahn')))).toMatchObject({
      coverage: 'partial',
      events: [{ source: { externalId: 'BAU-1' } }],
    });
    expect(parse('autobahn', '{"webcam":[]}').rejected[0]).toMatchObject({ where: 'webcam' });
    expect(parse('autobahn', '{"roads":["A1"]}').rejected[0]).toMatchObject({ where: 'roads' });
  });
});

describe('Amap', () => {
  const read = (change: object) => parse('amap', JSON.stringify({ code: 1, data: [{ ...itemOf('amap'), ...change }] }));

  it('reads numbers in strings, [] for nothing, and unpadded Beijing times', () => {
    const feed = read({});
    expect(feed.warnings).toEqual([]);
    expect(feed.events[0]).toMatchObject({
      schedule: { start: '2026-07-01T00:01:00.000Z', end: null },
      updated: '2026-07-01T01:30:00.000Z',
      publisher: { authority: 'official' },
      effect: { roadState: 'closed' },
      roads: [{ code: 'G4', direction: 's' }],
      attachments: [],
    });
  });

  it('moves GCJ-02 to WGS-84: some 500 metres in Beijing', () => {
    const [lon = 0, lat = 0] = read({}).events[0]?.point ?? [];
    expect(lon).toBeCloseTo(116.2938, 3);
    expect(lat).toBeCloseTo(39.8988, 3);
  });

  it('repeats what the service says when it refuses', () => {
    expect(parse('amap', '{"code":10001,"msg":"INVALID_USER_KEY"}').rejected[0]?.why).toContain(
      '10001 INVALID_USER_KEY',
    );
    expect(parse('amap', '{"status":"0","info":"DAILY_QUERY_OVER_LIMIT","trafficinfo":{}}').rejected[0]?.why).toContain(
      'OVER_LIMIT',
    );
  });

  it('makes an event of a slow stretch, and none of one without data', () => {
    const roads = [
      {
        name: '示例路',
        status: '3',
        direction: '从甲路到乙路',
        angle: '319',
        speed: '10.0',
        lcodes: '1,2',
        polyline: '116.3,39.9;116.31,39.91',
      },
      { name: '示例路', status: '0', direction: '从乙路到丙路', speed: '0.0', lcodes: '3' },
      { name: '示例路', status: '1', direction: '从丙路到丁路', speed: '45', lcodes: '-3' },
    ];
    const feed = parse('amap', JSON.stringify({ status: '1', trafficinfo: { description: [], roads } }));
    expect(feed.events).toHaveLength(1);
    expect(feed.events[0]).toMatchObject({
      type: 'congestion',
      effect: { traffic: 'congested', speedKph: 10, roadState: 'open' },
      roads: [{ from: '甲路', to: '乙路' }],
      extensions: { amap: { lcodes: ['1', '2'], angle: 319 } },
    });
  });
});

describe('DiDi', () => {
  it('reads epoch seconds, and 0 as unknown', () => {
    const [event] = parse('didi', JSON.stringify({ status: 10000, results: { eventsData: [itemOf('didi')] } })).events;
    expect(event).toMatchObject({
      type: 'surface',
      subtypes: ['waterlogging'],
      schedule: { start: '2026-07-01T01:00:00.000Z', end: null },
    });
  });

  it('takes type 400 for a closed road', () => {
    const item = { ...itemOf('didi'), eventType: 400, brief: '示例桥封路', eventDesc: '示例桥封路' };
    const [event] = parse('didi', JSON.stringify({ status: 10000, results: { eventsData: [item] } })).events;
    expect(event).toMatchObject({ type: 'control', effect: { roadState: 'closed' }, subtypes: ['road-closed'] });
  });

  it('repeats what the service says when it refuses', () => {
    expect(parse('didi', '{"status":40001,"msg":"key invalid"}').rejected[0]).toMatchObject({
      where: 'status',
      why: expect.stringContaining('40001'),
    });
  });
});

describe('Digitraffic', () => {
  it('reads phases of works: severity and limits', () => {
    const [event] = parse(
      'digitraffic',
      JSON.stringify({ type: 'FeatureCollection', features: [itemOf('digitraffic')] }),
    ).events;
    expect(event).toMatchObject({
      type: 'roadworks',
      severity: { level: 'major', term: 'HIGH' },
      restrictions: [{ kind: 'speed', limit: 50 }],
      source: { revision: '3' },
    });
  });
});
