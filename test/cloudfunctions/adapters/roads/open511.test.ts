import { describe, expect, it } from 'vitest';
import { parse } from './feed-fixtures.ts';

function readOne(event: object) {
  const base = {
    id: 'example.org/1',
    headline: 'Works',
    event_type: 'CONSTRUCTION',
    status: 'ACTIVE',
    schedule: { intervals: ['2026-06-01T15:00/'] },
  };
  return parse('open511', JSON.stringify({ events: [{ ...base, ...event }] }));
}

const XML = `<?xml version="1.0"?>
<open511 xmlns:gml="http://www.opengis.net/gml" xml:lang="en" version="v1"><events>
 <event xml:lang="fr"><link rel="self" href="/events/example.org/9"/><link rel="jurisdiction" href="/jurisdictions/example.org"/>
  <id>example.org/9</id><status>ACTIVE</status><headline>Travaux</headline><headline xml:lang="en">Works &amp; delays</headline>
  <event_type>CONSTRUCTION</event_type><event_subtypes><event_subtype>ROAD_CONSTRUCTION</event_subtype></event_subtypes>
  <severity>MAJOR</severity><certainty>LIKELY</certainty><created>2026-06-01T08:00:00-04:00</created><updated>2026-06-02T08:00:00-04:00</updated>
  <timezone>America/Montreal</timezone>
  <geography><gml:LineString srsName="urn:ogc:def:crs:EPSG::4326"><gml:posList>45.5 -73.6 45.6 -73.7</gml:posList></gml:LineString></geography>
  <roads><road><name>Rue 12</name><direction>W</direction><state>CLOSED</state><impacted_systems><impacted_system>SIDEWALK</impacted_system></impacted_systems>
   <restrictions><restriction><restriction_type>WEIGHT</restriction_type><value>7.5</value></restriction></restrictions></road></roads>
  <schedule><recurring_schedules><recurring_schedule><start_date>2026-06-01</start_date><end_date>2026-06-30</end_date>
   <days><day>1</day><day>5</day></days><daily_start_time>21:00</daily_start_time><daily_end_time>05:00</daily_end_time></recurring_schedule></recurring_schedules>
   <exceptions><exception>2026-06-24</exception></exceptions></schedule>
  <attachments><link rel="related" href="https://example.org/plan.pdf" title="Plan" type="application/pdf" length="1000"/></attachments>
 </event></events></open511>`;

describe('Open511', () => {
  it('reads XML as it reads JSON, latitude first in the URN form of EPSG:4326', () => {
    const feed = parse('open511', XML);
    expect(feed).toMatchObject({ readable: true, rejected: [], warnings: [] });
    expect(feed.events[0]).toMatchObject({
      source: { externalId: 'example.org/9', url: '/events/example.org/9' },
      type: 'roadworks',
      subtypes: ['construction'],
      severity: { level: 'major' },
      certainty: 'likely',
      texts: [
        { lang: 'fr', headline: 'Travaux' },
        { lang: 'en', headline: 'Works & delays' },
      ],
      geometry: {
        type: 'LineString',
        coordinates: [
          [-73.6, 45.5],
          [-73.7, 45.6],
        ],
      },
      roads: [
        {
          name: 'Rue 12',
          direction: 'w',
          state: 'closed',
          systems: ['sidewalk'],
          restrictions: [{ kind: 'gross-weight', limit: 7500 }],
        },
      ],
      schedule: {
        start: '2026-06-02T01:00:00.000Z',
        end: '2026-07-01T09:00:00.000Z',
        recurring: [{ weekdays: [1, 5], dailyStart: '21:00', dailyEnd: '05:00', utcOffsetMinutes: -240 }],
        exceptions: [{ date: '2026-06-24', windows: [] }],
      },
      attachments: [{ url: 'https://example.org/plan.pdf', title: 'Plan', mediaType: 'application/pdf', bytes: 1000 }],
    });
  });

  it('reads local schedule times in the zone that the event names', () => {
    const { events } = readOne({
      timezone: 'America/Vancouver',
      schedule: { intervals: ['2026-06-01T15:00/2026-06-01T18:00'] },
    });
    expect(events[0]?.schedule).toMatchObject({ start: '2026-06-01T22:00:00.000Z', end: '2026-06-02T01:00:00.000Z' });
  });

  it('says when a page is only one of several', () => {
    expect(parse('open511', '{"events":[],"pagination":{"offset":0,"next_url":"/events?offset=50"}}').coverage).toBe(
      'partial',
    );
  });

  it('keeps an event of a type that it does not know', () => {
    const feed = readOne({ event_type: 'METEOR' });
    expect(feed.events[0]).toMatchObject({ type: 'other', source: { terms: ['METEOR'] } });
    expect(feed.warnings[0]).toMatchObject({ where: 'events[0].event_type' });
  });

  it('lists an event whose geometry is off the earth by its words only', () => {
    const feed = readOne({ geography: { type: 'Point', coordinates: [-120, 412] } });
    expect(feed.events[0]).toMatchObject({ geometry: null, point: null });
    expect(feed.warnings[0]?.why).toContain('latitude 412');
  });

  it('does not believe an end before the start, so that a live event does not vanish', () => {
    const feed = readOne({ schedule: { intervals: ['2026-06-01T15:00/2026-05-01T15:00'] } });
    expect(feed.events[0]?.schedule.end).toBeNull();
    expect(feed.warnings).toHaveLength(1);
  });

  it('keeps what it has no field for', () => {
    expect(readOne({ '+camera': 7 }).events[0]?.extensions?.open511?.unmapped).toEqual({ '+camera': 7 });
  });

  it('refuses XML of another vocabulary, with entities, or broken, saying where', () => {
    expect(parse('open511', '<rss/>').rejected[0]?.why).toContain('not <open511>');
    expect(
      parse('open511', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><open511><events>&x;</events></open511>')
        .rejected[0]?.why,
    ).toContain('document type');
    expect(parse('open511', '<open511>\n<events></open511>').rejected[0]?.where).toBe('line 2, column 9');
  });
});
