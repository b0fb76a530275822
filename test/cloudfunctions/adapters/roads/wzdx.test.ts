import { describe, expect, it } from 'vitest';
import { parse } from './feed-fixtures.ts';

const header3 = {
  feed_update_date: '2026-07-01T01:00:00Z',
  version: '3.1',
  publisher: 'Example',
  data_sources: [{ data_source_id: 'a', organization_name: 'County' }],
};

/** A road event as it was written before 4.0: no core_details, restrictions as words, speed in mph. */
const feature3 = {
  type: 'Feature',
  properties: {
    road_event_id: 'r1',
    data_source_id: 'a',
    event_type: 'work-zone',
    road_name: 'US 20',
    direction: 'westbound',
    beginning_milepost: '10',
    ending_milepost: 9,
    start_date: '2026-07-02T00:00:00Z',
    end_date: '2026-07-03T00:00:00Z',
    start_date_accuracy: 'estimated',
    end_date_accuracy: 'verified',
    event_status: 'planned',
    total_num_lanes: 2,
    vehicle_impact: 'all-lanes-closed',
    restrictions: ['no-trucks'],
    reduced_speed_limit: 45,
    relationship: { first: ['r0'], next: ['r2'] },
    lanes: [
      {
        lane_number: 1,
        order: 1,
        type: 'left-lane',
        status: 'closed',
        restrictions: [{ restriction_type: 'reduced-height', restriction_value: 150, restriction_units: 'inches' }],
      },
    ],
  },
  geometry: {
    type: 'LineString',
    coordinates: [
      [-93, 41],
      [-93.1, 41],
    ],
  },
};

describe('WZDx', () => {
  it('reads version 3 as it reads version 4', () => {
    const feed = parse(
      'wzdx',
      JSON.stringify({ road_event_feed_info: header3, type: 'FeatureCollection', features: [feature3] }),
    );
    expect(feed).toMatchObject({ version: '3.1', publishedAt: '2026-07-01T01:00:00.000Z', rejected: [], warnings: [] });
    expect(feed.events[0]).toMatchObject({
      source: { externalId: 'r1' },
      status: 'planned',
      publisher: { name: 'County' },
      effect: { roadState: 'closed' },
      severity: { level: 'major', from: 'rule' },
      restrictions: [
        { kind: 'speed', limit: 72.4 },
        { kind: 'no-entry', vehicles: ['truck'] },
      ],
      schedule: { startEstimated: true, endEstimated: false },
      related: [
        { externalId: 'r0', relation: 'first' },
        { externalId: 'r2', relation: 'next' },
      ],
    });
    const [road] = feed.events[0]?.roads ?? [];
    expect(road).toMatchObject({ code: 'US20', direction: 'w', stake: { from: 16_093, to: 14_484 } });
    expect(road?.lanes?.each?.[0]?.restrictions).toEqual([{ kind: 'height', limit: 3.81 }]);
  });

  it('rejects a feature without an identity and keeps the others', () => {
    const { road_event_id: _, ...nameless } = feature3.properties;
    const feed = parse(
      'wzdx',
      JSON.stringify({ feed_info: {}, features: [{ ...feature3, properties: nameless }, feature3, null] }),
    );
    expect(feed.events).toHaveLength(1);
    expect(feed.rejected).toEqual([
      { where: 'features[0].properties.road_event_id', why: 'missing' },
      { where: 'features[2]', why: 'not an object but null' },
    ]);
  });

  it('reads an event without geometry', () => {
    const feed = parse('wzdx', JSON.stringify({ feed_info: {}, features: [{ ...feature3, geometry: null }] }));
    expect(feed.events[0]).toMatchObject({ geometry: null, point: null });
    expect(feed.warnings).toEqual([]);
  });

  it('refuses GeoJSON that is no work zone feed', () => {
    expect(parse('wzdx', '{"type":"FeatureCollection","features":[]}').rejected[0]).toMatchObject({
      where: 'feed_info',
    });
  });
});
