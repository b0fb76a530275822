import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROAD_EVENT_TYPES, SEVERITY_LEVELS } from '#domain/road-event';
import { FORMATS, parse, RECEIVED_AT } from './feed-fixtures.ts';

const EVENTS = readFileSync(new URL('../../../../content/roads/events.json', import.meta.url), 'utf8');

describe('our own JSON', () => {
  it('reads short forms: Chinese words, a stake, a datum, minutes from now', () => {
    const feed = parse(
      'own-json',
      FORMATS.find(({ format }) => format === 'own-json')?.document([
        FORMATS.find(({ format }) => format === 'own-json')?.item(1) ?? '',
      ]) ?? '',
    );
    expect(feed.coverage).toBe('snapshot');
    expect(feed.events[0]).toMatchObject({
      type: 'accident',
      severity: { level: 'moderate' },
      effect: { roadState: 'some-lanes-closed' },
      roads: [{ code: 'G4', directionText: '北京往武汉方向', stake: { from: 1_085_300, to: 1_085_300 } }],
      schedule: { start: '2026-07-01T00:00:00.000Z' },
      updated: '2026-07-01T01:55:00.000Z',
    });
    expect(feed.events[0]?.point?.[0]).toBeCloseTo(114.2946, 3);
  });

  it('reads an export of the model back as it was, whatever the format it came from', () => {
    for (const fixture of FORMATS) {
      const [event] = parse(fixture.format, fixture.document([fixture.item(1)])).events;
      const [again] = parse('own-json', JSON.stringify({ format: 'road-events/1', events: [event] })).events;
      expect({ ...again, source: { ...again?.source, format: fixture.format } }, fixture.format).toEqual(event);
    }
  });

  it('names what it does not understand and where', () => {
    const events = [
      { id: 'a', type: '外星人', headline: 'x' },
      { id: 'b', type: '事故' },
      { type: '事故', headline: 'x' },
      { id: 'd', type: '事故', headline: 'x', datum: 'BESSEL' },
      { id: 'e', type: '事故', headline: 'x', severity: '很坏', roads: [{ stake: '公里' }] },
    ];
    const feed = parse('own-json', JSON.stringify({ events }));
    expect(feed.rejected.map(({ where }) => where)).toEqual([
      'events[0].type',
      'events[1]',
      'events[2].externalId',
      'events[3].datum',
    ]);
    expect(feed.warnings.map(({ where }) => where)).toEqual(['events[4].roads[0].stake', 'events[4].severity']);
    expect(feed.events).toHaveLength(1);
  });

  it('refuses another version', () => {
    expect(parse('own-json', '{"format":"road-events/9","events":[]}').rejected[0]).toMatchObject({ where: 'format' });
  });
});

describe('our own CSV', () => {
  const csv = (text: string) => parse('own-csv', text);

  it('reads Chinese columns in any order, quotes, and dates whose end is the whole day', () => {
    const fixture = FORMATS.find(({ format }) => format === 'own-csv');
    const [event] = csv(fixture?.document([fixture.item(1)]) ?? '').events;
    expect(event).toMatchObject({
      type: 'roadworks',
      texts: [{ headline: '【示例】养护, 占道' }],
      roads: [{ code: 'G2', stake: { from: 1_150_000, to: 1_156_000 }, state: 'some-lanes-closed' }],
      schedule: { start: '2026-07-01T00:00:00.000Z', end: '2026-07-03T15:59:59.000Z' },
    });
  });

  it('reads what a spreadsheet in China saves: GB 18030, tabs, semicolons', () => {
    const gbk = Buffer.from([
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x2c, 0xb1, 0xea, 0xcc, 0xe2, 0x0a, 0x31, 0x2c, 0xca, 0xc2,
      0xb9, 0xca, 0x2c, 0xca, 0xbe, 0xc0, 0xfd, 0x0a,
    ]);
    expect(parse('own-csv', gbk).events[0]).toMatchObject({ type: 'accident', texts: [{ headline: '示例' }] });
    expect(csv('id\ttype\theadline\n1\t事故\t示例\n').events).toHaveLength(1);
    expect(csv('id;type;headline\n1;事故;示例\n').events).toHaveLength(1);
  });

  it('says which line is wrong', () => {
    expect(csv('id,type,headline\n1,事故,a\n2,外星人,b\n').rejected).toEqual([
      { where: 'line 3.type', why: '"外星人" is not a type of event', externalId: '2' },
    ]);
    expect(csv('id,headline\n1,a\n').rejected[0]).toMatchObject({ where: 'line 1' });
  });

  it('takes a file whose last line breaks off for half a file', () => {
    expect(csv('id,type,headline\n1,事故,a\n2,事')).toMatchObject({ readable: false, rejected: [{ where: 'line 3' }] });
    expect(csv('id,type,headline\n1,事故,"a\n2,事故,b\n')).toMatchObject({ readable: false });
  });

  it('finds limits in the words', () => {
    const [event] = csv('id,type,headline\n1,限行,桥梁限重20吨，禁止危化品运输车通行\n').events;
    expect(event?.restrictions).toEqual([
      { kind: 'gross-weight', limit: 20_000 },
      { kind: 'no-entry', vehicles: ['hazmat'] },
    ]);
  });
});

describe('the example events', () => {
  const feed = parse('own-json', EVENTS);

  it('are 80, readable to the last field', () => {
    expect(feed).toMatchObject({ readable: true, rejected: [], warnings: [] });
    expect(feed.events).toHaveLength(80);
  });

  it('are all marked 示例, placed in China and current at any time', () => {
    for (const event of feed.events) {
      expect(event.texts[0]?.headline).toContain('示例');
      const [lon = 0, lat = 0] = event.point ?? [];
      expect(lon > 73 && lon < 135 && lat > 18 && lat < 54).toBe(true);
      expect(event.updated && event.updated < RECEIVED_AT).toBe(true);
    }
  });

  it('show every type and every severity', () => {
    expect(new Set(feed.events.map(({ type }) => type))).toEqual(new Set(ROAD_EVENT_TYPES));
    expect(new Set(feed.events.map(({ severity }) => severity.level))).toEqual(
      new Set(SEVERITY_LEVELS.filter((level) => level !== 'unknown')),
    );
  });

  it('stand on expressways of the list, by their number and name', () => {
    const { expressways } = JSON.parse(
      readFileSync(new URL('../../../../content/roads/expressways.json', import.meta.url), 'utf8'),
    );
    const names = new Map(expressways.map(({ code, name }: { code: string; name: string }) => [code, name]));
    for (const road of feed.events.flatMap(({ roads }) => roads)) {
      if (road.code !== undefined && names.has(road.code)) expect(road.name).toBe(names.get(road.code));
    }
  });
});
